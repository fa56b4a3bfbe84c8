"""The words of names and texts, folded: the form in which names are compared and words are found.

In go names and running text; out come words in lower case without accents, and the words of a
text with their places. It needs no language model, and neither does asking a store.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

REMEMBERED = 65_536
"""How many words are kept folded: texts have few different ones, and ask for each often."""
_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,})|(?P<word>(?:[^\W_]|[\u0300-\u036f])+)(?:['’]s\b)?"
)


class Word(NamedTuple):
    """A word of a text, folded, and where it stands: half-open, in code points."""

    start: int
    end: int
    text: str


@lru_cache(REMEMBERED)
def folded(name: str) -> str:
    """`name` in lower case without accents or punctuation: the form in which names are compared."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def words_in(text: str) -> Iterator[Word]:
    """The words and numbers of `text` in their order: initials as one word without points, no
    single letters, and no ending of a possessive."""
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        found = match[kind]
        word = folded(found.replace(".", "") if kind == "initials" else found)
        if len(word) > 1 or word.isdigit():
            yield Word(*match.span(kind), word)


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case without accents, as DuckDB has them
    (``strip_accents(lower(name))``)."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain))


def pattern(words: Iterable[str]) -> str:
    """The regular expression of DuckDB (RE2) for :func:`plain_words` that follow one another, as
    whole words."""
    return r"(^|[^\pL\pN])" + r"[^\pL\pN]+".join(map(re.escape, words)) + r"($|[^\pL\pN])"
