"""Where the parties of a network are drawn: the same network always in the same places.

In go parties in order and how strongly pairs of them are tied; out come whole coordinates in a
square. The method is that of Fruchterman and Reingold (1991), "Graph drawing by force-directed
placement": all push each other away, ties pull. It starts from a spiral in the order of the
parties, so that nothing is left to chance, and a weak pull to the middle keeps together what no
tie does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""One row a party: x and y."""
SIDE = 1000
"""The length of a side of the square."""
ROUNDS = 150
PULL = 0.6
"""The pull of the strongest tie; that of the others is as the root of their strength."""
MIDDLE = 0.08
"""The pull to the middle, as a share of the distance."""


def placed(
    parties: Sequence[str], ties: Mapping[tuple[str, str], float]
) -> dict[str, tuple[int, int]]:
    """Where each party stands: x and y from 0 to SIDE.

    Args:
        parties: all of them, the weightiest first.
        ties: how strong the ties of pairs are; both must be among the parties.
    """
    if len(parties) < 2:
        return dict.fromkeys(parties, (SIDE // 2, SIDE // 2))
    at = {one: n for n, one in enumerate(parties)}
    pull = np.zeros((len(parties), len(parties)))
    for (one, other), weight in ties.items():
        pull[at[one], at[other]] += weight
    pull = np.sqrt(pull + pull.T)
    points = _moved(_circle(len(parties)), PULL * pull / max(float(pull.max()), 1.0))
    low, high = points.min(axis=0), points.max(axis=0)
    whole = np.rint((points - low) / np.maximum(high - low, 1e-9) * SIDE).astype(int)
    return {one: (int(x), int(y)) for one, (x, y) in zip(parties, whole, strict=True)}


def _circle(count: int) -> Points:
    """Points, the first ones near the middle: a spiral of the golden angle."""
    n = np.arange(count)
    angle, radius = n * np.pi * (3 - np.sqrt(5)), np.sqrt((n + 0.5) / count) / 2
    return np.column_stack((np.cos(angle), np.sin(angle))) * radius[:, None]


def _moved(points: Points, pull: Points) -> Points:
    """The points after all rounds; steps become smaller from round to round."""
    ideal = 1 / np.sqrt(len(points))
    for step in np.linspace(0.1, 0.002, ROUNDS):
        apart = points[:, None] - points[None]
        far = np.maximum(np.sqrt((apart**2).sum(axis=-1)), 1e-3)
        force = (ideal / far) ** 2 - pull * far / ideal
        moved = (apart * force[..., None]).sum(axis=1) - points * MIDDLE / ideal
        length = np.maximum(np.sqrt((moved**2).sum(axis=-1, keepdims=True)), 1e-9)
        points = points + moved / length * np.minimum(length, step)
    return points
