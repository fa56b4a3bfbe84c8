"""Sentences, as marks and line breaks bound them: all that across reports is needed of a parse.

In goes a text; out come the offsets at which its sentences end, the spaces behind them included.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.model import Span
from onrecord.resolve.versions.phrases import any_of, lexicon

SHORT = 6
"""Characters that an abbreviation has at the most."""
REMEMBERED = 256
"""Texts whose sentences are kept."""
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-ZÀ-Þ0-9])|\n+")


@lru_cache(REMEMBERED)
def bounds(text: str) -> tuple[int, ...]:
    """Where sentences end: 0 first, the length of the text last."""
    ends = [m.end() for m in _END.finditer(text) if not _is_short(text, m.start() + 1)]
    return tuple(dict.fromkeys([0, *ends, len(text)]))


def sentence_at(text: str, span: Span) -> Span:
    """The sentence that `span` begins in."""
    ends = bounds(text)
    at = bisect_right(ends, span.start)
    return Span(ends[at - 1], ends[at]) if at < len(ends) else Span(ends[-2], ends[-1])


def between(text: str, a: int, b: int) -> int:
    """How many sentences end between two offsets."""
    ends = bounds(text)
    first, last = sorted((a, b))
    return bisect_right(ends, last) - bisect_right(ends, first)


def sentences(text: str) -> list[Span]:
    """All sentences, in order."""
    ends = bounds(text)
    return [Span(a, b) for a, b in pairwise(ends)]


def _is_short(text: str, end: int) -> bool:
    return abbreviated().search(text[max(0, end - SHORT) : end]) is not None


@cache
def abbreviated() -> re.Pattern[str]:
    """What a full stop behind does not end a sentence: an initial, "Gen.", "Jan."."""
    return re.compile(rf"\b(?:[A-Z]|{any_of(lexicon()['sentences']['abbreviations'])})\.$")
