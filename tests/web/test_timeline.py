"""Timeline: events by their dates, counted and listed."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Store
from onrecord.answers.events.chronicle import Dated
from onrecord.web.pages import timeline
from tests.web.conftest import client, fits, violations


def test_it_counts_events_and_reports_apart(asked: TestClient, stored: Path) -> None:
    text = asked.get("/timeline?by=month").text
    with Store(str(stored), read_only=True) as store:
        found = Dated(store).chronicle(by="month")
    assert f"{found.events} distinct events" in text
    for label, count in (("dated to the month", found.dated), ("without a date", found.undated)):
        assert f"{label}: {count}" in text and count > 0
    one = found.periods[0]
    row = f'<th scope="row">{one.at}</th><td class="number">{one.events}</td>'
    assert f'{row}<td class="number">{one.reports}</td>' in text


def test_a_month_has_its_address(asked: TestClient, stored: Path) -> None:
    with Store(str(stored), read_only=True) as store:
        month = Dated(store).chronicle(by="month").periods[-1].at
    assert f"since={month}&amp;until={month}" in asked.get("/timeline?by=month").text
    text = asked.get(f"/timeline?since={month}&until={month}").text
    headings = re.findall(r"<h3>(.*?)</h3>", text)
    assert headings and all(heading.startswith(month) for heading in headings)


def test_undated_events_are_told_apart(asked: TestClient) -> None:
    text = asked.get("/timeline?dates=undated").text
    assert "without a date, first reported in" in text and "no date" in text


def test_it_goes_on_page_by_page(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "SIZE", 5)
    first = asked.get("/timeline?order=oldest").text
    second = asked.get("/timeline?order=oldest&page=2").text
    listed = [re.findall(r'href="(/event/[^"]+)"', text) for text in (first, second)]
    assert len(listed[0]) == len(listed[1]) == 5 and not set(listed[0]) & set(listed[1])


@pytest.mark.parametrize(("query", "asks"), [
    ("", {}), ("?dates=undated", {"dating": "undated"}), ("?dates=wider", {"dating": "wider"}),
    ("?by=year&order=oldest", {"by": "year", "order": "oldest"}),
])  # fmt: skip
def test_a_file_holds_what_the_tab_shows(
    asked: TestClient, stored: Path, query: str, asks: dict[str, Any]
) -> None:
    there = re.search(r'href="([^"]+format=csv)"', asked.get(f"/timeline{query}").text)
    assert there is not None
    rows = list(csv.DictReader(io.StringIO(asked.get(unescape(there[1])).text)))
    with Store(str(stored), read_only=True) as store:
        dated = Dated(store)
        counts = dated.chronicle(asks.get("by"))
        shown = dated.stretch(**{"by": counts.by, "dating": "dated", **asks})
    assert [row["id"] for row in rows] == [one.id for one in shown]
    assert len(rows) == getattr(counts, asks.get("dating", "dated"))
    assert counts.dated and counts.undated


def test_what_cannot_be_asked_is_said(asked: TestClient) -> None:
    for query in ("by=week", "dates=some", "order=any", "since=soon", "format=xls"):
        assert asked.get(f"/timeline?{query}").status_code == 400


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    found = client(tmp_path / "new.duckdb").get("/timeline")
    assert found.status_code == 200 and "No event is on record" in found.text


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/timeline?until=2035")
    assert violations(page) == []
    assert fits(page)


def test_one_steps_through_time_without_scripts(serve: Any, stored: Path, plain: Page) -> None:
    plain.goto(f"{serve(stored).address}/timeline")
    year = plain.get_by_role("navigation", name="Periods").get_by_role("link").last
    name = year.inner_text()
    year.click()
    expect(plain).to_have_url(re.compile(f"since={name}&until={name}"))
    plain.locator("a[rel=prev]").first.click()
    expect(plain).to_have_url(re.compile(f"since={int(name) - 1}"))
