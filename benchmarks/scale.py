"""What growth costs: adding one document to a store, and asking it, at several sizes.

In go texts, which are read once; out come, for stores of so many claims, the medians of the times
of adding one document (`add` and then `resolve`), of a dossier, a timeline and the disputes of a
busy pair, of an actor and of a search, in one process with the store open. The documents are
synthetic (:mod:`benchmarks.synthetic`): copies of the reports under other names, words and days.
The stores are filled in bulk and resolved as any are.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.gold import texts
from benchmarks.synthetic import BUSY, Synthetic, Text
from onrecord import Item, Store, answers, read_many
from onrecord.store import tables

PUBLISHED = "2024-01-01"
BATCH = 256
"""Documents that are written together when a store is filled."""
SOUGHT = (10, 40)
"""The ranks, by frequency, of the words that are sought; short ones are passed over."""
LONG = 6

Times = dict[str, float]


def run(options: argparse.Namespace) -> int:
    """Print the times by size."""
    sample = texts(options.gold)
    items = [Item(text, options.published or PUBLISHED) for text in sample]
    synthetic = Synthetic(list(zip(read_many(items), sample, strict=True)))
    found: dict[int, Times] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.claims:
            found[size] = measured(synthetic, Path(folder) / f"{size}.duckdb", size, options.rounds)
    print(f"{len(sample)} texts, read once; documents made of them; medians of {options.rounds}")
    print(f"{'claims':34}" + "".join(f"{size:>12,}" for size in found))
    for what in next(iter(found.values())):
        print(f"{what:34}" + "".join(f"{times[what]:12,.1f}" for times in found.values()))
    return 0


def measured(synthetic: Synthetic, path: Path, size: int, rounds: int) -> Times:
    """The times of one size, in the order in which they are printed; in milliseconds, if not
    said otherwise."""
    start = time.perf_counter()
    documents = filled(synthetic, str(path), size)
    with Store(str(path)) as store:
        happenings = store.resolve().happenings
        found: Times = {"documents": documents, "happenings": happenings}
        found["filling and resolving, seconds"] = time.perf_counter() - start
        found["megabytes"] = path.stat().st_size / 1e6
        further = [synthetic.document(documents + n) for n in range(rounds)]
        added = [(_timed(partial(store.add, *d)), _timed(store.resolve)) for d in further]
        found["add one document"], found["resolve it"] = map(
            statistics.median, zip(*added, strict=True)
        )
        for what, ask in _questions(store, synthetic.read).items():
            ask()
            found[what] = statistics.median(_timed(ask) for _ in range(rounds))
    return found


def filled(synthetic: Synthetic, path: str, size: int) -> int:
    """Make a store with `size` claims or a few more, not resolved; how many documents it has."""
    Store(path).close()
    claims = documents = 0
    with duckdb.connect(path) as connection:
        for batch in _batches(synthetic.documents()):
            rows: dict[str, tables.Rows] = defaultdict(list)
            for report, text in batch:
                if claims < size:
                    claims += len(report.told)
                    documents += 1
                    _add(rows, (report, text))
            connection.begin()
            for table, made in rows.items():
                tables.insert(connection, table, made)
            connection.commit()
            if claims >= size:
                return documents
    return documents


def _batches(documents: Iterator[Text]) -> Iterator[list[Text]]:
    while True:
        yield [next(documents) for _ in range(BATCH)]


def _add(rows: dict[str, tables.Rows], document: Text) -> None:
    """The rows that `Store.add` would write."""
    report, text = document
    d = report.document
    rows["documents"].append(
        [d.id, d.title, d.url, d.publisher, d.published, d.language, d.length, report.reader,
         text, report.to_json()]
    )  # fmt: skip
    rows["pending"].append([d.id])
    for table, made in tables.rows_of(report, text).items():
        rows[table] += made


def _questions(store: Store, read: list[Text]) -> dict[str, Callable[[], Any]]:
    """What is asked, by its name."""
    one, other = BUSY
    pair = answers.Filters(one, other)
    common = Counter(w for _, text in read for w in text.split() if w.islower() and len(w) > LONG)
    ranked = sorted(common, key=lambda word: (-common[word], word))
    words = " ".join(ranked[rank] for rank in SOUGHT)
    return {
        f"dossier {one} {other}": lambda: answers.markdown(answers.dossier(store, one, other)),
        f"timeline {one} {other}": lambda: answers.timeline(store, one, other),
        f"disputes {one} {other}": lambda: answers.disputes(store, pair),
        f"claims {one} {other}": lambda: store.claims(actor=one, with_=other),
        f"actor {other}": lambda: answers.profiles(store, other),
        f"search {words}": lambda: answers.search(store, words),
    }


def _timed(work: Callable[[], Any]) -> float:
    """Milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
