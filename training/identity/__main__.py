"""``python -m training.identity FOLDER ... [--out weights.json]``: how much each feature of a pair
of tellings says that the two are one.

In go folders of stories (benchmarks/stories.py); out come the weights of a logistic regression
over the pairs of tellings that gold mentions cover. Tellings of two stories are pairs too, none of
which is one: a store holds many. The figures are those of leaving one story out: average
precision, and how many pairs of which reach which score, among the pairs of that story.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.stories import clauses_of, items
from onrecord import read_many
from onrecord.resolve.likeness import features
from onrecord.resolve.tellings import Telling, tellings_of
from training.identity.regression import Matrix, Regression, fit

WEIGHTS = Path("src/onrecord/resolve/weights.json")
LEVELS = (0.2, 0.3, 0.4, 0.5)

Told = tuple[str, str, Telling]
"""A telling with its story and its event in the gold."""


def told(folder: Path) -> list[Told]:
    """The tellings of a story that gold mentions cover."""
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
    return [(story["id"], event, found[at][3]) for at, event in sorted(gold.items())]


def precision(same: Matrix, scores: Matrix) -> float:
    """Average precision."""
    ranked = same[np.argsort(-scores, kind="stable")]
    return float((ranked.cumsum() / np.arange(1, len(ranked) + 1))[ranked].mean())


def written(names: list[str], regression: Regression) -> str:
    """The weights as the product reads them."""
    rounded = [round(float(weight), 3) for weight in regression.weights]
    made = {
        "bias": round(regression.bias, 3),
        "features": dict(zip(names, rounded, strict=True)),
    }
    return json.dumps(made, indent=2) + "\n"


def main() -> None:
    """Train, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    folders = [s.parent for f in options.folders for s in sorted(f.glob("*/story.json"))]
    pairs = list(combinations([one for folder in folders for one in told(folder)], 2))
    found = [features(a[2], b[2]) for a, b in pairs]
    names = sorted(found[0])
    values = np.array([[row[name] for name in names] for row in found])
    same = np.array([a[:2] == b[:2] for a, b in pairs])
    stories = np.array([[a[0], b[0]] for a, b in pairs])
    one = stories[:, 0] == stories[:, 1]
    scores = np.zeros(len(pairs))
    for story in sorted(set(stories[:, 0])):
        seen = (stories != story).all(axis=1)
        asked = (stories == story).all(axis=1)
        scores[asked] = fit(values[seen], same[seen]).scores(values[asked])
    print(f"{one.sum()} pairs, {same.sum()} the same; {(~one).sum()} of two stories")
    print(f"average precision {precision(same[one], scores[one]):.3f}")
    for level in LEVELS:
        print(f"from {level}: {(same & (scores >= level)).sum()} of {(scores >= level).sum()}")
    options.out.write_text(written(names, fit(values, same)), "utf-8")


if __name__ == "__main__":
    main()
