"""Explanations: everything that it takes to defend a row, down to the characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import Item, Report, Store, read, read_many
from onrecord.cli import app
from onrecord.explanation import Explanation, explanation_of
from onrecord.provenance import row_of

TEXT = (
    "Chilean Foreign Minister Ana Rojas arrived in Lima on Friday.\n"
    "She said Peru had attacked the port of Arica on Sunday, killing at least 12 people. "
    "Peru denied the claim.\n"
)
EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def report() -> Report:
    return read(TEXT, published="2024-03-04", title="The port")


def why(report: Report, trigger: str) -> Explanation:
    event = next(e for e in report.events if e.trigger.of(TEXT) == trigger)
    return explanation_of(report, TEXT, event.id)


def test_all_words_stand_where_they_are_said_to(report: Report) -> None:
    for record in (*report.events, *report.statements):
        found = explanation_of(report, TEXT, record.id)
        sources = [*found.chain, *found.denied]
        words = [found.words, found.trigger, *(p.words for p in found.parts)]
        words += [w for s in sources for w in (s.cue, s.content)]
        for said in filter(None, words):
            assert TEXT[said.start : said.end] == said.text


def test_an_event_names_rule_row_and_participants(report: Report) -> None:
    found = why(report, "attacked")
    assert found.rule == "frame:verb/attack"
    assert found.row and found.row.startswith("frames.toml, line ") and "ASSAULT" in found.row
    (actor,) = [p for p in found.parts if p.role == "actor"]
    assert actor.value == "Peru (state, PER)" and actor.words and actor.words.text == "Peru"
    assert actor.how and actor.how.startswith("name")
    (date,) = [p for p in found.parts if p.role == "date"]
    assert date.value == "2024-03-03" and date.words and "Sunday" in date.words.text
    assert found.reader and found.reader.startswith("onrecord-")


def test_an_event_names_who_carries_and_who_denies_it(report: Report) -> None:
    found = why(report, "attacked")
    (carrier,) = found.chain
    assert carrier.who == "Ana Rojas (CHL)" and carrier.cue and carrier.cue.text == "said"
    assert [s.who for s in found.denied] == ["Peru"]


@pytest.mark.parametrize(
    ("text", "row", "deed"),
    [
        (
            "Germany will meet France on Friday.",
            "CONSULT;",
            "CAMEO 036; announced CONSULT is coded",
        ),
        ("Chile will cooperate with Peru.", "COOPERATE;", "CAMEO 031; announced COOPERATE"),
        ("Chile will give aid to Peru.", "AID;", "CAMEO 033; announced AID"),
        ("Chile will support Peru.", "SUPPORT;", "CAMEO 032; announced SUPPORT"),
        ("Chile will not cooperate with Peru.", "COOPERATE;", "refused COOPERATE is coded REJECT"),
        ("Workers went on strike against the government of Chile.", "PROTEST/strike;", "CAMEO 143"),
        ("Chile carried out air strikes on Peru.", "ASSAULT/aerial;", "CAMEO 195"),
        ("Chile said Peru must withdraw from Bolivia.", "REQUEST;", "CAMEO 10"),
        ("Chile vowed to retaliate against Peru.", "THREATEN;", "CAMEO 130"),
    ],
)
def test_an_event_names_the_row_that_fired_and_its_code(text: str, row: str, deed: str) -> None:
    (event,) = read(text, published="2024-03-04").events
    found = explanation_of(read(text, published="2024-03-04"), text, event.id)
    assert found.row and f": {row}" in found.row, found.row
    assert [p for p in found.parts if p.role == "deed" and deed in str(p.how)], found.parts
    assert event.deed is None or f"{event.deed};" == row


def test_what_plover_says_is_said() -> None:
    text = "Chile sanctioned its own banks. The Chilean army attacked Peru."
    report = read(text, published="2024-03-04")
    parts = [p for e in report.events for p in explanation_of(report, text, e.id).parts]
    assert {"meaning"} <= {p.role for p in parts}
    assert any(p.how and "MIL: Armed forces of a state" in p.how for p in parts), parts


def test_a_pronoun_is_traced_to_the_name(report: Report) -> None:
    statement = next(s for s in report.statements if s.cue and s.cue.of(TEXT) == "said")
    found = explanation_of(report, TEXT, statement.id)
    (speaker,) = [p for p in found.parts if p.role == "speaker"]
    assert speaker.words and speaker.words.text == "She"
    assert speaker.how and "pronoun" in speaker.how and '"Ana Rojas" [25:34]' in speaker.how
    assert "Minister" in speaker.how
    assert found.row and found.row.startswith("cues.toml: verbs.asserts")


def test_every_record_of_the_examples_can_explain_itself() -> None:
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    items = [Item(text, "2024-03-04") for text in texts]
    for text, report in zip(texts, read_many(items), strict=True):
        for event in report.events:
            found = explanation_of(report, text, event.id)
            assert found.rule and (found.row or not found.rule.startswith("frame:verb/")), found


def test_rules_without_a_row() -> None:
    assert row_of(None) is None and row_of("quote/paragraph") is None
    assert row_of("frame:verb/no-such-verb", "AID") is None


def test_the_command_prints_it(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store() as store:
        store.add(report, TEXT)
    event = next(e for e in report.events if e.trigger.of(TEXT) == "attacked")
    printed = CliRunner().invoke(app, ["explain", event.id[:14]]).stdout
    for words in (
        f"event {event.id} of The port (2024-03-04)",
        "  rule       frame:verb/attack",
        '  trigger    "attacked" [',
        '  actor      Peru (state, PER) from "Peru" [',
        "  within     Ana Rojas (CHL) asserts (indirect)",
        f"  within     the report: document {report.document.id[:16]}",
        "  denied by  Peru denies",
        "  reader     onrecord-",
    ):
        assert words in printed, printed


def test_show_prints_the_ids_to_ask_for(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store() as store:
        store.add(report, TEXT)
    printed = CliRunner().invoke(app, ["show", "The port"]).stdout
    for record in (*report.events, *report.statements):
        assert record.id in printed
