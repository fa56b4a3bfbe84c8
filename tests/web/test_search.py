"""Search: what a question finds, how it is narrowed and widened, and its exports."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pyarrow import parquet
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord import Store, read
from onrecord.answers.searching.questions import Question
from onrecord.cli import app
from onrecord.store.query import Filters
from onrecord.web.desk import Desk
from onrecord.web.filters import SIZE, query_of
from onrecord.web.pages import search as search_page
from tests.web.conftest import USER, client, fits, settled, violations

QUESTIONS = [
    Filters(),
    Filters(actor="ETH"),
    Filters(type="CONSULT", since="2028"),
    Filters(factuality="asserted", publisher="press"),
    Filters(disputed=True),
    Filters(place="zeppelin"),
]


def _options(filters: Filters) -> list[str]:
    found = []
    for name, value in query_of(filters).items():
        found += [f"--{name}"] if name == "disputed" else [f"--{name}", value]
    return found


@pytest.mark.parametrize("filters", QUESTIONS, ids=repr)
@pytest.mark.parametrize(("form", "option"), [("csv", "--csv"), ("json", "--json")])
def test_an_export_is_what_the_command_line_prints(
    asked: TestClient, stored: Path, filters: Filters, form: str, option: str
) -> None:
    found = asked.get("/search", params={**query_of(filters), "format": form, "page": "2"})
    told = CliRunner().invoke(app, ["claims", "--store", str(stored), option, *_options(filters)])
    assert found.content == told.stdout_bytes
    assert "claims." + form in found.headers["content-disposition"]


@pytest.mark.parametrize("show", ["claims", "events", "documents"])
def test_parquet_holds_all_that_is_found(asked: TestClient, show: str) -> None:
    found = asked.get("/search", params={"show": show, "format": "parquet"}).content
    rows = parquet.read_table(io.BytesIO(found)).num_rows
    text = asked.get("/search", params={"show": show}).text
    assert _total(text) == rows > 0


def _total(text: str) -> int:
    counted = re.search(r'id="results"[^>]*>([\d,]+)', text)
    return int(counted[1].replace(",", "")) if counted else -1


def _links(text: str, label: str) -> list[str]:
    """The addresses of the links whose words begin with `label`."""
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', text, re.DOTALL)
    plain = [(html.unescape(there), html.unescape(re.sub("<[^>]+>", "", w))) for there, w in found]
    return [there for there, words in plain if words.strip().startswith(label)]


def test_a_facet_adds_a_filter_and_it_is_taken_off_again(asked: TestClient) -> None:
    first = asked.get("/search").text
    (there,) = _links(first, "CONSULT")
    narrowed = asked.get(there).text
    count = re.search(r"CONSULT</bdi></a> <span class=\"number\">([\d,]+)", first)
    assert count is not None and _total(narrowed) == int(count[1])
    (back,) = _links(narrowed, "type: CONSULT")
    assert _total(asked.get(back).text) == _total(first)


def test_pages_go_on_and_keep_the_question(asked: TestClient) -> None:
    text = asked.get("/search", params={"factuality": "asserted"}).text
    (there,) = _links(text, "After")
    assert "factuality=asserted" in there and f'start="{SIZE + 1}"' in asked.get(there).text


def test_claims_events_and_documents_are_counted_apart(asked: TestClient) -> None:
    totals = {
        show: _total(asked.get("/search", params={"show": show, "type": "ASSAULT"}).text)
        for show in ("claims", "events", "documents")
    }
    assert totals["claims"] > totals["events"] > totals["documents"] > 0


def test_words_rank_documents_and_choose_claims(asked: TestClient) -> None:
    documents = asked.get("/search", params={"words": "talks", "show": "documents"}).text
    assert "rank" in documents and "in the text" in documents
    claims = asked.get("/search", params={"words": "talks"}).text
    assert 0 < _total(claims) < _total(asked.get("/search").text)


@pytest.mark.parametrize(
    ("query", "words"),
    [("type=ATTACK", "There is no type"), ("since=soon", "not a date"), ("words=-", "no word"),
     ("show=cats", "nothing is listed")],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_stays_to_be_mended(
    asked: TestClient, query: str, words: str
) -> None:
    found = asked.get(f"/search?{query}")
    assert found.status_code == 400 and words in found.text and 'name="actor"' in found.text
    assert asked.get(f"/search?{query}&format=csv").status_code == 400


def test_a_name_that_nobody_has_is_said(asked: TestClient) -> None:
    text = asked.get("/search", params={"actor": "<b>Zed", "speaker": "ETH"}).text
    assert "nobody in the store" in text and "&lt;b&gt;Zed" in text and "<b>Zed" not in text


def test_texts_of_others_are_escaped_and_cells_neutral(tmp_path: Path) -> None:
    path, text = tmp_path / "s.duckdb", "Peru condemned Chile on Monday. Chile rejected the charge."
    name = '=cmd|"<script>alert(1)</script> قالت'
    with Store(str(path)) as store:
        store.add(read(text, published="2031-02-03", title=name, publisher=name), text)
    page = client(path).get("/search").text
    assert "<script>alert" not in page and "قالت" in page
    cells = client(path).get("/search?format=csv").text.splitlines()[1]
    assert "'=cmd" in cells and ",=cmd" not in cells


def test_a_facet_is_clicked_and_said_without_a_new_page(
    serve: Any, stored: Path, page: Page
) -> None:
    page.goto(f"{serve(stored).address}/search")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="CONSULT", exact=True).click()
    expect(page.get_by_role("list", name="What is asked for")).to_contain_text("type: CONSULT")
    expect(page.get_by_role("status")).to_contain_text("claim")
    expect(page).to_have_url(re.compile("type=CONSULT"))
    expect(page.locator("#results")).to_be_focused()
    settled(page)
    assert page.evaluate("window.same") is True
    page.get_by_role("link", name="type: CONSULT").press("Enter")
    expect(page.get_by_role("list", name="What is asked for")).to_have_count(0)
    settled(page)
    page.go_back()
    expect(page.get_by_role("list", name="What is asked for")).to_contain_text("type: CONSULT")


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/search?actor=ETH&words=talks&show=documents")
    assert violations(page) == []
    assert fits(page)


def test_it_works_without_scripts(serve: Any, stored: Path, plain: Page) -> None:
    plain.goto(f"{serve(stored).address}/search")
    plain.get_by_label("Words", exact=True).fill("talks")
    plain.locator("form.ask").get_by_role("button", name="Search").first.click()
    expect(plain).to_have_url(re.compile("words=talks"))
    plain.get_by_role("link", name="Distinct events").click()
    expect(plain).to_have_url(re.compile("words=talks.*show=events"))


def test_counts_follow_the_store(copied: Path) -> None:
    asked, text = client(copied), "Peru condemned Chile on Monday."
    before = _total(asked.get("/search").text)
    with Store(str(copied)) as store:
        store.add(read(text, published="2031-02-03"), text)
    assert _total(asked.get("/search").text) == before + 1


def test_a_direction_is_shown_and_can_be_taken_off(asked: TestClient) -> None:
    both = "/search?actor=CHL&with=BOL"
    text = asked.get(f"{both}&directed=1").text
    assert "one way alone" in text
    one = asked.get(f"{both}&directed=1&format=json").text.splitlines()
    assert 0 < len(one) < len(asked.get(f"{both}&format=json").text.splitlines())


def test_a_file_that_is_taken_slowly_keeps_nobody_from_writing(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_page, "BATCH", 1)
    monkeypatch.setattr(search_page, "streamed", lambda batches, *rest: batches)
    batches: Any = search_page._export(Desk(str(copied), USER), Question(), "json")
    assert len(next(batches)) == 1
    with Store(str(copied)) as store:
        store.add_unread("late.pdf", "no text")
    assert len(next(batches)) == 1
