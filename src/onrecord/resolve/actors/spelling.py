"""How like two words of names are, whatever alphabet they were written in first.

In go two words in Latin letters; out comes a number in [0, 1]: 1 where they sound the same under
the usual romanisations ("Sergey", "Sergei"), less with each sound that differs. A word is
rewritten to its sounds (knowledge/spelling.toml), and the two are aligned by the edit distance
of Wagner and Fischer (1974) with costs of its own for sounds that stand for one another. Forms
of one name that sound apart ("Yusuf", "Joseph") stand in knowledge/name_forms.csv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate

from onrecord.knowledge import tables
from onrecord.knowledge.cities import fold

REMEMBERED = 65_536
ALIKE = 0.85
"""Likeness from which two words can be one name."""
LEAST = 0.75
"""Likeness below which it is not told from 0: nobody asks how little two words are alike."""
FORMS = 0.93
"""The likeness of two forms of one name that sound apart."""
WHOLE = 1.0
SHORT = 3
"""Letters up to which two words that sound alike are often two names ("Lee", "Li")."""

_VOWELS = re.compile("[aeiouE]")


@lru_cache(REMEMBERED)
def plain(name: str) -> str:
    """`name` in lower-case ASCII, single spaces for hyphens; lower case where nothing is Latin."""
    return fold(name) or " ".join(name.casefold().split())


@lru_cache(REMEMBERED)
def sounds(word: str) -> str:
    """The sounds of a folded word, a letter each."""
    for pattern, sound in _rules():
        word = pattern.sub(sound, word)
    return word


@lru_cache(REMEMBERED)
def key(word: str) -> str:
    """What spellings of one word have in common: its consonants by class, for looking it up."""
    heard = sounds(word)
    bones = _VOWELS.sub("", heard[1:].replace("h", ""))
    first = "A" if _VOWELS.match(heard) or heard[:1] in ("j", "h") else heard[:1]
    coded = (first + bones).translate(_classes())
    return re.sub(r"(.)\1+", r"\1", coded).upper()


@lru_cache(REMEMBERED)
def alike(a: str, b: str) -> float:
    """How like the folded words `a` and `b` are, 0 or in [LEAST, 1]; the same for (b, a)."""
    if a == b:
        return 1.0
    if a > b:
        return alike(b, a)
    heard = _likeness(sounds(a), sounds(b))
    return max(heard, FORMS) if forms(a) & forms(b) else heard


@lru_cache(REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """The names of which the folded `word` is a form, each by the first form of its row."""
    heard = sounds(word) if len(word) > SHORT else word
    return frozenset((*_forms().get(word, ()), *_forms().get(heard, ())))


def _likeness(a: str, b: str) -> float:
    """One less the cost of turning the sounds `a` into `b`, by the longer's length; 0 below
    LEAST."""
    length = max(len(a), len(b))
    most = (1 - LEAST) * length
    found = 1 - _distance(a, b, most) / length if length else 0.0
    return found if found >= LEAST else 0.0


def _distance(a: str, b: str, most: float) -> float:
    """The least cost of turning `a` into `b`, or any above `most` where it is above."""
    swap = _swaps()
    lost = _lost(b)
    row = [0.0, *accumulate(lost)]
    for x, drop in zip(a, _lost(a), strict=True):
        above, row = row, [row[0] + drop]
        for j, y in enumerate(b):
            change = 0.0 if x == y else swap.get((x, y), WHOLE)
            row.append(min(above[j] + change, above[j + 1] + drop, row[j] + lost[j]))
        if min(row) > most:
            break
    return row[-1]


@lru_cache(REMEMBERED)
def _lost(word: str) -> tuple[float, ...]:
    """What it costs to leave out each sound."""
    return tuple(_loss(word, i) for i in range(len(word)))


def _loss(word: str, i: int) -> float:
    """What it costs to leave out the sound at `i`."""
    missing, ending = _losses()
    table = ending if i == len(word) - 1 and i else missing
    return table.get(word[i], WHOLE) if i else WHOLE


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(old), new) for old, new in tables.keys("spelling")["sounds"])


@cache
def _swaps() -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for row in tables.keys("spelling")["alike"]:
        for x, y in row["sounds"]:
            found[x, y] = found[y, x] = row["cost"]
    return found


@cache
def _losses() -> tuple[Mapping[str, float], Mapping[str, float]]:
    data = tables.keys("spelling")
    return data["missing"], data["ending"]


@cache
def _classes() -> dict[int, int]:
    rows = tables.keys("spelling")["classes"].items()
    return {ord(sound): ord(name) for name, members in rows for sound in members}


@cache
def _forms() -> Mapping[str, list[str]]:
    """The rows of forms in which a word stands, by its letters, and by its sounds if it is long
    enough for these to be its own."""
    found: dict[str, list[str]] = {}
    for row in tables.rows("name_forms"):
        written = [plain(form).replace(" ", "") for form in row["forms"].split(";")]
        heard = [sounds(word) for word in written if len(word) > SHORT]
        for word in dict.fromkeys((*written, *heard)):
            found.setdefault(word, []).append(written[0])
    return found
