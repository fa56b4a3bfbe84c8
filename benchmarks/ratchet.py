"""The ratchet: our own annotated fixtures, whose figures may not fall.

In go folders of fixtures (tests/fixtures/reports, short texts each on one matter;
tests/fixtures/field and tests/fixtures/newsroom, whole reports in the manner of newspapers and
ministries, the latter written when the rules had been mended for the former); out come the
figures of each, against the floors kept in tests/accuracy.toml under the folder's name.
``--raise`` writes the figures as the new floors, a deliberate act; it never lowers one. Floors
have two decimals: between processors the parser differs in a word or two.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from benchmarks.gold import gold_reports
from benchmarks.measure import Figures, measure
from benchmarks.reading import reports_of
from onrecord import Item

FLOORS = Path(__file__).parent.parent / "tests" / "accuracy.toml"
HEAD = "# Floors of `python -m benchmarks ratchet`: raised by --raise, never lowered."
FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
SETS = ("reports", "field", "newsroom")


def figures(folder: Path) -> Figures:
    """The figures of the pipeline on the fixtures in `folder`."""
    golds = list(gold_reports([folder]))
    items = [Item(g.text, g.data.get("published"), title=g.ident) for g in golds]
    return measure(zip(golds, reports_of(items), strict=True))


def floors() -> dict[str, Figures]:
    """The figures below which nothing may fall, by the name of the folder."""
    if not FLOORS.exists():
        return {}
    data = tomllib.loads(FLOORS.read_text("utf-8"))
    return {name: {k: float(v) for k, v in table.items()} for name, table in data.items()}


def run(options: argparse.Namespace) -> int:
    """Print the figures beside the floors; raise the floors if that is asked."""
    least, fallen = floors(), False
    for folder in options.gold:
        name, now = folder.name, figures(folder)
        floor = least.setdefault(name, {})
        print(f"{name}: {len(list(folder.glob('*.toml')))} texts")
        for key, value in now.items():
            print(f"  {key:14} {value:.3f}   floor {floor.get(key, 0.0):.3f}")
        fallen |= any(value < floor.get(key, 0.0) for key, value in now.items())
        if options.raise_floor:
            least[name] = {k: max(int(v * 100) / 100, floor.get(k, 0.0)) for k, v in now.items()}
    if options.raise_floor:
        FLOORS.write_text("\n".join([HEAD, *_lines(least), ""]), "utf-8")
    return int(fallen)


def _lines(floors_: dict[str, Figures]) -> list[str]:
    return [
        line
        for name, table in floors_.items()
        for line in ("", f"[{name}]", *(f"{key} = {value}" for key, value in table.items()))
    ]
