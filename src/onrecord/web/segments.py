"""Overlapping highlights of a text, split at all their boundaries.

In go the length of a text, the stretches to be marked, and where lines end; out come segments that
do not overlap, one after the other from the first character to the last, each with all marks that
cover it. HTML can show no elements that overlap, but one element a segment. All offsets count
Unicode code points, as spans do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

LINE_END = re.compile(r"[\n\r\u2028\u2029]+")
"""What ends a line, as the reading of passages has it."""


@dataclass(frozen=True)
class Mark:
    """A stretch ``[start, end)`` of a record `key`; `layer` is how it is shown, empty where it is
    lit only together with its record, `depth` how deep it lies in others of its layer, from 1."""

    key: str
    start: int
    end: int
    layer: str = ""
    depth: int = 1


@dataclass(frozen=True)
class Segment:
    """A stretch ``[start, end)`` and the marks that cover all of it, the longest first."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The records that it belongs to, each once, those with the longest marks first."""
        return list(dict.fromkeys(mark.key for mark in self.marks))

    @property
    def layers(self) -> list[str]:
        """How it is shown: the names of its layers, one that is nested with its depth behind."""
        deepest: dict[str, int] = {}
        for mark in self.marks:
            if mark.layer:
                deepest[mark.layer] = max(mark.depth, deepest.get(mark.layer, 0))
        return [layer if depth < 2 else f"{layer}-{depth}" for layer, depth in deepest.items()]


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """The segments of a text of `length` characters, split where a mark begins or ends and at
    `cuts`. What of a mark lies outside the text marks nothing."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        start, end = max(0, mark.start), min(length, mark.end)
        if start < end:
            opening[start].append(mark)
            closing[end].append(mark)
    inside = {at for at in (*opening, *closing, *cuts) if 0 < at < length}
    edges = sorted({0, length} | inside) if length else []
    found, covering = [], list[Mark]()
    for start, end in pairwise(edges):
        for mark in closing.get(start, ()):
            covering.remove(mark)
        covering += opening.get(start, ())
        covering.sort(key=lambda m: (m.start - m.end, m.start, m.key, m.layer))
        found.append(Segment(start, end, tuple(covering)))
    return found


def lines(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """The segments of each line of `text` that is not empty, in order; what ends a line lies in
    none."""
    ends = [match.span() for match in LINE_END.finditer(text)]
    cuts = [at for end in ends for at in end]
    between = {start for start, _ in ends}
    found: list[list[Segment]] = [[]]
    inside = dict(ends)
    after = -1
    for segment in segments(len(text), marks, cuts):
        if segment.start in between:
            after = inside[segment.start]
            found.append([])
        if segment.start >= after:
            found[-1].append(segment)
    return [line for line in found if line]


def outward(ident: str, above: Mapping[str, str | None]) -> list[str] | None:
    """The records around the record `ident`, the nearest first; `above` has the record around
    each. None where they lie in each other, as they do in a damaged report."""
    found: list[str] = []
    outer = above.get(ident)
    while outer is not None and outer in above:
        if outer == ident or outer in found:
            return None
        found.append(outer)
        outer = above[outer]
    return found
