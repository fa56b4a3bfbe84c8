"""Matching: how alike two answers are, and which of the gold's each answer is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Letters = frozenset[int]
Left = TypeVar("Left")
Right = TypeVar("Right")


def best_pairs(
    golds: Sequence[Left], reads: Sequence[Right], fit: Callable[[Left, Right], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, read) of those that fit above zero, best fit first."""
    fits = sorted(
        ((fit(g, r), -i, -j) for i, g in enumerate(golds) for j, r in enumerate(reads)),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    pairs = []
    for value, i, j in fits:
        if value > 0 and -i not in taken_gold and -j not in taken_read:
            taken_gold.add(-i)
            taken_read.add(-j)
            pairs.append((-i, -j))
    return pairs


def letters(text: str, fragments: Iterable[Sequence[int]]) -> Letters:
    """The places of the letters and digits in some stretches of `text`."""
    return frozenset(
        at for start, end in fragments for at in range(start, end) if text[at].isalnum()
    )


def jaccard(one: Letters, other: Letters) -> float:
    """Letters in both over letters in either; 1 where there is none."""
    return len(one & other) / len(one | other) if one or other else 1.0
