"""Adding a report: its form, how its reading is followed, and what it brought."""

from __future__ import annotations

import csv
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Report, Store
from onrecord.answers.documents.added import added
from onrecord.errors import ModelMissing, OnrecordError, StoreUnwritable
from onrecord.model import document_id
from onrecord.reading import pipeline
from onrecord.web import jobs as module
from onrecord.web.access import Access
from onrecord.web.jobs import Job, Jobs
from tests.conftest import LONG, until
from tests.web.conftest import ROOT, client, fits, violations

TEXT = "Peru condemned Chile on Monday.\nChile expelled two Peruvian diplomats on Tuesday.\n"
EXAMPLES = ROOT / "examples"


def _followed(asked: TestClient, there: str) -> str:
    """The page of a reading when it has ended."""

    def ended() -> str | None:
        text = asked.get(there).text
        return text if 'hx-trigger="every' not in text else None

    return until(ended)


def _sent(asked: TestClient, **form: str) -> str:
    """Where sending a form leads."""
    found = asked.post("/add", data=form, follow_redirects=False)
    assert found.status_code == 303, found.text
    return str(found.headers["location"])


def test_a_report_is_read_kept_and_joined(tmp_path: Path) -> None:
    asked = client(tmp_path / "s.duckdb")
    there = _sent(asked, text=TEXT, published="2031-05-07", title="<i>Charges", publisher="Ama")
    text = _followed(asked, there)
    ident = document_id(TEXT)
    assert '<h1 dir="auto">&lt;i&gt;Charges</h1>' in text
    assert f"/document/{ident}" in text and "/pair?one=CHL&amp;other=PER" in text
    with Store(str(tmp_path / "s.duckdb"), read_only=True) as store:
        found = added(store, ident)
        assert found is not None and not found.waits and not found.unread
        assert (found.document.published, found.document.publisher) == ("2031-05-07", "Ama")
        assert found.total == len(store.claims()) == len(found.claims) >= 2
        assert added(store, "0" * 64) is None
    assert 'href="/add/1"' in asked.get("/add").text


def test_a_file_is_decoded_and_a_day_may_be_unknown(tmp_path: Path) -> None:
    asked = client(tmp_path / "s.duckdb")
    data = "Perú’s president Núñez met Chile's minister on Monday.\r\n".encode("cp1252")
    found = asked.post(
        "/add", data={"undated": "1"}, files={"file": ("talks.txt", data)}, follow_redirects=False
    )
    text = _followed(asked, found.headers["location"])
    assert "Its day is unknown" in text
    with Store(str(tmp_path / "s.duckdb"), read_only=True) as store:
        (document,) = store.documents()
        assert document.title == "talks.txt" and document.published is None
        assert store.text(document.id).startswith("Perú’s president Núñez")
        assert store.text(document.id).endswith("Monday.\n")


@pytest.mark.parametrize(
    ("form", "files", "words"),
    [
        ({"text": TEXT}, {}, "The day is missing"),
        ({"text": TEXT, "published": "2031-05-07", "undated": "1"}, {}, "Both a day"),
        ({"text": TEXT, "published": "7 May"}, {}, "is not a date"),
        ({"text": "  \n", "undated": "1"}, {}, "empty"),
        ({"text": "a\0b", "undated": "1"}, {}, "binary"),
        ({"text": "x" * 1_000_001, "undated": "1"}, {}, "too long"),
        ({"undated": "1"}, {"file": ("p.txt", b"%PDF\0\1\2")}, "binary"),
        ({"text": TEXT, "undated": "1"}, {"file": ("p.txt", b"Peru met Chile.")}, "and a file"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_form_kept(
    asked: TestClient, form: dict[str, str], files: dict[str, Any], words: str
) -> None:
    found = asked.post("/add", data={**form, "publisher": "Ama <b>"}, files=files)
    assert found.status_code == 400 and words in found.text
    assert "Ama &lt;b&gt;" in found.text
    if len(form.get("text", "")) == len(TEXT):
        assert f"\n{TEXT}</textarea>" in found.text


def test_a_text_that_is_stored_is_read_again_only_if_wanted(tmp_path: Path) -> None:
    asked = client(tmp_path / "s.duckdb")
    _followed(asked, _sent(asked, text=TEXT, published="2031-05-07", publisher="Ama"))
    form = {"text": TEXT.replace("\n", "\r\n"), "published": "2031-06-04"}
    found = asked.post("/add", data=form, follow_redirects=False)
    assert found.status_code == 200 and "stored already" in found.text
    assert f"/document/{document_id(TEXT)}" in found.text
    assert "It is read again" in _followed(asked, _sent(asked, **form, again="1"))
    with Store(str(tmp_path / "s.duckdb"), read_only=True) as store:
        (document,) = store.documents()
        assert (document.published, document.publisher) == ("2031-06-04", "Ama")


def test_what_is_not_english_is_kept_and_said(tmp_path: Path) -> None:
    asked = client(tmp_path / "s.duckdb")
    words = "Der Außenminister traf gestern seine Kollegin und sprach über das Abkommen. " * 3
    text = _followed(asked, _sent(asked, text=words, undated="1"))
    assert f'<h1 dir="auto">{words[:60]}' in text and words not in text.partition("</h1>")[0]
    assert "not English" in text and "No claim was found" in text


def test_there_is_no_page_for_a_reading_that_never_was(asked: TestClient) -> None:
    assert asked.get("/add/99").status_code == 404


def _ended(jobs: Jobs, job: Job) -> Job:
    def ended() -> Job | None:
        found = jobs.job(job.number)
        assert found is not None
        return found if found.ended else None

    return until(ended)


def _item(words: str = TEXT) -> pipeline.Item:
    return pipeline.Item(words, "2031-05-07")


def test_what_fails_is_said_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(Access(str(tmp_path / "s.duckdb")))
    real = pipeline.read_many
    for error, what in (
        (ModelMissing("no model", todo="install it"), "no model"),
        (ValueError("odd"), "ValueError: odd"),
    ):

        def failing(*items: Any, error: Exception = error, **more: Any) -> Any:
            raise error

        monkeypatch.setattr(pipeline, "read_many", failing)
        found = _ended(jobs, jobs.put(_item(), "one"))
        assert (found.state, found.problem, found.kept) == ("failed", what, False) and found.todo
    monkeypatch.setattr(pipeline, "read_many", real)
    assert _ended(jobs, jobs.put(_item("Peru met Chile."), "two")).state == "done"


def test_what_is_kept_but_not_joined_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = client(tmp_path / "s.duckdb")

    def full(store: Store, **_: object) -> None:
        raise StoreUnwritable("the disk is full", todo="make room")

    monkeypatch.setattr(Store, "resolve", full)
    text = _followed(asked, _sent(asked, text=TEXT, undated="1"))
    assert "kept, but not joined" in text and "Make room" in text and "Join it now" in text
    assert f"/document/{document_id(TEXT)}" in text


def test_pages_answer_while_a_report_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, asked = threading.Event(), client(tmp_path / "s.duckdb")

    def slow(items: Any, progress: Any) -> Any:
        progress("places", 3, 12)
        assert going.wait(LONG)
        yield Report.from_json(_read_once())

    monkeypatch.setattr(pipeline, "read_many", slow)
    there = _sent(asked, text=TEXT, undated="1")
    waiting = _sent(asked, text="Peru met Chile.", undated="1")

    def begun() -> str | None:
        text = asked.get(there).text
        return text if "<strong>places</strong>, stage 3 of 12" in text else None

    assert "<noscript><meta" in until(begun)
    assert "It waits" in asked.get(waiting).text
    assert asked.get("/").status_code == asked.get("/search").status_code == 200
    going.set()
    assert "joined with the other reports" in _followed(asked, there)


def _read_once() -> str:
    (report,) = REAL([_item()])
    return report.to_json()


REAL = pipeline.read_many


def test_only_so_many_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    monkeypatch.setattr(Jobs, "_work", lambda jobs: None)
    jobs = Jobs(Access(str(tmp_path / "s.duckdb")))
    numbers = [jobs.put(_item(), "one").number, jobs.put(_item(), "two").number]
    with pytest.raises(OnrecordError, match="2 reports wait"):
        jobs.put(_item(), "three")
    assert [job.number for job in jobs.all()] == numbers[::-1]


def _row(file: str) -> dict[str, str]:
    rows = csv.DictReader((EXAMPLES / "index.csv").read_text("utf-8").splitlines())
    return next(row for row in rows if row["file"] == file)


def test_a_pasted_report_leads_to_its_pair_and_its_claims(
    serve: Any, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()

    def followed(*items: Any, **more: Any) -> Any:
        assert seen.wait(LONG)
        return REAL(*items, **more)

    monkeypatch.setattr(pipeline, "read_many", followed)
    known = _row("diplomats-2018.txt")
    page.goto(f"{serve(tmp_path / 'new.duckdb').address}/add")
    page.get_by_label("The text of the report").fill((EXAMPLES / known["file"]).read_text("utf-8"))
    page.get_by_label("Day").fill(known["published"])
    page.get_by_label("Title").fill(known["title"])
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(known["title"])
    expect(page.get_by_role("progressbar")).to_be_visible()
    seen.set()
    expect(page.get_by_text("joined with the other reports: ")).to_be_visible()
    pair = page.get_by_role("link", name=re.compile("Russia – United States"))
    expect(pair).to_have_attribute("href", re.compile("one=RUS&other=USA"))
    claims = page.get_by_role("region", name="What it claims").get_by_role("listitem")
    with Store(str(tmp_path / "new.duckdb"), read_only=True) as store:
        kept = len(store.claims())
    assert kept > 3
    expect(claims).to_have_count(min(20, kept))
    expect(page.get_by_role("status")).to_contain_text("It is read")
    assert violations(page) == []
    assert fits(page)


DROP = """({name, words}) => {
  const files = new DataTransfer();
  files.items.add(new File([words], name, {type: "text/plain"}));
  const drop = document.getElementById("drop");
  for (const kind of ["dragenter", "dragover", "drop"])
    drop.dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def test_a_file_is_dropped(serve: Any, tmp_path: Path, page: Page) -> None:
    page.goto(f"{serve(tmp_path / 'new.duckdb').address}/add")
    assert violations(page) == []
    page.evaluate(DROP, {"name": "charges.txt", "words": TEXT})
    expect(page.get_by_role("status")).to_have_text("charges.txt will be read.")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#published:invalid")).to_be_focused()
    expect(page).to_have_url(re.compile("/add$"))
    page.get_by_label("It is unknown").check()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("charges.txt")
    expect(page.get_by_text("Its day is unknown")).to_be_visible()


def test_it_is_followed_without_scripts(serve: Any, tmp_path: Path, plain: Page) -> None:
    plain.goto(f"{serve(tmp_path / 'new.duckdb').address}/add")
    plain.get_by_label("The text of the report").fill(TEXT)
    plain.get_by_label("It is unknown").check()
    plain.get_by_role("button", name="Read it").click()
    expect(plain.get_by_text("joined with the other reports: ")).to_be_visible()
    assert fits(plain)
