"""Gold in JSON Lines: texts with annotations, one object a line, and a scorer beside them.

In go the gold and a function that turns a report into the gold's own terms; out come
predictions and the scorer's table. `--part held-back` takes the one document in five, by its
name, that no training sees.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord import Item, Report, read_many

Row = dict[str, Any]
Predict = Callable[[Row, Report], Row]


def held_back(identifier: str) -> bool:
    """Whether a document belongs to the inner validation part: one in five, by its name."""
    return drawn(identifier, "inner", 5)


def drawn(identifier: str, lot: str, one_in: int) -> bool:
    """Whether a document is drawn in a lottery that its name alone decides."""
    return int(hashlib.sha1((lot + identifier).encode()).hexdigest(), 16) % one_in == 0


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
    return found


def score(options: argparse.Namespace, predict: Predict) -> tuple[int, list[tuple[Row, Row]]]:
    """Read the texts, write gold and predictions, run the scorer on both; its exit status, and
    gold and prediction of each text."""
    golds = rows(options)
    items = [
        Item(g["text"], (g.get("date") or g.get("doc_date") or options.published), title=g["id"])
        for g in golds
    ]
    pairs = [
        (gold, {"id": gold["id"], **predict(gold, report)})
        for gold, report in zip(golds, read_many(items), strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        gold_path = Path(folder) / "gold.jsonl"
        out = options.out or Path(folder) / "predictions.jsonl"
        _write(gold_path, [gold for gold, _ in pairs])
        _write(out, [made for _, made in pairs])
        scorer = options.scorer or options.gold[0].with_name("score.py")
        command = [sys.executable, str(scorer), str(gold_path), str(out)]
        return subprocess.run(command, check=False).returncode, pairs


def _write(path: Path, objects: list[Row]) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), "utf-8")
