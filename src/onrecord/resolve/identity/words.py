"""Words as identity compares them: roots, weights and concepts.

In goes running text; out come the roots of its words ("met", "meeting" and "meets" are one), the
weight of each, from 0 for the commonest to 1 for those that no list of words has, and the
concepts that a word may stand for. All of it stands in the table knowledge/words.tsv.xz, which
tools/build_words.py makes from WordNet: nothing depends on what a store holds.
"""

from __future__ import annotations

import lzma
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.words import folded

COMMONEST = 1996
"""The place of the commonest word in the order that the table has ranks of."""
RAREST = 30_522
"""How many places that order has."""
SHORT = 3
"""Letters up to which a name that ends in "s" is taken for no plural."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*|\d[\d.,]*")
_OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands, and its root."""

    start: int
    end: int
    root: str


@dataclass(frozen=True)
class _Row:
    root: str
    weight: float
    concepts: frozenset[str]


@cache
def _table() -> dict[str, tuple[str, str, str]]:
    packed = files("onrecord.knowledge").joinpath("words.tsv.xz").read_bytes()
    lines = lzma.decompress(packed).decode("ascii").splitlines()
    cells = (line.split("\t") for line in lines)
    return {word: (root, rank, concepts) for word, root, rank, concepts in cells}


@lru_cache(65_536)
def _row(word: str) -> _Row:
    """The row of a folded word, or of its singular; else the word is its own root."""
    table = _table()
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in table:
            root, rank, concepts = table[form]
            return _Row(root, _weight(rank), frozenset(concepts.split()))
    return _Row(word, 1.0, frozenset())


def _weight(rank: str) -> float:
    """From 0 to 1: the logarithm of the place of a word among all, from the commonest."""
    if not rank:
        return 1.0
    return math.log(max(int(rank) - COMMONEST, 0) + 1) / math.log(RAREST - COMMONEST)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and numbers of `text` from `start` to `end`, in their order."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = folded(_OWNER.sub("", match.group()))
        if len(word) > 1 or word.isdigit():
            found.append(Word(match.start(), match.end(), _row(word).root))
    return found


def root_of(word: str) -> str:
    """The root of one word as written."""
    return _row(folded(word)).root


def forms_of(word: str) -> list[str]:
    """The folded words that share the root of `word`, itself among them; of a word that the table
    lacks, such as a name, singular and plural."""
    own = folded(word)
    root = _row(own).root
    if root in _kin():
        return sorted({own, f"{root}s", *_kin()[root]})
    single = own.removesuffix("s") if len(own) > SHORT else own
    return sorted({own} | ({single, f"{single}s"} - _table().keys()))


@cache
def _kin() -> dict[str, list[str]]:
    """The words of the table by their roots."""
    found: dict[str, list[str]] = {}
    for word, (root, *_) in _table().items():
        found.setdefault(root, []).append(word)
    return found


def weight(root: str) -> float:
    """How much it says that two texts share `root`: 0 to 1."""
    return _row(root).weight


def concepts_of(word: str) -> frozenset[str]:
    """The concepts that a word as written may stand for."""
    return _row(folded(word)).concepts


def weighed(roots: Iterable[str], most: int) -> dict[str, float]:
    """The `most` weightiest of `roots` with their weights, as a vector of length 1, sorted by
    root; a root that stands there several times weighs more, by the logarithm."""
    counts = Counter(roots)
    raw = {root: (1 + math.log(n)) * weight(root) ** 2 for root, n in counts.items()}
    kept = sorted(raw.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(sum(value * value for _, value in kept)) or 1.0
    return {root: round(value / length, 4) for root, value in sorted(kept) if value > 0}
