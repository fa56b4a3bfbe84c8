"""Trains the reader of relations and writes its weights.

    python -m training.relations --plover PLOVER --cameo CAMEO --base MINILM --statements STATE

`--plover` and `--cameo` are the sets as JSON Lines. `--base` is the encoder's folder, as for
`training.statements`, and `--statements` the state which that training keeps: this network
reads what the lower layers of that one make of a text, and begins with its upper ones. Sentences
fall into five folds by their letters. For each fold a network is trained on the other four and
kept in the folder of work, so that a benchmark can read each sentence with weights that have not
seen it (`--folds`); those that leave out the first fold ship.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path

import torch

from benchmarks.lines import FOLDS
from onrecord.reading.tagging import tagger
from onrecord.reading.tagging.relations import NETWORK
from training.fit import Schedule, fit
from training.relations.examples import Example, examples, read
from training.relations.export import export
from training.relations.network import Network
from training.relations.task import TASK, batch

WEIGHTS = Path("src/onrecord/reading/tagging/weights")
SCHEDULE = Schedule(epochs=4)
SHIPPED = 0
"""The fold that the weights in the package have not seen."""


def main() -> None:
    """Train for each fold, and say how it does."""
    parser = argparse.ArgumentParser(prog="python -m training.relations", description=__doc__)
    parser.add_argument("--plover", type=Path, required=True)
    parser.add_argument("--cameo", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--statements", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--work", type=Path, default=Path("build/relations"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    made = list(examples(read(options.plover, options.cameo), tagger()))
    for fold in range(FOLDS):
        network = Network(options.base, options.statements)
        fit(network, TASK, [one for one in made if one.sentence.fold != fold], SCHEDULE)
        path = options.work / f"fold{fold}.onnx"
        export(network, path, options.work / "full.onnx")
        if fold == SHIPPED:
            shutil.copy(path, options.out / NETWORK)
        right, of = _types(network, (one for one in made if one.sentence.fold == fold))
        print(f"fold {fold}: the right type for {right} of {of}", flush=True)


def _types(network: Network, held_back: Iterable[Example]) -> tuple[int, int]:
    """Of the examples with a known type, how many get it, and how many there are."""
    known = [one for one in held_back if one.sentence.types]
    with torch.no_grad():
        found = [network(b.shared, b.mask)[3].argmax() for b in (batch([one]) for one in known)]
    right = sum(int(f) in one.sentence.types for f, one in zip(found, known, strict=True))
    return right, len(known)


if __name__ == "__main__":
    torch.manual_seed(1)
    main()
