"""Affairs: all that bears on one happening: its tellings, and what reports of its story tell.

Sources that disagree do not tell alike: who denies a shooting has other words for it than who saw
it, and tellings that exclude each other are barred from being one. So disputes are looked for
among all that reports of one story tell (:mod:`onrecord.resolve.texts.stories`), pair by pair, one
of each pair being of the happening. In go its tellings and those of the story; out come the pairs
of versions that are at odds and speak of one matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from functools import cached_property, lru_cache
from itertools import product
from typing import TypeVar

import msgspec

from onrecord.model import Span
from onrecord.resolve.disputes.counts import Count, counts_of
from onrecord.resolve.identity.likeness import likeness
from onrecord.resolve.identity.tellings import Telling
from onrecord.resolve.identity.words import weight, words_of
from onrecord.resolve.records import Member
from onrecord.resolve.versions.sentences import between
from onrecord.resolve.versions.versions import READ, Version, told, versions_of

T = TypeVar("T")
ALIKE = 0.15
"""The likeness from which two tellings that are not one may yet be of one matter."""
LIKELY = 0.3
"""The same where neither source need answer the other, or no common word joins them."""
WEIGHTY = 0.5
"""The weight from which a word alone tells what is spoken of."""

FEW, EVERYWHERE = 3, 0.05
"""Versions in how many of which a word may stand, at the least and as a part of all that a story
tells, to be a word that two of them have in common: all speak of the cutter."""

_NOTHING = Telling("", Span(0, 0), Span(0, 0), "")


class Story:
    """What reports of one story tell, all of it made once for all happenings of theirs."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        self._less: dict[tuple[str, tuple[str, ...]], Telling] = {}
        self._scores: dict[tuple[str, str, tuple[str, ...]], float] = {}

    @cached_property
    def versions(self) -> list[Version]:
        """What is said in all of these, in order."""
        return versions_of(self.members)

    @cached_property
    def counts(self) -> list[Count]:
        """The numbers that are given in all of these."""
        return counts_of(self.members)

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """All of these, as identity compares them."""
        return {m.event.id: told(m.reading).tellings[m.event.id] for m in self.members}

    def alike(
        self, a: Version, b: Version, without: tuple[str, ...] = (), least: float = LIKELY
    ) -> bool:
        """Whether two versions are of one matter: so alike that they may be one event, compared
        `without` what they dispute."""
        key = (a.about, b.about, without)
        if key not in self._scores:
            found = likeness(self._telling(a.about, without), self._telling(b.about, without))
            self._scores[key] = found.score if found.barred is None else 0.0
        return self._scores[key] >= least

    def akin(self, a: Version, b: Version, *, typed: bool = False) -> bool:
        """Whether two versions have a concept or a common word in common, or a type if it is
        enough that they are `typed`: names alone tell only of whom both speak."""
        one, other = self.tellings[a.about], self.tellings[b.about]
        if typed and one.type is not None and one.type == other.type:
            return True
        if not set(one.concepts).isdisjoint(other.concepts):
            return True
        return bool((common(a) & common(b)) - self.everywhere)

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The words that so many versions have that they tell one matter from no other."""
        found = Counter(root for version in self.versions for root in common(version))
        most = max(FEW, EVERYWHERE * len(self.versions))
        return frozenset(root for root, times in found.items() if times > most)

    def _telling(self, ident: str, without: tuple[str, ...]) -> Telling:
        """A telling as if it said nothing of some things."""
        if (ident, without) not in self._less:
            whole = self.tellings[ident]
            empty = {name: getattr(_NOTHING, name) for name in without}
            self._less[ident, without] = msgspec.structs.replace(whole, **empty)
        return self._less[ident, without]


class Affair:
    """A happening, by the ids of its tellings, and the story that they are part of."""

    def __init__(self, ids: Set[str], story: Story) -> None:
        self.ids, self.story = ids, story

    def holds(self, version: Version) -> bool:
        """Whether a version is of the happening itself."""
        return version.about in self.ids

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
            if both or (alike(a, b) if alike else self.story.alike(of(a), of(b))):
                kept |= {i, j}
        return [items[at] for at in sorted(kept)]


def are_beside(a: Version, b: Version) -> bool:
    """Whether one report sets two versions side by side: in one sentence, or in two that follow
    each other."""
    if a.report.document.id != b.report.document.id:
        return False
    return between(a.text, a.span.start, b.span.start) <= 1


@lru_cache(READ)
def common(version: Version) -> frozenset[str]:
    """The words of a version that weigh something, but for names and for who is in it."""
    words = words_of(version.text, version.span.start, version.span.end)
    who = [Span(m.start, m.end) for m in version.report.mentions if m.use == "actor"]
    found = [
        word.root
        for word in words
        if version.text[word.start].islower()
        and not any(Span(word.start, word.end).within(span) for span in who)
    ]
    return frozenset(root for root in found if weight(root) >= WEIGHTY)
