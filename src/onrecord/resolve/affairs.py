"""Affairs: all that bears on one happening: its tellings, and what reports of its story tell.

Sources that disagree do not tell alike: who denies a shooting has other words for it than who saw
it, and tellings that exclude each other are barred from being one. So disputes are looked for among
all that reports of one story tell (:mod:`onrecord.resolve.stories`), pair by pair, one of each pair
being of the happening. In go its tellings and those of the story; out come the pairs of versions
that are at odds and speak of one matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import product
from typing import TypeVar

from onrecord.resolve.counts import Count, counts_of
from onrecord.resolve.likeness import likeness
from onrecord.resolve.people import Persona
from onrecord.resolve.people import likeness as persona_likeness
from onrecord.resolve.records import Member
from onrecord.resolve.sentences import between
from onrecord.resolve.sources import are_opposed, personas_of
from onrecord.resolve.tellings import Telling
from onrecord.resolve.versions import Version, told, versions_of

T = TypeVar("T")
ALIKE = 0.2
"""The likeness from which two tellings that are not one may yet be of one matter."""
LIKELY = 0.25
"""The same where only their values exclude each other, and neither source answers the other."""


class Affair:
    """A happening, and what is told in its story."""

    def __init__(self, members: Sequence[Member], story: Sequence[Member] = ()) -> None:
        self.ids = {member.event.id for member in members}
        others = {m.event.id: m for m in story if m.event.id not in self.ids}
        self.members = list(members)
        self.everyone = [*members, *(others[ident] for ident in sorted(others))]

    @cached_property
    def versions(self) -> list[Version]:
        """What is said in all of these, in order."""
        return versions_of(self.everyone)

    @cached_property
    def counts(self) -> list[Count]:
        """The numbers that are given in all of these."""
        return counts_of(self.everyone)

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """All of these, as identity compares them."""
        readings = {m.reading for m in self.everyone}
        return {ident: one for r in readings for ident, one in told(r).tellings.items()}

    def holds(self, version: Version) -> bool:
        """Whether a version is of the happening itself."""
        return version.about in self.ids

    def alike(self, a: Version, b: Version, least: float = ALIKE) -> bool:
        """Whether two versions are of one matter: so alike that they may be one, or barred from it
        by what they dispute."""
        found = likeness(self.tellings[a.about], self.tellings[b.about])
        return found.score >= least and (found.barred is None or is_one_deed(a, b))

    def odd(
        self,
        items: Sequence[T],
        at_odds: Callable[[T, T], bool],
        of: Callable[[T], Version],
        alike: Callable[[T, T], bool] | None = None,
    ) -> list[T]:
        """Those of `items`, each made of a version, that are at odds with another of them: both of
        the happening, or one of it and one of which `alike`, or else likeness, tells that it is of
        the same matter."""
        kept = set()
        mine = {at for at, item in enumerate(items) if self.holds(of(item))}
        for i, j in product(sorted(mine), range(len(items))):
            both = j in mine
            if i == j or (both and j < i):
                continue
            a, b = (items[i], items[j]) if i < j else (items[j], items[i])
            if not (at_odds(a, b) or at_odds(b, a)):
                continue
            if both or (alike(a, b) if alike else self.alike(of(a), of(b))):
                kept |= {i, j}
        return [items[at] for at in sorted(kept)]


def are_beside(a: Version, b: Version) -> bool:
    """Whether one report sets two versions side by side: in one sentence, or in two that follow
    each other."""
    if a.report.document.id != b.report.document.id:
        return False
    return between(a.text, a.span.start, b.span.start) <= 1


def is_one_deed(a: Version, b: Version) -> bool:
    """Whether two tellings that bar each other are of one deed: two camps tell it, in words of one
    type, of one victim or, where neither names one, by one doer."""
    if a.event is None or b.event is None or a.event.type != b.event.type:
        return False
    if not are_opposed(a.source, b.source):
        return False
    victims = [_parties(v, v.event.recipients if v.event else []) for v in (a, b)]
    doers = [_parties(v, v.event.actors if v.event else []) for v in (a, b)]
    first, second = victims if any(victims) else doers
    return any(
        x.key == y.key or persona_likeness(x, y).verdict == "same" for x in first for y in second
    )


def _parties(version: Version, ids: Sequence[str]) -> tuple[Persona, ...]:
    return personas_of(version.report, [a for a in version.report.actors if a.id in ids])
