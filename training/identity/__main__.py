"""``python -m training.identity FOLDER ... [--out weights.json]``: how much each feature of a pair
of tellings says that the two are one.

In go folders of stories (benchmarks/stories.py); out come the weights of a logistic regression
(Newton's method, L2) over the pairs of tellings that gold mentions cover, and the figures of
leaving one story out: average precision, and how many pairs of which reach which score.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.stories import clauses_of, items
from onrecord import read_many
from onrecord.resolve.likeness import features
from onrecord.resolve.tellings import Telling, tellings_of

WEIGHTS = Path("src/onrecord/resolve/weights.json")
STEPS, PENALTY = 40, 3.0
LEVELS = (0.2, 0.3, 0.4, 0.5)

Pair = tuple[str, dict[str, float], bool]
Matrix = np.ndarray[Any, Any]


def pairs(folder: Path) -> Iterator[Pair]:
    """Pairs of tellings of a story: its id, their features, and whether the two are one."""
    story = json.loads((folder / "story.json").read_text("utf-8"))
    texts = items(folder)
    found: list[tuple[str, int, int, Telling]] = []
    for (file, item), report in zip(texts.items(), read_many(texts.values()), strict=True):
        spans = clauses_of(report)
        found += [(file, *spans[t.id], t) for t in tellings_of(report, item.text)]
    gold: dict[int, str] = {}
    for event in story["events"]:
        for file, start, end in event["mentions"]:
            covering = [
                (min(e, end) - max(s, start), -at)
                for at, (f, s, e, _) in enumerate(found)
                if f == file and min(e, end) > max(s, start) and e - s <= 4 * (end - start) + 40
            ]
            if covering:
                gold.setdefault(-max(covering)[1], event["id"])
    for a, b in combinations(sorted(gold), 2):
        yield story["id"], features(found[a][3], found[b][3]), gold[a] == gold[b]


def fit(values: Matrix, same: Matrix) -> tuple[Matrix, float]:
    """The weights and the bias; features are scaled for the penalty alone."""
    mean, scale = values.mean(0), values.std(0) + 1e-6
    scaled = np.c_[(values - mean) / scale, np.ones(len(values))]
    weights = np.zeros(scaled.shape[1])
    penalty = np.r_[np.full(len(weights) - 1, PENALTY), 1e-6]
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (odds - same) + penalty * weights
        hessian = (scaled.T * (odds * (1 - odds))) @ scaled + np.diag(penalty)
        weights -= np.linalg.solve(hessian, gradient)
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ mean)


def precision(same: Matrix, scores: Matrix) -> float:
    """Average precision."""
    ranked = same[np.argsort(-scores, kind="stable")]
    return float((ranked.cumsum() / np.arange(1, len(ranked) + 1))[ranked].mean())


def main() -> None:
    """Train, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    stories = [s.parent for f in options.folders for s in sorted(f.glob("*/story.json"))]
    found = [pair for story in stories for pair in pairs(story)]
    names = sorted(found[0][1])
    values = np.array([[row[name] for name in names] for _, row, _ in found])
    same = np.array([one for *_, one in found])
    scores = np.zeros(len(found))
    for story in sorted({ident for ident, *_ in found}):
        out = np.array([ident == story for ident, *_ in found])
        weights, bias = fit(values[~out], same[~out])
        scores[out] = 1 / (1 + np.exp(-(values[out] @ weights + bias)))
    print(f"{len(found)} pairs, {same.sum()} the same")
    print(f"average precision {precision(same, scores):.3f}")
    for level in LEVELS:
        print(f"from {level}: {(same & (scores >= level)).sum()} of {(scores >= level).sum()}")
    weights, bias = fit(values, same)
    rounded = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}
    made = {"bias": round(bias, 3), "features": rounded}
    options.out.write_text(json.dumps(made, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
