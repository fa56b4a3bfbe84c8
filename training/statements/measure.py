"""Measuring: attributions against gold, as PolNeAR's users compare them.

In go gold and predictions for texts; out come F1 of contents with their sources (Jaccard index
of letters and digits at least one half, for both), of exact contents and of exact sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onrecord.reading.statements.tagging import Attribution

Places = frozenset[int]


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
            (_places(text, one["content"]), _places(text, one["source"]))
            for one in row["attributions"]
            if one["content"]
        ]
        made = [
            (
                _places(text, [[s.start, s.end] for s in one.content]),
                _places(text, [[one.source.start, one.source.end]] if one.source else []),
            )
            for one in read
        ]
        counts.add("attribution", _linked(gold, made), len(made), len(gold))
        for name, at in (("content", 0), ("source", 1)):
            left = [one[at] for one in gold if one[at]]
            right = [one[at] for one in made if one[at]]
            counts.add(name, _equal(left, right), len(right), len(left))
    return counts


def _places(text: str, fragments: list[list[int]]) -> Places:
    return frozenset(
        at for start, end in fragments for at in range(start, end) if text[at].isalnum()
    )


def _jaccard(one: Places, other: Places) -> float:
    return len(one & other) / len(one | other) if one & other else float(one == other)


def _linked(gold: list[tuple[Places, Places]], made: list[tuple[Places, Places]]) -> int:
    """Greedy one-to-one matches of contents, best first, whose sources match too."""
    likeness = sorted(
        (-value, g, m)
        for g, one in enumerate(gold)
        for m, other in enumerate(made)
        if (value := _jaccard(one[0], other[0])) >= 0.5
    )
    taken_gold: set[int] = set()
    taken_made: set[int] = set()
    right = 0
    for _, g, m in likeness:
        if g not in taken_gold and m not in taken_made:
            taken_gold.add(g)
            taken_made.add(m)
            right += _jaccard(gold[g][1], made[m][1]) >= 0.5
    return right


def _equal(left: list[Places], right: list[Places]) -> int:
    rest = list(right)
    matched = 0
    for one in left:
        if one in rest:
            rest.remove(one)
            matched += 1
    return matched
