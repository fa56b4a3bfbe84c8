"""Claim and dispute: the chain of sources, the coding, the history, and the ledger of positions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Store
from onrecord.answers import disputes
from onrecord.answers.events.claim import AFTER, BEFORE, _near
from onrecord.answers.events.contest import contest
from onrecord.resolve.records import Dispute
from tests.web.conftest import client, fits, violations
from tests.web.test_document import NESTED, nested, stored_with


@pytest.fixture
def hand(tmp_path: Path) -> Path:
    """A store with one report, in which an event lies in a statement in another."""
    return stored_with(tmp_path / "hand.duckdb", (nested(), NESTED))


def test_the_chain_runs_from_the_outlet_inward(hand: Path) -> None:
    text = client(hand).get("/claim/event_1").text
    chain = text[text.index('<ol class="sources">') : text.index("</ol>")]
    places = [
        chain.index(words)
        for words in ("An unknown outlet", "the ministry", "paraphrase", "the navy",
                      "exact quotation", "ASSAULT")
    ]  # fmt: skip
    assert places == sorted(places)
    start = NESTED.index("Our patrol")
    assert f"?at={start}-{start + len('Our patrol # was shelled')}#at" in chain.replace(
        "&amp;", "&"
    )


def test_the_coding_is_explained_part_by_part(hand: Path) -> None:
    text = client(hand).get("/claim/event_1").text
    assert "frame:verb/shell" in text and "frames.toml" in text
    assert '<th scope="row">recipient</th>' in text and '<th scope="row">factuality</th>' in text


def test_each_claim_of_the_stories_has_its_page(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        found = [row[0] for row in store.rows("SELECT event FROM claims ORDER BY hash(event)")]
    for event in found[:40]:
        answer = asked.get(f"/claim/{event}")
        assert answer.status_code == 200 and f'href="/claim/{event}?format=csv"' in answer.text


def test_time_is_shown_as_written_and_as_read_with_its_precision(
    asked: TestClient, stored: Path
) -> None:
    with Store(str(stored), read_only=True) as store:
        dated = next(c for c in store.claims() if c.earliest and c.earliest == c.latest)
        why = store.explain(dated.event)
    words = next(p.words for p in why.parts if p.role == "date")
    text = asked.get(f"/claim/{dated.event}").text
    assert f"{dated.earliest}</span>, to the day" in text
    assert words is not None and "as written:" in text and f"at={words.start}-{words.end}" in text


def test_what_repeats_it_and_who_told_it_first_stand_on_it(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        rows = store.rows("SELECT happening->'$.events' FROM happenings WHERE origins > 1")
    events = json.loads(rows[0][0])
    first, later = (asked.get(f"/claim/{event}").text for event in (events[0], events[-1]))
    assert "This is the first telling of" in first
    assert f'was first told by <a href="/claim/{events[0]}"' in later


def test_a_claim_told_often_is_compared_with_the_first_and_the_nearest() -> None:
    events = [f"event_{n}" for n in range(200)]
    found = _near(events, "event_100")
    assert len(found) == BEFORE + 1 + AFTER
    assert found[0] == "event_0" and "event_99" in found and found[-1] == f"event_{100 + AFTER}"
    assert _near(events[:9], "event_4") == events[:9]


def test_a_correction_is_shown_beside_what_was_read(hand: Path, serve: Any, page: Page) -> None:
    page.goto(f"{serve(hand).address}/claim/event_1")
    page.get_by_text("Correct it").click()
    page.get_by_label("where").fill("Riverton")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_text("Corrected by a person")).to_be_visible()
    with Store(str(hand), read_only=True) as store:
        (decision,) = store.decisions()
        assert decision.changes == {"where": "Riverton"}
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Corrected by a person")).to_have_count(0)


def test_a_rejected_claim_says_so(hand: Path, serve: Any, page: Page) -> None:
    page.goto(f"{serve(hand).address}/claim/event_1")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("It is joined with no event")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def test_a_damaged_report_is_an_error_that_says_what_to_do(hand: Path) -> None:
    with Store(str(hand)) as store:
        store.rows("UPDATE documents SET report = '{}'")
    answer = client(hand).get("/claim/event_1")
    assert answer.status_code == 500 and "Read it again" in answer.text


def test_a_claim_of_which_its_report_does_not_tell_is_an_error_too(hand: Path) -> None:
    with Store(str(hand)) as store:
        store.rows("UPDATE claims SET event = 'event_2'")
    answer = client(hand).get("/claim/event_2")
    assert answer.status_code == 500 and "does not tell of event_2" in answer.text


def test_a_dispute_is_found_by_all_its_happenings(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        parts = store.records(Dispute, "SELECT dispute FROM disputes ORDER BY id")
        listed = {one.id: one for one in disputes(store)}
        assert len(parts) > len(listed) > 0
        for part in parts:
            found = contest(store, part.id)
            assert found is not None and found.contest.id in listed
            assert part.happening in [happening.id for happening in found.happenings]
            whole = {(p.document, p.start, p.end) for p in listed[found.contest.id].positions}
            assert {(p.document, p.start, p.end) for p in found.contest.positions} == whole
            assert {(p.document, p.start, p.end) for p in part.positions} <= whole
    assert asked.get(f"/dispute/{parts[-1].id}").status_code == 200


def test_the_positions_are_exported_as_they_are_shown(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        (first, *_) = disputes(store)
        found = contest(store, first.id)
    assert found is not None
    path = f"/dispute/{first.id}"
    rows = list(csv.DictReader(io.StringIO(asked.get(f"{path}?format=csv").text)))
    assert [(r["document"], r["start"]) for r in rows] == [
        (p.document, str(p.start)) for p in found.contest.positions
    ]
    text = asked.get(path).text
    assert text.count('<th scope="row"') == len(rows)
    for row in rows:
        assert f"/document/{row['document']}?at={row['start']}-{row['end']}#at" in text


@pytest.mark.parametrize("path", ["/claim/event_none", "/dispute/dispute_none"])
def test_what_is_not_there_is_a_404(asked: TestClient, path: str) -> None:
    assert asked.get(path).status_code == 404


def test_a_disputed_claim_leads_to_the_highlighted_words(
    serve: Any, stored: Path, page: Page
) -> None:
    with Store(str(stored), read_only=True) as store:
        (first, *_) = disputes(store)
    page.goto(f"{serve(stored).address}/dispute/{first.id}")
    assert violations(page) == []
    with page.expect_navigation():
        page.get_by_role("link", name="in the text").first.click()
    (held, *_) = sorted(first.positions, key=lambda p: (p.published or "9", p.document, p.start))
    lit = "".join(page.locator(".text .at").all_text_contents())
    assert " ".join(lit.split()) == held.words


def test_they_read_well(serve: Any, stored: Path, page: Page) -> None:
    with Store(str(stored), read_only=True) as store:
        (first, *_) = disputes(store)
        event = next(p.event for p in first.positions if p.event)
    served = serve(stored).address
    for path in (f"/claim/{event}", f"/dispute/{first.id}"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{served}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(page) == []
        assert fits(page)
