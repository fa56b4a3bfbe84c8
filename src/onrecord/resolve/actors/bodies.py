"""How like two names of organisations are: acronyms, legal forms, word order, what is left out.

In go two names as written; out comes a number in [0, 1], free of their order. Names that the
gazetteer has (knowledge/bodies.csv, groups.csv, outlets.csv, seats.csv) are those of its rows. Of
others the words are compared as a bag (knowledge/body_names.toml): countries by their code in any
of their names ("Russian", "Russia's"), what says the same as one word ("Ministry of Defence",
"Defense Ministry"), words for a kind of body apart from those that tell it from others of its
kind, all by sound. An acronym is compared with the initials of the other name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord.knowledge import tables, world
from onrecord.resolve.actors.spelling import ALIKE, REMEMBERED, alike, plain

KIND = 0.9
"""One name adds a word for the kind of body: "Wagner", "Wagner Group"."""
ACRONYM = 0.9
"""One is the initials of the other, three letters and more."""
ROWS = 0.8
"""Two rows of the gazetteer with words that say the same: "Foreign Ministry", "Foreign Office"."""
SHORT = 0.7
"""So, but of two letters."""
PART = 0.5
"""One has a telling word more: "Islamic State", "Islamic State Khorasan"."""
OTHER = 0.2
"""Each has a telling word that the other lacks, or they are bodies of different kinds."""
SHORTEST = 4
"""Letters from which a name of the gazetteer is known in any case: not "WHO" by "who"."""


@dataclass(frozen=True)
class Bag:
    """The words of a name: countries by code, those that tell it from others, kinds of body."""

    countries: frozenset[str]
    telling: tuple[str, ...]
    kinds: tuple[str, ...]


@lru_cache(REMEMBERED)
def same_body(a: str, b: str) -> float:
    """How like the names `a` and `b` of organisations are, in [0, 1]; the same for (b, a)."""
    if (plain(a), a) > (plain(b), b):
        return same_body(b, a)
    x, y = known_as(a), known_as(b)
    if plain(a) == plain(b) or (x is not None and x == y):
        return 1.0
    if x is not None and y is not None:
        return ROWS if bag(a) == bag(b) else 0.0
    return max(_compared(bag(a), bag(b)), _abbreviated(a, b), _abbreviated(b, a))


@lru_cache(REMEMBERED)
def known_as(name: str) -> str | None:
    """The name under which the gazetteer knows a body, group, outlet or seat; None if not."""
    bare = name.strip().removeprefix("the ").removeprefix("The ")
    entry = world.gazetteer().get(world.split(bare))
    if entry is not None and entry.kind in ("body", "group", "outlet", "seat"):
        return entry.name
    return _known().get(plain(bare))


@lru_cache(REMEMBERED)
def bag(name: str) -> Bag:
    """The words of `name`, each kind in alphabetic order."""
    codes, rest = _countries(world.split(name.replace("’", "'").replace("'s", "")))
    words = [w for w in plain(" ".join(rest)).replace(".", " ").split() if w]
    words = [w for w in _merged(words) if w not in _small() and w not in vocabulary()["legal"]]
    kinds = tuple(sorted({w for w in words if w in vocabulary()["kinds"]}))
    return Bag(codes, tuple(sorted({w for w in words if w not in kinds})), kinds)


@cache
def vocabulary() -> Mapping[str, list[Any]]:
    """The lists of words of knowledge/body_names.toml, by name."""
    return tables.keys("body_names")["words"]  # type: ignore[no-any-return]


def _compared(a: Bag, b: Bag) -> float:
    """The score of two bags of words."""
    if a.countries and b.countries and a.countries != b.countries:
        return 0.0
    pairs = _pairs(a.telling, b.telling)
    left, right = len(a.telling) - len(pairs), len(b.telling) - len(pairs)
    like = min((like for *_, like in pairs), default=1.0)
    if not (pairs or a.kinds or b.kinds):  # names of countries alone
        return 0.0
    if left and right:
        return OTHER if pairs else 0.0
    if left or right:
        return PART * like if pairs else 0.0
    odd = set(a.kinds) ^ set(b.kinds)
    if not odd:
        return like
    if odd & set(a.kinds) and odd & set(b.kinds):
        return OTHER
    return KIND * like if pairs else PART


def _pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, str, float]]:
    """The words of two names that go together, the likest first."""
    found = [(alike(x, y), x, y) for x in a for y in b]
    pairs: list[tuple[str, str, float]] = []
    for like, x, y in sorted(found, key=lambda it: (-it[0], it[1], it[2])):
        free = all(x != p[0] and y != p[1] for p in pairs)
        if free and like >= (ALIKE if min(len(x), len(y)) > 3 else 1.0):
            pairs.append((x, y, like))
    return pairs


def _abbreviated(short: str, long: str) -> float:
    """What it is worth that `short` is an acronym whose letters begin the words of `long`."""
    letters = short.replace(".", "").strip()
    if not (letters.isupper() and letters.isalpha() and len(letters) > 1):
        return 0.0
    words = plain(long).replace(".", " ").split()
    full = "".join(w[0] for w in words)
    telling = "".join(w[0] for w in words if w not in _small())
    if len(words) < 2 or plain(letters) not in (full, telling):
        return 0.0
    return ACRONYM if len(letters) > 2 else SHORT


def _countries(pieces: Sequence[str]) -> tuple[frozenset[str], list[str]]:
    """The codes of the countries named in `pieces`, and the pieces that name none."""
    codes: set[str] = set()
    rest: list[str] = []
    i = 0
    while i < len(pieces):
        for n in range(min(world.openings().get(pieces[i], 0), len(pieces) - i), 0, -1):
            entry = world.gazetteer().get(tuple(pieces[i : i + n]))
            if entry is not None and entry.kind in ("country", "adjective", "demonym"):
                codes.add(entry.country or entry.name)
                i += n
                break
        else:
            rest.append(pieces[i])
            i += 1
    return frozenset(codes), rest


def _merged(words: Sequence[str]) -> Iterator[str]:
    """`words` with what says the same as one word: the longest phrases first."""
    i = 0
    while i < len(words):
        for n in range(min(_longest(), len(words) - i), 0, -1):
            first = _same().get(tuple(words[i : i + n]))
            if first is not None:
                yield from first
                i += n
                break
        else:
            word = words[i]
            yield word.replace("isation", "ization").replace("yse", "yze")
            i += 1


@cache
def _small() -> frozenset[str]:
    return frozenset(vocabulary()["small"])


@cache
def _same() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The words for which each word or phrase stands."""
    rows: Iterable[list[str]] = vocabulary()["same"]
    return {tuple(phrase.split()): tuple(row[0].split()) for row in rows for phrase in row}


@cache
def _longest() -> int:
    return max(map(len, _same()))


@cache
def _known() -> Mapping[str, str]:
    """Names of the gazetteer by their folded words, where these are of one row only."""
    found: dict[str, set[str]] = {}
    for entry in world.gazetteer().values():
        if entry.kind in ("body", "group", "outlet", "seat"):
            for alias in entry.aliases:
                if len(alias) >= SHORTEST:
                    found.setdefault(plain(alias), set()).add(entry.name)
    return {words: min(names) for words, names in found.items() if len(names) == 1}
