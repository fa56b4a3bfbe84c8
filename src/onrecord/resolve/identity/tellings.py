"""Tellings: what is needed of a report's event to say whether another report tells of the same.

In goes a report with its text; out comes one telling an event, self-contained and small, so that
pairs of tellings are compared without opening their documents again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from onrecord.model import Actor, Event, Interval, Record, Report, Span
from onrecord.resolve.identity.words import concepts_of, weighed, weight, words_of
from onrecord.words import folded

CLAUSE = 24
"""How many of the weightiest words of its sentence a telling keeps."""
VOCABULARY = 60
"""How many of the weightiest words of its document a telling keeps."""
BESIDE = 4
"""How many words before and after its trigger a telling keeps in their order."""
NEAR = 8
"""How many words on either side of the trigger are near it."""
_SPACE = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|ten|\d+|several|few|some|many)\s"
    r"(?:minute|hour|day|night|week|month|year)s?\s(?:after|before|earlier|later)\b",
    re.IGNORECASE,
)
"""How long after one thing another was."""
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])|\n+")


class Party(Record, frozen=True):
    """An actor as identity compares it: country and sector as the report codes them, and the
    folded name, None where it is but a description."""

    country: str | None = None
    sector: str | None = None
    name: str | None = None


class Number(Record, frozen=True):
    """A number of the event: inclusive bounds, None where open."""

    unit: str | None
    lower: float | None
    upper: float | None


class Telling(Record, frozen=True):
    """One report's mention of an event. `event` and `type` are None where the words are no event
    of the record. `word` is the root of the trigger's weightiest word, `concepts` what the trigger
    may stand for. `before` and `after` are the words on either side of the trigger, the nearest
    first; `near`, `clause` and `vocabulary` those around it, of its sentence and of the document
    with their weights, vectors of length 1. `peers` are the events of the report that have the
    type, itself among them. `places` are folded names. `spaced` are the starts of the triggers that
    its sentence sets some time before or after it ("a day after the raid")."""

    document: str
    trigger: Span
    evidence: Span
    word: str
    event: str | None = None
    published: str | None = None
    type: str | None = None
    mode: str | None = None
    factuality: str | None = None
    actors: list[Party] = []
    recipients: list[Party] = []
    mutual: bool = False
    date: Interval | None = None
    places: list[str] = []
    quantities: list[Number] = []
    concepts: list[str] = []
    peers: int = 0
    before: list[str] = []
    after: list[str] = []
    near: dict[str, float] = {}
    clause: dict[str, float] = {}
    vocabulary: dict[str, float] = {}
    spaced: list[int] = []

    @property
    def id(self) -> str:
        """The id of the event, else of the words in the document."""
        return self.event or f"{self.document}:{self.trigger.start}-{self.trigger.end}"


def tellings_of(report: Report, text: str) -> list[Telling]:
    """One telling for each event and deed of `report`, in the order of the report."""
    reading = _Reading(report, text)
    return [reading.telling(event.trigger, event) for event in report.told]


def telling_at(report: Report, text: str, trigger: Span) -> Telling:
    """The telling of the event of `report` that `trigger` lies on; where none does, that of the
    words alone, with whom their sentence names."""
    reading = _Reading(report, text)
    found = [event for event in report.told if event.trigger.overlaps(trigger)]
    event = max(found, key=lambda e: e.trigger.likeness(trigger), default=None)
    return reading.telling(trigger, event)


class _Sides(NamedTuple):
    actors: list[Party]
    recipients: list[Party]
    mutual: bool


class _Reading:
    """Look-ups over one report and its text."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text
        self.actors = {actor.id: actor for actor in report.actors}
        self.words = words_of(text)
        self.starts = [word.start for word in self.words]
        self.vocabulary = weighed((word.root for word in self.words), VOCABULARY)
        self.ends = [0, *(m.end() for m in _END.finditer(text)), len(text)]
        self.types = Counter(event.type for event in report.told)

    def telling(self, trigger: Span, event: Event | None) -> Telling:
        document, sentence = self.report.document, self.sentence(trigger)
        words = self.roots(trigger.start, trigger.end)
        head = max(words, key=lambda word: (weight(word), word), default="")
        before, after = self.beside(trigger)
        sides = self.sides(event) if event else self.named(trigger, sentence)
        place = self.report.places[event.place] if event and event.place is not None else None
        return Telling(
            document=document.id,
            trigger=trigger,
            evidence=event.evidence if event else sentence,
            word=head,
            event=event.id if event else None,
            published=document.published,
            type=event.type if event else None,
            mode=event.mode if event else None,
            factuality=event.factuality if event else None,
            actors=sides.actors,
            recipients=sides.recipients,
            mutual=sides.mutual,
            date=event.date if event else self.date(sentence),
            places=[folded(place.name)] if place else [],
            quantities=self.numbers(event) if event else [],
            concepts=sorted(concepts_of(trigger.of(self.text))),
            peers=self.types[event.type] if event and event.type else 0,
            before=_telling_words(before),
            after=_telling_words(after),
            near=weighed([*before, *after], 2 * NEAR),
            clause=weighed(self.roots(sentence.start, sentence.end), CLAUSE),
            vocabulary=self.vocabulary,
            spaced=self.spaced(trigger, sentence),
        )

    def spaced(self, trigger: Span, sentence: Span) -> list[int]:
        """The starts of the triggers that the sentence sets some time before or after one."""
        found = []
        for event in self.report.told:
            first, last = sorted((trigger, event.trigger), key=lambda span: span.start)
            if event.trigger.within(sentence) and _SPACE.search(self.text, first.end, last.start):
                found.append(event.trigger.start)
        return sorted(set(found))

    def sentence(self, trigger: Span) -> Span:
        """The sentence that `trigger` stands in, as marks and line breaks bound it."""
        start = self.ends[bisect_right(self.ends, trigger.start) - 1]
        return Span(start, self.ends[bisect_left(self.ends, trigger.end)])

    def roots(self, start: int, end: int) -> list[str]:
        """The roots of the words that begin in a stretch of the text."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [word.root for word in self.words[first:last]]

    def beside(self, trigger: Span) -> tuple[list[str], list[str]]:
        """The words before and after `trigger`, the nearest first."""
        first, last = (bisect_left(self.starts, at) for at in (trigger.start, trigger.end))
        before, after = self.words[max(0, first - NEAR) : first], self.words[last : last + NEAR]
        return [word.root for word in reversed(before)], [word.root for word in after]

    def sides(self, event: Event) -> _Sides:
        """Who does it to whom, as the event says."""
        return _Sides(
            [party(self.actors[ident]) for ident in event.actors],
            [party(self.actors[ident]) for ident in event.recipients],
            event.mutual,
        )

    def named(self, trigger: Span, sentence: Span) -> _Sides:
        """Whom the sentence names: those before the trigger, then those after it."""
        sides: tuple[list[Party], list[Party]] = ([], [])
        for mention in self.report.mentions:
            span = Span(mention.start, mention.end)
            if mention.actor and mention.use == "actor" and span.within(sentence):
                found = party(self.actors[mention.actor])
                side = sides[span.start >= trigger.end]
                if found not in side:
                    side.append(found)
        return _Sides(*sides, False)

    def date(self, sentence: Span) -> Interval | None:
        """The one date that the sentence names, if it names one."""
        found = [
            Interval(time.earliest, time.latest)
            for time in self.report.times
            if Span(time.start, time.end).within(sentence) and time.earliest
        ]
        return found[0] if len(found) == 1 else None

    def numbers(self, event: Event) -> list[Number]:
        amounts = (self.report.quantities[at] for at in event.quantities)
        return [Number(q.unit, q.lower, q.upper) for q in amounts]


def _telling_words(words: list[str]) -> list[str]:
    """The first few of `words` that are none of the commonest."""
    return [word for word in words if weight(word) > 0][:BESIDE]


def party(actor: Actor) -> Party:
    """An actor as identity compares it: descriptions and states have no name of their own."""
    named = actor.name is not None and actor.kind in ("person", "organization")
    return Party(actor.country, actor.sector, folded(actor.name or "") if named else None)


__all__ = ["Number", "Party", "Telling", "party", "telling_at", "tellings_of"]
