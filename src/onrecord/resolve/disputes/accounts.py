"""Accounts: opposed sources give one happening each its own reason, or another way it came about.

In goes an affair; out come the versions that exclude each other: two camps give two reasons, or
tell it in words of which knowledge/disputes.toml says that one excludes the other (a
blow and a fall, pressure and free will). Mere details that one has and the other lacks are no
dispute.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product

from onrecord.model import Span
from onrecord.resolve.actors.people import Persona, likeness
from onrecord.resolve.disputes.affairs import Affair, are_beside
from onrecord.resolve.identity.words import words_of
from onrecord.resolve.records import Position
from onrecord.resolve.versions.clauses import beginning
from onrecord.resolve.versions.phrases import lexicon, pattern
from onrecord.resolve.versions.sources import are_opposed, is_same, personas_of
from onrecord.resolve.versions.versions import HOLDING, READ, Version

SHARED = 0.5
"""The part of their words from which two reasons are one."""


@dataclass(frozen=True)
class Account:
    """A version with the words of its reason, None without one, and the ways in which its words
    say that it came about, each with these words."""

    version: Version
    reason: Span | None
    ways: tuple[tuple[str, Span], ...]

    @cached_property
    def names(self) -> Set[str]:
        """The ways that its words tell."""
        return {way for way, _ in self.ways}

    @cached_property
    def implied(self) -> Set[str]:
        """The ways that the type of its event tells."""
        event = self.version.event
        return set(lexicon()["account"]["implied"].get(event.type if event else None, ()))

    @property
    def says_how(self) -> bool:
        """Whether it tells any way or reason at all."""
        return bool(self.names or self.implied or self.reason)

    @property
    def position(self) -> Position:
        """What the source holds, with what sets it apart."""
        span = self.reason or next((span for _, span in self.ways), None)
        value = " ".join(span.of(self.version.text).split()) if span else None
        return self.version.position(value=value)


def account_among(affair: Affair) -> list[Position]:
    """The positions of the dispute over what was done, or why; none if there is no dispute."""
    held = (account_of(v) for v in affair.story.versions if v.stance in HOLDING)
    told = [account for account in held if account.says_how]
    odd = affair.odd(
        told,
        _at_odds,
        lambda account: account.version,
        lambda a, b: (
            _are_beside(a, b)
            or _befell_one(a.version, b.version)
            or affair.story.alike(a.version, b.version)
        ),
    )
    return [account.position for account in odd]


def _are_beside(a: Account, b: Account) -> bool:
    return are_beside(a.version, b.version) and are_opposed(a.version.source, b.version.source)


def _befell_one(a: Version, b: Version) -> bool:
    """Whether two opposed sources tell what befell one person, in other words; in one story who
    may be one is one."""
    return any(
        x.key == y.key or likeness(x, y).verdict != "different"
        for x, y in product(_told_of(a), _told_of(b))
    )


@lru_cache(READ)
def _told_of(version: Version) -> tuple[Persona, ...]:
    """The persons who take part in what a version tells, but for who says it."""
    event, report = version.event, version.report
    if event is None:
        return ()
    speakers = version.statement.speakers if version.statement else []
    told = {*event.actors, *event.recipients}.difference(speakers)
    return personas_of(report, [a for a in report.actors if a.id in told and a.kind == "person"])


@lru_cache(READ)
def account_of(version: Version) -> Account:
    """How and why a version says that it came about."""
    event, start = version.event, version.span.start
    if event is not None and not event.actors:  # a gas bottle is none
        start = min(start, beginning(version.report, version.text, event))
    where = start, version.span.end
    reason = pattern("account", "reasons").search(version.text, *where)
    ways = [
        (way, Span(*found.span()))
        for way in sorted(lexicon()["account"]["versions"])
        if (found := pattern("account", "versions", way).search(version.text, *where))
    ]
    span = Span(reason.start(), version.span.end) if reason else None
    return Account(version, span, tuple(ways))


def _at_odds(a: Account, b: Account) -> bool:
    """Whether two sources give accounts of which only one can be."""
    told = _exclude(a.names, b.names) and not a.names & b.names
    if not told and not _excuses(a, b) and not _excuses(b, a) and not _differ(a, b):
        return False
    one, other = a.version.source, b.version.source
    if a.version.event is None and b.version.event is None:
        return False
    if is_same(one, other) or (one.document == other.document and one.voice == other.voice):
        return False
    heard = one.voice is not None or other.voice is not None
    return (told and heard) or are_opposed(one, other)


def _excuses(a: Account, b: Account) -> bool:
    """Whether one tells a deed, and the other, of the camp that is said to have done it, that it
    came about in another way."""
    event, excuse = a.version.event, b.version.source
    if event is None or not _exclude(a.implied, b.names):
        return False
    doers = {actor.country for actor in a.version.report.actors if actor.id in event.actors}
    return not doers or bool(doers & excuse.countries)


def _exclude(some: Set[str], others: Set[str]) -> bool:
    """Whether one of some ways excludes one of the others."""
    return any(not others.isdisjoint(against().get(way, ())) for way in some)


@cache
def against() -> dict[str, frozenset[str]]:
    """The ways that each way excludes."""
    pairs = [set(pair) for pair in lexicon()["account"]["against"]]
    ways = set().union(*pairs)
    return {way: frozenset().union(*(p for p in pairs if way in p)) - {way} for way in ways}


def _differ(a: Account, b: Account) -> bool:
    """Whether both give a reason, and these are not the same in other words."""
    if a.reason is None or b.reason is None:
        return False
    one, other = (
        {word.root for word in words_of(x.version.text, span.start, span.end)}
        for x, span in ((a, a.reason), (b, b.reason))
    )
    return len(one & other) < SHARED * min(len(one), len(other))
