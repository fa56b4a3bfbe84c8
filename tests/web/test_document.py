"""Document: text and records beside each other, linked both ways, with layers, at any length."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, expect
from starlette.testclient import TestClient

from onrecord import Item, Store, read_many
from onrecord.model import (
    Actor,
    Document,
    Event,
    Mention,
    Passage,
    Report,
    Span,
    Statement,
    Unread,
    document_id,
)
from tests.conftest import LONG
from tests.web.conftest import STORIES, client, fits, told, violations, weight

NESTED = (
    'RIVERTON — "Our patrol \U0001f6a2 was shelled", the ministry says the navy reported on Monday.'
)
HEBREW = "הצי אמר כי הסיור הופגז."


def nested(text: str = NESTED) -> Report:
    """A report of ours in which a statement lies in another and spans overlap."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    trigger = span("shelled")
    return Report(
        Document(document_id(text), len(text), title="Patrol <i>shelled</i>",
                 url="javascript:alert(1)", published="2031-04-02", language="en"),
        reader="by hand",
        passages=[Passage("dateline", 0, 8), Passage("body", 11, len(text))],
        actors=[Actor("actor_1", "organ", "the ministry"), Actor("actor_2", "organ", "the navy")],
        mentions=[Mention(*_ends(span("the ministry")), "actor_1", "name", "actor"),
                  Mention(*_ends(span("the navy")), "actor_2", "name", "actor")],
        statements=[
            Statement("statement_1", ["actor_1"], Span(11, len(text) - 1), Span(11, len(text)),
                      "indirect", "asserts", cue=span("says")),
            Statement("statement_2", ["actor_2"], span("Our patrol \U0001f6a2 was shelled"),
                      Span(11, len(text)), "direct", "asserts", cue=span("reported"),
                      within="statement_1"),
        ],
        events=[Event("event_1", "ASSAULT", trigger, span("Our patrol \U0001f6a2 was shelled"),
                      [], ["actor_2"], "asserted", within="statement_2", rule="frame:verb/shell")],
        unread=[Unread("places", "the list of <places> is missing", 2, 8)],
    )  # fmt: skip


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def stored_with(path: Path, *pairs: tuple[Report, str]) -> Path:
    with Store(str(path)) as store:
        for report, text in pairs:
            store.add(report, text)
        store.resolve()
    return path


@pytest.fixture
def hand(tmp_path: Path) -> Path:
    """A store with the one report."""
    return stored_with(tmp_path / "hand.duckdb", (nested(), NESTED))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with a report of more than 5,000 words, made of our stories; and its id."""
    found = [path.read_text("utf-8") for path in sorted(STORIES.glob("*/r*.txt"))]
    text = ""
    for one in found:
        text += one + "\n\n"
        if len(text.split()) >= 5000:
            break
    (report,) = read_many([Item(text, title="A long report", published="2031-05-01")])
    path = tmp_path_factory.mktemp("long") / "long.duckdb"
    with Store(str(path)) as store:
        store.add(report, text)
    return path, report.document.id


def shown(page: str) -> str:
    """The text of a page as its pieces have it, without the markup."""
    inside = page[page.index('<section class="text"') : page.index('<section class="records"')]
    return re.sub(r"<[^>]+>", "", "".join(re.findall(r"<p class=\"passage.*?</p>", inside, re.S)))


def test_the_text_stands_whole_and_overlaps_are_split(hand: Path) -> None:
    text = client(hand).get(f"/document/{nested().document.id}").text
    assert shown(text).replace("&#34;", '"') == NESTED
    trigger = re.search(r'<mark class="([^"]*)" data-ids="([^"]*)"><a href="#e0">shelled<', text)
    assert trigger is not None
    assert trigger[1].split() == ["statement-2", "event"]
    assert trigger[2].split() == ["s0", "e0", "s1"] or trigger[2].split() == ["s0", "s1", "e0"]


def test_what_lies_in_a_statement_stands_in_its_list(hand: Path) -> None:
    text = client(hand).get(f"/document/{nested().document.id}").text
    outer, inner, event = (text.index(f'<li id="{key}">') for key in ("s0", "s1", "e0"))
    assert outer < inner < event
    assert text[outer:inner].count("<ul>") == text[inner:event].count("<ul>") == 1
    assert "exact quotation" in text[inner:event] and "paraphrase" in text[outer:inner]
    assert 'href="/claim/event_1"' in text and 'href="/event/event_1"' in text


def test_what_was_not_read_is_said_and_nothing_of_a_document_runs(hand: Path) -> None:
    text = client(hand).get(f"/document/{nested().document.id}").text
    assert "the list of &lt;places&gt; is missing" in text and "?at=2-8#at" in text
    assert "Patrol &lt;i&gt;shelled&lt;/i&gt;" in text
    assert 'href="javascript:' not in text


@pytest.mark.parametrize("query", ["at=18-24", "record=event_1", "record=e0", "record=statement_2"])
def test_an_address_lights_a_stretch_or_a_record(hand: Path, query: str) -> None:
    text = client(hand).get(f"/document/{nested().document.id}?{query}").text
    assert len(re.findall(r'id="at"', text)) == 1
    lit = "".join(re.findall(r'<mark class="[^"]*\bat"[^>]*>(?:<a[^>]*>)?([^<]*)', text))
    start, end = (18, 24) if query.startswith("at") else _ends(nested().events[0].evidence)
    assert NESTED[start:end] in lit


@pytest.mark.parametrize("query", ["at=9-3", "at=x", "at=²-9", "record=nobody", "at=99999-100000"])
def test_an_address_that_lights_nothing_still_shows_the_document(hand: Path, query: str) -> None:
    found = client(hand).get(f"/document/{nested().document.id}?{query}")
    assert found.status_code == 200 and 'id="at"' not in found.text


def test_a_text_from_right_to_left_stands_whole(tmp_path: Path) -> None:
    report = Report(Document(document_id(HEBREW), len(HEBREW)), passages=[Passage("body", 0, 23)])
    path = stored_with(tmp_path / "he.duckdb", (report, HEBREW))
    text = client(path).get(f"/document/{report.document.id}").text
    assert shown(text) == HEBREW and '<p class="passage passage-body" dir="auto">' in text


def test_statements_that_lie_in_each_other_all_stand_there(tmp_path: Path) -> None:
    report = nested()
    first, second = report.statements
    damaged = replace(report, statements=[replace(first, within=second.id), second])
    path = stored_with(tmp_path / "circle.duckdb", (damaged, NESTED))
    text = client(path).get(f"/document/{report.document.id}").text
    assert '<li id="s0">' in text and '<li id="s1">' in text and '<li id="e0">' in text


def test_a_report_that_cannot_be_decoded_leaves_the_text(hand: Path) -> None:
    with Store(str(hand)) as store:
        store.rows("UPDATE documents SET report = '{}'")
    found = client(hand).get(f"/document/{nested().document.id}")
    assert found.status_code == 200 and "does not follow the schema" in found.text
    assert shown(found.text).replace("&#34;", '"') == NESTED


def test_a_missing_document_is_a_404(asked: TestClient) -> None:
    assert asked.get("/document/none").status_code == 404


def test_the_exports_give_the_claims_of_the_report(asked: TestClient) -> None:
    report = told()[0][0]
    rows = csv.DictReader(io.StringIO(asked.get(f"/document/{report.document.id}?format=csv").text))
    assert [row["event"] for row in rows] == [event.id for event in report.told]
    assert asked.get(f"/document/{report.document.id}?format=xml").status_code == 400


def test_copies_and_withdrawals_are_named(tmp_path: Path) -> None:
    body = (
        "Lurevia closed its embassy in Tavania on Monday. The foreign minister said that the staff"
        " of the embassy had been threatened for weeks, and that the last diplomats left at noon"
        " under guard. Tavania called the step a mistake that helps nobody.\n"
    )
    notice = (
        'RETRACTION: We withdraw our report "Lurevia closes its embassy in Tavania". It was'
        " wrong.\n\n"
    )
    title = "Lurevia closes its embassy in Tavania"
    items = [
        Item(body, title=title, publisher="Wire", published="2031-01-02"),
        Item(f"{body} ", title=title, publisher="Daily", published="2031-01-03"),
        Item(notice + body, title="Report withdrawn", publisher="Wire", published="2031-01-05"),
    ]
    pairs = zip(read_many(items), (item.text for item in items), strict=True)
    path = stored_with(tmp_path / "copies.duckdb", *pairs)
    first, copy, last = (document_id(item.text) for item in items)
    asked = client(path)
    original = asked.get(f"/document/{first}").text
    assert "Withdrawn." in original and f"/document/{last}" in original
    assert f'a copy of <a href="/document/{first}"' in asked.get(f"/document/{copy}").text
    assert "another document</a> back" in asked.get(f"/document/{last}").text


def test_it_is_withdrawn_and_put_back_by_its_forms(hand: Path, serve: Any, page: Page) -> None:
    page.goto(f"{serve(hand).address}/document/{nested().document.id}")
    page.get_by_role("button", name="Mark as withdrawn").click()
    expect(page.get_by_text("Withdrawn.", exact=True)).to_be_visible()
    with Store(str(hand), read_only=True) as store:
        assert [d.verdict for d in store.decisions()] == ["retract"]
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Withdrawn.", exact=True)).to_have_count(0)


def test_a_record_lights_its_words_and_back(hand: Path, serve: Any, page: Page) -> None:
    page.goto(f"{serve(hand).address}/document/{nested().document.id}")
    page.get_by_role("link", name="shelled").last.focus()
    lit = page.locator(".text .lit")
    expect(lit).to_have_count(2)
    assert lit.all_inner_texts() == ["Our patrol \U0001f6a2 was ", "shelled"]
    grounds = "them => new Set(them.map(it => getComputedStyle(it).backgroundColor)).size"
    assert lit.evaluate_all(grounds) == 1, "in layers too they look alike"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?record=e0$"))
    page.keyboard.press("Escape")
    expect(page.locator(".lit")).to_have_count(0)
    page.locator(".text mark", has_text="the navy").click()
    expect(page.locator("#a1.lit")).to_have_count(1)
    expect(page.locator("#status")).to_have_text(re.compile("^Record: the navy"))


def test_a_layer_is_hidden_at_once_and_stands_in_the_address(
    hand: Path, serve: Any, page: Page
) -> None:
    page.goto(f"{serve(hand).address}/document/{nested().document.id}")
    trigger = page.locator(".text .event")
    expect(trigger).to_have_css("font-weight", "700")
    page.get_by_role("checkbox", name="events").uncheck()
    expect(trigger).to_have_css("font-weight", "400")
    expect(page).to_have_url(re.compile(r"\?layer="))
    page.reload()
    expect(page.get_by_role("checkbox", name="events")).not_to_be_checked()
    expect(trigger).to_have_css("font-weight", "400")


def test_it_reads_without_scripts(hand: Path, serve: Any, plain: Page) -> None:
    plain.goto(f"{serve(hand).address}/document/{nested().document.id}")
    plain.locator("#e0 > a[href^='?']").click()
    expect(plain).to_have_url(re.compile(r"\?record=e0#at$"))
    expect(plain.locator(".text .at")).not_to_have_count(0)
    plain.locator(".text a[href='#e0']").click()
    expect(plain).to_have_url(re.compile("#e0$"))
    plain.get_by_role("checkbox", name="actors").uncheck()
    expect(plain.locator(".text .actor").first).to_have_css("border-bottom-style", "none")


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/document/{told()[0][0].document.id}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []
    assert fits(page)


def test_a_long_report_paints_soon_and_weighs_little(
    long: tuple[Path, str], serve: Any, page: Page
) -> None:
    path, ident = long
    address = f"{serve(path).address}/document/{ident}"
    assert weight(page, address, "decodedBodySize") <= 600_000
    assert page.locator(".text mark").count() > 1000
    # 1 s on a machine of its own; tests share theirs, and what else it does only adds to it.
    assert min(painted(page, address) for _ in range(3)) < 3000


PAINTED = """patience => new Promise((found, missed) => {
  setTimeout(missed, patience, new Error("nothing is painted"));
  new PerformanceObserver((seen) => {
    const [first] = seen.getEntriesByName("first-contentful-paint");
    if (first) found(first.startTime);
  }).observe({type: "paint", buffered: true});
})"""


def painted(page: Page, address: str) -> float:
    """Milliseconds from asking for a page until the first of its content stands there."""
    page.goto(address)
    return float(page.evaluate(PAINTED, LONG * 1000))


def test_the_beginning_of_an_id_leads_to_its_document(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        ids = [document.id for document in store.documents()]
    answer = asked.get(f"/document/{ids[0][:16].upper()}?at=3-9&layer=claims")
    assert answer.status_code == 200
    assert str(answer.url).endswith(f"/document/{ids[0]}?at=3-9&layer=claims")
    alike = [ident for ident in ids if ident[0] == ids[0][0]]
    assert len(alike) > 1
    several = asked.get(f"/document/{ids[0][0]}")
    assert several.status_code == 404
    assert all(f'href="/document/{ident}"' in several.text for ident in alike)
    none = asked.get("/document/zz")
    assert none.status_code == 404 and 'action="/search"' in none.text


def test_the_page_of_no_document_reads_well(
    serve: Any, stored: Path, context: BrowserContext
) -> None:
    page = context.new_page()
    desk = serve(stored).address
    for ident in ("0", "zz"):
        page.goto(f"{desk}/document/{ident}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(page) == []
        assert fits(page)
