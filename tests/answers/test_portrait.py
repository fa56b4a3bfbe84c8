"""A portrait says what a profile says, in part; who is meant; and what is joined in an actor."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import Item, Store, read_many
from onrecord.answers import happenings, profiles
from onrecord.answers.holders import held_by
from onrecord.answers.portrait import (
    portrait,
    portrait_of_country,
    positions,
    taken_by,
)
from onrecord.answers.somebody import (
    OF_IDENTITY,
    Somebody,
    country_of,
    identity_of,
    meant_by,
    somebodies,
    the_one,
    those,
)
from onrecord.answers.unions import union
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


def test_a_portrait_counts_as_the_profile_does(store: Store) -> None:
    for who in ("Rosa Quintero", "Luis Alcazar", "Peru", "CHL"):
        code = country_of(who)
        mine = portrait_of_country(store, code) if code else portrait(store, meant(store, who))
        (whole,) = [one for one in profiles(store, who) if one.id == mine.id]
        for name in ("name", "kind", "country", "sectors", "reports", "first", "last", "said"):
            assert getattr(mine, name) == getattr(whole, name), (who, name)
        for name in ("did", "received"):
            coded = [t for t in getattr(whole, name) if not t.what.startswith("(")]
            assert getattr(mine, name) == coded, (who, name)
        assert {h.tenure.title for h in mine.offices} == {t.title for t in whole.offices}
        assert mine.reports and (mine.did or mine.received)


def test_latest_events_are_those_in_which_it_takes_part(store: Store) -> None:
    one = meant(store, "Rosa Quintero")
    found = portrait(store, one)
    whole = happenings(store, Filters("Rosa Quintero"))
    assert {h.id for h in found.happenings} == {h.id for h in whole} != set()
    assert {h.id for h in taken_by(store, (OF_IDENTITY, [one.id]))} == {h.id for h in whole}
    assert found.events == len(whole)


def test_counterparts_are_named_as_they_mostly_are(store: Store) -> None:
    found = portrait(store, meant(store, "Rosa Quintero"))
    names = {other.name: other for other in found.counterparts}
    assert {"Peru", "Luis Alcazar (PER)"} <= set(names) and found.met == len(found.counterparts)
    assert names["Luis Alcazar (PER)"].id == meant(store, "Luis Alcazar").id


def test_an_office_has_the_words_that_give_it(store: Store) -> None:
    one = meant(store, "Rosa Quintero")
    (held,) = portrait(store, one).offices
    assert (held.tenure.first, held.tenure.last) == ("2023-03-05", "2023-03-09")
    assert [said.published for said in held.evidence] == ["2023-03-05", "2023-03-09"]
    for said in held.evidence:
        assert "foreign minister" in store.text(said.document)[said.start : said.end].lower()


def test_who_holds_the_same_at_the_same_time_is_named(store: Store, tmp_path: Path) -> None:
    text = "Chilean Foreign Minister Pablo Soto met Luis Alcazar."
    copy = str(shutil.copy(store.path, tmp_path / "copy.duckdb"))
    with Store(copy) as kept:
        for day in ("2023-03-04", "2023-03-08"):
            told = f"{text} It was {day}."
            (report,) = read_many([Item(told, day)])
            kept.add(report, told)
        kept.resolve()
        (held,), total = held_by(kept, [meant(kept, "Rosa Quintero").id], 5)
    assert total == 1 and [rival.name for rival in held.rivals] == ["Pablo Soto"]


def test_positions_are_those_of_the_profile(store: Store) -> None:
    (whole,) = [one for one in profiles(store, "Peru") if one.kind == "country"]
    found, total = positions(store, meant_by("PER"), 100)
    assert total == len(found) == 1 and len(whole.positions) == 2
    assert {(p.document, p.start) for said in found for p in said} == {
        (p.document, p.start) for p in whole.positions
    }


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
