"""How like two names of persons are: transliterations, orders, titles, initials, parts left out.

In go two names as written; out comes a number in [0, 1], free of their order, whose steps are the
constants below. A name is cut into words without titles (knowledge/offices.csv) and small words
(knowledge/person_names.toml); the words of both are aligned in their order, two words of one
with one of the other where they are written together, at the least cost by dynamic programming;
words are compared by sound (:mod:`onrecord.resolve.actors.spelling`). Words left over on one side
are a fuller form, on both sides another person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

from onrecord.knowledge import tables, world
from onrecord.knowledge.person_names import first_families
from onrecord.resolve.actors.spelling import ALIKE, FORMS, REMEMBERED, alike, plain

WITHIN = 0.93
"""The first and last words are those of the longer name: "Vladimir (Vladimirovich) Putin"."""
OPENING = CLOSING = 0.85
"""Two words and more with which the longer begins or ends: "Nicolas Maduro (Moros)"."""
TURNED = 0.74
"""The family name is first in one and last in the other, and is none that is known to move."""
SCATTERED = 0.75
"""All words stand in the longer name, but neither its first nor its last."""
GENERATION = 0.7
"""A mark of the generation ("Jr.", "II") stands in one only."""
ALONE = 0.7
"""Both are the same single word."""
INITIAL = 0.7
"""A given name is an initial in one."""
NEAR = 0.65
"""One word of each is left over, and the two look alike: "Rafic Hariri", "Rafic Harari"."""
FAMILY = 0.6
"""One is a single word, with which the other ends or begins."""
OTHER = 0.2
"""Each has a word that the other lacks: "Fidel Castro", "Raul Castro"."""

SIMILAR = 0.8
"""Likeness from which two words left over may be one, misspelled."""

_SPLIT = re.compile(r"[\s.]+")
_PREFIXED = re.compile(r"\b(Al|El)(?=[A-Z])")


@dataclass(frozen=True)
class Name:
    """A name cut up: its words, folded; which of them weigh (no particles); the generation."""

    words: tuple[str, ...]
    heavy: tuple[bool, ...]
    generation: str | None

    @property
    def weighty(self) -> tuple[str, ...]:
        """The words that weigh."""
        return tuple(w for w, heavy in zip(self.words, self.heavy, strict=True) if heavy)


@dataclass(frozen=True)
class Alignment:
    """Which words of two names go together: pairs of the first words' indexes with their
    likeness, and the indexes of the weighty words left over in each."""

    cost: float
    pairs: tuple[tuple[int, int, float], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


@lru_cache(REMEMBERED)
def same_name(a: str, b: str) -> float:
    """How like the names `a` and `b` of persons are, in [0, 1]; the same for (b, a)."""
    if plain(a) == plain(b):
        return 1.0 if len(cut(a).weighty) > 1 else ALONE
    if (plain(a), a) > (plain(b), b):
        return same_name(b, a)
    x, y = cut(a), cut(b)
    score = max([_compared(x, y), *_turned(x, y), *_turned(y, x)])
    if x.generation != y.generation:
        return min(score, GENERATION if None in (x.generation, y.generation) else OTHER)
    return score


def is_common(name: str) -> bool:
    """Whether each word of `name` is one that very many persons bear, in any spelling."""
    return all(map(_is_common, cut(name).weighty))


@lru_cache(REMEMBERED)
def _is_common(word: str) -> bool:
    return any(alike(word, other) >= FORMS for other in _data()["common"]["words"])


@lru_cache(REMEMBERED)
def cut(name: str) -> Name:
    """`name` without titles, in words."""
    lower = {plain(w.split("-")[0]) for w in name.split() if w[0].islower()}
    apart = _PREFIXED.sub(r"\1-", name.replace(",", " "))  # "ElBaradei"
    words = [w for w in _SPLIT.split(plain(apart)) if w]
    words = _untitled(words)
    generation = _generation(words)
    words = _joined(words[:-1] if generation else words)
    heavy = [_weighs(words, i, lower) for i in range(len(words))]
    if not any(heavy):
        heavy = [True] * len(words)
    return Name(tuple(words), tuple(heavy), generation)


def _weighs(words: Sequence[str], i: int, lower: Collection[str]) -> bool:
    """Whether the word at `i` is more than a particle: "Ben" and "Al" are, first of two."""
    data, word = _data()["particles"], words[i]
    if i == 0 and len(words) == 2 and word not in lower:
        return True
    return word not in data["light"] and (word not in data["doubtful"] or word not in lower)


def _untitled(words: list[str]) -> list[str]:
    """`words` without the titles that they begin with, as long as any are left."""
    while True:
        longest = min(_longest_titles().get(words[0], 0) if words else 0, len(words) - 1)
        n = next((n for n in range(longest, 0, -1) if tuple(words[:n]) in _titles()), 0)
        if not n:
            return words
        words = words[n:]


def _generation(words: Sequence[str]) -> str | None:
    """The mark of the generation that a name ends in, by the first of its list."""
    data = _data()["generations"]
    last = words[-1] if len(words) > 1 else ""
    if last in data["doubtful"] and len(words) < 3:
        return None
    return next((row[0] for row in data["marks"] if last in row), None)


def _joined(words: list[str]) -> list[str]:
    """`words` with those that are one name written as one: "abd el rahman", "salah al din"."""
    data, articles = _data()["joined"], _data()["particles"]["articles"]
    found: list[str] = []
    i = 0
    while i < len(words):
        after = i + 2 if i + 1 < len(words) and words[i + 1] in articles else i + 1
        if words[i] in data["next"] and after < len(words):
            found.append("abd" + words[after])
            i = after + 1
        elif found and words[i] in articles and after == i + 1 and _ends(words, i + 1):
            found[-1] += words[i + 1]
            i += 2
        elif found and _ends(words, i):
            found[-1] += words[i]
            i += 1
        else:
            found.append(words[i])
            i += 1
    return found


def _ends(words: Sequence[str], i: int) -> bool:
    return i < len(words) and words[i] in _data()["joined"]["previous"]


def _turned(a: Name, b: Name) -> Iterator[float]:
    """Scores with the last word of `b` put first: "Jong-un Kim", "Kim Jong Un"."""
    if len(a.weighty) < 2 or len(b.weighty) < 2:
        return
    words, heavy = b.words[-1:] + b.words[:-1], b.heavy[-1:] + b.heavy[:-1]
    score = _compared(a, Name(words, heavy, b.generation))
    yield score if {a.words[0], b.words[0]} & first_families() else min(score, TURNED)


def _compared(a: Name, b: Name) -> float:
    """The score of two names in the order in which their words stand."""
    best = _aligned(a, b)
    if best.left and best.right:
        return _at_odds(a, b, best)
    flip = not best.right  # the longer name is `b`, or `a` where nothing of `b` is left over
    pairs = [(j, i, like) for i, j, like in best.pairs] if flip else best.pairs
    short, long, over = (b, a, best.left) if flip else (a, b, best.right)
    weighty = [(i, j) for i, j, _ in pairs if short.heavy[i] and long.heavy[j]]
    ceiling = _ceiling(long, [j for _, j in weighty], over)
    full = sum(not _is_initial(short.words[i], long.words[j]) for i, j in weighty)
    if full < min(2, len(weighty)):
        ceiling = min(ceiling, INITIAL if full else OTHER)
    if _letters(a) and _letters(b) and _letters(a) != _letters(b):
        ceiling = min(ceiling, FAMILY)
    worst = min((like for _, _, like in pairs), default=0.0)
    return max(0.0, ceiling - (1 - worst) / 2)


def _ceiling(long: Name, paired: list[int], over: tuple[int, ...]) -> float:
    """What the parts of a name that are there allow at the most. `paired` are the weighty words
    of the `long` name that the other has, `over` those that it lacks."""
    if not paired:
        return 0.0
    if len(paired) == 1:
        return FAMILY if over else ALONE
    over = tuple(k for k in over if len(long.words[k]) > 1)
    if not over:
        return 1.0
    first = not any(k < min(paired) for k in over)
    last = not any(k > max(paired) for k in over)
    if first and last:
        return WITHIN
    return OPENING if first else CLOSING if last else SCATTERED


def _at_odds(a: Name, b: Name, best: Alignment) -> float:
    """The score where each name has a word that the other lacks."""
    left, right = [a.words[i] for i in best.left], [b.words[j] for j in best.right]
    if not any(a.heavy[i] and b.heavy[j] for i, j, _ in best.pairs):
        return 0.0
    if all(len(w) == 1 for w in left + right):
        return FAMILY
    if len(left) == len(right) == 1 and alike(left[0], right[0]) >= SIMILAR:
        return NEAR
    return OTHER


def _letters(name: Name) -> tuple[str, ...]:
    """The initials of a name."""
    return tuple(word for word in name.words if len(word) == 1)


def _is_initial(a: str, b: str) -> bool:
    return a != b and 1 in (len(a), len(b)) and a[0] == b[0]


def _aligned(a: Name, b: Name) -> Alignment:
    """The cheapest alignment of two names; of equals that which pairs the earlier words."""

    ways = _ways(a, b)
    if not ways:  # as of most
        left, right = ([k for k, heavy in enumerate(x.heavy) if heavy] for x in (a, b))
        return Alignment(len(left) + len(right), (), tuple(left), tuple(right))

    @cache
    def best(i: int, j: int) -> Alignment:
        if i == len(a.words) and j == len(b.words):
            return Alignment(0.0, (), (), ())
        found: list[Alignment] = []
        for after, beyond, like in ways.get((i, j), ()):
            rest = best(after, beyond)
            pairs = ((i, j, like), *rest.pairs)
            found.append(Alignment(rest.cost + 1 - like, pairs, rest.left, rest.right))
        if i < len(a.words):
            rest = best(i + 1, j)
            left = (i, *rest.left) if a.heavy[i] else rest.left
            found.append(Alignment(rest.cost + a.heavy[i], rest.pairs, left, rest.right))
        if j < len(b.words):
            rest = best(i, j + 1)
            right = (j, *rest.right) if b.heavy[j] else rest.right
            found.append(Alignment(rest.cost + b.heavy[j], rest.pairs, rest.left, right))
        return min(found, key=lambda it: it.cost)

    return best(0, 0)


def _ways(a: Name, b: Name) -> dict[tuple[int, int], list[tuple[int, int, float]]]:
    """Which one or two words of `a` go with which of `b`: by where these begin, where those that
    follow do, and the likeness."""
    found: dict[tuple[int, int], list[tuple[int, int, float]]] = defaultdict(list)
    for i, j in product(range(len(a.words)), range(len(b.words))):
        for n, m in ((1, 1), (1, 2), (2, 1)):
            if i + n <= len(a.words) and j + m <= len(b.words):
                like = _paired("".join(a.words[i : i + n]), "".join(b.words[j : j + m]))
                if like >= ALIKE:
                    found[i, j].append((i + n, j + m, like))
    return found


def _paired(a: str, b: str) -> float:
    return 0.99 if _is_initial(a, b) else alike(a, b)


@cache
def _data() -> Mapping[str, Any]:
    return tables.keys("person_names")


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    """The titles of persons, by their folded words."""
    found = {tuple(w for w in _SPLIT.split(plain(" ".join(key))) if w) for key in world.offices()}
    return frozenset(found)


@cache
def _longest_titles() -> Mapping[str, int]:
    return world.by_opening(key for key in _titles() if key)
