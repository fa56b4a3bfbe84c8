"""Coverage: how many reports tell of something, month by month, and when none does.

In go the months in which there are reports; out come all months between the first and the last, and
the stretches without a report. A long time is told by years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.model import Record

MONTHS = (
    'SELECT "when", sum(reports)::INT AS reports, sum(events)::INT AS events FROM ('
    'SELECT published[:7] AS "when", count(DISTINCT document) AS reports, 0 AS events FROM told'
    " WHERE published IS NOT NULL GROUP BY ALL UNION ALL"
    " SELECT first[:7], 0, count(*) FROM dated WHERE first IS NOT NULL GROUP BY ALL) GROUP BY ALL"
)
"""SQL for the months with reports (:mod:`onrecord.answers.survey`)."""
LONG = 120
"""The most months that are told one by one."""


class Stretch(Record, frozen=True):
    """A month ("2024-03") or a year: how many reports are of it, and how many distinct events they
    are the first to tell."""

    when: str
    reports: int
    events: int


def covered(found: Sequence[Stretch]) -> list[Stretch]:
    """All months from the first to the last of `found`, which are in order; years, where they are
    more than LONG."""
    if not found:
        return []
    months = list(_months(found[0].when, found[-1].when))
    if len(months) <= LONG:
        known = {one.when: one for one in found}
        return [known.get(month, Stretch(month, 0, 0)) for month in months]
    years = {year: [*of] for year, of in groupby(found, lambda one: one.when[:4])}
    return [
        Stretch(year, sum(o.reports for o in years.get(year, ())),
                sum(o.events for o in years.get(year, ())))
        for year in dict.fromkeys(month[:4] for month in months)
    ]  # fmt: skip


def gaps(all_: Sequence[Stretch]) -> list[str]:
    """The stretches without a report: "2024-03", "2024-05 to 2024-07"."""
    found = []
    for empty, run in groupby(all_, lambda one: not one.reports):
        if empty:
            first, *_ = times = [one.when for one in run]
            found.append(first if len(times) == 1 else f"{first} to {times[-1]}")
    return found


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (when := f"{year:04}-{month:02}") <= last:
        yield when
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
