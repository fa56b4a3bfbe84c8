"""A chronicle: the distinct events that filters let through, by their dates.

In go an open store, filters and a grain of time; out come how many events and reports there are by
day, month or year, and a stretch of the events themselves. What is dated less exactly than the
grain, or not at all, is counted apart: it lies in no one period. Only what is shown is decoded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from onrecord.model import Record
from onrecord.resolve.records import Happening
from onrecord.store import Store
from onrecord.store.query import EVERYTHING, Filters, happening_query, period

By = Literal["day", "month", "year"]
LENGTH: dict[By, int] = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO date name the period."""
Dating = Literal["dated", "wider", "undated"]
Order = Literal["newest", "oldest"]
EDGE = 0.05
"""The share of events at each end that does not decide by what they are counted."""
MONTHS = 48
"""So many months, and no more, are counted by the month unless one asks otherwise."""

FOUND = (
    "CREATE OR REPLACE TEMP TABLE found AS SELECT id, earliest, latest, disputed FROM happenings"
    " WHERE id IN ({found})"
)
DATES = (
    "SELECT earliest, latest, count(*), count(*) FILTER (disputed) FROM found"
    " GROUP BY ALL ORDER BY ALL"
)
HELD = (
    "WITH held AS MATERIALIZED (SELECT id, earliest, latest,"
    " CASE WHEN earliest IS NULL AND latest IS NULL THEN 'undated'"
    " WHEN left(earliest, {length}) = left(latest, {length}) THEN 'dated' ELSE 'wider' END"
    " AS dating FROM found)"
)
REPORTED = (
    " SELECT left(h.earliest, {length}), count(DISTINCT hash(t.document))"
    " FROM held h JOIN tellings t ON t.happening = h.id WHERE h.dating = 'dated' GROUP BY ALL"
)
STRETCH = (
    " SELECT id FROM held WHERE dating = ? ORDER BY left(coalesce(earliest, latest), 7) {way},"
    " left(earliest, 7) IS DISTINCT FROM left(latest, 7), coalesce(earliest, latest) {way},"
    " latest {way} NULLS LAST, id LIMIT ? OFFSET ?"
)
"""By the months in which they begin; in each what lies in it comes before what reaches beyond."""
UNDATED = (
    " SELECT h.id FROM held h JOIN tellings t ON t.happening = h.id WHERE h.dating = ?"
    " GROUP BY h.id ORDER BY min(t.published) {way} NULLS LAST, h.id LIMIT ? OFFSET ?"
)
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


class Dated:
    """The events that filters let through, found once and held in a temporary table of the store,
    which must not be `shared`.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """

    def __init__(self, store: Store, filters: Filters = EVERYTHING) -> None:
        self._store, self._filters = store, filters
        found, values = happening_query(filters)
        store.rows(FOUND.format(found=found), *values)

    def chronicle(self, by: By | None = None) -> Chronicle:
        """How many events and reports there are by day, month or year; where `by` does not say
        which, by what suits the time that they reach over."""
        rows = self._store.rows(DATES)
        by = by or _suited(self._filters, rows)
        reported = (HELD + REPORTED).format(length=LENGTH[by])
        reports = dict(self._store.rows(reported))
        counts: Counter[Dating] = Counter()
        events: Counter[str] = Counter()
        for earliest, latest, count, _ in rows:
            dating = _dating(earliest, latest, by)
            counts[dating] += count
            if dating == "dated":
                events[earliest[: LENGTH[by]]] += count
        return Chronicle(
            by=by,
            periods=[Period(at, events[at], reports[at]) for at in sorted(events)],
            dated=counts["dated"],
            wider=counts["wider"],
            undated=counts["undated"],
            disputed=sum(disputed for *_, disputed in rows),
        )

    def stretch(
        self,
        *,
        by: By = "month",
        dating: Dating = "dated",
        order: Order = "newest",
        limit: int | None = None,
        first: int = 0,
    ) -> list[Happening]:
        """Events that are dated so, by their dates, or, without one, by their first reports.

        Args:
            by: the grain that `dating` is meant by.
            dating: those that lie in one period, reach over more, or have no date.
            order: which come first.
            limit, first: how many at the most, and how many are passed over.
        """
        held = HELD.format(length=LENGTH[by])
        sql = (UNDATED if dating == "undated" else STRETCH).format(way=WAYS[order])
        rows = self._store.rows(held + sql, dating, limit, first)
        return self._store.kept(Happening, [row[0] for row in rows])


def years(store: Store) -> list[tuple[str, int]]:
    """The years in which events lie, in order, and how many distinct events in each."""
    return [(year, events) for year, events in store.rows(YEARS)]


def _dating(earliest: str | None, latest: str | None, by: By) -> Dating:
    """How an event is dated, as HELD has it."""
    if earliest is None and latest is None:
        return "undated"
    length = LENGTH[by]
    same = earliest is not None and latest is not None and earliest[:length] == latest[:length]
    return "dated" if same else "wider"


def _suited(filters: Filters, rows: Iterable[tuple[str | None, str | None, int, int]]) -> By:
    """The grain that suits the time that is asked for, or else that most events reach over: an odd
    date far away does not decide."""
    first, last = period(filters.since, filters.until)
    if first is None or last is None:
        days = [(day, count) for a, b, count, _ in rows if (day := a or b) is not None]
        first, last = first or _quantile(days, EDGE), last or _quantile(days, 1 - EDGE)
    if first is None or last is None:
        return "month"
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    return "day" if months <= 1 else "month" if months <= MONTHS else "year"


def _quantile(days: Iterable[tuple[str, int]], share: float) -> str | None:
    """The day before which this share of the events lies; None where there are none."""
    ordered = sorted(days)
    left = share * sum(count for _, count in ordered)
    for day, count in ordered:
        left -= count
        if left <= 0:
            return day
    return None
