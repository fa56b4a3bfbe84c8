"""Review and decisions: what waits, deciding by keyboard and without scripts, taking it back."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord import Store
from onrecord.answers.reviews.decided import decided
from onrecord.cli import app
from onrecord.errors import StoreBusy
from onrecord.model import document_id
from onrecord.web import access
from onrecord.web.access import Access
from onrecord.web.desk import Desk, application
from onrecord.web.pages import review
from tests.conftest import LONG, until
from tests.web.conftest import USER, client, fits, settled, violations


def waiting(path: Path) -> list[tuple[str, str]]:
    with Store(str(path), read_only=True) as store:
        return [(pair.a, pair.b) for pair in store.candidates("event", 10_000)]


def verdicts(path: Path) -> list[tuple[str, str]]:
    with Store(str(path), read_only=True) as store:
        return [(d.verdict, d.status) for d in store.decisions()]


def posted(asked: TestClient, *ids: str, **fields: str) -> Any:
    data: dict[str, Any] = {"id": list(ids), **fields}
    return asked.post("/decisions", data=data, follow_redirects=False)


def test_the_likeliest_pair_stands_first_and_the_queue_goes_on_behind_the_last(
    asked: TestClient, stored: Path
) -> None:
    pairs = waiting(stored)
    assert len(pairs) > 5
    first = asked.get("/review?limit=2").text
    assert re.findall(r'data-entry id="(\w+)"', first) == [f"{a}_{b}" for a, b in pairs[:2]]
    assert f"2 of {len(pairs):,} pairs" in first
    further = re.search(r'rel="next" href="([^"]+)"', first)
    assert further is not None
    second = asked.get(further[1].replace("&amp;", "&")).text
    assert re.findall(r'data-entry id="(\w+)"', second) == [f"{a}_{b}" for a, b in pairs[2:4]]


def test_behind_the_last_it_is_still_said_how_many_wait(asked: TestClient, stored: Path) -> None:
    pairs = waiting(stored)
    end = asked.get("/review", params={"after": "~".join(pairs[-1])}).text
    assert f"0 of {len(pairs):,} pairs" in end
    with Store(str(stored), read_only=True) as store:
        last = max(store.claims(), key=lambda claim: (claim.score or 0, claim.event))
        total = len(store.claims())
    end = asked.get("/review", params={"kind": "score", "after": last.event}).text
    assert f"0 of {total:,} claims" in end


def test_what_differs_and_why_is_said_in_words(asked: TestClient) -> None:
    text = asked.get("/review").text
    assert '<span class="label">differs</span>' in text
    assert re.search(r'<span class="side-for">for</span> [a-z]', text)
    assert "word, near" not in text, "features are said in words"


@pytest.mark.parametrize("kind", ["event", "actor", "document", "score"])
def test_every_queue_is_shown_and_taken_along(asked: TestClient, kind: str) -> None:
    assert asked.get(f"/review?kind={kind}").status_code == 200
    for form in ("csv", "json", "parquet"):
        assert asked.get(f"/review?kind={kind}&format={form}").status_code == 200


@pytest.mark.parametrize("kind", ["event", "actor", "document", "score"])
def test_a_file_holds_all_that_waits_however_many_are_held_at_a_time(
    asked: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    total = re.search(r"of ([\d,]+) (?:pair|claim)", asked.get(f"/review?kind={kind}").text)
    assert total is not None
    whole = asked.get(f"/review?kind={kind}&format=json").text.splitlines()
    assert len(whole) == len(set(whole)) == int(total[1].replace(",", ""))
    monkeypatch.setattr(review, "BATCH", 3)
    assert asked.get(f"/review?kind={kind}&format=json").text.splitlines() == whole
    if kind == "event":
        there = re.search(r'rel="next" href="([^"]+)"', asked.get("/review?limit=2").text)
        assert there is not None
        rest = asked.get(f"{unescape(there[1])}&format=json").text.splitlines()
        assert rest == whole[2:] and len(whole) > 5


def test_a_queue_that_there_is_none_of_is_refused(asked: TestClient) -> None:
    assert asked.get("/review?kind=moods").status_code == 400


def test_claims_in_doubt_begin_with_the_lowest_score_and_leave_once_decided(copied: Path) -> None:
    asked = client(copied)
    found = asked.get("/review?kind=score&limit=3").text
    with Store(str(copied), read_only=True) as store:
        lowest = sorted(store.claims(), key=lambda claim: (claim.score or 0, claim.event))
    events = [claim.event for claim in lowest]
    assert re.findall(r'data-entry id="(\w+)"', found) == events[:3]
    assert posted(asked, events[0], verdict="accept").status_code == 303
    found = asked.get("/review?kind=score&limit=3").text
    assert re.findall(r'data-entry id="(\w+)"', found) == events[1:4]


def test_a_form_without_scripts_decides_and_leads_back_with_an_undo(copied: Path) -> None:
    asked = client(copied)
    a, b = waiting(copied)[0]
    answer = posted(asked, a, b, verdict="same", note="one raid", back="/review?kind=event")
    assert answer.status_code == 303
    back = answer.headers["location"]
    assert back.startswith("/review?kind=event&done=decision_")
    page = asked.get(back).text
    assert "Decided" in page and "one raid" in page
    assert (a, b) not in waiting(copied)
    undo = re.search(r'action="(/decisions/\w+/undo)"', page)
    assert undo is not None
    taken = asked.post(undo[1], data={"back": "/review"}, follow_redirects=False)
    assert taken.status_code == 303
    assert (a, b) in waiting(copied) and verdicts(copied) == [("same", "undone")]
    assert asked.post(undo[1]).status_code == 400, "what is undone cannot be undone again"


def test_the_command_line_lists_what_was_decided_in_the_desk(copied: Path) -> None:
    a, b = waiting(copied)[0]
    posted(client(copied), a, b, verdict="different", note="two bridges")
    listed = CliRunner().invoke(app, ["decisions", "--store", str(copied)]).stdout
    assert "different" in listed and f"(holds; {USER} 2" in listed and "two bridges" in listed
    with Store(str(copied), read_only=True) as store:
        assert decided(store, skip=1) == ([], 1), "how many there are is said behind the last too"


def test_of_two_tabs_that_decide_one_pair_the_later_holds_and_says_so(copied: Path) -> None:
    asked = client(copied)
    a, b = waiting(copied)[0]
    asked.headers["hx-request"] = "true"
    assert "took the place" not in posted(asked, a, b, verdict="same").text
    assert "took the place of an earlier decision" in posted(asked, b, a, verdict="different").text
    assert sorted(verdicts(copied)) == [("different", "holds"), ("same", "undone")]


def test_another_site_cannot_decide(copied: Path) -> None:
    a, b = waiting(copied)[0]
    asked = client(copied)
    asked.headers["origin"] = "https://elsewhere.example"
    assert posted(asked, a, b, verdict="same").status_code == 403
    assert verdicts(copied) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "perhaps"},
        {"verdict": "same", "kind": "mood"},
        {"verdict": "same"},
        {"verdict": "accept", "id": "event_none"},
        {"verdict": "accept", "id": []},
        {"verdict": "accept", "id": [f"event_{n}" for n in range(51)]},
    ],
)
def test_what_cannot_be_decided_is_refused_and_said(copied: Path, fields: dict[str, Any]) -> None:
    with Store(str(copied), read_only=True) as store:
        data = {"id": [store.claims()[0].event], **fields}
    answer = client(copied).post("/decisions", data=data)
    assert answer.status_code == 400 and "notice-bad" in answer.text
    assert verdicts(copied) == []


def test_a_form_leads_back_to_no_other_site(copied: Path) -> None:
    a, b = waiting(copied)[0]
    answer = posted(client(copied), a, b, verdict="same", back="//elsewhere.example/")
    assert answer.headers["location"].startswith("/decisions?")


def test_a_store_that_another_holds_is_said_to_be_busy(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = waiting(copied)[0]
    asked = client(copied)

    def busy(self: Access) -> Any:
        raise StoreBusy("another process is using the store", todo="try again in a moment")

    monkeypatch.setattr(Access, "writing", busy)
    answer = posted(asked, a, b, verdict="same")
    assert answer.status_code == 503 and "Another process is using" in answer.text
    asked.headers["hx-request"] = "true"
    part = posted(asked, a, b, verdict="same")
    assert part.status_code == 503 and part.headers["hx-reswap"] == "afterbegin"
    assert "<html" not in part.text and "Another process is using" in part.text


def test_two_tabs_and_a_report_that_write_at_once_all_succeed_in_order(copied: Path) -> None:
    desk, pairs = Desk(str(copied), USER), waiting(copied)
    base = "http://127.0.0.1"
    tabs = [
        TestClient(application(desk), base_url=base, headers={"origin": base}) for _ in range(2)
    ]
    with ThreadPoolExecutor(2) as pool:
        with desk.access.writing() as store:
            sent = []
            for tab, pair in zip(tabs, pairs, strict=False):
                sent.append(pool.submit(posted, tab, *pair, verdict="unsure"))
                until(lambda: len(desk.access._queue) == len(sent))
            added = tabs[0].post("/add", data={"text": "Peru met Chile.", "undated": "1"})
            until(lambda: len(desk.access._queue) == 3)
            assert "is being kept" in tabs[1].get("/add/1").text and store.decisions() == []
        assert [answer.result(LONG).status_code for answer in sent] == [303, 303]
    until(lambda: (job := desk.jobs.job(1)) is not None and job.state == "done")
    assert added.status_code == 200 and len(verdicts(copied)) == 2
    with Store(str(copied), read_only=True) as store:
        decided_on = [{s.id for s in d.subjects} for d in store.decisions()]
        assert decided_on == [set(pair) for pair in pairs[:2]]
        assert store.document(document_id("Peru met Chile."))


def test_who_waits_too_long_to_write_is_told(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "TURN", 0.05)
    desk, base = Desk(str(copied), USER), "http://127.0.0.1"
    tab = TestClient(application(desk), base_url=base, headers={"origin": base})
    a, b = waiting(copied)[0]
    with desk.access.writing():
        answer = posted(tab, a, b, verdict="same")
    assert answer.status_code == 503 and "nothing of this was written" in answer.text
    assert verdicts(copied) == [] and posted(tab, a, b, verdict="same").status_code == 303


def test_decisions_are_listed_the_latest_first_by_status_and_taken_along(copied: Path) -> None:
    asked = client(copied)
    pairs = waiting(copied)
    posted(asked, *pairs[0], verdict="unsure")
    posted(asked, *pairs[1], verdict="different", note="<b>no</b>")
    page = asked.get("/decisions").text
    assert page.index("different</strong>") < page.index("unsure whether")
    assert "&lt;b&gt;no" in page
    assert "No decision" in asked.get("/decisions?status=undone").text
    assert asked.get("/decisions?status=lost").status_code == 400
    rows = asked.get("/decisions?format=csv").text.splitlines()
    assert rows[0].startswith("id,at,user,kind,verdict,status,subjects") and len(rows) == 3
    for form in ("json", "parquet"):
        assert asked.get(f"/decisions?format={form}").status_code == 200


def test_a_decision_that_a_new_reading_contradicts_shows_both_readings(copied: Path) -> None:
    asked = client(copied)
    with Store(str(copied), read_only=True) as store:
        claim = next(claim for claim in store.claims() if claim.where is not None)
    posted(asked, claim.event, verdict="accept")
    assert "No decision" in asked.get("/decisions?status=reopened").text
    with Store(str(copied)) as store:
        store.rows(
            "UPDATE claims SET claim = replace(claim, ?, ?) WHERE event = ?",
            *(f'"where":"{claim.where}"', '"where":"Elsewhere"', claim.event),
        )
    for path in ("/decisions?status=reopened", f"/event/{claim.event}"):
        text = asked.get(path).text
        assert "reopened: read otherwise now" in text
        assert f'<td dir="auto">{claim.where}</td><td dir="auto">Elsewhere</td>' in text


def test_actors_are_put_together_and_apart_again(copied: Path) -> None:
    asked = client(copied)
    with Store(str(copied), read_only=True) as store:
        (pair, *_) = store.candidates("actor")

    def homes() -> set[str]:
        sql = 'SELECT id FROM "groups" WHERE member IN (?, ?)'
        with Store(str(copied), read_only=True) as store:
            return {row[0] for row in store.rows(sql, pair.a, pair.b)}

    assert len(homes()) == 2
    asked.headers["hx-request"] = "true"
    made = posted(asked, pair.a, pair.b, verdict="same", kind="actor").text
    assert len(homes()) == 1
    undo = re.search(r'hx-post="(/decisions/\w+/undo)"', made)
    assert undo is not None
    assert f'id="{pair.a}_{pair.b}"' in asked.post(undo[1]).text
    assert len(homes()) == 2


def test_what_waits_to_be_joined_is_joined(copied: Path) -> None:
    with Store(str(copied)) as store:
        store.rows("INSERT INTO pending SELECT id FROM documents LIMIT 3")
    answer = client(copied).post("/resolve", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    with Store(str(copied), read_only=True) as store:
        assert store.rows("SELECT count(*) FROM pending") == [(0,)]


def test_a_merge_is_decided_and_undone_by_keyboard(serve: Any, copied: Path, page: Page) -> None:
    a, b = waiting(copied)[0]
    page.goto(f"{serve(copied).address}/review")
    entry = page.locator(f"[id='{a}_{b}']")
    entry.focus()
    page.keyboard.press("e")
    expect(entry.locator("details.words")).to_have_attribute("open", "")
    page.keyboard.press("j")
    expect(page.locator("[data-entry]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(entry).to_be_focused()
    page.keyboard.press("y")
    outcome = page.locator("[data-outcome]")
    expect(outcome).to_have_count(1)
    expect(page.locator("#status")).to_contain_text("Decided: same")
    expect(page.locator("[data-queue] > [data-entry]").nth(1)).to_be_focused()
    assert verdicts(copied) == [("same", "holds")] and (a, b) not in waiting(copied)
    page.keyboard.press("u")
    expect(page.locator("#status")).to_have_text("Taken back. It waits again.")
    expect(entry).to_be_focused()
    expect(outcome).to_have_count(0)
    assert verdicts(copied) == [("same", "undone")] and (a, b) in waiting(copied)


def test_keys_do_nothing_where_somebody_writes_or_elsewhere(
    serve: Any, copied: Path, page: Page
) -> None:
    page.goto(f"{serve(copied).address}/review")
    page.keyboard.press("y")
    note = page.locator("[data-entry]").first.get_by_label("Why (may be left out)")
    note.fill("sunny")
    note.press("y")
    expect(note).to_have_value("sunnyy")
    page.locator("[data-entry]").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert verdicts(copied) == []


def test_a_claim_in_doubt_is_accepted_by_keyboard_and_undone(
    serve: Any, copied: Path, page: Page
) -> None:
    page.goto(f"{serve(copied).address}/review?kind=score")
    first = page.locator("[data-entry]").first
    first.focus()
    page.keyboard.press("h")
    expect(page.locator("[data-entry]").nth(1)).to_be_focused()
    assert verdicts(copied) == []
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("y")
    expect(page.locator("[data-outcome]")).to_have_count(1)
    expect(page.locator("[data-queue] > [data-entry]").nth(1)).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("[data-outcome]")).to_have_count(0)
    assert verdicts(copied) == [("accept", "undone")]


def test_what_is_refused_is_said_in_the_entry_which_stays(
    serve: Any, copied: Path, context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = context.new_page()
    page.goto(f"{serve(copied).address}/review")

    def busy(self: Access) -> Any:
        raise StoreBusy("another process is using the store", todo="try again in a moment")

    monkeypatch.setattr(Access, "writing", busy)
    first = page.locator("[data-entry]").first
    for _ in range(2):
        with page.expect_response("**/decisions"):
            first.get_by_role("button", name="Different").click()
        settled(page)
        expect(first.locator(".notice-bad")).to_have_count(1)
    expect(page.locator("#status")).to_contain_text("Another process is using")


@pytest.mark.parametrize("path", ["/review", "/review?kind=score", "/decisions"])
def test_they_read_well(serve: Any, copied: Path, page: Page, path: str) -> None:
    posted(client(copied), *waiting(copied)[0], verdict="same")
    page.goto(f"{serve(copied).address}{path}")
    assert violations(page) == []
    assert fits(page)


def test_the_queue_is_decided_without_scripts(serve: Any, copied: Path, plain: Page) -> None:
    plain.goto(f"{serve(copied).address}/review")
    plain.locator("[data-entry]").first.get_by_role("button", name="Unsure").click()
    done = plain.locator(".notice-good")
    expect(done).to_contain_text("Decided", use_inner_text=True)
    done.get_by_role("button", name="Undo").click()
    expect(done).to_contain_text("Taken back", use_inner_text=True)
    assert verdicts(copied) == [("unsure", "undone")]
