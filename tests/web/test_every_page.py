"""What holds of every page: it answers, an audit finds nothing serious, it fits a telephone, it
weighs little, and it can be read without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import fits, violations, weight
from tests.web.crawl import addresses

WEIGHT = 600_000
"""Bytes of a page with all that it loads, as they are sent: compressed."""


def test_every_address_that_a_page_links_to_answers(asked: TestClient) -> None:
    found = addresses(asked, forms=True)
    assert len(found) > 40
    failed = [(path, asked.get(path).status_code) for path in found]
    assert [(path, status) for path, status in failed if status != 200] == []


@pytest.mark.parametrize("path", ["/search", "/timeline", "/network", "/map", "/review"])
def test_no_odd_value_in_an_address_makes_a_page_fail(asked: TestClient, path: str) -> None:
    odd = {
        "since": ("9999-12-15", "0001-01-02", "2024-13"),
        "until": ("9999-12-30", "0001-01-15"),
        "actor": ("-", "{0}", "[", "o'brien"),
        "place": ("(", "{}"),
        "words": ('"', "the", '"{0} b'),
        "page": ("0", "99999999", "²"),
        "after": ("~", "a~b"),
        "kind": ("score", "moods"),
    }
    for name, values in odd.items():
        for value in values:
            assert asked.get(path, params={name: value}).status_code in (200, 400), (name, value)


def test_an_audit_finds_nothing_serious_on_any_page(serve: Any, stored: Path, page: Page) -> None:
    address = serve(stored).address
    found = {}
    for path in addresses(address):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address + path)
        found[path] = violations(page)
        if not fits(page):
            found[path].append("wider than a telephone")
    assert {path: bad for path, bad in found.items() if bad} == {}


def test_no_page_is_heavy(serve: Any, stored: Path, page: Page) -> None:
    address = serve(stored).address
    found = {path: weight(page, address + path, "encodedBodySize") for path in addresses(address)}
    assert {path: sent for path, sent in found.items() if not 0 < sent <= WEIGHT} == {}


def test_every_page_can_be_read_without_scripts(serve: Any, stored: Path, plain: Page) -> None:
    address = serve(stored).address
    for path in addresses(address):
        plain.goto(address + path)
        expect(plain.locator("main h1"), path).to_have_count(1)
        assert len(plain.locator("main").inner_text()) > 40, path
