"""``python -m training.identity FOLDER ... [--out weights.json]``: how much each feature of a pair
of tellings says that the two are one.

In go folders of stories (benchmarks/stories.py); out come the weights of a logistic regression
over the pairs of tellings of a story that gold mentions cover, and the figures of leaving one story
out: average precision, and how many pairs of which reach which score. Pairs of two stories are left
out: the vocabularies of their documents tell all of them apart, and would seem to say everything.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.stories import clauses_of, items
from onrecord import read_many
from onrecord.resolve.identity.likeness import features
from onrecord.resolve.identity.tellings import Telling, tellings_of
from training.identity.regression import Matrix, Regression, fit

WEIGHTS = Path("src/onrecord/resolve/identity/weights.json")
LEVELS = (0.2, 0.3, 0.4, 0.5)


class Told(NamedTuple):
    """A telling with its story and its event in the gold."""

    story: str
    event: str
    telling: Telling


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
    return [Told(story["id"], event, found[at][3]) for at, event in sorted(gold.items())]


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
    pairs = [pair for folder in folders for pair in combinations(told(folder), 2)]
    found = [features(a.telling, b.telling) for a, b in pairs]
    names = sorted(found[0])
    values = np.array([[row[name] for name in names] for row in found])
    same = np.array([a.event == b.event for a, b in pairs])
    stories = np.array([a.story for a, _ in pairs])
    scores = np.zeros(len(pairs))
    for story in sorted(set(stories)):
        out = stories == story
        scores[out] = fit(values[~out], same[~out]).scores(values[out])
    print(f"{len(pairs)} pairs, {same.sum()} the same")
    print(f"average precision {precision(same, scores):.3f}")
    for level in LEVELS:
        print(f"from {level}: {(same & (scores >= level)).sum()} of {(scores >= level).sum()}")
    options.out.write_text(written(names, fit(values, same)), "utf-8")


if __name__ == "__main__":
    main()
