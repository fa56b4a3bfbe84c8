"""Gold in JSON Lines: texts with annotations, one object a line, and a scorer beside them.

In go the gold and a function that turns a report into the gold's own terms; out come
predictions and the scorer's table. `--part held-back` takes the one document in five, by its
name, that no training sees; `--folds` reads each text with weights whose training left it out,
and leaves aside the folds that lack theirs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.reading import reports_of
from onrecord import Item, Report
from onrecord.reading.tagging import reading_with

Row = dict[str, Any]
Predict = Callable[[Row, Report], Row]

FOLDS = 5
"""Into how many folds a training parts its sentences."""


def held_back(identifier: str) -> bool:
    """Whether a document belongs to the inner validation part: one in five, by its name."""
    return drawn(identifier, "inner", 5)


def drawn(identifier: str, lot: str, one_in: int) -> bool:
    """Whether a document is drawn in a lottery that its name alone decides."""
    return share_of(identifier, lot, one_in) == 0


def share_of(identifier: str, lot: str, shares: int) -> int:
    """Which of a number of equal shares a document falls into, by its name alone."""
    return int(hashlib.sha1((lot + identifier).encode()).hexdigest(), 16) % shares


def fold_of(text: str) -> int:
    """The fold of a sentence, by its letters alone: sets may share it."""
    return share_of(re.sub(r"\W", "", text).lower(), "inner", FOLDS)


def rows(options: argparse.Namespace) -> list[Row]:
    """The gold's objects, of the part that was asked for."""
    found: list[Row] = []
    for path in options.gold:
        lines = path.read_text("utf-8").splitlines()
        found += [json.loads(line) for line in lines if line.strip()]
    if options.part == "held-back":
        found = [row for row in found if held_back(row["id"])]
    elif options.part == "training":
        found = [row for row in found if not held_back(row["id"])]
    if options.folds is not None:
        found = [row for row in found if _weights(options.folds, row["text"]).exists()]
    return found


def _weights(folds: Path, text: str) -> Path:
    """The weights whose training left a text out."""
    return folds / f"fold{fold_of(text)}.onnx"


def score(options: argparse.Namespace, predict: Predict) -> tuple[int, list[tuple[Row, Row]]]:
    """Read the texts, write gold and predictions, run the scorer on both; its exit status, and
    gold and prediction of each text."""
    golds = rows(options)
    pairs = [
        (gold, {"id": gold["id"], **predict(gold, report)})
        for gold, report in zip(golds, reports(options, golds), strict=True)
    ]
    return scored(options, pairs), pairs


def reports(options: argparse.Namespace, golds: list[Row]) -> Iterable[Report]:
    """The reports of the gold's texts, in its order."""
    items = [
        Item(g["text"], (g.get("date") or g.get("doc_date") or options.published), title=g["id"])
        for g in golds
    ]
    return _read(items, options.folds)


def scored(options: argparse.Namespace, pairs: Iterable[tuple[Row, Row]]) -> int:
    """Write gold and prediction of each text and run the scorer on them; its exit status."""
    golds, made = zip(*pairs, strict=True)
    with tempfile.TemporaryDirectory() as folder:
        gold_path = Path(folder) / "gold.jsonl"
        out = options.out or Path(folder) / "predictions.jsonl"
        _write(gold_path, golds)
        _write(out, made)
        scorer = options.scorer or options.gold[0].with_name("score.py")
        command = [sys.executable, str(scorer), str(gold_path), str(out)]
        return subprocess.run(command, check=False).returncode


def _read(items: list[Item], folds: Path | None) -> Iterable[Report]:
    """The reports of the texts; with `folds`, of each with the weights that have not seen it."""
    if folds is None:
        return reports_of(items)
    made: dict[int, Report] = {}
    for path in sorted(folds.glob("fold*.onnx")):
        mine = [at for at, item in enumerate(items) if _weights(folds, item.text) == path]
        with reading_with(path):
            made.update(zip(mine, reports_of([items[at] for at in mine]), strict=True))
    return [made[at] for at in sorted(made)]


def _write(path: Path, objects: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), "utf-8")
