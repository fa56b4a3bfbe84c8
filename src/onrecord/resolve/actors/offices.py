"""Offices by their titles: which two are one, which can be, and of which there is one holder.

In go titles as written; they are compared by the words of :func:`onrecord.resolve.bodies.bag`, so
that order and synonyms do not count ("Minister of External Affairs", "foreign minister").
Offices of one holder are listed in knowledge/offices_held.toml.
"""

from __future__ import annotations

from functools import cache, lru_cache

from onrecord.knowledge import tables
from onrecord.resolve.actors.bodies import bag
from onrecord.resolve.actors.spelling import REMEMBERED


@lru_cache(REMEMBERED)
def office_words(title: str) -> frozenset[str]:
    """The words of a title that count, without those of countries."""
    words = bag(title)
    return frozenset((*words.telling, *words.kinds))


def same_office(a: str, b: str) -> bool:
    """Whether the titles `a` and `b` are of one office."""
    return bool(office_words(a)) and office_words(a) == office_words(b)


def akin_office(a: str, b: str) -> bool:
    """Whether one title only says more than the other: "minister", "foreign minister", but not
    "deputy minister"."""
    x, y = office_words(a), office_words(b)
    return bool(x & y) and (x <= y or y <= x) and not (x ^ y) & _degrees()


def is_single(words: frozenset[str]) -> bool:
    """Whether an office of these words has one holder at a time."""
    return not words & _degrees() and any(need <= words for need in _single())


@cache
def _single() -> tuple[frozenset[str], ...]:
    return tuple(office_words(title) for title in tables.keys("offices_held")["single"])


@cache
def _degrees() -> frozenset[str]:
    """The words that make another office, or many, of one."""
    titles = tables.keys("offices_held")["several"]
    return frozenset(word for title in titles for word in office_words(title))
