"""Remarks: sentences that tell no event of their own and speak of one that is told elsewhere.

In go a report and its text; out come its remarks, and the event that a stretch of it speaks of
("The men were inside Uganda", "Our own list has 57"): the one with whose sentence it shares the
weightiest words, or the one just before it where it only points back at that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from onrecord.model import Event, Report, Span, Statement
from onrecord.resolve.identity.words import concepts_of, weight, words_of
from onrecord.resolve.versions.clauses import clause_of
from onrecord.resolve.versions.phrases import pattern
from onrecord.resolve.versions.sentences import between, sentence_at, sentences

SHARED = 0.9
"""The weight of shared words from which a sentence speaks of an event."""
KIN = 0.5
"""What a word is worth that may stand for the same concept as the trigger."""


class _Words(NamedTuple):
    """What a remark is compared with: the roots that tell an event, the concepts of its trigger."""

    roots: frozenset[str]
    concepts: frozenset[str]


class Remarks:
    """The remarks of one report."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text

    @cached_property
    def triggers(self) -> list[Span]:
        return [event.trigger for event in self.report.told]

    def all(self) -> Iterator[tuple[Span, Statement | None]]:
        """Contents of statements, then sentences of the report itself, that tell no event."""
        inner = {s.within for s in self.report.statements}
        for statement in self.report.statements:
            for piece in statement.pieces:
                if statement.id not in inner and self._is_silent(piece):
                    yield piece, statement
        for sentence in sentences(self.text):
            span = Span(sentence.start, sentence.start + len(sentence.of(self.text).rstrip()))
            said = any(span.overlaps(s.content) for s in self.report.statements)
            if self._is_body(span) and not said and self._is_silent(span):
                yield span, None

    def _is_silent(self, span: Span) -> bool:
        return not any(trigger.within(span) for trigger in self.triggers)

    def _is_body(self, span: Span) -> bool:
        shown = [p for p in self.report.passages if p.kind in ("body", "quotation")]
        return span.end > span.start and any(
            p.start <= span.start and span.end <= p.end for p in shown
        )

    def meant(
        self,
        span: Span,
        statement: Statement | None = None,
        *,
        answers: bool = False,
        besides: Collection[Event] = (),
    ) -> Event | None:
        """The event that `span` speaks of, if it speaks of one, and not the one that is the act
        of stating it, nor one of `besides`. What answers somebody, as what begins by pointing
        back, may speak of the last one in other words."""
        points = answers or pattern("pointing", "openings").match(self.text, span.start) is not None
        said = roots_in(self.text, span)
        scored = [
            (_kinship(said, self._words[event.id]), -self._distance(span, event), event.id, event)
            for event in self.report.told
            if event not in besides
            and (statement is None or not event.trigger.within(statement.evidence))
        ]
        good = [row for row in scored if row[0] >= SHARED or (points and -1 <= row[1] <= 0)]
        return max(good, key=lambda row: row[:3])[3] if good else None

    def _distance(self, span: Span, event: Event) -> int:
        """How many sentences lie between a sentence and the event; before it counts twice."""
        apart = between(self.text, span.start, event.trigger.start)
        return apart if event.trigger.start < span.start else 2 * apart

    @cached_property
    def _words(self) -> dict[str, _Words]:
        """The words of each event: those of its sentence, or of its clause where the sentence
        tells more than one, and what its trigger may stand for."""
        found = {}
        for event in self.report.told:
            sentence = sentence_at(self.text, event.trigger)
            others = [t for t in self.triggers if t != event.trigger and t.within(sentence)]
            around = clause_of(self.report, self.text, event) if others else sentence
            kin = concepts_at(self.text, event.trigger)
            found[event.id] = _Words(roots_in(self.text, around), kin)
        return found


def _kinship(said: frozenset[str], told: _Words) -> float:
    """The weight of the words that a sentence shares with those of an event."""
    near = any(told.concepts & concepts_of(root) for root in said - told.roots)
    return sum(weight(root) for root in sorted(told.roots & said)) + KIN * near


def roots_in(text: str, span: Span) -> frozenset[str]:
    """The roots of the words of `span`."""
    return frozenset(word.root for word in words_of(text, span.start, span.end))


def concepts_at(text: str, span: Span) -> frozenset[str]:
    """What the words of `span` may stand for."""
    found = [concepts_of(word.root) for word in words_of(text, span.start, span.end)]
    return frozenset().union(*found, concepts_of(span.of(text)))
