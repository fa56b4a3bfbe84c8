"""Phrases: the words by which sources disagree and bind themselves, as patterns.

In go the names of lists of words in knowledge/disputes.toml, or in another table; out come
patterns that find them in running text, whole words in any case, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from onrecord.knowledge import tables


@cache
def lexicon(table: str = "disputes") -> Mapping[str, Any]:
    """The words of a table."""
    return tables.keys(table)


@cache
def pattern(*names: str, table: str = "disputes") -> re.Pattern[str]:
    """What the words under `names` of the table match."""
    words: Any = lexicon(table)
    for name in names:
        words = words[name]
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """The alternatives of a pattern, with straight and curly apostrophes."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['’]") for word in longest)
