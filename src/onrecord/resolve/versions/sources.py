"""Who says something, and whether another source is somebody else, or of another camp.

In goes a statement of a report, or None where the report itself says so; out comes a source with
all that is needed to compare it with those of other reports. Speakers are compared as personas
(:mod:`onrecord.resolve.actors.people`): "Luis Rojas" of one report and "Captain Rojas" of another
are one. Two sources are of one camp where they speak for the same state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import product

from onrecord.claims import label, speakers_of
from onrecord.knowledge import world
from onrecord.model import Actor, Report, Statement
from onrecord.resolve.actors.people import Persona, likeness, persona
from onrecord.resolve.versions.phrases import pattern
from onrecord.words import folded

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
"""Sectors that speak for their state."""


@dataclass(frozen=True)
class Source:
    """Who says it: `name` is None where the report itself does, and `issuer` then the publisher if
    that is a body which speaks for itself. `states` are the countries that the speakers speak
    for, `countries` those that they are of."""

    name: str | None
    document: str
    publisher: str | None
    personas: tuple[Persona, ...] = ()
    states: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    issuer: str | None = None

    @property
    def voice(self) -> str | None:
        """Who is heard, None for a newsroom's own words."""
        return self.name or self.issuer

    @property
    def key(self) -> str:
        """What a source without a persona is compared by."""
        return folded(self.name or self.publisher or self.document)


def source_of(report: Report, text: str, statement: Statement | None) -> Source:
    """The source of `statement`; that of the report itself for None."""
    if statement is None:
        return own_voice(report)
    name = speakers_of(report, text, statement).strip('"')
    return replace(voice_of(report, statement.speakers), name=name)


def own_voice(report: Report) -> Source:
    """The report itself, with its publisher where that is no newsroom."""
    document, publisher = report.document, report.document.publisher
    if publisher is None or pattern("issuers", "words").search(publisher) is None:
        return Source(None, document.id, publisher)
    states = countries_in(publisher)
    return Source(None, document.id, publisher, (), states, states, publisher)


def countries_in(name: str) -> frozenset[str]:
    """The countries whose names or adjectives stand in `name`."""
    entries = (world.gazetteer().get((word,)) for word in world.split(name))
    return frozenset(e.country for e in entries if e is not None and e.country)


def named(name: str, report: Report) -> Source:
    """A source of which only its name is known."""
    document, states = report.document, countries_in(name)
    return Source(name, document.id, document.publisher, (), states, states)


def voice_of(report: Report, ids: Collection[str]) -> Source:
    """The actors with these ids as a source: who accuses is the source of what he accuses of."""
    speakers = [actor for actor in report.actors if actor.id in ids]
    return Source(
        " and ".join(label(a) for a in speakers) or None,
        report.document.id,
        report.document.publisher,
        personas_of(report, speakers),
        frozenset(a.country for a in speakers if a.country and is_official(a)),
        frozenset(a.country for a in speakers if a.country),
    )


def personas_of(report: Report, actors: Iterable[Actor]) -> tuple[Persona, ...]:
    """Actors as they are compared with those of other reports."""
    return tuple(persona(a, report.roles, report.document.published) for a in actors)


def is_official(actor: Actor) -> bool:
    """Whether an actor is a state or speaks for one."""
    return actor.kind == "state" or actor.sector in OFFICIAL


def is_same(a: Source, b: Source) -> bool:
    """Whether two sources are one: the same report's own words, or a speaker in common."""
    if a.voice is None or b.voice is None:
        return a.voice is b.voice and a.key == b.key
    if a.personas and b.personas:
        pairs = product(a.personas, b.personas)
        return any(x.key == y.key or likeness(x, y).verdict == "same" for x, y in pairs)
    return a.key == b.key


def is_allied(a: Source, b: Source) -> bool:
    """Whether two sources are one, or speak for the same state."""
    return is_same(a, b) or bool(a.states & b.states)


def are_opposed(a: Source, b: Source) -> bool:
    """Whether both sources are named and of two camps."""
    return a.voice is not None and b.voice is not None and not is_allied(a, b)
