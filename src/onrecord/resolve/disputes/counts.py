"""Counts: the numbers that reports give for a happening, with what they count and who gives them.

In go the tellings of a happening; out come counts in the order of publication and of their texts.
A number belongs to the event that has it, or to the one that its sentence speaks of; it is given by
the source of the telling, by the statement that it stands in, or by whom a verb of counting names
("Hanoi counts twelve captives, Beijing nine"). Parts ("including four women") and what is no count
of the happening are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from onrecord.claims import amount
from onrecord.model import Event, Quantity, Span, Statement
from onrecord.resolve.disputes.givers import Givers
from onrecord.resolve.disputes.units import NEAR, PEOPLE, Units, measures
from onrecord.resolve.records import Member, Position, Reading
from onrecord.resolve.versions.clauses import clause_of, turned
from onrecord.resolve.versions.phrases import lexicon, pattern
from onrecord.resolve.versions.remarks import Remarks
from onrecord.resolve.versions.sentences import between, sentence_at
from onrecord.resolve.versions.sources import Source, countries_in, own_voice, source_of
from onrecord.resolve.versions.versions import REMEMBERED, Version, by_report, version_of

LONG = 45
"""Days before an event of which a number of another happening is."""
OPENING = 12
"""Characters of a sentence within which a number opens it ("All nine people ...")."""


@dataclass(frozen=True)
class Count:
    """A figure of a version: `unit` is that of the happening where the words leave it open, and
    `span` the number with what it counts; `refused` where it is named as another's, and wrong."""

    version: Version
    quantity: Quantity
    span: Span
    unit: str | None
    lower: float | None
    upper: float | None
    refused: bool = False

    @cached_property
    def countries(self) -> frozenset[str]:
        """Of which countries the words beside the number say that those are whom it counts: "three
        Kyrgyz citizens", "put Tajik losses at two dead", "two of its soldiers"."""
        text, version = self.version.text, self.version
        around = text[self._beginning : self.span.end]
        behind = re.match(r"\sof\s(?:its|our|his|her|their)(?:\sown)?\s", text[self.span.end :])
        return version.source.states if behind else countries_in(around)

    @property
    def _beginning(self) -> int:
        """Where the few words before the number begin, in its sentence and clause."""
        start = max(self.version.sentence(self.span).start, self.span.start - NEAR)
        before = self.version.text[start : self.span.start]
        return start + max(before.rfind(mark) + 1 for mark in ",;:")

    @property
    def position(self) -> Position:
        """What the source holds, the amount as its value."""
        told = Quantity(
            self.quantity.start,
            self.quantity.end,
            self.lower,
            self.upper,
            self.quantity.approximate,
            self.unit,
        )
        return self.version.position(self.span, amount(told))


def counts_of(members: Sequence[Member]) -> list[Count]:
    """The counts of the happening that `members` tell, each number once."""
    found: dict[tuple[object, ...], Count] = {}
    for reading, events in by_report(members):
        for count in counted(reading):
            if count.version.about in events:
                found.setdefault((*count.version.order[:3], count.quantity.start), count)
    return fitted([found[key] for key in sorted(found)])


def fitted(counts: Sequence[Count]) -> list[Count]:
    """`counts` of one happening, the open units of some filled in from the others."""
    tolls = {c.unit for c in counts if c.unit in lexicon()["figures"]["tolls"]}
    only = tolls.pop() if len(tolls) == 1 else None
    others = {c.unit for c in counts if c.unit} - {PEOPLE}
    sole = only or (others.pop() if len(others) == 1 else PEOPLE)
    return [replace(c, unit=_fitted(c, only, sole)) for c in counts]


@lru_cache(REMEMBERED)
def counted(reading: Reading) -> tuple[Count, ...]:
    """All counts of a report: the ones that events have themselves before the ones that are given
    for what was told elsewhere."""
    found = list(Counting(reading).counts())
    return tuple(sorted(found, key=lambda count: count.version.event is None))


def _fitted(count: Count, only: str | None, sole: str) -> str:
    """The unit of a count, the others of the happening considered."""
    if count.unit is None:
        return sole
    return only if only and count.unit == PEOPLE and _may_be(count, only) else count.unit


def _may_be(count: Count, toll: str) -> bool:
    """Whether people may be such victims: the event is of a type that takes them, or of none, and
    they are not the ones who do it."""
    event = count.version.event
    if event is None:
        return True
    number = Span(count.quantity.start, count.quantity.end)
    doing = event.type is not None and any(
        Span(m.start, m.end).overlaps(number)
        for m in count.version.report.mentions
        if m.actor in event.actors
    )
    return not doing and (event.type is None or _fits(event, toll))


class Counting:
    """The counts of one report: first those that events have themselves, then those that are
    given for what was told elsewhere."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.report, self.text = report, text = reading.report, reading.text
        self.remarks = Remarks(report, text)
        self.givers = Givers(report, text)
        self.told = sorted(report.told, key=lambda e: (e.trigger.start, e.trigger.end, e.id))
        self.clauses = {e.id: clause_of(report, text, e) for e in self.told}
        self.of = of = Units(report, text)
        self.units = [of.unit(q) for q in report.quantities]

    @cached_property
    def owned(self) -> dict[str, list[int]]:
        """The numbers that events have themselves, by event; found once, for each number that
        none has asks for all of them."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, _ in enumerate(self.units):
            for event in self.owners(index):
                found[event.id].append(index)
        return dict(found)

    def counts(self) -> Iterator[Count]:
        """The counts of all that the report tells. What only deeds without a type have may also be
        given for an event."""
        last: Count | None = None
        for index, quantity in enumerate(self.report.quantities):
            if self.units[index] in measures() or self.is_part(quantity) or self.is_age(quantity):
                continue
            for count in self._counts(index, last):
                yield count
                last = count

    def _counts(self, index: int, last: Count | None) -> Iterator[Count]:
        """What one number counts; `last` is the count before it."""
        quantity, unit = self.report.quantities[index], self.units[index]
        giver = self.givers.giver(quantity)
        if unit is None and last is not None and self.is_set_against(quantity, giver, last):
            yield self.count(index, self.remark(quantity, giver, last.version.about), last.unit)
            return
        owners = [] if giver or unit is None else self.owners(index)
        for owner in owners:
            yield self.count(index, version_of(Member(self.reading, owner)))
        if any(owner.type is not None for owner in owners):
            return
        event = self.answered(index, giver)
        if event is not None and not self.is_of_before(quantity, event):
            unit = unit or next(iter(self.own_units(event)), None)
            yield self.count(index, self.remark(quantity, giver, event.id), unit)

    def is_set_against(self, quantity: Quantity, giver: Source | None, last: Count) -> bool:
        """Whether a bare number is given beside the last count, of the same: by somebody else
        ("The union says 1,400 lorries are stuck. Customs counts 600"), or as a wrong one."""
        apart = between(self.text, last.quantity.start, quantity.start)
        return (giver is not None and apart <= 1) or (self.is_refused(quantity) and not apart)

    def is_refused(self, quantity: Quantity) -> bool:
        """Whether a number is named as wrong: "seven, not four"."""
        before = self.text[max(0, quantity.start - NEAR) : quantity.start]
        ends = [m.end() for m in pattern("figures", "refused").finditer(before)]
        return bool(ends) and not before[ends[-1] :].strip()

    def count(self, index: int, version: Version, unit: str | None = None) -> Count:
        """A number as a count of `version`."""
        quantity = self.report.quantities[index]
        lower, upper = quantity.lower, quantity.upper
        if lower is not None and upper is None and self.is_turned(quantity):
            lower, upper = None, lower
        span, refused = self.of.phrase(quantity), self.is_refused(quantity)
        return Count(version, quantity, span, unit or self.units[index], lower, upper, refused)

    def remark(self, quantity: Quantity, giver: Source | None, about: str) -> Version:
        """The sentence of a number as a version of whoever gives the number."""
        span = Span(quantity.start, quantity.end)
        statement = self.statement(span)
        around = sentence_at(self.text, span)
        source = giver or (
            source_of(self.report, self.text, statement) if statement else own_voice(self.report)
        )
        return Version(self.reading, around, source, "asserts", about, None, statement)

    def owners(self, index: int) -> list[Event]:
        """The events that have a number themselves: as one of their counts, or in their clause."""
        quantity = self.report.quantities[index]
        span = Span(quantity.start, quantity.end)
        having = [e for e in self.told if index in e.quantities]
        if having:
            return having
        inside = [e for e in self.told if span.within(self.clauses[e.id])]
        return inside or self._beside(quantity, self.units[index])

    def _beside(self, quantity: Quantity, unit: str | None) -> list[Event]:
        """The nearest event of its sentence that takes the toll of a number."""
        if unit not in _tolls():
            return []
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        fitting = [e for e in self.told if e.trigger.within(sentence) and _fits(e, unit)]
        return sorted(fitting, key=lambda e: (abs(e.trigger.start - quantity.start), e.id))[:1]

    def own_units(self, event: Event) -> list[str]:
        """What the numbers count that an event has itself."""
        found = (self.units[index] for index in self.owned.get(event.id, ()))
        return [unit for unit in found if unit is not None and unit not in measures()]

    def answered(self, index: int, giver: Source | None) -> Event | None:
        """The event whose number a number that none has answers: the last with a count of the
        same, else the one that its sentence speaks of, else the last that takes such a toll."""
        quantity, unit = self.report.quantities[index], self.units[index]
        if giver is None and not self.is_given(quantity, unit):
            return None
        owners = self.owners(index)
        others = [e for e in self.told if e not in owners]
        alike = [e for e in others if _are_alike(unit, self.own_units(e))]
        fitting = [e for e in others if _fits(e, unit)]
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        meant = self.remarks.meant(sentence, answers=self.opens(quantity), besides=owners)
        if beside := self._beside(quantity, unit):
            return beside[0]
        before = [e for e in alike if e.trigger.start < quantity.start]
        if before:
            return before[-1]
        if meant in fitting:
            return meant
        return self._nearest(alike or (fitting if unit in _tolls() else []), quantity)

    def is_of_before(self, quantity: Quantity, event: Event) -> bool:
        """Whether the sentence of a number names a time long before the event."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        day = (event.date.earliest if event.date else None) or self.report.document.published
        if day is None:
            return False
        line = (dt.date.fromisoformat(day) - dt.timedelta(LONG)).isoformat()
        return any(
            t.latest is not None and t.latest < line
            for t in self.report.times
            if Span(t.start, t.end).within(sentence)
        )

    def _nearest(self, events: Sequence[Event], quantity: Quantity) -> Event | None:
        """The last event before a number, else the first behind it."""
        before = [e for e in events if e.trigger.start < quantity.start]
        return before[-1] if before else next(iter(events), None)

    def statement(self, span: Span) -> Statement | None:
        """The innermost statement that a stretch stands in."""
        holding = [s for s in self.report.statements if any(span.within(p) for p in s.pieces)]
        return min(holding, key=lambda s: (s.content.end - s.content.start, s.id), default=None)

    def is_given(self, quantity: Quantity, unit: str | None) -> bool:
        """Whether a number is given for all that its sentence speaks of: a toll, a total, or a
        sentence that opens with it."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        before = self.text[sentence.start : quantity.start]
        total = before.endswith(("of the ", "of all ")) or self.givers.is_total(quantity)
        opens = self.opens(quantity)
        vague = quantity.approximate and quantity.upper is None
        return not vague and (total or opens or unit in _tolls() or self.is_turned(quantity))

    def opens(self, quantity: Quantity) -> bool:
        """Whether a number opens its sentence, as one of all those told of before."""
        before = self.text[self._opening(quantity) : quantity.start]
        if not before.strip():
            return self.units[self.report.quantities.index(quantity)] == PEOPLE
        return len(before) <= OPENING and pattern("figures", "existing").match(before) is not None

    def _opening(self, quantity: Quantity) -> int:
        """Where the sentence of a number begins, or what is said in it."""
        span = Span(quantity.start, quantity.end)
        statement = self.statement(span)
        starts = [p.start for p in statement.pieces if span.within(p)] if statement else []
        return max(sentence_at(self.text, span).start, *starts, 0)

    def is_age(self, quantity: Quantity) -> bool:
        """Whether a number between commas behind a name is an age: "Ana Ruiz, 34, of Lima"."""
        before, behind = self.text[: quantity.start], self.text[quantity.end : quantity.end + 1]
        named = any(m.end == quantity.start - 2 for m in self.report.mentions)
        return named and before.endswith(", ") and behind in (",", ";", ".")

    def is_turned(self, quantity: Quantity) -> bool:
        """Whether a negation makes a lower bound an upper one: "never held more than 28"."""
        before = self.text[max(0, quantity.start - NEAR) : quantity.end]
        return turned().search(before) is not None

    def is_part(self, quantity: Quantity) -> bool:
        """Whether a number counts a part, or others, or what was thought before."""
        before = self.text[max(0, quantity.start - NEAR) : quantity.start]
        behind = self.text[quantity.end : quantity.end + NEAR].split(" ", 2)
        ends = [m.end() for m in pattern("figures", "part").finditer(before)]
        part = bool(ends) and not before[ends[-1] :].strip(" ,")
        past = pattern("figures", "past").search(before) is not None
        rest = self.text[quantity.end : quantity.end + NEAR].lstrip(" -")
        later = " ".join(behind[2:])
        there = before.lower().endswith(("there were ", "there are "))
        return (
            part
            or past
            or (not there and pattern("figures", "part_behind").match(rest) is not None)
            or (pattern("figures", "part_behind").match(later) is not None and "among" in later)
        )


def _are_alike(unit: str | None, units: Sequence[str]) -> bool:
    """Whether a number may count what one of an event's numbers does; a bare number may count
    whatever an event has."""
    people = {PEOPLE, *_tolls()} & set(units)
    return unit in units or (unit in (None, PEOPLE) and bool(people))


def _fits(event: Event, unit: str | None) -> bool:
    """Whether an event may take such a toll."""
    types = lexicon()["figures"]["types"].get(unit)
    return types is None or event.type in types


@cache
def _tolls() -> frozenset[str]:
    return frozenset(lexicon()["figures"]["tolls"])
