"""Measuring: attributions against gold, as PolNeAR's users compare them.

In go gold and predictions for texts; out come F1 of contents with their sources (Jaccard index
of letters and digits at least one half, for both), of exact contents and of exact sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.matching import Letters, best_pairs, jaccard, letters
from onrecord.reading.tagging import Attribution


@dataclass
class Counts:
    """Matches, predictions and gold, by what is matched."""

    matched: dict[str, int] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    gold: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, matched: int, read: int, gold: int) -> None:
        """Count one text's entries."""
        for table, number in ((self.matched, matched), (self.read, read), (self.gold, gold)):
            table[name] = table.get(name, 0) + number

    def f1(self, name: str) -> float:
        """Twice the matches over all entries; 1 where there is none."""
        both = self.read[name] + self.gold[name]
        return 2 * self.matched[name] / both if both else 1.0


def measure(pairs: Iterable[tuple[dict[str, Any], list[Attribution]]]) -> Counts:
    """The counts over pairs of a gold row and what was read from its text."""
    counts = Counts()
    for row, read in pairs:
        text = row["text"]
        gold = [
            (letters(text, one["content"]), letters(text, one["source"]))
            for one in row["attributions"]
            if one["content"]
        ]
        made = [
            (
                letters(text, [[s.start, s.end] for s in one.content]),
                letters(text, [[one.source.start, one.source.end]] if one.source else []),
            )
            for one in read
        ]
        counts.add("attribution", _linked(gold, made), len(made), len(gold))
        for name, at in (("content", 0), ("source", 1)):
            left = [one[at] for one in gold if one[at]]
            right = [one[at] for one in made if one[at]]
            counts.add(name, _equal(left, right), len(right), len(left))
    return counts


def _linked(gold: list[tuple[Letters, Letters]], made: list[tuple[Letters, Letters]]) -> int:
    """Contents matched one to one, best first, whose sources match too."""

    def alike(one: tuple[Letters, Letters], other: tuple[Letters, Letters]) -> float:
        value = jaccard(one[0], other[0])
        return value if value >= 0.5 else 0.0

    pairs = best_pairs(gold, made, alike)
    return sum(jaccard(gold[g][1], made[m][1]) >= 0.5 for g, m in pairs)


def _equal(left: list[Letters], right: list[Letters]) -> int:
    rest = list(right)
    matched = 0
    for one in left:
        if one in rest:
            rest.remove(one)
            matched += 1
    return matched
