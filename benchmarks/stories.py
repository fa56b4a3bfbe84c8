"""Stories: several reports on the same happenings, resolved by the store, against gold.

In go folders of stories (a folder a story: texts and story.json); out come, for each story, the
clauses of each happening, the positions of each dispute and the pairs of copies, and the table of
the scorer that is named. The reports of a story are read, stored and resolved as any are.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.reading import reports_of
from onrecord import Item, Report, Store
from onrecord.answers import Filters, disputes, happenings, versions
from onrecord.model import Event

Row = dict[str, Any]


def run(options: argparse.Namespace) -> int:
    """Predict all stories of the folder, write the predictions, run the scorer on them."""
    if options.scorer is None:
        raise SystemExit("name the scorer of stories with --scorer")
    (folder,) = options.gold
    with tempfile.TemporaryDirectory() as scratch:
        out = options.out or Path(scratch) / "predictions.jsonl"
        rows = [predicted(path.parent) for path in sorted(folder.glob("*/story.json"))]
        out.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [sys.executable, str(options.scorer), str(folder), str(out)]
        return subprocess.run(command + ["--misses"] * options.misses, check=False).returncode


def items(folder: Path) -> dict[str, Item]:
    """The reports of a story, by file."""
    story = json.loads((folder / "story.json").read_text("utf-8"))
    return {
        r["file"]: Item(
            (folder / r["file"]).read_text("utf-8"),
            r["published"],
            title=r["title"],
            publisher=r["publisher"],
        )
        for r in story["reports"]
    }


def predicted(folder: Path) -> Row:
    """What the store makes of one story."""
    found = items(folder)
    reports = dict(zip(found, reports_of(found.values()), strict=True))
    files = {report.document.id: file for file, report in reports.items()}
    with tempfile.TemporaryDirectory() as scratch, Store(f"{scratch}/story.duckdb") as store:
        for file, report in reports.items():
            store.add(report, found[file].text)
        store.resolve()
        clauses = {
            event: [file, *span]
            for file, report in reports.items()
            for event, span in clauses_of(report).items()
        }
        return {
            "id": json.loads((folder / "story.json").read_text("utf-8"))["id"],
            "events": [
                {"id": one.id, "mentions": [clauses[event] for event in one.events]}
                for one in happenings(store, Filters(uncoded=True))
            ],
            "disputes": [
                {
                    "kind": d.kind,
                    "spans": [[files[p.document], p.start, p.end] for p in d.positions],
                }
                for d in disputes(store)
            ],
            "duplicates": _copies(store, files),
        }


def _copies(store: Store, files: dict[str, str]) -> list[list[str]]:
    """The pairs of reports that tell one text."""
    texts: dict[str, list[str]] = defaultdict(list)
    for version in versions(store):
        texts[version.text].append(files[version.document.id])
    return [sorted(pair) for told in texts.values() for pair in combinations(told, 2)]


def clauses_of(report: Report) -> dict[str, tuple[int, int]]:
    """The clause of each event and deed of a report, by its id."""
    return {event.id: _clause(event, report) for event in report.told}


def _clause(event: Event, report: Report) -> tuple[int, int]:
    """The evidence without what it shares with the events whose triggers it holds: a subject that
    governs two verbs is evidence of both, and part of the clause of the first alone."""
    start, end = event.evidence.start, event.evidence.end
    for other in report.told:
        if other.id == event.id or not other.trigger.within(event.evidence):
            continue
        if other.trigger.end <= event.trigger.start:
            start = max(start, other.trigger.end)
        elif other.trigger.start >= event.trigger.end:
            end = min(end, other.trigger.start)
    return start, end
