"""Stories: which reports tell of the same affairs.

In goes a report with its text; out comes the print of its words and names, and how much two of
them share. It joins nothing: it says in which other reports to look for who tells the same, or
disputes it. Reports are of one story within a month of each other; a later one that gives the day
of what it tells is so with those of that day.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.model import Interval, Record, Report
from onrecord.resolve.identity.likeness import cosine, months
from onrecord.resolve.identity.tellings import VOCABULARY
from onrecord.resolve.identity.words import weighed, words_of

KIN = 0.12
"""The cosine from which two reports are of one story: 94 of 100 pairs that are reach it, 1 of 500
that are not (on our own stories)."""
KEYS = 20
"""How many of the weightiest words of a report find the others of its story."""


MONTH = len("2024-01")
"""The characters of a date that tell its month."""


class Print(Record, frozen=True):
    """The weightiest words of a report with their weights, a vector of length 1; `told` are the
    other months about the days that it gives for what it tells."""

    document: str
    published: str | None
    words: dict[str, float]
    told: list[str] = []

    @property
    def lived(self) -> set[str]:
        """The months about its publication; reports without a day share one of no name."""
        return set(months(self.published)) if self.published else {""}


def print_of(report: Report, text: str) -> Print:
    """The print of a report."""
    words = weighed((word.root for word in words_of(text)), VOCABULARY)
    found = Print(report.document.id, report.document.published, words)
    days = [event.date for event in report.told if event.date]
    told = {month for day in days if _is_brief(day) for month in months(str(day.earliest))}
    return replace(found, told=sorted(told - found.lived))


def _is_brief(date: Interval) -> bool:
    """Whether a date tells the month."""
    return date.earliest is not None and date.earliest[:MONTH] == (date.latest or "")[:MONTH]


def keys(one: Print) -> list[str]:
    """What two reports of one story share one of: a weighty word within a month."""
    heavy = sorted(one.words, key=lambda word: (-one.words[word], word))[:KEYS]
    return sorted(f"{word}|{month}" for word in heavy for month in one.lived.union(one.told))


def resemblance(a: Print, b: Print) -> float:
    """The cosine of two prints; 0 where neither is of a month that the other is of or tells of,
    however much both may tell of a third."""
    if a.lived.isdisjoint(b.lived.union(b.told)) and b.lived.isdisjoint(a.told):
        return 0.0
    return cosine(a.words, b.words)
