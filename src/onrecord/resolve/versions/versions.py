"""Versions: what each source says of one happening, and in which words.

In go the tellings of a happening; out come versions in the order of publication and of their
texts: one for each telling, one for each denial of it that has words of its own, and one for each
remark on it (:mod:`onrecord.resolve.versions.remarks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.claims import disputes_of
from onrecord.model import Event, Report, Span, Stance, Statement
from onrecord.resolve.identity.tellings import Telling, tellings_of
from onrecord.resolve.records import Member, Position, Reading
from onrecord.resolve.versions.clauses import (
    clause_of,
    is_denial,
    is_negated,
    is_presupposed,
    stance_on,
    statement_of,
)
from onrecord.resolve.versions.frames import denier_of
from onrecord.resolve.versions.phrases import pattern
from onrecord.resolve.versions.remarks import Remarks
from onrecord.resolve.versions.sentences import sentence_at
from onrecord.resolve.versions.sources import Source, source_of

HELD: tuple[Stance, ...] = ("asserts", "confirms")
"""Stances of a telling that the sentence around it may yet deny."""
HOLDING: tuple[Stance, ...] = ("asserts", "admits", "confirms")
"""Stances of who says that it was so."""
SHORT = 4
"""Words below which the content of a denial is shown with its cue ("denied it")."""
REMEMBERED = 256
"""Reports of which the versions are kept."""
READ = 32 * REMEMBERED
"""Versions of which is kept what is read in their words."""


@dataclass(frozen=True, eq=False)
class Version:
    """What one source says of a happening, made once a report and the same only as itself. `span`
    is the clause; `event` is the one that is told, or denied in other words, None for a remark;
    `about` is the id of the event that is meant."""

    reading: Reading
    span: Span
    source: Source
    stance: Stance
    about: str
    event: Event | None = None
    statement: Statement | None = None

    @property
    def report(self) -> Report:
        """The report that it stands in."""
        return self.reading.report

    @property
    def text(self) -> str:
        """The text of that report."""
        return self.reading.text

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
    for reading, events in by_report(members):
        for version in told(reading).versions:
            if version.about in events:
                found.setdefault((*version.order, version.source.name), version)
    return sorted(found.values(), key=lambda v: v.order)


def by_report(members: Sequence[Member]) -> list[tuple[Reading, set[str]]]:
    """The reports of `members` with the ids of the events that are meant, by document."""
    events: dict[str, set[str]] = {}
    for member in members:
        events.setdefault(member.report.document.id, set()).add(member.event.id)
    reports = {m.report.document.id: m.reading for m in members}
    return [(reports[i], events[i]) for i in sorted(events)]


@lru_cache(REMEMBERED)
def told(reading: Reading) -> Told:
    """All that a report tells."""
    return Told(reading)


class Told:
    """What one report tells of any of its events."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._said: dict[str, Version] = {}

    def version(self, event: Event) -> Version:
        """What the innermost source of one of its events says."""
        if event.id not in self._said:
            self._said[event.id] = _version(self.reading, event)
        return self._said[event.id]

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """Its events as identity compares them, by id."""
        return {t.id: t for t in tellings_of(self.reading.report, self.reading.text)}

    @cached_property
    def versions(self) -> list[Version]:
        """Its versions: tellings and denials in the order of the triggers, then remarks."""
        events = sorted(self.reading.report.told, key=lambda e: (e.trigger.start, e.id))
        members = [Member(self.reading, event) for event in events]
        tellings = [v for m in members for v in (version_of(m), *_denials(m))]
        return [*tellings, *_remarks(self.reading)]


def version_of(member: Member) -> Version:
    """What the innermost source of a telling says."""
    return told(member.reading).version(member.event)


def _version(reading: Reading, event: Event) -> Version:
    report, text = reading.report, reading.text
    statement, stance = statement_of(report, event), stance_on(report, text, event)
    source = source_of(report, text, statement)
    denied = statement is not None and statement.stance == "denies"
    if not denied and stance in HELD and (denier := denier_of(report, text, event)):
        source, stance = denier, "denies"
    span = clause_of(report, text, event)
    return Version(reading, span, source, stance, event.id, event, statement)


def _denials(member: Member) -> Iterator[Version]:
    """The denials of a telling in its report that are not the statement which tells it."""
    report, text, event = member.report, member.text, member.event
    for denial in disputes_of(report, text, event):
        if denial.id != event.within and is_denial(text, denial):
            if is_presupposed(report, text, event, denial.content.start):
                continue
            words = denial.content.of(text).split()
            span = denial.evidence if len(words) < SHORT else denial.content
            source = source_of(report, text, denial)
            yield Version(member.reading, span, source, "denies", event.id, event, denial)


def is_answer(text: str, statement: Statement) -> bool:
    """Whether a statement says no to what was said before: "Not one was promised", she said."""
    opening = pattern("negation", "openings").match(text, statement.content.start)
    return is_denial(text, statement) or opening is not None


def _remarks(reading: Reading) -> Iterator[Version]:
    """The remarks of a report; its own are no answer to anybody."""
    report, text = reading.report, reading.text
    remarks = Remarks(report, text)
    for span, statement in remarks.all():
        answers = statement is not None and is_answer(text, statement)
        event = remarks.meant(span, statement, answers=answers)
        if event is None:
            continue
        stance: Stance = statement.stance if statement else "asserts"
        if statement and stance in ("asserts", "confirms") and is_negated(span.of(text)):
            stance = "denies"
        source = source_of(report, text, statement)
        yield Version(reading, span, source, stance, event.id, None, statement)
