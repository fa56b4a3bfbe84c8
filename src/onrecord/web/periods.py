"""Stepping through time: from a period of a page to its neighbours.

In go filters and the years of the store; out come the addresses' queries for the period before and
after, for what lies within, and for what it lies in. A period is a year, a month or a day whose
name is both `since` and `until`; any other stretch of time has no neighbours.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SHOWN = 24
"""How many years are offered, the last ones."""
GAP = "…"
MISSING = 18
"""So many periods without anything in them are shown one by one."""

Query = Mapping[str, str]


@dataclass(frozen=True)
class Link:
    """A period that one may go to: what it is called, and its query."""

    label: str
    query: Query


@dataclass(frozen=True)
class Steps:
    """Where one is, and where one may go from there; None and nothing where there is no such."""

    here: str | None
    before: Link | None
    after: Link | None
    around: Sequence[Link]
    inside: Sequence[Link]


def steps(query: Query, years: Sequence[str]) -> Steps:
    """The neighbours of the period that `query` asks for; `years` are those of the store."""
    since, until = query.get("since"), query.get("until")
    here = since if since == until and since and _is_period(since) else None
    if here is None:
        around = [Link("all time", _asked(query, None))] if since or until else []
        return Steps(None, None, None, around, [_link(query, year) for year in years[-SHOWN:]])
    around = [Link("all time", _asked(query, None))]
    around += [_link(query, here[:length]) for length in (4, 7) if length < len(here)]
    before, after = _neighbour(here, -1), _neighbour(here, 1)
    return Steps(
        here,
        _link(query, before) if before else None,
        _link(query, after) if after else None,
        around,
        [_link(query, one) for one in _within(here)],
    )


def filled(periods: Sequence[str]) -> list[str]:
    """Periods in order with those between them that are missing; GAP stands for more than a few."""
    found = list(periods[:1])
    for period in periods[1:]:
        between: list[str] = []
        after = _neighbour(found[-1], 1)
        while after is not None and after < period and len(between) <= MISSING:
            between.append(after)
            after = _neighbour(after, 1)
        found += [GAP] if len(between) > MISSING else between
        found.append(period)
    return found


def _is_period(text: str) -> bool:
    try:
        return bool(_PERIOD.fullmatch(text)) and bool(dt.date.fromisoformat(_first(text)))
    except ValueError:
        return False


def _first(period: str) -> str:
    """The first day of a period."""
    return f"{period}-01-01"[:10] if len(period) == 4 else f"{period}-01"[:10]


def _neighbour(period: str, step: int) -> str | None:
    """The period of the same length before (-1) or after (1); None beyond the calendar."""
    day = dt.date.fromisoformat(_first(period))
    try:
        if len(period) == 4:
            return day.replace(year=day.year + step).isoformat()[:4]
        if len(period) == 10:
            return (day + dt.timedelta(step)).isoformat()
        months = day.year * 12 + day.month - 1 + step
        return dt.date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    except (ValueError, OverflowError):
        return None


def _within(period: str) -> list[str]:
    """The months of a year, the days of a month; nothing of a day."""
    if len(period) == 4:
        return [f"{period}-{month:02}" for month in range(1, 13)]
    if len(period) == 7:
        days = calendar.monthrange(int(period[:4]), int(period[5:]))[1]
        return [f"{period}-{day:02}" for day in range(1, days + 1)]
    return []


def _link(query: Query, period: str) -> Link:
    return Link(period, _asked(query, period))


def _asked(query: Query, period: str | None) -> Query:
    """A query for a period instead of the one that it asks for, from its first page on."""
    left = {k: v for k, v in query.items() if k not in ("since", "until", "page", "format")}
    return {**left, **({"since": period, "until": period} if period else {})}
