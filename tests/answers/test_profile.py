"""Profiles, on reports that are read, resolved and joined as any are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord import BadFilter, Item, Store, read_many
from onrecord.answers import profiles
from onrecord.answers.records import Profile

TEXTS = (
    (
        "2023-03-05",
        "Chilean Foreign Minister Rosa Quintero met Peruvian President Luis Alcazar in Lima on"
        " Saturday. Quintero said Peru had attacked a Chilean ship. Alcazar denied the claim.",
    ),
    (
        "2023-03-09",
        "Rosa Quintero, the foreign minister of Chile, accused Peru of an attack on a ship.",
    ),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    items = [Item(text, date, title=date) for date, text in TEXTS]
    with Store(str(tmp_path_factory.mktemp("profiles") / "s.duckdb")) as kept:
        for item, report in zip(items, read_many(items), strict=True):
            kept.add(report, item.text)
        kept.resolve()
        yield kept


@pytest.fixture
def quintero(store: Store) -> Profile:
    (found,) = profiles(store, "Quintero")
    return found


def test_a_person_is_one_in_all_reports(quintero: Profile) -> None:
    assert (quintero.name, quintero.country, quintero.reports) == ("Rosa Quintero", "CHL", 2)
    assert (quintero.first, quintero.last) == ("2023-03-05", "2023-03-09")


def test_an_office_has_its_first_and_last_report(quintero: Profile) -> None:
    (held,) = quintero.offices
    assert held.title.lower() == "foreign minister" and held.country == "CHL"
    assert (held.first, held.last) == ("2023-03-05", "2023-03-09")


def test_what_somebody_did_said_and_met(quintero: Profile) -> None:
    assert {"CONSULT", "ACCUSE/allege"} <= {tally.what for tally in quintero.did}
    assert "asserts" in {tally.what for tally in quintero.said}
    met = {other.name: other for other in quintero.counterparts}
    assert {"Peru", "Luis Alcazar (PER)"} <= set(met) and met["Peru"].did == 1
    assert not any("Quintero" in name for name in met)


def test_a_country_is_all_who_belong_to_it(store: Store) -> None:
    (found,) = profiles(store, "Peru")
    assert (found.id, found.name, found.kind) == ("PER", "Peru", "country")
    assert "Luis Alcazar" in found.names and found.reports == 2
    assert [office.name for office in found.offices] == ["Luis Alcazar"]
    assert {tally.what for tally in found.received} >= {"ACCUSE/allege"}


def test_what_is_told_twice_counts_once(store: Store) -> None:
    (found,) = profiles(store, "CHL")
    (accused,) = (tally for tally in found.did if tally.what.startswith("ACCUSE"))
    assert accused.count <= accused.reports


def test_nobody_is_no_profile(store: Store) -> None:
    assert profiles(store, "Atlantis") == [] and profiles(store, "BRA") == []
    with pytest.raises(BadFilter):
        profiles(store, "--")
