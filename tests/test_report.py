"""The report: its schema, its spans, and the same bytes whatever the order."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import EmptyDocument, Item, Report, read, read_many
from onrecord.model import json_schema

TEXTS = [
    "Chile said on Sunday that Peru had attacked the port. Peru denied the claim.",
    "LIMA, May 2 (Wire) - Norway gave $20 million to Haiti.\n\nREAD ALSO: more aid\n\n“Thank you,” "
    "Haitian President Marie Duval said.",
    "Le gouvernement a dit que les deux pays ne sont pas en guerre et que la paix est possible.",
    "قال الوزير إن البلدين سيوقعان اتفاقا في الأسبوع المقبل بعد محادثات طويلة في العاصمة.",
    "Peru\u202e’s army \u0301attacked\u200d the port\u0000 of Ch\u00ediloe\u0301, it said.",
    "",
    "   \n",
    "half a character: \ud800 here",
    "word " * 250_000,
    "x" * 5_000_000,
]


def spans(record: object) -> list[tuple[int, int]]:
    if isinstance(record, dict):
        own = [(record["start"], record["end"])] if isinstance(record.get("start"), int) else []
        return own + [s for value in record.values() for s in spans(value)]
    return [s for value in record for s in spans(value)] if isinstance(record, list) else []


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(read_many(Item(t, "2024-03-04") for t in TEXTS))


def test_every_text_gets_a_report_that_follows_the_schema(reports: list[Report]) -> None:
    schema = json_schema()
    assert len(reports) == len(TEXTS)
    for report, text in zip(reports, TEXTS, strict=True):
        record = json.loads(report.to_json())
        jsonschema.validate(record, schema)
        assert all(0 <= start < end <= len(text) for start, end in spans(record))


def test_what_is_not_read_says_why(reports: list[Report]) -> None:
    refused = {i: r.unread[0].cause for i, r in enumerate(reports) if r.unread}
    assert set(refused) == {2, 3, 5, 6, 7, 8, 9}
    assert "looks like fr" in refused[2] and reports[2].document.language == "fr"
    assert "empty" in refused[5] and "surrogates" in refused[7] and "characters" in refused[9]


def test_order_and_batch_change_nothing(reports: list[Report]) -> None:
    items = [Item(t, "2024-03-04") for t in TEXTS]
    again = list(read_many(items[::-1], batch=2))[::-1]
    assert [r.to_json() for r in again] == [r.to_json() for r in reports]


def test_each_stage_is_told_when_it_begins() -> None:
    told: list[tuple[str, int, int]] = []
    found = read(TEXTS[0], published="2024-03-04", progress=lambda *stage: told.append(stage))
    assert [number for _, number, _ in told] == list(range(1, len(told) + 1))
    assert {of for _, _, of in told} == {len(told)}
    assert told[0][0] == "analysis" and "statements" in {stage for stage, _, _ in told}
    assert found.to_json() == read(TEXTS[0], published="2024-03-04").to_json()


def test_a_report_survives_its_json(reports: list[Report]) -> None:
    for report in reports:
        assert Report.from_json(report.to_json()) == report


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    report = next(iter(read_many([text])))
    assert all(0 <= s < e <= len(text) for s, e in spans(json.loads(report.to_json())))


def test_reading_one_empty_text_is_an_error() -> None:
    with pytest.raises(EmptyDocument):
        read(" \n")


def test_a_bad_date_is_an_error() -> None:
    with pytest.raises(onrecord.InputError, match="2024-13-01"):
        read("Chile attacked Peru.", published="2024-13-01")


def test_the_public_surface() -> None:
    assert sorted(onrecord.__all__) == [
        "BadDecision",
        "BadFilter", "EmptyDocument", "InputError", "Item", "MissingFile",
        "ModelMissing", "NewerSchema", "NotAStore", "NotText", "OnrecordError",
        "PackageMissing", "Report",
        "ReportDamaged", "Store",
        "StoreBusy", "StoreDamaged", "StoreError", "StoreUnwritable", "TooLong", "read",
        "read_many",
    ]  # fmt: skip
    assert all(getattr(onrecord, name) for name in onrecord.__all__)


def test_one_word_of_many_languages_makes_no_text_foreign() -> None:
    assert not read("Three Peruvian nuns died when a shell hit a convent in Lima.").unread


def test_a_text_may_break_off_anywhere() -> None:
    text = (
        'The Nordic Council told Foreign Minister Ali Issa of Chad that "both sides" had been '
        "shelled, robbed or jailed on 4 May; he put the fire down to the army, which denied it, "
        "and left for the African Union"
    )
    words = text.split()
    texts = [" ".join(words[:end]) for end in range(2, len(words))]
    texts += [" ".join(words[start:]) for start in range(1, len(words) - 1)]
    unread = [report.unread for report in read_many(Item(t, "2024-05-06") for t in texts)]
    assert [found for found in unread if any(u.stage != "language" for u in found)] == []


def test_a_heading_may_be_the_name_of_a_body() -> None:
    assert not read("Letter to the Eurasian Development Bank\n\nChad left the talks.").unread
