"""Leaders whom everybody knows: the country of "Putin" where the text does not say it.

In go a parsed document and the persons found in it; out come the names of further persons, and
for each person whom knowledge/leaders.csv lists (heads of state and government, foreign
ministers, heads of bodies) the country that is presumed where the text gives none. A bare
surname counts where the table says that it is unmistakable, and any leader's beside a word for a
government ("the Carter administration"). After the office of a ruler ("President Carter") it is
no more than likely: a country that the sentence itself gives comes before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.knowledge import tables
from onrecord.reading.actors.cast import name_key, name_words, particles
from onrecord.reading.grammar.nominals import lexicon
from onrecord.words import folded

Words = tuple[str, ...]
LONGEST = 8
"""The most tokens in which a leader's name is written ("Mahmoud al - Something")."""


@dataclass(frozen=True)
class _Leaders:
    """Countries of leaders by the words of their full names, by surnames that name nobody else,
    and by the name that follows an office, where all who bear it are of one country."""

    full: Mapping[Words, str]
    bare: Mapping[Words, str]
    last: Mapping[Words, str]
    first_words: frozenset[str]


@cache
def _leaders() -> _Leaders:
    full: dict[Words, str] = {}
    bare: dict[Words, str] = {}
    lasts: dict[Words, set[str]] = {}
    for row in tables.rows("leaders"):
        phrases = row["phrases"].split(";")
        full |= {name_key(phrase): row["country"] for phrase in phrases}
        bare |= {name_key(name): row["country"] for name in row["surnames"].split(";") if name}
        for key in _called(phrases, row["family"]):
            lasts.setdefault(key, set()).add(row["country"])
    last = {key: min(codes) for key, codes in lasts.items() if len(codes) == 1 and len(key[-1]) > 2}
    first = {words[0] for words in (*full, *bare, *last)}
    return _Leaders(full, bare, last, frozenset(first))


def _called(phrases: list[str], family: str) -> Iterator[Words]:
    """The keys of the name that follows an office: the family name where the table gives it, else
    the last word with the particles before it, of which an article may be missing."""
    if family:
        yield from map(name_key, family.split(";"))
        return
    for phrase in phrases:
        words = folded(phrase).split()
        start = len(words) - 1
        while start > 1 and words[start - 1] in particles():
            start -= 1
        yield tuple(words[start:])
        if set(words[start:-1]) <= set(lexicon()["names"]["articles"]):
            yield (words[-1],)


def leader_spans(doc: Doc, blocked: Collection[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each leader's name in `doc`; a single word must not be one of `blocked`."""
    known, i = _leaders(), 0
    while i < len(doc):
        end = i
        if _first(doc[i]) in known.first_words and _may_begin(doc, i):
            ends = range(min(len(doc), i + LONGEST), i, -1)
            end = next((end for end in ends if _names_leader(doc, i, end)), i)
        if end > i + 1 or (end > i and i not in blocked):
            yield i, end
        i = max(end, i + 1)


def _may_begin(doc: Doc, i: int) -> bool:
    """Whether a name may begin at token `i`: with a capital, or a particle ("de la Rua")."""
    return doc[i].text[0].isupper() or (doc[i].lower_ in particles() and not doc[i].is_sent_start)


def presumed(words: Words, doc: Doc, start: int, end: int, *, titled: bool) -> str | None:
    """The country of the person of the name `words`, written at tokens [start, end); `titled`
    says that the office of a ruler stands before it."""
    known, key = _leaders(), name_key(doc[start:end].text)
    words = words if len(words) > 1 else key
    initials = tuple(word for word in words if len(word) > 1)
    country = known.full.get(words) or known.full.get(initials) or known.bare.get(words)
    for before in (1, 2) if titled and country is None else ():  # "King Hussein" is a full name
        country = country or known.full.get(name_key(doc[max(0, start - before) : end].text))
    if country is None and _governs(doc, end):
        country = known.last.get(key)
    return country


def likely(doc: Doc, start: int, end: int) -> str | None:
    """The country of the leaders who go by the name at tokens [start, end), after an office."""
    return _leaders().last.get(name_key(doc[start:end].text))


def is_ruler(doc: Doc, start: int) -> bool:
    """Whether the office that ends before token `start` is that of a ruler: "President Carter", not
    "Foreign Secretary Carter"."""
    title = doc[max(0, start - 2) : start].text.lower()
    return any(title == word or title.endswith(f" {word}") for word in lexicon()["names"]["rulers"])


def _first(token: Token) -> str:
    words = name_words(token.text)
    return words[0] if words else ""


def _names_leader(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens [start, end) are a leader's name, and no part of a longer one."""
    if not doc[end - 1].text[0].isalpha():
        return False
    known, words = _leaders(), name_key(doc[start:end].text)
    if words in known.full:
        return _governs(doc, end) or not _is_name(doc, end)
    if _governs(doc, end):
        return words in known.bare or words in known.last
    return words in known.bare and doc[end - 1].pos_ == "PROPN" and _alone(doc, start, end)


def _governs(doc: Doc, end: int) -> bool:
    """Whether a word for a government follows."""
    return end < len(doc) and doc[end].lower_ in lexicon()["names"]["governments"]


def _alone(doc: Doc, start: int, end: int) -> bool:
    """Whether no other capitalised name word touches the name ("Clinton County")."""
    return not _is_name(doc, start - 1) and not _is_name(doc, end)


def _is_name(doc: Doc, i: int) -> bool:
    return 0 <= i < len(doc) and doc[i].pos_ == "PROPN" and doc[i].text[0].isupper()
