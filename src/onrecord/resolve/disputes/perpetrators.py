"""Perpetrators: different sources name different doers of one deed.

In goes an affair; out come the versions that name doers who cannot be one, or say each of the other
camp that it began. Who is only described ("gunmen") may be anybody; where the deed
has no doer of its own, the one who is accused of it in the same sentence is it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from onrecord.claims import label
from onrecord.model import Event
from onrecord.resolve.actors.people import Persona, likeness
from onrecord.resolve.disputes.affairs import Affair, are_beside
from onrecord.resolve.records import Member, Position
from onrecord.resolve.versions.phrases import pattern
from onrecord.resolve.versions.sentences import between
from onrecord.resolve.versions.sources import (
    OFFICIAL,
    Source,
    are_opposed,
    is_same,
    personas_of,
    voice_of,
)
from onrecord.resolve.versions.versions import HOLDING, READ, Version, version_of

HARM = ("ASSAULT", "COERCE")
"""Types of deeds that leave victims, and a doer to be found."""
ACCUSATION = "ACCUSE"


@dataclass(frozen=True)
class Charge:
    """A version with the doers that it names, and who names them."""

    version: Version
    source: Source
    doers: tuple[Persona, ...]
    names: str

    @property
    def position(self) -> Position:
        """What the source holds, and the doers as its value."""
        return replace(self.version, source=self.source).position(value=self.names)


def perpetrators_among(affair: Affair) -> list[Position]:
    """The positions of the dispute over who did it; none if there is no dispute."""
    charges = [c for v in affair.story.versions if (c := charge_of(v)) is not None]
    odd = affair.odd(
        charges,
        _at_odds,
        lambda charge: charge.version,
        lambda a, b: (
            _began(a, b)
            or (
                affair.story.akin(a.version, b.version)
                and affair.story.alike(a.version, b.version, ("actors",))
            )
        ),
    )
    return [charge.position for charge in odd]


def _began(a: Charge, b: Charge) -> bool:
    """Whether two camps say of one story who began it."""
    first = pattern("perpetrator", "first")
    sentences = (c.version.sentence(c.version.span).of(c.version.text) for c in (a, b))
    return are_opposed(a.source, b.source) and all(first.search(words) for words in sentences)


def answers_of_doers(affair: Affair, denied: Sequence[Version]) -> list[Version] | None:
    """The versions in which who denies a harm tells it himself, of others; none where he only
    denies a part in it, and None where a denial is of the deed, not of the doer."""
    found: list[Version] = []
    parted = False
    for denial in (
        v for v in denied if v.stance == "denies" and v.source.voice and _type(v) in HARM
    ):
        start = denial.sentence(denial.span).start
        parted |= (
            pattern("negation", "part").search(denial.text, start, denial.span.end) is not None
        )
        found += [
            v
            for v in affair.story.versions
            if _is_own(v, denial) and _is_instead(v, denial, affair)
        ]
        found += [v for v in _told_of_others(denial) if v.about in affair.story.tellings]
    return found if found or parted else None


def _is_instead(version: Version, denial: Version, affair: Affair) -> bool:
    """Whether a version is of the harm that is denied: one of the happening, beside the denial, or
    like it."""
    if affair.holds(version):
        return True
    if version.event is None or version.event.type != _type(denial):
        return False
    return are_beside(version, denial) or affair.story.alike(
        version, denial, ("actors", "factuality")
    )


def _type(version: Version) -> str | None:
    """The type of the event that a version speaks of."""
    return next((e.type for e in version.report.told if e.id == version.about), None)


def _is_own(version: Version, denial: Version) -> bool:
    """Whether who denies asserts a version of the happening in the same report."""
    return (
        version.event is not None
        and version.stance == "asserts"
        and version.source.document == denial.source.document
        and is_same(version.source, denial.source)
    )


def _told_of_others(denial: Version) -> list[Version]:
    """The harm that who denies one goes on to tell: "We did not. It was they who hit us"."""
    if denial.event is None or denial.statement is None:
        return []
    speakers = denial.statement.speakers
    voices = {s.id for s in denial.report.statements if s.speakers == speakers and speakers}
    after = [
        e
        for e in denial.report.told
        if e.trigger.start >= denial.span.end
        and between(denial.text, denial.event.trigger.start, e.trigger.start) <= 1
        and e.within in voices
    ]
    told = [version_of(Member(denial.reading, e)) for e in after if e.type in HARM]
    return [version for version in told if version.stance == "asserts"]


@lru_cache(READ)
def charge_of(version: Version) -> Charge | None:
    """Whom a version names as the doers, if it names any."""
    event = version.event
    if event is None or version.stance not in HOLDING or event.type not in HARM:
        return None
    source, ids = version.source, event.actors
    if not ids and (accusation := _accusation(version, event)) is not None:
        ids = accusation.recipients
        source = voice_of(version.report, accusation.actors)
    actors = [a for a in version.report.actors if a.id in ids]
    doers = tuple(p for p in personas_of(version.report, actors) if not p.described)
    names = " and ".join(label(a) for a in actors)
    return Charge(version, source, doers, names) if doers else None


def _accusation(version: Version, event: Event) -> Event | None:
    """The accusation whose matter the event is: before it in one sentence, and the nearest."""
    found = [
        other
        for other in version.report.told
        if other.type == ACCUSATION
        and other.evidence.end <= event.trigger.start
        and "." not in version.text[other.evidence.end : event.trigger.start]
    ]
    return max(found, key=lambda e: (e.trigger.start, e.id), default=None)


def _at_odds(a: Charge, b: Charge) -> bool:
    """Whether two sources name doers of whom none can be one of the other's."""
    if is_same(a.source, b.source) or (a.source.voice is None and b.source.voice is None):
        return False
    return excludes_doers(a, b)


def excludes_doers(a: Charge, b: Charge) -> bool:
    """Whether none of the doers of one can be any of the other's."""
    return not any(_may_be_one(x, y) for x, y in product(a.doers, b.doers))


def _may_be_one(a: Persona, b: Persona) -> bool:
    """Whether two doers may be one, or one a part of the other: of one state, or of a country
    where either is not told from it."""
    if a.key == b.key or likeness(a, b).verdict != "different":
        return True
    if _is_short_for(a, b) or _is_short_for(b, a):
        return True
    if not a.country or not b.country:
        return not (a.kind != "person" and b.kind != "person")
    return a.country == b.country and (
        a.kind == "state" or b.kind == "state" or _rank(a) == _rank(b)
    )


def _is_short_for(a: Persona, b: Persona) -> bool:
    """Whether a word of one name is the initials of the other: "BSF party"."""
    initials = "".join(word[0] for word in b.names[0].split() if word[0].isupper())
    return len(initials) > 1 and initials in a.names[0].split()


def _rank(it: Persona) -> bool:
    return it.sector in OFFICIAL
