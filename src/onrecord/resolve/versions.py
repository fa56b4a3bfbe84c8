"""Versions: what each source says of one happening, and in which words.

In go the tellings of a happening; out come versions in the order of publication and of their
texts: one for each telling, one for each denial of it that has words of its own, and one for each
**remark**, a sentence that tells no event of its own and speaks of the happening ("Kampala speaks
of 28 men", "The men were inside Uganda"). A remark belongs to one event of its report: the one
with whose sentence it shares the weightiest words, and to the one before it where it only points
back at that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.claims import disputes_of
from onrecord.model import Event, Report, Span, Stance, Statement
from onrecord.resolve.phrases import lexicon, pattern
from onrecord.resolve.records import Member, Position
from onrecord.resolve.sentences import between, sentence_at, sentences
from onrecord.resolve.sources import Source, source_of
from onrecord.resolve.words import concepts_of, weight, words_of

SHARED = 0.9
"""The weight of shared words from which a sentence speaks of an event."""
POINTING = 0.0
"""The same for the sentence after it that begins by pointing back."""
KIN = 0.5
"""What a word is worth that may stand for the same concept as the trigger."""
SHORT = 4
"""Words below which the content of a denial is shown with its cue ("denied it")."""
_TAIL = re.compile(r"(?:[\s,;:—–-]|\b(?:and|but|while|as|that)\b)+$")


@dataclass(frozen=True)
class Version:
    """What one source says of a happening. `span` is the clause; `event` is None for a remark;
    `denied` where the version is a denial in words of its own."""

    report: Report
    text: str
    span: Span
    source: Source
    stance: Stance
    event: Event | None = None
    statement: Statement | None = None

    @property
    def words(self) -> str:
        """The clause, on one line."""
        return " ".join(self.span.of(self.text).split())

    @property
    def order(self) -> tuple[bool, str, str, int, int]:
        """By publication, then by document and place in it; the undated last."""
        document = self.report.document
        date = document.published or ""
        return not date, date, document.id, self.span.start, self.span.end

    def sentence(self, span: Span) -> Span:
        """The sentence of the report that `span` begins in."""
        return sentence_at(self.text, span)

    def position(self, span: Span | None = None, value: str | None = None) -> Position:
        """The position that the version is, or that `span` in it holds."""
        document, held = self.report.document, span or self.span
        return Position(
            document=document.id,
            start=held.start,
            end=held.end,
            words=" ".join(held.of(self.text).split()),
            stance=self.stance,
            speaker=self.source.name,
            value=value,
            event=self.event.id if self.event else None,
            statement=self.statement.id if self.statement else None,
            publisher=document.publisher,
            published=document.published,
        )


def versions_of(members: Sequence[Member]) -> list[Version]:
    """The versions of the happening that `members` tell, free of the order of these."""
    found: dict[tuple[object, ...], Version] = {}
    reports = {m.report.document.id: m for m in members}
    for ident in sorted(reports):
        here = [m for m in members if m.report.document.id == ident]
        for version in _Telling(reports[ident].report, reports[ident].text).versions(
            {m.event.id for m in here}
        ):
            found.setdefault((*version.order, version.source.name), version)
    return sorted(found.values(), key=lambda v: v.order)


def version_of(member: Member) -> Version:
    """What the innermost source of a telling says."""
    return _Telling(member.report, member.text).told(member.event)


def is_negated(text: str) -> bool:
    """Whether a clause says that something is not so; "not yet" leaves it open, and "never more
    than 28" is a number."""
    left_open = pattern("negation", "open").search(text) or bounds().search(text)
    return bool(pattern("negation", "words").search(text)) and not left_open


@cache
def bounds() -> re.Pattern[str]:
    """What turns a lower bound into an upper one: a negation up to three words before it."""
    words = "|".join(sorted(lexicon()["negation"]["words"]))
    return re.compile(rf"\b(?:{words})(?:\s\w+){{0,3}}\s(?:more|over)\b(?:\sthan)?", re.IGNORECASE)


class _Telling:
    """Look-ups over one report and its text."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text
        self.statements = {s.id: s for s in report.statements}

    def versions(self, events: set[str]) -> Iterator[Version]:
        """The versions that the report has of the happening that `events` of it tell."""
        told = [event for event in self.report.told if event.id in events]
        for event in told:
            yield self.told(event)
            yield from self.denials(event)
        yield from self.remarks(events)

    def told(self, event: Event) -> Version:
        """What the innermost source of the event says."""
        statement = self.statements.get(event.within or "")
        return Version(
            self.report,
            self.text,
            self.clause(event),
            source_of(self.report, self.text, statement),
            self.stance(event, statement),
            event,
            statement,
        )

    def denials(self, event: Event) -> Iterator[Version]:
        """The denials of the event that are not the statement which tells it."""
        for denial in disputes_of(self.report, self.text, event):
            if denial.id == event.within:
                continue
            words = denial.content.of(self.text).split()
            span = denial.evidence if len(words) < SHORT else denial.content
            source = source_of(self.report, self.text, denial)
            yield Version(self.report, self.text, span, source, "denies", event, denial)

    def stance(self, event: Event, statement: Statement | None) -> Stance:
        """What the innermost source holds on the event: a negated deed is denied, whatever the
        verb; a denial that leaves it asserted ("denied that it did not withdraw") is none, nor is
        a negation that leaves it open or bounds a number."""
        if statement is not None and statement.stance in ("questions", "declines"):
            return statement.stance
        clause = self.clause(event).of(self.text)
        if event.factuality == "negated":
            denied = statement is not None and statement.stance == "denies"
            return "denies" if denied or is_negated(clause) or not _negates(clause) else "asserts"
        if statement is None:
            return "asserts"
        if statement.stance == "denies" and event.factuality == "asserted":
            return "asserts"
        return statement.stance

    def clause(self, event: Event) -> Span:
        """The words that tell the event: from its first argument, past what other events tell
        before its trigger, to where the sentence, the statement or the clause of another ends."""
        start, end = event.evidence.start, sentence_at(self.text, event.trigger).end
        statement = self.statements.get(event.within or "")
        if statement is not None:
            pieces = [p for p in statement.pieces if event.trigger.within(p)]
            end = min([end, *(p.end for p in pieces)])
        for other in self.report.told:
            if other.trigger == event.trigger:
                continue
            if start <= other.trigger.start < event.trigger.start:
                start = event.trigger.start
            elif event.trigger.end <= other.trigger.start < end:
                after = other.evidence.start >= event.trigger.end
                end = other.evidence.start if after else other.trigger.start
        end = max(end, event.trigger.end, event.evidence.end if end > event.evidence.end else end)
        cut = _TAIL.search(self.text, event.trigger.end, end)
        end = cut.start() if cut else end
        return Span(start, start + len(self.text[start:end].rstrip(" .!?\n")))

    def remarks(self, events: set[str]) -> Iterator[Version]:
        """The remarks that belong to one of `events`."""
        for span, statement in self.silent():
            event = self.meant(span)
            if event is not None and event.id in events:
                source = source_of(self.report, self.text, statement)
                stance = statement.stance if statement else "asserts"
                if stance in ("asserts", "confirms") and is_negated(span.of(self.text)):
                    stance = "denies"
                yield Version(self.report, self.text, span, source, stance, None, statement)

    def silent(self) -> Iterator[tuple[Span, Statement | None]]:
        """Contents of statements, and sentences of the report itself, that tell no event."""
        triggers = [event.trigger for event in self.report.told]
        for statement in self.report.statements:
            for piece in statement.pieces:
                if not any(t.within(piece) for t in triggers) and not any(
                    s.within == statement.id for s in self.report.statements
                ):
                    yield piece, statement
        shown = [p for p in self.report.passages if p.kind in ("body", "quotation")]
        for sentence in sentences(self.text):
            words = sentence.of(self.text).rstrip()
            if not words:
                continue
            span = Span(sentence.start, sentence.start + len(words))
            taken = any(span.overlaps(s.content) for s in self.report.statements)
            body = any(p.start <= span.start and span.end <= p.end for p in shown)
            if body and not taken and not any(t.within(span) for t in triggers):
                yield span, None

    def meant(self, span: Span) -> Event | None:
        """The event that a sentence which tells none speaks of, if it speaks of one."""
        scored = [
            (self.kinship(span, event), -self.distance(span, event), event.id, event)
            for event in self.report.told
        ]
        points = bool(pattern("pointing", "openings").match(self.text, span.start))
        good = [
            row
            for row in scored
            if row[0] >= (POINTING if points and 0 <= -row[1] <= 1 else SHARED)
        ]
        return max(good, key=lambda row: row[:3])[3] if good else None

    def distance(self, span: Span, event: Event) -> int:
        """How many sentences lie between a sentence and the event; before it counts twice."""
        apart = between(self.text, span.start, event.trigger.start)
        return apart if event.trigger.start < span.start else 2 * apart

    def kinship(self, span: Span, event: Event) -> float:
        """The weight of the words that a sentence shares with that of an event."""
        sentence = sentence_at(self.text, event.trigger)
        told = {w.root for w in words_of(self.text, sentence.start, sentence.end)}
        said = {w.root for w in words_of(self.text, span.start, span.end)}
        kin = _concepts(self.text, event.trigger)
        near = any(kin & concepts_of(root) for root in said - told)
        return sum(weight(root) for root in told & said) + KIN * near


def _concepts(text: str, span: Span) -> frozenset[str]:
    """What the words of `span` may stand for."""
    found = [concepts_of(word.root) for word in words_of(text, span.start, span.end)]
    return frozenset().union(*found, concepts_of(span.of(text)))


def _negates(text: str) -> bool:
    """Whether a clause has a word of negation at all."""
    return pattern("negation", "words").search(text) is not None
