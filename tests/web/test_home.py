"""Home: counts, pairs, disputes, what is new and what was not read."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Store
from tests.web.conftest import client, fits, violations


def test_documents_statements_claims_and_events_are_counted_apart(
    asked: TestClient, stored: Path
) -> None:
    text = asked.get("/").text
    with Store(str(stored), read_only=True) as store:
        events = len({r[0] for r in store.rows("SELECT id FROM happenings WHERE type NOT NULL")})
        claims = len(store.claims())
    assert events < claims
    for number, what in ((events, "distinct events"), (claims, "claims")):
        assert re.search(rf"<dt>{what}</dt><dd><a [^>]+>{number:,}</a></dd>", text)


def test_what_was_not_read_stands_on_it_with_the_cause(copied: Path) -> None:
    with Store(str(copied)) as store:
        store.add_unread("scan.pdf", "it is no text <b>")
    text = client(copied).get("/").text
    assert "scan.pdf" in text and "it is no text &lt;b&gt;" in text


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    found = client(tmp_path / "new.duckdb").get("/")
    assert found.status_code == 200 and "Add a report" in found.text


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(serve(stored).address)
    expect(page.get_by_role("heading", level=1)).to_have_text("What is on record")
    assert violations(page) == []
    assert fits(page)


def test_disputed_events_are_some_of_those_that_are_counted(
    asked: TestClient, stored: Path
) -> None:
    with Store(str(stored), read_only=True) as store:
        ((all_, typed),) = store.rows("SELECT count(*), count(type) FROM happenings WHERE disputed")
    assert 0 < typed < all_
    there = re.search(r'<a href="([^"]+)">([\d,]+)</a></dd></div>\s*</dl>', asked.get("/").text)
    assert there is not None and there[2] == f"{typed:,}"
    assert f"{typed:,} distinct events" in asked.get(unescape(there[1])).text


def test_a_dispute_shows_two_positions_at_odds_with_their_words(asked: TestClient) -> None:
    text = asked.get("/").text
    for part in text.split('<ul class="odds">')[1:]:
        held = part.split("</ul>")[0]
        assert held.count("<li>") == 2 and held.count('<q class="evidence"') == 2
    assert '<ul class="odds">' in text
