"""Whole reports against gold reports, scored by the scorer that is named.

In go gold reports with their texts; out come predictions in JSON Lines and the scorer's table.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.gold import gold_reports
from benchmarks.reading import reports_of
from onrecord import Item


def run(options: argparse.Namespace) -> int:
    """Read the gold's texts, write the predictions, run the scorer on them."""
    golds = list(gold_reports(options.gold))
    items = [
        Item(g.text, g.data.get("published") or options.published, title=g.ident) for g in golds
    ]
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or Path(folder) / "predictions.jsonl"
        lines = [report.to_json() + "\n" for report in reports_of(items)]
        out.write_text("".join(lines), "utf-8")
        scorer = options.scorer or golds[0].path.with_name("score.py")
        paths = ",".join(str(path) for path in options.gold)
        command = [sys.executable, str(scorer), paths, str(out)]
        return subprocess.run(command + ["--misses"] * options.misses, check=False).returncode
