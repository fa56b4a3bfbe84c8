"""Figures: the numbers that sources give for one happening, side by side, never averaged.

In go its versions, or its tellings; out come the figures by source and date, and those that
exclude each other. Two figures are of one thing where their units say so; people without a
condition ("28 men") are of the one condition that the happening's other figures have ("35
arrested"), and so is a bare number for it ("put the toll at 14"). Bounds that overlap, rounding and
"about" exclude nothing; a toll that grows from day to day while nobody holds to the old one is a
change and no dispute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.claims import amount
from onrecord.knowledge import tables, world
from onrecord.model import Quantity, Span
from onrecord.resolve.phrases import lexicon, pattern
from onrecord.resolve.records import Figure, Member, Position
from onrecord.resolve.sources import are_opposed, is_allied, is_same
from onrecord.resolve.versions import Version, bounds, versions_of
from onrecord.resolve.words import root_of, words_of

ABOUT = 0.15
"""The part by which an approximate number may be off."""
ROUNDED = 0.05
"""The part by which a round number may be off."""
ROUND = 100
"""What a number that may be rounded is a multiple of."""
NEAR = 28
"""Characters around a number in which the words stand that say what it counts."""
PHRASE = 4
"""Words behind a number within which the noun stands that it counts."""
DAYS = 1
"""Days within which two tolls are of one time."""
PEOPLE = "people"


@dataclass(frozen=True)
class Count:
    """A figure of a version: `unit` is that of the happening where the words leave it open, and
    `span` the number with what it counts."""

    version: Version
    quantity: Quantity
    span: Span
    unit: str | None
    lower: float | None
    upper: float | None

    @property
    def position(self) -> Position:
        return self.version.position(self.span, amount(self.quantity))


def figures_of(happening: str, members: Sequence[Member]) -> list[Figure]:
    """The figures that sources give for `happening`, by unit, date and source."""
    found = [
        Figure(happening, c.unit, c.lower, c.upper, c.quantity.approximate, c.position)
        for c in counts_of(versions_of(members))
    ]
    return sorted(found, key=lambda f: f.unit or "")


def figures_at_odds(versions: Sequence[Version]) -> list[tuple[str, list[Position]]]:
    """The figures that exclude each other, by unit."""
    found = []
    counts = [c for c in counts_of(versions) if c.unit and c.version.stance != "questions"]
    for unit in sorted({str(c.unit) for c in counts}):
        mine = [c for c in counts if c.unit == unit]
        odd = [c for c in mine if any(_at_odds(c, other, mine) for other in mine)]
        if odd:
            found.append((unit, [c.position for c in odd]))
    return found


def counts_of(versions: Sequence[Version]) -> list[Count]:
    """The figures of the versions, in their order, each number once."""
    raw = {
        (c.version.report.document.id, c.quantity.start): c
        for version in reversed(versions)
        for c in _counts(version)
    }
    found = sorted(raw.values(), key=lambda c: (c.version.order[:3], c.quantity.start))
    units = {c.unit for c in found if c.unit in lexicon()["figures"]["tolls"]}
    only = units.pop() if len(units) == 1 else None
    others = {c.unit for c in found if c.unit} - {PEOPLE}
    sole = only or (others.pop() if len(others) == 1 else PEOPLE)
    known = [_fitted(c, only, sole) for c in found]
    return [c for c in known if c is not None]


def _fitted(count: Count, only: str | None, sole: str | None) -> Count | None:
    """A count with the unit that the others give it; None for a number that counts nothing."""
    if count.unit == PEOPLE and only is not None:
        return replace(count, unit=only)
    if count.unit is None:
        return replace(count, unit=sole) if _is_given(count) else None
    return count


def _counts(version: Version) -> Iterator[Count]:
    for quantity in version.report.quantities:
        span = Span(quantity.start, quantity.end)
        if not span.within(version.span) or _is_part(version.text, quantity):
            continue
        unit = _unit(version, quantity)
        if unit in _measures():
            continue
        lower, upper = quantity.lower, quantity.upper
        if lower is not None and upper is None and _is_turned(version, quantity):
            lower, upper = None, lower
        yield Count(version, quantity, _phrase(version, quantity), unit, lower, upper)


def _is_turned(version: Version, quantity: Quantity) -> bool:
    """Whether a negation makes a lower bound an upper one: "never held more than 28"."""
    before = version.text[max(version.span.start, quantity.start - NEAR) : quantity.end]
    return bounds().search(before) is not None


def _is_part(text: str, quantity: Quantity) -> bool:
    """Whether a number counts a part, or others, or what was thought before."""
    before = text[max(0, quantity.start - NEAR) : quantity.start]
    behind = text[quantity.end : quantity.end + NEAR].lstrip(" -")
    ends = [m.end() for m in pattern("figures", "part").finditer(before)]
    part = bool(ends) and not before[ends[-1] :].strip(" ,")
    past = pattern("figures", "past").search(before)
    return part or past is not None or pattern("figures", "part_behind").match(behind) is not None


def _unit(version: Version, quantity: Quantity) -> str | None:
    """What a number counts: a condition, "people", another noun, or None."""
    unit = quantity.unit
    if unit in _conditions().values() or unit in ("percent", "troops"):
        return unit
    after = version.text[quantity.end : quantity.end + NEAR]
    around = version.text[max(version.span.start, quantity.start - NEAR) : quantity.start] + after
    near = [_conditions().get(word.root) for word in words_of(around)]
    condition = next((found for found in near if found), None)
    if unit is None:
        return condition
    noun = world.noun((unit,))
    people = unit == PEOPLE or (noun is not None and noun.kind != "organ")
    return (condition or PEOPLE) if people else unit


def _phrase(version: Version, quantity: Quantity) -> Span:
    """The number with the noun that it counts."""
    start, end = quantity.start, quantity.end
    whole = [m.end for m in version.report.mentions if m.start == start and m.end > end]
    beside = [m.end for m in version.report.mentions if end < m.start <= end + 1]
    nouns = [
        word.end
        for word in words_of(version.text, end, version.span.end)[:PHRASE]
        if quantity.unit and word.root == root_of(quantity.unit)
    ]
    return Span(start, max(whole, default=min([*nouns, *beside], default=end)))


def _is_given(count: Count) -> bool:
    """Whether a bare number is given for what was counted before."""
    before = count.version.text[max(0, count.quantity.start - NEAR) : count.quantity.start]
    total = before.endswith(("of the ", "of all "))
    return total or pattern("figures", "giving").search(before) is not None


@cache
def _conditions() -> dict[str, str]:
    """The conditions of people by the roots of the words for them."""
    casualties: dict[str, list[str]] = tables.keys("numbers")["casualties"]
    return {root_of(word): unit for unit, words in casualties.items() for word in words}


@cache
def _measures() -> frozenset[Any]:
    return frozenset(tables.keys("numbers")["measures"]["nouns"])


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
    if not excludes(a, b) or is_same(one, other):
        return False
    if one.name is None and other.name is None:
        return False
    if one.document == other.document:
        return True
    if is_allied(one, other):
        return False
    return not _grows(a, b, counts)


def _grows(a: Count, b: Count, counts: Sequence[Count]) -> bool:
    """Whether the later of two tolls is the greater, and nobody holds to the lesser any more."""
    first, last = sorted((a, b), key=lambda c: c.version.order)
    if a.unit not in lexicon()["figures"]["tolls"] or not _is_below(first, last):
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
