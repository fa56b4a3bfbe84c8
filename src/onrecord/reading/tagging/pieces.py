"""Word pieces: the units that the tagger reads.

In goes a text; out come pieces, each a number of the vocabulary with the characters that it
stands for. Words are cut by longest match first (WordPiece: Wu et al. 2016), after case and
accents are folded, as BERT (Devlin et al. 2019) does: the base of the network was trained so. The
library that does the same brings nine packages, clients for a network among them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from onrecord.model import Span

MAX_WORD = 100
UNKNOWN, OPENING, CLOSING = "[UNK]", "[CLS]", "[SEP]"


class Vocabulary:
    """The numbers of the pieces, from a file that has one piece a line; a piece which goes on
    with a word begins with "##"."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text("utf-8").split("\n")
        self._numbers = {line: number for number, line in enumerate(lines) if line}
        self.opening, self.closing = self._numbers[OPENING], self._numbers[CLOSING]
        self._unknown = self._numbers[UNKNOWN]
        self._cut = lru_cache(maxsize=50_000)(self._cut_word)

    def pieces(self, text: str, start: int, end: int) -> Iterator[tuple[int, Span]]:
        """The pieces of text[start:end] with their characters; together they hold every letter,
        digit and mark of it."""
        for word, places in _words(text, start, end):
            for number, first, last in self._cut(word):
                yield number, Span(places[first], places[last - 1] + 1)

    def _cut_word(self, word: str) -> list[tuple[int, int, int]]:
        """Number, first character and end of each piece; the whole as unknown if a part is."""
        whole = [(self._unknown, 0, len(word))]
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word) <= MAX_WORD:
            prefix = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if prefix + word[start:e] in self._numbers), None)
            if end is None:
                return whole
            found.append((self._numbers[prefix + word[start:end]], start, end))
            start = end
        return found or whole


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, list[int]]]:
    """Folded words and single marks; beside each character of them its place in the text."""
    word: list[str] = []
    places: list[int] = []
    for at in range(start, end):
        kind = _kind(text[at])
        if kind != "letter" and kind != "nothing" and word:
            yield "".join(word), places
            word, places = [], []
        if kind == "mark":
            yield text[at], [at]
        elif kind == "letter":
            folded = _folded(text[at])
            word += folded
            places += [at] * len(folded)
    if word:
        yield "".join(word), places


@lru_cache(maxsize=10_000)
def _kind(character: str) -> str:
    if character in "\t\n\r":
        return "space"
    category = unicodedata.category(character)
    if category in ("Cc", "Cf") or character == "\ufffd":
        return "nothing"
    if category.startswith("Z"):
        return "space"
    ascii_mark = character.isascii() and not character.isalnum()
    ideograph = (
        "CJK UNIFIED" in unicodedata.name(character, "") if ord(character) > 0x2E7F else False
    )
    return "mark" if ascii_mark or category.startswith("P") or ideograph else "letter"


@lru_cache(maxsize=10_000)
def _folded(character: str) -> tuple[str, ...]:
    """Lower case, without accents; one character may give several, or none."""
    apart = unicodedata.normalize("NFD", character)
    return tuple("".join(c for c in apart if unicodedata.category(c) != "Mn").lower())
