"""Who held which office when, from many reports."""

from __future__ import annotations

import itertools

from onrecord.resolve.actors.people import Office
from onrecord.resolve.actors.tenures import Holding, tenures


def held(
    person: str, title: str, published: str | None, *, over: bool = False, since: str | None = None
) -> Holding:
    office = Office(title, "CZE", since=since, over=over)
    return Holding(person, person.title(), office, f"doc-{person}-{published}", published)


HORAK = [
    held("horak", "Foreign Minister", "2023-02-01"),
    held("horak", "foreign minister", "2023-11-20"),
    held("horak", "minister of foreign affairs", "2023-06-01", since="2022-12-10"),
]
MALY = [
    held("maly", "foreign minister", "2023-11-01"),
    held("maly", "Foreign Minister", "2024-08-01"),
]


def test_first_and_last_report_and_what_is_read_make_a_tenure() -> None:
    (tenure,) = tenures(HORAK)
    assert (tenure.first, tenure.last, tenure.start) == ("2023-02-01", "2023-11-20", "2022-12-10")
    assert len(tenure.documents) == 3 and tenure.rivals == []


def test_two_holders_at_one_time_are_shown() -> None:
    found = tenures(HORAK + MALY)
    assert [(t.person, t.rivals) for t in found] == [("horak", ["maly"]), ("maly", ["horak"])]


def test_a_successor_is_no_rival() -> None:
    assert all(not t.rivals for t in tenures(HORAK + MALY[1:]))


def test_offices_of_many_have_no_rivals() -> None:
    many = [held(p, "ambassador", "2023-02-01") for p in ("horak", "maly")]
    assert all(not t.rivals for t in tenures(many))


def test_a_deputy_is_no_rival_of_the_minister() -> None:
    deputy = held("maly", "deputy foreign minister", "2023-03-01")
    assert all(not t.rivals for t in tenures([*HORAK, deputy]))


def test_former_holders_hold_no_more() -> None:
    found = tenures([*HORAK, held("maly", "foreign minister", "2023-03-01", over=True)])
    former = next(t for t in found if t.person == "maly")
    assert (former.first, former.over, former.rivals) == (None, "2023-03-01", [])


def test_reports_without_a_date_count_without_one() -> None:
    (tenure,) = tenures([held("horak", "mayor", None)])
    assert tenure.first is None and tenure.documents == ["doc-horak-None"]


def test_tenures_are_free_of_order() -> None:
    everything = HORAK + MALY
    assert all(tenures(o) == tenures(everything) for o in itertools.permutations(everything))
