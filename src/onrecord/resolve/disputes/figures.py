"""Figures: the numbers that sources give for one happening, side by side, never averaged.

In go its tellings, or an affair; out come the figures by source and date, or those that exclude
each other.
Two figures are of one thing where their units say so; people without a condition ("28 men") are of
the one condition that the happening's other figures have ("35 arrested"), and so is a bare number
("put the toll at 14"). Bounds that overlap, rounding and "about" exclude nothing; a toll that grows
from day to day while nobody holds to the old one is a change and no dispute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from onrecord.resolve.disputes.affairs import Affair
from onrecord.resolve.disputes.counts import Count, counts_of
from onrecord.resolve.records import Figure, Member, Position
from onrecord.resolve.versions.phrases import lexicon
from onrecord.resolve.versions.sources import are_opposed, is_allied, is_same

ABOUT = 0.15
"""The part by which an approximate number may be off."""
ROUNDED = 0.05
"""The part by which a round number may be off."""
ROUND = 100
"""What a number that may be rounded is a multiple of."""
DAYS = 1
"""Days within which two tolls are of one time."""


def figures_of(happening: str, members: Sequence[Member]) -> list[Figure]:
    """The figures that sources give for `happening`, by unit, date and source."""
    found = [
        Figure(happening, c.unit, c.lower, c.upper, c.quantity.approximate, c.position)
        for c in counts_of(members)
        if not c.refused
    ]
    return sorted(found, key=lambda f: f.unit or "")


def figures_at_odds(affair: Affair) -> list[tuple[str, list[Position]]]:
    """The figures that exclude each other, by unit."""
    found = []
    counts = [c for c in affair.story.counts if c.version.stance not in ("questions", "declines")]
    for unit in sorted({str(c.unit) for c in counts}):
        mine = [c for c in counts if c.unit == unit]
        given = [c for c in mine if not c.refused]
        odd = affair.odd(
            given,
            partial(_at_odds, counts=mine),
            lambda count: count.version,
            lambda a, b: (
                _are_tolls(a, b) or affair.story.alike(a.version, b.version, ("quantities",))
            ),
        )
        if odd:
            found.append((unit, [c.position for c in odd]))
    return found


def _are_tolls(a: Count, b: Count) -> bool:
    """Whether two opposed sources count victims: of one story, they count the same."""
    tolls = lexicon()["figures"]["tolls"]
    return a.unit in tolls and are_opposed(a.version.source, b.version.source)


def _are_others(a: Count, b: Count) -> bool:
    """Whether two numbers count people of different countries: "three Kyrgyz", "Tajik losses"."""
    one, other = a.countries, b.countries
    return bool(one and other) and one.isdisjoint(other)


def excludes(a: Count, b: Count) -> bool:
    """Whether no number lies within the bounds of both, give or take what they leave open."""
    return _is_below(a, b) or _is_below(b, a)


def _is_below(a: Count, b: Count) -> bool:
    if a.upper is None or b.lower is None:
        return False
    slack = max(_slack(a), _slack(b), key=lambda part: part)
    return a.upper < b.lower * (1 - slack)


def _slack(count: Count) -> float:
    if count.quantity.approximate:
        return ABOUT
    numbers = [n for n in (count.lower, count.upper) if n is not None]
    return ROUNDED if all(n and n % ROUND == 0 for n in numbers) else 0.0


def _at_odds(a: Count, b: Count, counts: Sequence[Count]) -> bool:
    """Whether two figures are of sources that disagree."""
    one, other = a.version.source, b.version.source
    if not excludes(a, b) or is_same(one, other) or _are_others(a, b):
        return False
    if any(_is_refused(a, b, c) or _is_refused(b, a, c) for c in counts if c.refused):
        return True
    if one.voice is None and other.voice is None:
        return False
    if one.document == other.document:
        return True
    if is_allied(one, other):
        return False
    return not _grows(a, b, counts)


def _is_refused(a: Count, b: Count, no: Count) -> bool:
    """Whether who gives one number names the other as wrong: "seven, not four"."""
    return is_same(a.version.source, no.version.source) and (no.lower, no.upper) == (
        b.lower,
        b.upper,
    )


def _grows(a: Count, b: Count, counts: Sequence[Count]) -> bool:
    """Whether the later of two tolls is the greater, and nobody holds to the lesser any more."""
    first, last = sorted((a, b), key=lambda c: c.version.order)
    if a.unit not in lexicon()["figures"]["growing"] or not _is_below(first, last):
        return False
    when = (first.version.report.document.published, last.version.report.document.published)
    if when[0] is None or when[1] is None:
        return False
    days = (dt.date.fromisoformat(when[1]) - dt.date.fromisoformat(when[0])).days
    opposed = are_opposed(first.version.source, last.version.source)
    if opposed and days <= DAYS:
        return False
    held = [
        c
        for c in counts
        if is_same(c.version.source, first.version.source)
        and excludes(c, last)
        and c.version.order[:2] >= last.version.order[:2]
    ]
    return not held
