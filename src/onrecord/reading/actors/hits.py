"""Names that the gazetteer knows, where they stand in a text.

In goes a parsed document; out come non-overlapping finds over its tokens, the longest first. A
name that is also one of persons counts only where the words around it, or the rest of the text,
say that it is meant: "Karen villagers", not "Karen Smith".
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
    return _meant(doc, hits)


def _meant(doc: Doc, hits: list[Hit]) -> list[Hit]:
    """`hits` without the doubtful ones that stand in a longer name, or alone where no other words
    name their entry beyond doubt."""
    doubtful = {
        hit.start: hit
        for hit in hits
        if tuple(token.text for token in doc[hit.start : hit.end]) in world.doubtful()
    }
    before = {hit.end for hit in hits if hit.start not in doubtful}
    lost = {
        start
        for start, hit in doubtful.items()
        if _is_name(doc, hit.end) or (start not in before and _is_name(doc, start - 1))
    }
    sure = {
        hit.entry.name
        for hit in hits
        if hit.start not in lost and (hit.start not in doubtful or _described(doc, hit))
    }
    return [hit for hit in hits if hit.start not in lost and hit.entry.name in sure]


def _is_name(doc: Doc, i: int) -> bool:
    """Whether token `i` is a word of a name, and no abbreviation."""
    if not 0 <= i < len(doc) or doc[i].pos_ != "PROPN":
        return False
    return doc[i].text[0].isupper() and not (len(doc[i]) > 1 and doc[i].text.isupper())


def _described(doc: Doc, hit: Hit) -> bool:
    """Whether the words around a name say that it is one of several people: an article or number
    before it, or a common noun behind."""
    if hit.start and (
        doc[hit.start - 1].tag_ in ("DT", "CD") or doc[hit.start - 1].lower_ == "ethnic"
    ):
        return True
    after = doc[hit.end : hit.end + 2]
    nouns = [token.pos_ == "NOUN" and token.text.islower() for token in after]
    return bool(nouns) and (nouns[0] or (nouns[-1] and after[0].pos_ == "ADJ"))
