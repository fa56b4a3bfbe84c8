"""The actor page: who is meant, what is told of it, and putting identities right."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from onrecord import Item, Store, read_many
from onrecord.answers.actors.identities import identities
from tests.web.conftest import client, fits, violations

REPORTS = (
    (
        "2024-03-05", "Coast Paper",
        "Chilean Foreign Minister Rosa Quintero met Peruvian President Luis Alcazar in Lima on"
        " Saturday. Quintero said Peru had attacked a Chilean ship. Alcazar denied the claim.",
    ),
    (
        "2024-03-09", "Andes Wire",
        "Rosa Quintero, the foreign minister of Chile, accused Peru of an attack on a ship.",
    ),
    (
        "2024-03-11", 'Pier "<img src=x onerror=alert(1)>"',
        "Ana Quintero, the Peruvian ambassador, met Chilean Foreign Minister Pablo Soto in Arica.",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actors") / "actors.duckdb"
    items = [Item(text, day, title=day, publisher=who) for day, who, text in REPORTS]
    with Store(str(path)) as store:
        for report, item in zip(read_many(items), items, strict=True):
            store.add(report, item.text)
        store.resolve()
    return path


@pytest.fixture
def told(read: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.duckdb"
    path.write_bytes(read.read_bytes())
    return path


def personas(path: Path, name: str) -> set[str]:
    with Store(str(path), read_only=True) as store:
        return {p for one in identities(store, name) for p in one.personas}


def actors(path: Path, name: str) -> int:
    with Store(str(path), read_only=True) as store:
        return len(identities(store, name))


def test_one_whom_words_mean_has_names_offices_and_deeds(told: Path) -> None:
    text = client(told).get("/actor", params={"who": "Rosa Quintero"}).text
    assert re.search(r'<h1 dir="auto">Rosa Quintero</h1>', text)
    assert "<dt>reports</dt><dd>2</dd>" in text
    assert "Foreign Minister" in text and 'class="days">2024-03-05</td>' in text
    assert re.search(r'href="/document/\w+\?at=\d+-\d+#at"', text)
    assert re.search(r'href="/search\?actor=[^"]*Quintero[^"]*type=ACCUSE', text)
    assert "Luis Alcazar (PER)" in text


def test_several_whom_words_mean_are_listed(told: Path) -> None:
    asked = client(told)
    text = asked.get("/actor?who=Quintero").text
    assert "2 actors have these words in a name" in text
    links = re.findall(r'href="(/actor\?who=identity_\w+)"', text)
    assert len(links) == 2
    assert [re.findall(r'<h1 dir="auto">(.*?)</h1>', asked.get(x).text) for x in links] == [
        ["Rosa Quintero"], ["Ana Quintero"],
    ]  # fmt: skip
    rows = csv.DictReader(io.StringIO(asked.get("/actor?who=Quintero&format=csv").text))
    assert [row["name"] for row in rows] == ["Rosa Quintero", "Ana Quintero"]


def test_a_country_has_who_belongs_to_it_and_its_positions(told: Path) -> None:
    asked = client(told)
    text = asked.get("/actor?who=Peru").text
    assert "All who belong to Peru" in text and "Luis Alcazar" in text
    assert "All who belong to Peru" in asked.get("/actor?who=PER").text
    assert "belong to" in asked.get("/actor?who=PER&all=1").text
    positions = text[text.index('id="positions"') :]
    assert "denies" in positions and "in the text" in positions


def test_rivals_for_an_office_are_named(told: Path) -> None:
    text = client(told).get("/actor?who=CHL").text
    assert "Pablo Soto" in text and "Rosa Quintero" in text


def test_nobody_is_not_found(told: Path) -> None:
    got = client(told).get("/actor", params={"who": "<b>Atlas"})
    assert got.status_code == 404 and "&lt;b&gt;Atlas" in got.text
    assert client(told).get("/actor?who=--").status_code == 400
    assert client(told).get("/actor").status_code == 200


def test_its_events_are_a_file(told: Path) -> None:
    asked = client(told)
    lines = asked.get("/actor?who=Rosa+Quintero&format=json").text.splitlines()
    assert len(lines) == len(set(re.findall(
        r"/event/(\w+)", asked.get("/actor?who=Rosa+Quintero").text)))  # fmt: skip


def test_two_are_merged_and_the_merge_is_taken_back(serve: Any, told: Path, page: Page) -> None:
    before = actors(told, "Quintero")
    page.goto(f"{serve(told).address}/actor?who=Quintero")
    page.get_by_role("checkbox", name="Rosa Quintero (CHL)").check()
    page.get_by_role("checkbox", name=re.compile("Ana Quintero")).check()
    page.get_by_role("button", name="The two ticked are one").click()
    expect(page.get_by_text("Decided:")).to_be_visible()
    assert actors(told, "Quintero") == before - 1
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Taken back:")).to_be_visible()
    assert actors(told, "Quintero") == before


def test_a_persona_is_split_off_and_put_back(serve: Any, told: Path, page: Page) -> None:
    mine = personas(told, "Rosa Quintero")
    assert len(mine) == 2 and actors(told, "Rosa Quintero") == 1
    page.goto(f"{serve(told).address}/actor?who=Rosa+Quintero")
    page.get_by_role("button", name="Split off: this is somebody else").first.click()
    expect(page.locator(".notice-good")).to_contain_text("Decided:")
    assert actors(told, "Rosa Quintero") == 2
    expect(page.get_by_role("heading", name="Rosa Quintero")).to_be_visible()
    decided = page.locator("section", has=page.get_by_role("heading", name="Decisions"))
    decided.get_by_role("button", name="Undo").click()
    expect(page.locator(".notice-good")).to_contain_text("Taken back:")
    assert actors(told, "Rosa Quintero") == 1


def test_it_reads_well(serve: Any, told: Path, page: Page) -> None:
    address = serve(told).address
    for who in ("Rosa Quintero", "PER", "Quintero", ""):
        page.goto(f"{address}/actor?who={who}")
        assert violations(page) == [], who
        assert fits(page), who
        page.set_viewport_size({"width": 1280, "height": 900})
