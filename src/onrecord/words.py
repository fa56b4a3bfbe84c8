"""The words of a text, as names are compared by them and as search finds them.

In go names and running text; out come words in lower case without accents, with their places, and
the inflected word brought to its stem: steps 1 and 5 of Porter (1980), "An algorithm for suffix
stripping". Only inflection goes ("attacked", "attacks"); what derives stays apart, so that
"Iranian" is not "Iran".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 65_536
"""How many words are kept with their stems: texts have few different ones."""
_TOKEN = re.compile(r"((?:[^\W_]|[\u0300-\u036f])+)(?:['’]s\b)?")
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Word:
    """A folded word and where it stands: half-open, in code points."""

    start: int
    end: int
    text: str


def folded(text: str) -> str:
    """`text` in lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_in(text: str) -> Iterator[Word]:
    """The words of `text` in their order, without the ending of a possessive."""
    for match in _TOKEN.finditer(text):
        start, end = match.span(1)
        if word := folded(match[1]):
            yield Word(start, end, word)


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(re.findall(r"[^\W_]+", folded(name)))


def pattern(words: Iterable[str]) -> str:
    """A regular expression (RE2) for folded words that follow one another, as whole words."""
    return r"(^|[^\pL\pN])" + r"[^\pL\pN]+".join(map(re.escape, words)) + r"($|[^\pL\pN])"


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """The stem that the inflected forms of a folded word share."""
    if len(word) < 3 or not word.isalpha():
        return word
    word = _past(_singular(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = f"{word[:-1]}i"
    return _shortened(word)


def _singular(word: str) -> str:
    """Step 1a."""
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    """Step 1b."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        base = word.removesuffix(ending)
        if base != word:
            return _mended(base) if _has_vowel(base) else word
    return word


def _mended(base: str) -> str:
    """What "-ed" and "-ing" leave: "e" comes back, a doubled consonant goes."""
    if base.endswith(("at", "bl", "iz")) or (_measure(base) == 1 and _ends_short(base)):
        return f"{base}e"
    doubled = len(base) > 1 and base[-1] == base[-2] and _is_consonant(base, len(base) - 1)
    return base[:-1] if doubled and base[-1] not in "lsz" else base


def _shortened(word: str) -> str:
    """Step 5: a last "e", and the second of two "l"."""
    if word.endswith("e"):
        base = word[:-1]
        measure = _measure(base)
        if measure > 1 or (measure == 1 and not _ends_short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _is_consonant(word: str, at: int) -> bool:
    if word[at] == "y":
        return at == 0 or not _is_consonant(word, at - 1)
    return word[at] not in _VOWELS


def _measure(base: str) -> int:
    """How often a vowel is followed by a consonant: Porter's m."""
    kinds = [_is_consonant(base, at) for at in range(len(base))]
    return sum(not a and b for a, b in zip(kinds, kinds[1:], strict=False))


def _has_vowel(base: str) -> bool:
    return any(not _is_consonant(base, at) for at in range(len(base)))


def _ends_short(base: str) -> bool:
    """Whether it ends in consonant, vowel, consonant, the last not w, x or y: Porter's *o."""
    if len(base) < 3 or base[-1] in "wxy":
        return False
    kinds = [_is_consonant(base, at) for at in range(len(base) - 3, len(base))]
    return kinds == [True, False, True]
