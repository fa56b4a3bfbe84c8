"""Events by date, between whom, and where: counted in SQL, of distinct events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord import BadFilter, Report, Store
from onrecord.answers import Filters
from onrecord.answers.events.chronicle import Chronicle, Dated, Period, years
from onrecord.answers.events.network import network
from onrecord.answers.events.places import sites
from onrecord.model import Actor, Document, Event, Interval, Place, Span, document_id
from onrecord.store.query import EVERYTHING

RUSSIA = Actor("russia", "state", "Russia", "RUS")
KOREA = Actor("korea", "state", "North Korea", "PRK")
POLAND = Actor("poland", "state", "Poland", "POL")
KOS = Actor("kos", "person", "Anna Kos", "POL", "GOV")
SOLDIERS = Actor("soldiers", "organ", None, "POL", "MIL")
RASON = Place(0, 4, "Rason", "PRK", 42.25, 130.3, precision="city")
LAND = Place(0, 4, "the Russian Federation", "RUS", precision="country")
RUSSIAN = Place(0, 4, "Russia", "RUS", precision="country")
FORD = Place(0, 4, "Old Ford")
DAY, MONTH = Interval("2026-09-05", "2026-09-05"), Interval("2026-09-01", "2026-09-30")
YEAR, LATER = Interval("2026-01-01", "2026-12-31"), Interval("2027-01-15", "2027-01-15")
AT = {"talks": 0, "blame": 5, "gift": 10, "raid": 15, "again": 0, "threat": 5}
"""Where the word of an event stands in its text."""


def _event(
    ident: str, type: str, who: str, whom: str, date: Interval | None = None,
    place: int | None = None,
) -> Event:  # fmt: skip
    span = Span(AT[ident], AT[ident] + 4)
    return Event(ident, type, span, span, [who], [whom], "asserted", date=date, place=place)


def _add(store: Store, text: str, published: str, places: list[Place], events: list[Event]) -> None:
    document = Document(document_id(text), len(text), text[:6], published=published)
    actors = [RUSSIA, KOREA, POLAND, KOS, SOLDIERS]
    store.add(Report(document, actors=actors, places=places, events=events), text)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = str(tmp_path_factory.mktemp("views") / "s.duckdb")
    with Store(path) as made:
        _add(
            made, "Talks at the harbour, and a quarrel over a ford.", "2026-09-10",
            [RASON, LAND, FORD],
            [
                _event("talks", "CONSULT", "russia", "korea", DAY, 0),
                _event("blame", "ACCUSE", "poland", "russia", MONTH, 1),
                _event("gift", "AID", "kos", "korea"),
                _event("raid", "ASSAULT", "poland", "soldiers", YEAR, 2),
            ],
        )  # fmt: skip
        _add(
            made, "Envoys met; later there were threats.", "2026-10-02", [RASON, RUSSIAN],
            [
                _event("again", "CONSULT", "russia", "korea", DAY, 0),
                _event("threat", "THREATEN", "korea", "poland", LATER, 1),
            ],
        )  # fmt: skip
        made.resolve()
        made.decide("same", "talks", "again", user="ana", at="2026-10-03T00:00:00Z")
    with Store(path, read_only=True) as made:
        yield made


def test_events_are_counted_once_and_their_reports_beside_them(store: Store) -> None:
    found = Dated(store).chronicle(by="month")
    assert found.periods == [Period("2026-09", 2, 2), Period("2027-01", 1, 1)]
    assert (found.dated, found.wider, found.undated, found.events) == (3, 1, 1, 5)


def test_what_is_no_longer_than_the_grain_lies_in_a_period(store: Store) -> None:
    assert Dated(store).chronicle(by="day") == Chronicle(
        "day", [Period("2026-09-05", 1, 2), Period("2027-01-15", 1, 1)], 2, 2, 1, 0
    )
    assert Dated(store).chronicle(by="year").periods == [Period("2026", 3, 2), Period("2027", 1, 1)]


@pytest.mark.parametrize(
    ("since", "until", "by"),
    [("2026-09", "2026-09", "day"), ("2026", "2026", "month"), ("2010", "2026", "year")],
)
def test_the_grain_suits_the_time_that_is_asked_for(
    store: Store, since: str, until: str, by: str
) -> None:
    assert Dated(store, Filters(since=since, until=until)).chronicle().by == by
    assert Dated(store).chronicle().by == "month"


def _types(store: Store, filters: Filters = EVERYTHING, **asked: object) -> list[str | None]:
    return [one.type for one in Dated(store, filters).stretch(by="month", **asked)]  # type: ignore[arg-type]


def test_a_stretch_goes_by_dates_and_goes_on_where_it_ended(store: Store) -> None:
    assert _types(store) == ["THREATEN", "CONSULT", "ACCUSE"]
    assert _types(store, order="oldest") == ["ACCUSE", "CONSULT", "THREATEN"]
    assert _types(store, limit=1, first=1) == ["CONSULT"]
    assert _types(store, dating="wider") == ["ASSAULT"]
    assert _types(store, dating="undated") == ["AID"]
    assert _types(store, filters=Filters(actor="PRK", with_="RUS")) == ["CONSULT"]


def test_years_are_those_that_events_lie_in(store: Store) -> None:
    assert years(store) == [("2026", 3), ("2027", 1)]


def test_ties_go_from_who_did_it_to_whom(store: Store) -> None:
    found = network(store)
    told = {(t.source, t.target, t.quad): (t.events, t.reports, t.types) for t in found.ties}
    assert told == {
        ("RUS", "PRK", 1): (1, 2, ["CONSULT"]),
        ("POL", "RUS", 3): (1, 1, ["ACCUSE"]),
        ("POL", "PRK", 2): (1, 1, ["AID"]),
        ("PRK", "POL", 3): (1, 1, ["THREATEN"]),
    }
    assert [(p.id, p.name, p.events, p.did, p.underwent) for p in found.parties] == [
        ("POL", "Poland", 3, 2, 1), ("PRK", "North Korea", 3, 1, 2), ("RUS", "Russia", 2, 1, 1),
    ]  # fmt: skip
    assert (found.between, found.within, found.all_parties, found.all_ties) == (4, 1, 3, 4)


def test_the_busiest_are_shown_and_all_are_counted(store: Store) -> None:
    found = network(store, parties=2, ties=1)
    assert [p.id for p in found.parties] == ["POL", "PRK"]
    assert [(t.source, t.target, t.quad) for t in found.ties] == [("POL", "PRK", 2)]
    assert (found.all_parties, found.all_ties) == (3, 4)


def test_actors_are_those_that_have_a_name(store: Store) -> None:
    found = network(store, of="actor")
    assert {p.name for p in found.parties} == {"Russia", "North Korea", "Poland", "Anna Kos"}
    assert {(t.source_name, t.target_name) for t in found.ties} == {
        ("Russia", "North Korea"), ("Poland", "Russia"), ("Anna Kos", "North Korea"),
        ("North Korea", "Poland"),
    }  # fmt: skip


def test_filters_hold_for_the_network(store: Store) -> None:
    assert [t.types for t in network(store, Filters(type="AID")).ties] == [["AID"]]
    assert network(store, Filters(until="2025")).parties == []
    with pytest.raises(BadFilter):
        network(store, Filters(type="FIGHT"))


def test_places_are_counted_by_distinct_events(store: Store) -> None:
    found = sites(store)
    assert (found.events, found.placeless) == (5, 1)
    told = {s.name: (s.country, s.precision, s.events, s.reports) for s in found.sites}
    assert told == {
        "Rason": ("PRK", "city", 1, 2),
        "Russia": ("RUS", "country", 2, 2),
        "Old Ford": (None, None, 1, 1),
    }
    assert [s.name for s in found.sites] == ["Russia", "Rason", "Old Ford"]


def test_a_whole_country_is_drawn_in_its_midst_and_said_to_be_one(store: Store) -> None:
    russia, rason, ford = sites(store).sites
    assert russia.whole and not rason.whole and not ford.whole
    assert russia.latitude and 45 < russia.latitude < 75 and russia.written == "Russia"
    assert (rason.latitude, rason.longitude) == (42.25, 130.3)
    assert (ford.latitude, ford.longitude) == (None, None)


def test_nothing_is_nowhere(store: Store) -> None:
    found = sites(store, Filters(type="CONCEDE"))
    assert (found.sites, found.events, found.placeless) == ([], 0, 0)
    assert Dated(store, Filters(type="CONCEDE")).chronicle().events == 0
