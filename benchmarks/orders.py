"""Order freedom: one store, whatever the order in which its reports came.

In go folders of stories; out comes whether stores that the reports of all of them came to in random
orders hold the same: every row that resolving makes, and the history of every happening. The
reports are read once. On the way they are resolved at random times, and some are first stored
under another day, as if they had been read again. Of texts nothing is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from benchmarks.reading import reports_of
from benchmarks.stories import items
from onrecord import Report, Store
from onrecord.answers import Filters, happenings
from onrecord.answers.events.happening import members_of
from onrecord.resolve.history import changes_of

MADE = (
    "things", "personas", "keys", "links", "groups", "recalls", "withdrawals", "happenings",
    "disputes", "commitments",
)  # fmt: skip
"""The tables that resolving writes."""
RESOLVED = 0.1
"""How often the store is resolved after a report."""
REREAD = 0.1
"""How many of the reports are first stored under another day."""

Told = tuple[Report, str]


def run(options: argparse.Namespace) -> int:
    """Print the number of orders and whether all end in one store."""
    told = reports(options.gold)
    with tempfile.TemporaryDirectory() as folder:
        found = [printed(told, Path(folder) / f"{n}.duckdb", n) for n in range(options.orders)]
    what = "the same" if len(set(found)) == 1 else f"{len(set(found))} different ones"
    print(f"reports {len(told)}, orders {len(found)}, stores: {what}")
    return int(len(set(found)) != 1)


def reports(folders: Sequence[Path]) -> list[Told]:
    """The reports of all stories in these folders, with their texts."""
    stories = [path.parent for folder in folders for path in sorted(folder.glob("*/story.json"))]
    found = [item for story in stories for item in items(story).values()]
    return list(zip(reports_of(found), (item.text for item in found), strict=True))


def printed(told: Sequence[Told], path: Path, order: int) -> str:
    """The fingerprint of the store to which reports came in the order with this number."""
    chance = random.Random(order)
    with Store(str(path)) as store:
        for report, text in _arrivals(told, chance):
            store.add(report, text)
            if chance.random() < RESOLVED:
                store.resolve()
        store.resolve()
        return hashlib.sha256(msgspec.json.encode(exported(store))).hexdigest()


def _arrivals(told: Sequence[Told], chance: random.Random) -> list[Told]:
    """The reports in a random order, some of them twice, the first time without a day."""
    arriving = list(told)
    chance.shuffle(arriving)
    for report, text in chance.sample(told, int(REREAD * len(told))):
        undated = replace(report, document=replace(report.document, published=None))
        at = next(n for n, (one, _) in enumerate(arriving) if one is report)
        arriving.insert(chance.randint(0, at), (undated, text))
    return arriving


def exported(store: Store) -> dict[str, object]:
    """All that resolving makes, in a fixed order."""
    found: dict[str, object] = {
        table: store.rows(f'SELECT * FROM "{table}" ORDER BY ALL') for table in MADE
    }
    shown = happenings(store, Filters(uncoded=True))
    members = {m.event.id: m for m in members_of(store, [e for h in shown for e in h.events])}
    return found | {h.id: changes_of(h.id, [members[e] for e in h.events]) for h in shown}
