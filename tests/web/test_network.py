"""Network: the drawing and the tables that hold the same."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Store
from onrecord.answers import Filters
from onrecord.answers.events.network import network
from tests.web.conftest import client, fits, violations


def test_each_tie_stands_in_the_table_with_its_counts(asked: TestClient, stored: Path) -> None:
    text = asked.get("/network").text
    with Store(str(stored), read_only=True) as store:
        found = network(store)
    assert text.count("<tr data-source=") == len(found.ties) > 3
    tie = found.ties[0]
    assert f'data-source="{tie.source}" data-target="{tie.target}"' in text
    assert f"{found.between} distinct events between {found.all_parties} countries" in text


def test_filters_narrow_it_and_stay_in_its_links(asked: TestClient) -> None:
    text = asked.get("/network?type=ACCUSE&by=actor&sort=from").text
    assert 'value="ACCUSE"' in text and '<option value="actor" selected>' in text
    assert "accuses</a>" in text and "aids</a>" not in text
    assert "/network?type=ACCUSE&amp;by=actor&amp;sort=to" in text
    assert "type=ACCUSE&amp;by=actor&amp;sort=from&amp;format=csv" in text


def test_the_order_of_ties_is_asked_for(asked: TestClient, stored: Path) -> None:
    text = asked.get("/network?sort=from").text
    rows = text.split("<tr data-source=")[1:]
    names = [row.split('dir="auto">')[1].split("<")[0] for row in rows]
    assert names == sorted(names) and len(set(names)) > 3
    assert asked.get("/network?sort=size").status_code == 400
    assert asked.get("/network?by=planet").status_code == 400


def test_the_files_hold_all_ties_and_no_formula(asked: TestClient, stored: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(asked.get("/network?format=csv&by=actor").text)))
    with Store(str(stored), read_only=True) as store:
        found = network(store, Filters(), "actor", parties=None, ties=None)
    assert [(row["source"], row["events"]) for row in rows] == [
        (tie.source, str(tie.events)) for tie in found.ties
    ]
    assert asked.get("/network?format=parquet").content[:4] == b"PAR1"


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    found = client(tmp_path / "new.duckdb").get("/network")
    assert found.status_code == 200 and "No event between two countries" in found.text


def test_keys_go_from_party_to_tie_and_open_its_page(serve: Any, stored: Path, page: Page) -> None:
    page.route("**/pair?*", lambda route: route.fulfill(body="the pair"))
    page.goto(f"{serve(stored).address}/network")
    page.locator("#network canvas").first.wait_for()
    first = page.locator("table.parties tbody th").first.inner_text()
    page.locator("#network").focus()
    page.keyboard.press("ArrowRight")
    for told in ("#chosen", "#status"):
        expect(page.locator(told)).to_have_text(re.compile(f"^{re.escape(first)}"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#chosen")).to_contain_text("→")
    with page.expect_navigation(wait_until="commit") as opened:
        page.keyboard.press("Enter")
    assert "/pair?one=" in opened.value.url


def test_a_click_on_a_party_opens_its_page(serve: Any, stored: Path, page: Page) -> None:
    page.route("**/actor?*", lambda route: route.fulfill(body="the actor"))
    page.goto(f"{serve(stored).address}/network")
    page.locator("#network canvas").first.wait_for()
    at = page.evaluate("network.nodes()[0].renderedPosition()")
    with page.expect_navigation(wait_until="commit") as opened:
        page.locator("#network").click(position=at)
    assert "/actor?who=" in opened.value.url


def test_it_is_drawn_alike_each_time(serve: Any, stored: Path, page: Page) -> None:
    address = f"{serve(stored).address}/network"
    places = []
    for _ in range(2):
        page.goto(address)
        page.locator("#network canvas").first.wait_for()
        places.append(page.evaluate("network.nodes().map((one) => one.position())"))
    assert places[0] == places[1] and len(places[0]) > 3


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/network?until=2035")
    page.locator("#network canvas").first.wait_for()
    assert violations(page) == []
    assert fits(page)


def test_it_is_read_without_scripts(serve: Any, stored: Path, plain: Page) -> None:
    plain.goto(f"{serve(stored).address}/network")
    expect(plain.locator("#network")).to_be_hidden()
    expect(plain.locator("table.ties tbody tr").first).to_be_visible()
    plain.get_by_text("Filters").click()
    plain.get_by_label("Type").fill("ACCUSE")
    plain.get_by_role("button", name="Show").click()
    expect(plain).to_have_url(re.compile("type=ACCUSE"))
    expect(plain.get_by_role("link", name="accuses").first).to_be_visible()
