"""Map: places drawn, and the table that holds the same."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Store
from onrecord.answers.events.places import sites
from tests.web.conftest import client, fits, violations


def test_places_stand_in_the_table_with_what_is_known(asked: TestClient, stored: Path) -> None:
    text = asked.get("/map").text
    with Store(str(stored), read_only=True) as store:
        found = sites(store)
    assert f"of {found.placeless} no report says where" in text
    drawn = [site for site in found.sites if site.latitude is not None]
    assert 0 < len(drawn) < len(found.sites)
    assert text.count("data-latitude=") == len(drawn)
    assert text.count(" data-whole") == sum(site.whole for site in found.sites)
    town = next(site for site in drawn if not site.whole)
    assert f"{town.latitude:.2f}, {town.longitude:.2f}" in text


def test_a_place_leads_to_its_claims_under_the_same_filters(
    asked: TestClient, stored: Path
) -> None:
    with Store(str(stored), read_only=True) as store:
        name = next(site.written for site in sites(store).sites if " " not in site.written)
    asking = urlencode({"factuality": "asserted", "place": name}).replace("&", "&amp;")
    text = asked.get("/map", params={"factuality": "asserted", "place": name}).text
    assert f"/search?{asking}" in text


def test_the_files_hold_all_places(asked: TestClient, stored: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(asked.get("/map?format=csv").text)))
    with Store(str(stored), read_only=True) as store:
        assert [row["written"] for row in rows] == [site.written for site in sites(store).sites]


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    found = client(tmp_path / "new.duckdb").get("/map")
    assert found.status_code == 200 and "No place of an event is on record" in found.text


def test_each_place_with_coordinates_is_drawn(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/map")
    page.locator("#map[data-drawn]").wait_for()
    rows = page.locator("table.places tr[data-latitude]").count()
    wholes = page.locator("table.places tr[data-whole][data-latitude]").count()
    assert page.locator("#map circle").count() == rows - wholes > 0
    assert page.locator("#map rect").count() == wholes


def test_keys_go_from_place_to_place_and_open_its_claims(
    serve: Any, stored: Path, page: Page
) -> None:
    page.route("**/search?*", lambda route: route.fulfill(body="the claims"))
    page.goto(f"{serve(stored).address}/map")
    page.locator("#map[data-drawn]").wait_for()
    first = page.locator("table.places tr[data-latitude] th").first.inner_text()
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    for told in ("#chosen", "#status"):
        expect(page.locator(told)).to_have_text(re.compile(f"^{re.escape(first)}"))
    page.keyboard.press("+")
    expect(page.locator("#map > svg > g")).to_have_attribute("transform", re.compile("scale.1.6"))
    with page.expect_navigation(wait_until="commit") as opened:
        page.keyboard.press("Enter")
    assert "/search?place=" in opened.value.url


def test_it_reads_well(serve: Any, stored: Path, page: Page) -> None:
    page.goto(f"{serve(stored).address}/map?until=2035")
    page.locator("#map[data-drawn]").wait_for()
    assert violations(page) == []
    assert fits(page)


def test_it_is_read_without_scripts(serve: Any, stored: Path, plain: Page) -> None:
    plain.goto(f"{serve(stored).address}/map")
    expect(plain.locator("#map")).to_be_hidden()
    expect(plain.locator("table.places tbody tr").first).to_be_visible()
