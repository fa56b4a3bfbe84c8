"""Counts: the numbers that reports give for a happening, with what they count and who gives them.

In go the tellings of a happening; out come counts in the order of publication and of their texts.
A number belongs to the event that has it, or to the one that its sentence speaks of; it is given by
the source of the telling, by the statement that it stands in, or by whom a verb of counting names
("Hanoi counts twelve captives, Beijing nine"). Parts ("including four women") and what is no count
of the happening are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.claims import amount
from onrecord.knowledge import tables, world
from onrecord.model import Event, Mention, Quantity, Report, Span, Statement
from onrecord.resolve.clauses import turned
from onrecord.resolve.phrases import lexicon, pattern
from onrecord.resolve.records import Member, Position
from onrecord.resolve.remarks import Remarks
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.sources import Source, named, own_voice, source_of, voice_of
from onrecord.resolve.versions import Version, by_report, version_of
from onrecord.resolve.words import root_of, words_of

NEAR = 28
"""Characters around a number in which the words stand that say what it counts."""
PHRASE = 4
"""Words behind a number within which the noun stands that it counts."""
OPENING = 12
"""Characters of a sentence within which a number opens it ("All nine people ...")."""
PEOPLE = "people"


@dataclass(frozen=True)
class Count:
    """A figure of a version: `unit` is that of the happening where the words leave it open, and
    `span` the number with what it counts, and with who gives it where that stands beside it."""

    version: Version
    quantity: Quantity
    span: Span
    unit: str | None
    lower: float | None
    upper: float | None

    @property
    def position(self) -> Position:
        """What the source holds, the amount as its value."""
        return self.version.position(self.span, amount(self.quantity))


def counts_of(members: Sequence[Member]) -> list[Count]:
    """The counts of the happening that `members` tell, each number once."""
    told = {(m.report.document.id, m.event.id): version_of(m) for m in members}
    raw = [
        count
        for report, text, events in by_report(members)
        for count in _Counting(report, text).counts(
            [told[report.document.id, event] for event in sorted(events)]
        )
    ]
    found = sorted(raw, key=lambda c: (c.version.order[:3], c.quantity.start))
    tolls = {c.unit for c in found if c.unit in lexicon()["figures"]["tolls"]}
    only = tolls.pop() if len(tolls) == 1 else None
    others = {c.unit for c in found if c.unit} - {PEOPLE}
    sole = only or (others.pop() if len(others) == 1 else PEOPLE)
    return [replace(c, unit=_fitted(c.unit, only, sole)) for c in found]


def _fitted(unit: str | None, only: str | None, sole: str) -> str:
    """The unit of a count, the others of the happening considered."""
    return sole if unit is None else only if unit == PEOPLE and only is not None else unit


class _Counting:
    """The counts of one report."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text
        self.remarks = Remarks(report, text)

    def counts(self, told: Sequence[Version]) -> Iterator[Count]:
        """The counts of the happening of which `told` are the report's tellings."""
        for index, quantity in enumerate(self.report.quantities):
            unit = self.unit(quantity)
            if unit in _measures() or self.is_part(quantity):
                continue
            version = self.belongs(index, quantity, unit, told)
            if version is not None:
                lower, upper = quantity.lower, quantity.upper
                if lower is not None and upper is None and self.is_turned(quantity):
                    lower, upper = None, lower
                yield Count(version, quantity, self.phrase(quantity), unit, lower, upper)

    def belongs(
        self, index: int, quantity: Quantity, unit: str | None, told: Sequence[Version]
    ) -> Version | None:
        """The version, of those told or a remark on them, that a number is of."""
        span, mine = Span(quantity.start, quantity.end), {v.event.id for v in told if v.event}
        giver = self.giver(quantity)
        owners = [e for e in self.report.told if index in e.quantities]
        if not giver and unit is not None:
            for version in told:
                if version.event in owners or (not owners and span.within(version.span)):
                    return version
        if owners and not giver:
            return None
        statement = self.statement(span)
        around = sentence_at(self.text, span)
        event = self._inside(span, around) or self.remarks.meant(around)
        given = giver is not None or self.is_given(quantity, unit)
        if event is None or event.id not in mine or not given:
            return None
        source = giver or (
            source_of(self.report, self.text, statement) if statement else own_voice(self.report)
        )
        return Version(self.report, self.text, around, source, "asserts", None, statement)

    def _inside(self, span: Span, around: Span) -> Event | None:
        """The event of the sentence of a number: the last before it, else the first behind."""
        here = [e for e in self.report.told if e.trigger.within(around)]
        before = [e for e in here if e.trigger.start < span.start]
        return before[-1] if before else next(iter(here), None)

    def statement(self, span: Span) -> Statement | None:
        """The innermost statement that a stretch stands in."""
        holding = [s for s in self.report.statements if any(span.within(p) for p in s.pieces)]
        return min(holding, key=lambda s: (s.content.end - s.content.start, s.id), default=None)

    def giver(self, quantity: Quantity) -> Source | None:
        """Whom a verb of counting before the number names, or whom "by" behind it does."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        for mention in reversed(self.report.mentions):
            if sentence.start <= mention.start and mention.end <= quantity.start:
                between = self.text[mention.end : quantity.start]
                if _given().fullmatch(between):
                    return self.source(mention)
                if _elliptic().fullmatch(between) and pattern("figures", "giving").search(
                    self.text, sentence.start, mention.start
                ):
                    return self.source(mention)
        behind = re.compile(r"(?:\s\w+){0,2}\sby\s(?:the\s)?").match(self.text, quantity.end)
        if behind is not None and self.is_total(quantity):
            agents = [m for m in self.report.mentions if m.start <= behind.end() <= m.end - 1]
            return self.source(agents[0]) if agents else None
        return None

    def source(self, mention: Mention) -> Source:
        if mention.actor is None:
            return named(self.text[mention.start : mention.end], self.report)
        return voice_of(self.report, [mention.actor])

    def is_given(self, quantity: Quantity, unit: str | None) -> bool:
        """Whether a number is given for all that its sentence speaks of: a toll, a total, or a
        sentence that opens with it."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        before = self.text[sentence.start : quantity.start]
        total = before.endswith(("of the ", "of all ")) or self.is_total(quantity)
        opens = unit is not None and (
            len(before) <= OPENING and pattern("figures", "existing").match(before) is not None
        )
        return total or opens or (unit in lexicon()["figures"]["tolls"])

    def is_total(self, quantity: Quantity) -> bool:
        """Whether a noun for a count stands before the number in its sentence."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        before = self.text[sentence.start : quantity.start]
        return pattern("figures", "counts").search(before) is not None

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
        return (
            part
            or past
            or pattern("figures", "part_behind").match(rest) is not None
            or (pattern("figures", "part_behind").match(later) is not None and "among" in later)
        )

    def unit(self, quantity: Quantity) -> str | None:
        """What a number counts: a condition, "people", another noun, or None."""
        unit = quantity.unit
        if unit in _conditions().values() or unit in ("percent", "troops"):
            return unit
        noun = world.noun((unit,)) if unit else None
        people = unit == PEOPLE or (noun is not None and noun.kind != "organ")
        if unit is None and (word := self._people(quantity)):
            unit, people = word, True
        if unit is not None and not people:
            return unit
        return self._condition(quantity) or (PEOPLE if people else None)

    def _people(self, quantity: Quantity) -> str | None:
        """The demonym behind a number: "Seven Serbs"."""
        found = re.match(r"\s([A-ZÀ-Þ]\w+)", self.text[quantity.end : quantity.end + NEAR])
        entry = world.gazetteer().get((found[1],)) if found else None
        return PEOPLE if entry is not None and entry.kind in ("demonym", "adjective") else None

    def _condition(self, quantity: Quantity) -> str | None:
        """The condition that the words beside a number tell, else those of its sentence."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        for start, end in (
            (quantity.end, min(sentence.end, quantity.end + NEAR)),
            (max(sentence.start, quantity.start - NEAR), quantity.start),
            (sentence.start, quantity.start),
        ):
            roots = [word.root for word in words_of(self.text, start, end)]
            found = [_conditions()[root] for root in roots if root in _conditions()]
            if found:
                return found[0]
        return None

    def phrase(self, quantity: Quantity) -> Span:
        """The number with the noun that it counts."""
        start, end = quantity.start, quantity.end
        whole = [m.end for m in self.report.mentions if m.start == start and m.end > end]
        beside = [m.end for m in self.report.mentions if end < m.start <= end + 1]
        nouns = [
            word.end
            for word in words_of(self.text, end, end + 2 * NEAR)[:PHRASE]
            if quantity.unit and word.root == root_of(quantity.unit)
        ]
        return Span(start, max(whole, default=min([*nouns, *beside], default=end)))


@cache
def _given() -> re.Pattern[str]:
    """What stands between who counts and the number."""
    verbs = pattern("figures", "giving").pattern
    return re.compile(rf"(?:,[^.;]*,)?\s(?:\w+\s){{0,2}}{verbs}[^.;:]{{0,40}}", re.IGNORECASE)


@cache
def _elliptic() -> re.Pattern[str]:
    return re.compile(r",?\s(?:of\s)?", re.IGNORECASE)


@cache
def _conditions() -> dict[str, str]:
    """The conditions of people by the roots of the words for them."""
    casualties: dict[str, list[str]] = tables.keys("numbers")["casualties"]
    more: dict[str, list[str]] = lexicon()["figures"]["conditions"]
    return {
        root_of(word): unit
        for table in (more, casualties)
        for unit, words in table.items()
        for word in words
    }


@cache
def _measures() -> frozenset[Any]:
    return frozenset(tables.keys("numbers")["measures"]["nouns"])
