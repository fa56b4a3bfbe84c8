"""The pair page: what is known between two, each way, with its sources and its files."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from onrecord import Item, Store, answers, read_many
from onrecord.answers.overview import Pair, overview
from tests.web.conftest import client, fits, violations

ATTACK = (
    "Chadian troops killed 14 Sudanese herders near Adre on Monday, the Sudanese army said."
    " Chad denied the claim. Sudan signed the Treaty of Adre with Chad in May."
)
LEFT = (
    "Chad withdrew from the Treaty of Adre with Sudan on Friday, its foreign ministry said."
    " Sudan accused Chad of bad faith."
)
HOSTILE = 'Niger "<script>alert(1)</script>"'


@pytest.fixture
def busiest(stored: Path) -> Pair:
    with Store(str(stored), read_only=True) as store:
        return overview(store).pairs[0]


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Two reports, half a year apart, on one pair."""
    path = tmp_path / "pair.duckdb"
    items = [
        Item(ATTACK, "2024-06-05", title="Herders killed", publisher=HOSTILE),
        Item(LEFT, "2024-12-07", title="Chad leaves", publisher="Delta Post"),
    ]
    with Store(str(path)) as store:
        for report, item in zip(read_many(items), items, strict=True):
            store.add(report, item.text)
        store.resolve()
    return path


def test_counts_are_those_of_the_record(asked: TestClient, stored: Path, busiest: Pair) -> None:
    text = asked.get(f"/pair?one={busiest.one}&other={busiest.other}").text
    with Store(str(stored), read_only=True) as store:
        found = answers.timeline(store, busiest.one, busiest.other)
        claims = store.claims(actor=busiest.one, with_=busiest.other)
    assert len(found) > 2
    reports = {claim.document for claim in claims}
    for number, what in (
        (len(reports), "reports"), (len(found), "distinct events"), (len(claims), "claims"),
    ):  # fmt: skip
        assert f"<dt>{what}</dt><dd>{number:,}</dd>" in text
    for it in found[:5]:
        assert f'href="/event/{it.id}"' in text


def test_either_way_is_a_page_of_its_own(told: Path) -> None:
    asked = client(told)
    both, to, back = (
        asked.get("/pair", params={"one": "TCD", "other": "SDN", "direction": way}).text
        for way in ("both", "to", "from")
    )
    with Store(str(told), read_only=True) as store:
        attack = next(h.id for h in answers.happenings(store) if h.type == "ASSAULT")
    assert attack in both and attack in to and attack not in back
    assert 'What <b dir="auto">Chad</b> did to' in to
    assert asked.get("/pair?one=TCD&other=SDN&direction=up").status_code == 400


def test_gaps_figures_disputes_and_agreements_stand_with_their_sources(told: Path) -> None:
    text = client(told).get("/pair?one=TCD&other=SDN").text
    assert "no report of 2024-07 to 2024-11" in text
    assert "14" in re.findall(r'<th scope="row" class="value">(.*?)</th>', text)[0]
    assert 'href="/dispute/' in text and "#at" in text
    assert "Treaty of Adre" in text and "withdrawn from, a report says" in text
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_a_time_bounds_what_is_shown_and_stays_in_the_links(told: Path) -> None:
    text = client(told).get("/pair?one=TCD&other=SDN&since=2024-12").text
    assert "since 2024-12-01" in text and "Herders killed" not in text
    assert re.search(r'href="/search\?[^"]*since=2024-12', text)


def test_events_go_over_pages(asked: TestClient, busiest: Pair, monkeypatch: Any) -> None:
    monkeypatch.setattr("onrecord.web.pages.pair.EVENTS", 2)
    address = f"/pair?one={busiest.one}&other={busiest.other}&sort=oldest"
    first, second = asked.get(address).text, asked.get(f"{address}&page=2").text
    assert "1 to 2 of" in first and "3 to 4 of" in second
    section = re.compile(r'id="events".*?</ol>', re.DOTALL)
    ids = [re.findall(r"/event/(\w+)", section.findall(text)[0]) for text in (first, second)]
    assert len(ids[0]) == len(ids[1]) == 2 and not set(ids[0]) & set(ids[1])


def test_files_hold_all_events_of_the_pair(asked: TestClient, stored: Path, busiest: Pair) -> None:
    address = f"/pair?one={busiest.one}&other={busiest.other}"
    with Store(str(stored), read_only=True) as store:
        found = answers.timeline(store, busiest.one, busiest.other)
    rows = list(csv.DictReader(io.StringIO(asked.get(f"{address}&format=csv").text)))
    assert [row["id"] for row in rows] == [it.id for it in found]
    assert len(asked.get(f"{address}&format=json").text.splitlines()) == len(found)
    assert asked.get(f"{address}&format=parquet").content[:4] == b"PAR1"


def test_the_dossier_is_saved_as_markdown(asked: TestClient, stored: Path, busiest: Pair) -> None:
    got = asked.get(f"/pair/dossier.md?one={busiest.one}&other={busiest.other}")
    with Store(str(stored), read_only=True) as store:
        whole = answers.markdown(answers.dossier(store, busiest.one, busiest.other))
    assert got.text == whole and "attachment" in got.headers["content-disposition"]
    assert asked.get("/pair/dossier.md?one=RUS").status_code == 400


def test_who_is_not_known_is_said(asked: TestClient) -> None:
    assert asked.get("/pair?one=CHN&other=Qwertz+Uiop").status_code == 404
    nothing = asked.get("/pair?one=TUV&other=NRU")
    assert nothing.status_code == 200 and "No event between the two is on record" in nothing.text
    assert "One side" in asked.get("/pair").text


def test_it_reads_well_with_and_without_scripts(
    serve: Any, told: Path, page: Page, plain: Page
) -> None:
    address = f"{serve(told).address}/pair?one=Chad&other=Sudan"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Chad – Sudan")
    assert violations(page) == []
    assert fits(page)
    plain.goto(address)
    plain.get_by_text("Ask otherwise").click()
    plain.get_by_label("Direction").select_option("to")
    plain.get_by_role("button", name="Show", exact=True).click()
    expect(plain.get_by_text("What Chad did to Sudan")).to_be_visible()
    expect(plain).to_have_url(re.compile("direction=to"))
