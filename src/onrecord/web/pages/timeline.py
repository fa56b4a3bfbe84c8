"""Timeline: distinct events by their dates.

In goes a question; out come bars of events and reports by day, month or year, and the events
themselves by their dates, a page at a time. Those that lie in no one period, or have no date, are
told apart, a tab each: `dates` is dated, wider or undated. A file holds all of the open tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.events.chronicle import (
    LENGTH,
    By,
    Chronicle,
    Dated,
    Dating,
    Order,
    years,
)
from onrecord.resolve.records import Happening
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import SIZE, chosen, filters_of, page_number, page_of, query_of
from onrecord.web.periods import filled, steps
from onrecord.web.shown import when

OWN = ("by", "dates", "order")
"""What the page is asked beside filters."""


def timeline(desk: Desk, request: Request) -> Response:
    """The timeline under filters."""
    asked = request.query_params
    filters, form = filters_of(asked), form_of(asked)
    by = chosen(asked.get("by"), get_args(By), "grain")
    order: Order = chosen(asked.get("order"), get_args(Order), "order") or "newest"
    dates = chosen(asked.get("dates"), get_args(Dating), "kind of date")
    number = page_number(asked)
    with desk.access.reading() as store:
        dated = Dated(store, filters)
        counts = dated.chronicle(by)
        dates = dates or _fullest(counts)
        shown = partial(dated.stretch, by=counts.by, dating=dates, order=order)
        if form:
            return exported(shown(), Happening, form, f"timeline-{dates}")
        known, entries = years(store), shown(limit=SIZE, first=(number - 1) * SIZE)
    query = {**query_of(filters), **{name: asked[name] for name in OWN if asked.get(name)}}
    return desk.page(
        request,
        "timeline.html",
        counts=counts,
        bars=_bars(counts),
        dates=dates,
        order=order,
        page=page_of(entries, getattr(counts, dates), "/timeline", query, number),
        groups=_grouped(entries, counts.by),
        asked=query,
        steps=steps(query, [year for year, _ in known]),
    )


def _fullest(counts: Chronicle) -> Dating:
    """What is shown where nothing else is asked for: what is dated, if anything is."""
    if counts.dated:
        return "dated"
    return "wider" if counts.wider else "undated"


def _bars(counts: Chronicle) -> list[tuple[str, tuple[int, int]]]:
    """The periods with their numbers of events and of reports; those between without any."""
    told = {period.at: (period.events, period.reports) for period in counts.periods}
    return [(at, told.get(at, (0, 0))) for at in filled(list(told))]


def _grouped(entries: Sequence[Happening], by: By) -> list[tuple[str, list[Happening]]]:
    """Entries in a row under the days or months in which they lie; see :func:`_heading`."""
    length = LENGTH["day" if by == "day" else "month"]
    found = groupby(entries, lambda one: _heading(one, length))
    return [(heading, list(ones)) for heading, ones in found]


def _heading(one: Happening, length: int) -> str:
    """The period that an event lies in, else the months or years that it may lie in; where it has
    no date, the month of its first report."""
    if one.earliest is None and one.latest is None:
        month = (one.first or "")[: LENGTH["month"]]
        return f"without a date, first reported in {month or 'undated reports'}"
    if one.earliest is None or one.latest is None:
        return when(one.earliest, one.latest)
    for size in (length, LENGTH["month"], LENGTH["year"]):
        if one.earliest[:size] == one.latest[:size]:
            return one.earliest[:size] + (", month not told" if size == LENGTH["year"] else "")
    return when(one.earliest[: LENGTH["month"]], one.latest[: LENGTH["month"]])


ROUTES: Routes = [("/timeline", timeline, ("GET",))]
