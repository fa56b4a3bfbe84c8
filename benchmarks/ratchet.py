"""The ratchet: our own annotated fixtures, whose figures may not fall.

In go the fixtures of tests/fixtures/reports; out come the figures, against the floor kept in
tests/accuracy.toml. ``--raise`` writes the figures as the new floor, a deliberate act.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from benchmarks.gold import gold_reports
from benchmarks.measure import Figures, measure
from onrecord import Item, read_many

FLOOR = Path(__file__).parent.parent / "tests" / "accuracy.toml"
HEAD = "# Floors of `python -m benchmarks ratchet`: raised by --raise, never lowered.\n[floor]"
FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures" / "reports"


def figures(paths: list[Path]) -> Figures:
    """The figures of the pipeline on the fixtures in `paths`."""
    golds = list(gold_reports(paths))
    items = [Item(g.text, g.data.get("published"), title=g.ident) for g in golds]
    return measure(zip(golds, read_many(items), strict=True))


def floor() -> Figures:
    """The figures below which nothing may fall."""
    data = tomllib.loads(FLOOR.read_text("utf-8"))
    return {key: float(value) for key, value in data["floor"].items()}


def run(options: argparse.Namespace) -> int:
    """Print the figures beside the floor; raise the floor if that is asked."""
    now, least = figures(options.gold), floor() if FLOOR.exists() else {}
    for name, value in now.items():
        print(f"{name:14} {value:.3f}   floor {least.get(name, 0.0):.3f}")
    if options.raise_floor:
        lines = [
            f"{name} = {int(max(v, least.get(name, 0)) * 1000) / 1000}" for name, v in now.items()
        ]
        FLOOR.write_text("\n".join([HEAD, *lines, ""]), "utf-8")
    return int(any(value < least.get(name, 0.0) for name, value in now.items()))
