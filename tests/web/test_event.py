"""The page of an event: how it is told, by whom, why it is one, and what people decide on it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Item, Store, read_many
from onrecord.answers.events.account import account
from onrecord.resolve.records import Happening
from tests.web.conftest import client, fits, violations

FIRST = (
    "Chad freed two Sudanese pilots in Abeche on Monday, its army said."
    " A spokesman said 14 people were injured in the raid."
)
SECOND = "Two pilots from Sudan were freed by Chad on Monday, its army said."


def happenings(path: Path) -> list[Happening]:
    with Store(str(path), read_only=True) as store:
        return store.records(
            Happening, "SELECT happening FROM happenings ORDER BY tellings DESC, id"
        )


def told_most(path: Path) -> Happening:
    return happenings(path)[0]


@pytest.fixture
def freed(tmp_path: Path) -> Path:
    """Two reports of one release, the first in two copies."""
    path = tmp_path / "freed.duckdb"
    told = [(FIRST, "Sahel Wire"), (FIRST + " ", "Lake Courier"), (SECOND, "Delta Post")]
    items = [Item(t, "2024-06-05", title=who, publisher=who) for t, who in told]
    with Store(str(path)) as store:
        for report, (text, _) in zip(read_many(items), told, strict=True):
            store.add(report, text)
        store.resolve()
    return path


def release(path: Path) -> Happening:
    return next(h for h in happenings(path) if "Chad" in h.who)


def says(page: Page, words: str) -> None:
    """Wait until a page shows these words."""
    expect(page.locator("main")).to_contain_text(words, use_inner_text=True)


def test_it_is_found_by_its_id_and_by_that_of_each_telling(asked: TestClient, stored: Path) -> None:
    most = told_most(stored)
    assert len(most.events) > 2
    pages = [asked.get(f"/event/{ident}").text for ident in (most.id, *most.events)]
    head = re.search(r"<h1>.*?</h1>", pages[0], re.DOTALL)
    assert head is not None and all(head[0] in page for page in pages)
    for event in most.events:
        assert f'id="{event}"' in pages[0] and f'href="/claim/{event}"' in pages[0]


def test_what_there_is_none_of_is_not_found(asked: TestClient) -> None:
    answer = asked.get("/event/event_none")
    assert answer.status_code == 404 and "event_none" in answer.text


def test_the_type_is_told_with_its_meaning_and_codes(freed: Path) -> None:
    one = release(freed)
    text = html.unescape(client(freed).get(f"/event/{one.id}").text)
    assert one.told.type is not None and f"quad class {one.told.quad}" in text
    assert f"CAMEO {one.told.cameo}" in text


def test_time_stands_as_written_and_as_read_with_its_grain(freed: Path) -> None:
    text = client(freed).get(f"/event/{release(freed).id}").text
    assert re.search(r'<q class="evidence" dir="auto">(on )?Monday</q>', text)
    assert re.search(r"read as <span class=\"when\">2024-06-03</span> \(day\)", text)


def test_copies_of_one_text_stand_together(freed: Path) -> None:
    one = release(freed)
    with Store(str(freed), read_only=True) as store:
        found = account(store, one.id)
    assert found is not None
    titles = [[document.title for document, _ in origin.reports] for origin in found.origins]
    assert sorted(map(sorted, titles)) == [["Delta Post"], ["Lake Courier", "Sahel Wire"]]
    assert "One text in 2 reports" in client(freed).get(f"/event/{one.id}").text


def test_figures_stand_side_by_side_with_their_sources(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        for one in happenings(stored):
            found = account(store, one.id)
            assert found is not None and found.ledger is not None
            figures = found.ledger.figures
            if len({figure.position.value for figure in figures}) > 1:
                break
    text = html.unescape(asked.get(f"/event/{one.id}").text)
    for figure in figures:
        assert f'<th scope="row" class="value">{figure.position.value}</th>' in text


def test_what_it_binds_whom_to_stands_with_the_words(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        rows = store.rows("SELECT happening FROM commitments ORDER BY happening")
        duties = {ident: account(store, ident) for (ident,) in rows}
    ident, found = next(
        (i, f) for i, f in duties.items() if f and f.ledger and f.ledger.commitment
        and f.ledger.commitment.duties
    )  # fmt: skip
    assert found.ledger is not None and found.ledger.commitment is not None
    text = html.unescape(asked.get(f"/event/{ident}").text)
    assert all(duty.words in text for duty in found.ledger.commitment.duties)


def test_its_tellings_are_taken_along(asked: TestClient, stored: Path) -> None:
    most = told_most(stored)
    rows = asked.get(f"/event/{most.id}?format=json").text.splitlines()
    assert len(rows) == len(most.events)
    assert asked.get(f"/event/{most.id}?format=csv").text.startswith("event,document")


def test_a_rejected_telling_keeps_a_page_on_which_it_is_taken_back(
    serve: Any, freed: Path, page: Page
) -> None:
    one = release(freed)
    event = one.events[0]
    page.goto(f"{serve(freed).address}/event/{event}")
    page.locator(f"[id='decide-{event}'] summary").click()
    page.locator(f"[id='{event}']").get_by_role("button", name="Reject").click()
    says(page, "This telling was rejected by a person")
    assert event not in release(freed).events
    page.locator("#decided ~ ul").get_by_role("button", name="Undo").click()
    says(page, "One event, told 3 times")
    assert release(freed).events == one.events


def test_a_correction_shows_both_and_leaves_what_was_read(freed: Path) -> None:
    asked = client(freed)
    event = release(freed).events[0]
    fields = {"verdict": "correct", "id": event, "where": "Faya", "type": "AID", "who": "Ali; Omar"}
    assert asked.post("/decisions", data=fields).status_code == 200
    text = asked.get(f"/event/{event}").text
    assert "corrected by a person" in text and "Faya" in text and "Ali, Omar" in text
    assert "<dt>as read</dt>" in text and "Abeche" in text
    with Store(str(freed), read_only=True) as store:
        (decision,) = store.decisions()
    assert decision.changes == {
        "mode": None, "type": "AID", "who": ["Ali", "Omar"], "where": "Faya"
    }  # fmt: skip


@pytest.mark.parametrize(
    "fields", [{}, {"type": "MOOD"}, {"earliest": "June"}, {"factuality": "certain"}]
)
def test_a_correction_that_is_none_is_refused(freed: Path, fields: dict[str, str]) -> None:
    data = {"verdict": "correct", "id": release(freed).events[0], **fields}
    answer = client(freed).post("/decisions", data=data)
    assert answer.status_code == 400
    with Store(str(freed), read_only=True) as store:
        assert store.decisions() == []


def test_a_telling_is_held_apart_from_all_others_and_put_back_at_once(
    serve: Any, freed: Path, plain: Page
) -> None:
    one = release(freed)
    event = one.events[-1]
    plain.goto(f"{serve(freed).address}/event/{one.id}")
    plain.locator(f"[id='decide-{event}'] summary").click()
    plain.locator(f"[id='{event}']").get_by_role("button", name="This telling is another").click()
    says(plain, "One event, told 1 time in")
    assert release(freed).events != one.events
    plain.locator("#decided ~ ul").get_by_role("button", name="Undo").click()
    says(plain, "One event, told 3 times")
    assert release(freed).events == one.events


def test_a_telling_that_waits_to_be_joined_says_so(freed: Path) -> None:
    event = release(freed).events[0]
    with Store(str(freed)) as store:
        for table in ('"groups"', "happenings", "disputes", "commitments", "links"):
            store.rows(f"DELETE FROM {table}")
    text = client(freed).get(f"/event/{event}").text
    assert "not joined with the others yet" in text and 'action="/resolve"' in text


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/event/{told_most(stored).id}")
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert violations(page) == []
    assert fits(page)
