"""A chronicle: the distinct events that filters let through, by their dates.

In go an open store, filters and a grain of time; out come how many events and reports there are by
day, month or year, and a stretch of the events themselves. What is dated less exactly than the
grain, or not at all, is counted apart: it lies in no one period. Only what is shown is decoded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeVar, get_args

from onrecord.errors import BadFilter
from onrecord.model import Record
from onrecord.resolve.records import Happening
from onrecord.store import Store
from onrecord.store.query import EVERYTHING, Filters, happening_query, period

By = Literal["day", "month", "year"]
LENGTH: dict[By, int] = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO date name the period."""
Dating = Literal["dated", "wider", "undated"]
Order = Literal["newest", "oldest"]
Choice = TypeVar("Choice", bound=str)
MONTHS = 48
"""So many months, and no more, are counted by the month unless one asks otherwise."""

HELD = (
    "WITH found(id) AS MATERIALIZED ({found}),"
    " held AS MATERIALIZED (SELECT h.id, h.earliest, h.latest, h.disputed,"
    " CASE WHEN h.earliest IS NULL AND h.latest IS NULL THEN 'undated'"
    " WHEN left(h.earliest, {length}) = left(h.latest, {length}) THEN 'dated' ELSE 'wider' END"
    " AS dating, left(coalesce(h.earliest, h.latest), {length}) AS period"
    " FROM happenings h WHERE h.id IN (SELECT id FROM found))"
)
COUNTED = (
    " SELECT dating, period, count(*), count(*) FILTER (disputed) FROM held"
    " GROUP BY ALL ORDER BY ALL"
)
REPORTED = (
    " SELECT h.period, count(DISTINCT hash(c.document))"
    " FROM held h JOIN \"groups\" g ON g.kind = 'event' AND g.id = h.id"
    " JOIN claims c ON c.event = g.member WHERE h.dating = 'dated' GROUP BY h.period"
)
STRETCH = (
    " SELECT id FROM held WHERE dating = ? ORDER BY left(coalesce(earliest, latest), 7) {way},"
    " left(earliest, 7) IS DISTINCT FROM left(latest, 7), coalesce(earliest, latest) {way},"
    " latest {way} NULLS LAST, id LIMIT ? OFFSET ?"
)
"""By the months in which they begin; in each what lies in it comes before what reaches beyond."""
UNDATED = (
    " SELECT h.id FROM held h JOIN \"groups\" g ON g.kind = 'event' AND g.id = h.id"
    " JOIN claims c ON c.event = g.member JOIN documents d ON d.id = c.document"
    " WHERE h.dating = ? GROUP BY h.id"
    " ORDER BY min(d.published) {way} NULLS LAST, h.id LIMIT ? OFFSET ?"
)
ENDS = (
    "WITH found(id) AS ({found}), held AS (SELECT coalesce(earliest, latest) AS day"
    " FROM happenings WHERE id IN (SELECT id FROM found))"
    " SELECT quantile_disc(day, 0.05), quantile_disc(day, 0.95) FROM held WHERE day IS NOT NULL"
)
"""Between which days most events lie: an odd date far away does not decide how they are counted."""
YEARS = (
    "SELECT left(earliest, 4), count(*) FROM happenings WHERE type IS NOT NULL"
    " AND left(earliest, 4) = left(latest, 4) GROUP BY 1 ORDER BY 1"
)
WAYS: dict[Order, str] = {"newest": "DESC", "oldest": "ASC"}


class Period(Record, frozen=True):
    """A day, month or year, as the beginning of an ISO date: how many distinct events lie in it,
    and how many reports tell of them."""

    at: str
    events: int
    reports: int


class Chronicle(Record, frozen=True):
    """Events by their dates. `periods` are those in which some lie, in order; `dated` counts their
    events, `wider` those whose dates reach over more than one period, `undated` those without a
    date; `disputed` counts among all of them."""

    by: By
    periods: list[Period]
    dated: int
    wider: int
    undated: int
    disputed: int

    @property
    def events(self) -> int:
        """All of them."""
        return self.dated + self.wider + self.undated


def chronicle(store: Store, filters: Filters = EVERYTHING, by: By | None = None) -> Chronicle:
    """How many events and reports there are by day, month or year; where `by` does not say which,
    by what suits the time that they reach over.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    by = by or _suited(store, filters)
    sql, values = _held(filters, by)
    reports = dict(store.rows(f"{sql}{REPORTED}", *values))
    periods, counts, disputed = [], dict.fromkeys(get_args(Dating), 0), 0
    for dating, at, events, contested in store.rows(f"{sql}{COUNTED}", *values):
        counts[dating] += events
        disputed += contested
        if dating == "dated":
            periods.append(Period(at, events, reports[at]))
    return Chronicle(by, periods, **counts, disputed=disputed)


def stretch(
    store: Store,
    filters: Filters = EVERYTHING,
    *,
    by: By = "month",
    dating: Dating = "dated",
    order: Order = "newest",
    limit: int | None = None,
    first: int = 0,
) -> list[Happening]:
    """Events that are dated so, by their dates, or, without one, by their first reports.

    Args:
        store: an open store whose documents are resolved.
        filters: what is asked for.
        by: the grain that `dating` is meant by.
        dating: those that lie in one period, reach over more, or have no date.
        order: which come first.
        limit, first: how many at the most, and how many are passed over.

    Raises:
        BadFilter: as :func:`chronicle`.
    """
    sql, values = _held(filters, by)
    found = (UNDATED if dating == "undated" else STRETCH).format(way=WAYS[order])
    rows = store.rows(f"{sql}{found}", *values, dating, limit, first)
    return store.kept(Happening, [row[0] for row in rows])


def years(store: Store) -> list[tuple[str, int]]:
    """The years in which events lie, in order, and how many distinct events in each."""
    return [(year, events) for year, events in store.rows(YEARS)]


def chosen(given: str | None, among: Sequence[Choice], what: str) -> Choice | None:
    """One of a few words, as it was asked for; None where it was not.

    Raises:
        BadFilter: it is none of them.
    """
    for one in among:
        if one == given:
            return one
    if given:
        raise BadFilter(f"there is no {what} {given!r}", todo=f"write {', '.join(among)}")
    return None


def _held(filters: Filters, by: By) -> tuple[str, list[Any]]:
    found, values = happening_query(filters)
    return HELD.format(found=found, length=LENGTH[by]), values


def _suited(store: Store, filters: Filters) -> By:
    """The grain that suits the time that is asked for, or else that the events reach over."""
    first, last = period(filters.since, filters.until)
    if first is None or last is None:
        found, values = happening_query(filters)
        ((begin, end),) = store.rows(ENDS.format(found=found), *values)
        first, last = first or begin, last or end
    if first is None or last is None:
        return "month"
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    return "day" if months <= 1 else "month" if months <= MONTHS else "year"
