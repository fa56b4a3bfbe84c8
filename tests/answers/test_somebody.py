"""Who is meant, a profile in part, and what is joined in an actor."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import Item, Store, read_many
from onrecord.answers import happenings, profiles
from onrecord.answers.actors.holders import held
from onrecord.answers.actors.profile import profile, taken_by
from onrecord.answers.actors.somebody import (
    Somebody,
    country_of,
    identity_of,
    meant_by,
    of_country,
    of_one,
    somebodies,
    the_one,
    those,
)
from onrecord.answers.actors.unions import union
from onrecord.answers.records import Profile
from onrecord.store.query import Filters

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
    (
        "2023-03-11",
        "Chilean Foreign Minister Marta Rojas met Ana Quintero, a Peruvian fisher, in Arica.",
    ),
)
AT = "2024-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    items = [Item(text, date, title=date) for date, text in TEXTS]
    path = tmp_path_factory.mktemp("portraits") / "s.duckdb"
    with Store(str(path)) as kept:
        for item, report in zip(items, read_many(items), strict=True):
            kept.add(report, item.text)
        kept.resolve()
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(str(path), read_only=True) as kept:
        yield kept


def meant(store: Store, who: str) -> Somebody:
    found, _ = those(store, meant_by(who), 10)
    one = the_one(found, who)
    assert one is not None
    return one


def test_an_actor_is_found_by_words_by_its_label_and_by_ids(store: Store) -> None:
    one = meant(store, "Rosa Quintero")
    assert (one.name, one.country, one.reports) == ("Rosa Quintero", "CHL", 2)
    assert meant(store, one.label) == one and one.label == "Rosa Quintero (CHL)"
    assert identity_of(store, one.id) == identity_of(store, one.persona) == one.id
    assert identity_of(store, "Rosa Quintero") is None
    assert somebodies(store, [one.id]) == [one]


def test_words_of_several_names_mean_none_alone(store: Store) -> None:
    found, total = those(store, meant_by("Quintero"), 10)
    assert [one.name for one in found] == ["Rosa Quintero", "Ana Quintero"] and total == 2
    assert the_one(found, "Quintero") is None
    second, total = those(store, meant_by("Quintero"), 1, 1)
    assert [one.name for one in second] == ["Ana Quintero"] and total == 2
    assert those(store, meant_by("Atlantis"), 10) == ([], 0)
    assert country_of("Peru") == country_of("PER") == "PER" and country_of("Quintero") is None


def cut(store: Store, who: str, limit: int = 10, skipped: int = 0) -> Profile:
    code = country_of(who)
    return profile(store, of_country(code) if code else of_one(meant(store, who)), limit, skipped)


def test_a_profile_that_is_cut_counts_as_the_whole_one(store: Store) -> None:
    lists = ("offices", "counterparts", "happenings")
    for who in ("Rosa Quintero", "Luis Alcazar", "Peru", "CHL"):
        mine = cut(store, who, 1)
        (whole,) = [one for one in profiles(store, who) if one.id == mine.id]
        for name in set(Profile.__struct_fields__) - {*lists, "positions"}:
            assert getattr(mine, name) == getattr(whole, name), (who, name)
        for name in lists:
            assert getattr(mine, name) == getattr(whole, name)[:1], (who, name)
        counts = (whole.held, whole.met, whole.events)
        assert counts == tuple(len(getattr(whole, name)) for name in lists)
        assert mine.reports and (mine.did or mine.received) and len(whole.names) == len(whole.named)


def test_the_events_are_those_in_which_it_takes_part(store: Store) -> None:
    found = cut(store, "Rosa Quintero")
    whole = happenings(store, Filters("Rosa Quintero"))
    assert set(found.happenings) == {h.id for h in whole} != set()
    assert {h.id for h in taken_by(store, of_one(meant(store, "Rosa Quintero")))} == {
        h.id for h in whole
    }
    assert found.events == len(whole)


def test_counterparts_are_named_as_they_mostly_are(store: Store) -> None:
    found = cut(store, "Rosa Quintero")
    names = {other.name: other for other in found.counterparts}
    assert {"Peru", "Luis Alcazar (PER)"} <= set(names) and found.met == len(found.counterparts)
    assert names["Luis Alcazar (PER)"].id == meant(store, "Luis Alcazar").id


def test_names_have_the_reports_that_they_stand_in(store: Store) -> None:
    found = cut(store, "Rosa Quintero")
    assert dict(zip(found.names, found.named, strict=True))["Rosa Quintero"] == 2


def test_an_office_has_the_words_that_give_it(store: Store) -> None:
    (office,) = held(store, cut(store, "Rosa Quintero").offices)
    assert (office.tenure.first, office.tenure.last) == ("2023-03-05", "2023-03-09")
    assert [said.published for said in office.evidence] == ["2023-03-05", "2023-03-09"]
    for said in office.evidence:
        assert "foreign minister" in store.text(said.document)[said.start : said.end].lower()
    assert held(store, []) == []


def test_who_holds_the_same_at_the_same_time_is_named(store: Store, tmp_path: Path) -> None:
    text = "Chilean Foreign Minister Pablo Soto met Luis Alcazar."
    copy = str(shutil.copy(store.path, tmp_path / "copy.duckdb"))
    with Store(copy) as kept:
        for day in ("2023-03-04", "2023-03-08"):
            told = f"{text} It was {day}."
            (report,) = read_many([Item(told, day)])
            kept.add(report, told)
        kept.resolve()
        (office,) = held(kept, cut(kept, "Rosa Quintero").offices)
    assert [rival.name for rival in office.rivals] == ["Pablo Soto"]


def test_positions_go_on_statement_by_statement(store: Store) -> None:
    (whole,) = profiles(store, "Peru")
    first, second = cut(store, "PER", 1), cut(store, "PER", 1, 1)
    assert whole.stands == first.stands == 1 and len(whole.positions) == 2
    assert first.positions == whole.positions and second.positions == []


def test_what_is_joined_is_told_and_undone(path: Path, tmp_path: Path) -> None:
    with Store(str(shutil.copy(path, tmp_path / "copy.duckdb"))) as kept:
        rosa, ana = meant(kept, "Rosa Quintero"), meant(kept, "Ana Quintero")
        before = union(kept, rosa.id)
        assert before.decisions == [] and {b.reports for b in before.bearers} <= {1, 2}
        made = kept.decide("same", rosa.persona, ana.persona, user="ana", at=AT, kind="actor")
        ident = identity_of(kept, rosa.persona)
        assert ident == identity_of(kept, ana.persona) is not None
        after = union(kept, str(ident))
        assert after.personas == before.personas + 1
        assert [one.id for one in after.decisions] == [made.id]
        assert {d.published for b in after.bearers for d in b.documents} == {d for d, _ in TEXTS}
        kept.undo(made.id, user="ana", at=AT)
        assert identity_of(kept, rosa.persona) != identity_of(kept, ana.persona)


def test_the_pairs_that_join_have_their_reasons(store: Store) -> None:
    one = union(store, meant(store, "Rosa Quintero").id)
    assert (one.personas, one.joins) == (2, 1) and one.joined[0].reasons
    inside = {bearer.id for bearer in one.bearers}
    assert all({pair.a, pair.b} <= inside for pair in one.joined)
    assert all(not {pair.a, pair.b} <= inside for pair in one.waiting)
