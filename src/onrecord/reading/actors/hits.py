"""Names that the gazetteer knows, where they stand in a text.

In goes a parsed document; out come non-overlapping finds over its tokens, the longest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from onrecord.knowledge import world
from onrecord.knowledge.world import Entry
from onrecord.reading.actors.cast import visible


@dataclass(frozen=True)
class Hit:
    """A gazetteer entry at tokens [start, end)."""

    start: int
    end: int
    entry: Entry


@cache
def _small_starts() -> frozenset[str]:
    """The first words of names that are written small ("al-Shabaab", "northern Cyprus")."""
    starts = {key[0] for key in world.gazetteer() if len(key) > 1}
    return frozenset(word for word in starts if word[0].islower() and word != "the")


def gazetteer_hits(doc: Doc) -> list[Hit]:
    """The names of the gazetteer in `doc`."""
    entries: Mapping[tuple[str, ...], Entry] = world.gazetteer()
    opening = world.openings()
    words = [visible(token.text) for token in doc]
    hits: list[Hit] = []
    i = 0
    while i < len(words):
        found = None
        if words[i][:1].isupper() or words[i][:1].isdigit() or words[i] in _small_starts():
            for n in range(min(opening.get(words[i], 0), len(words) - i), 0, -1):
                entry = entries.get(tuple(words[i : i + n]))
                if entry is not None and (entry.kind != "seat" or entry.country):
                    found = Hit(i, i + n, entry)
                    break
        if found:
            hits.append(found)
            i = found.end
        else:
            i += 1
    return hits
