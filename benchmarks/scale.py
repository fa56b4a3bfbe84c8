"""What growth costs: adding one document to a store, and asking it, at several sizes.

In go stories and texts, which are read once; out come, for stores of so many claims, the medians of
the times of adding one document (`add` and then `resolve`), of a dossier, a timeline and the
disputes of a busy pair, of an actor and of a search, in one process with the stores open, the sizes
taken in turns. The documents are synthetic (:mod:`benchmarks.synthetic`): copies of the reports
under other names, words and days. All texts are added, each as often as it is told, by which a
small store would soon be another: it gives way to one of later documents before it has grown by
much. The stores are filled in bulk and resolved as any are; those that stand in the folder that is
named are used again.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.gold import texts
from benchmarks.orders import reports
from benchmarks.synthetic import BUSY, TELLINGS, Synthetic, Text
from onrecord import Item, Store, answers, read_many
from onrecord.store import tables

PUBLISHED = "2024-01-01"
BATCH = 256
"""Documents that are written together when a store is filled."""
GROWTH = 0.3
"""By which part of its documents a store may grow before another takes its place."""
SOUGHT = (10, 40)
"""The ranks, by frequency, of the words that are sought; short ones are passed over."""
LONG = 6


def run(options: argparse.Namespace) -> int:
    """Print the times by size."""
    sample = texts(options.gold)
    items = [Item(text, options.published or PUBLISHED) for text in sample]
    read = [*reports(options.gold), *zip(read_many(items), sample, strict=True)]
    synthetic = Synthetic(read)
    with tempfile.TemporaryDirectory() as scratch, contextlib.ExitStack() as stack:
        kept = Path(options.out or scratch)
        sized = [Sized(synthetic, n, kept, Path(scratch), stack) for n in options.claims]
        found = measured(synthetic, sized, options.rounds)
    print(
        f"{len(read)} texts, read once; documents made of them; medians of {options.rounds} rounds,"
        f" of adding: of {len(read) * TELLINGS} documents; milliseconds"
    )
    print(f"{'claims':34}" + "".join(f"{size:>12,}" for size in options.claims))
    for what, values in found.items():
        print(f"{what:34}" + "".join(f"{value:12,.0f}" for value in values))
    return 0


class Sized:
    """Stores of one size, one open at a time: `at` gives the one to which a document is added, and
    the document that follows those in it."""

    def __init__(
        self,
        synthetic: Synthetic,
        size: int,
        kept: Path,
        scratch: Path,
        stack: contextlib.ExitStack,
    ) -> None:
        self.synthetic, self.size, self.kept, self.scratch = synthetic, size, kept, scratch
        self.stack = stack.enter_context(contextlib.ExitStack())
        self.turn, self.length = 0, 1
        self.store = self._opened(0)
        self.documents = self.count()
        self.length = max(int(self.documents * GROWTH) // TELLINGS, 1) * TELLINGS

    def count(self) -> int:
        """How many documents the store holds."""
        return int(self.store.rows("SELECT count(*) FROM documents")[0][0])

    def at(self, n: int) -> tuple[Store, Text]:
        """The store for the document that is added as number `n`, and this document."""
        if n // self.length != self.turn:
            self.stack.close()
            self.turn = n // self.length
            self.store = self._opened(self.turn * self.length)
            self.documents = self.count()
        return self.store, self.synthetic.document(self.documents + n)

    def _opened(self, first: int) -> Store:
        """A copy of the store of documents from number `first` on, which is made if need be."""
        name = f"{self.size}-{first}.duckdb" if first else f"{self.size}.duckdb"
        if not (self.kept / name).exists():
            filled(self.synthetic, str(self.kept / name), self.size, first)
        copy = shutil.copy(self.kept / name, self.scratch / f"grown-{name}")
        return self.stack.enter_context(Store(str(copy)))


def measured(synthetic: Synthetic, sized: Sequence[Sized], rounds: int) -> dict[str, list[float]]:
    """What is measured, in the order in which it is printed, for each size."""
    found: dict[str, list[float]] = {}
    for what in ("documents", "happenings"):
        count = f"SELECT count(*) FROM {what}"
        found[what] = [float(one.store.rows(count)[0][0]) for one in sized]
    adding, resolving = [], []
    for n in range(len(synthetic.read) * TELLINGS):
        pairs = [one.at(n) for one in sized]
        adding.append([_timed(partial(store.add, *told)) for store, told in pairs])
        resolving.append([_timed(store.resolve) for store, _ in pairs])
    whole = [
        [sum(x) for x in zip(*two, strict=True)] for two in zip(adding, resolving, strict=True)
    ]
    found |= {"add one document": _medians(adding), "resolve it": _medians(resolving)}
    found["both"] = _medians(whole)
    asked = [_questions(one.store, synthetic.read) for one in sized]
    for what in asked[0]:
        for questions in asked:
            questions[what]()
        found[what] = _medians(
            [[_timed(questions[what]) for questions in asked] for _ in range(rounds)]
        )
    return found


def _medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The median of each store over the rounds."""
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def filled(synthetic: Synthetic, path: str, size: int, first: int = 0) -> None:
    """Make a store with `size` claims or a few more, of documents from number `first` on, and
    resolve it."""
    written(synthetic, path, size, first)
    with Store(path) as store:
        store.resolve()


def written(synthetic: Synthetic, path: str, size: int, first: int = 0) -> None:
    """Make a store with `size` claims or a few more, not resolved."""
    Store(path).close()
    claims = 0
    with duckdb.connect(path) as connection:
        for batch in _batches(synthetic.documents(first)):
            rows: dict[str, tables.Rows] = defaultdict(list)
            for report, text in batch:
                if claims < size:
                    claims += len(report.told)
                    _add(rows, (report, text))
            connection.begin()
            for table, made in rows.items():
                tables.insert(connection, table, made)
            connection.commit()
            if claims >= size:
                return


def _batches(documents: Iterator[Text]) -> Iterator[list[Text]]:
    while True:
        yield [next(documents) for _ in range(BATCH)]


def _add(rows: dict[str, tables.Rows], document: Text) -> None:
    """The rows that `Store.add` would write."""
    report, text = document
    rows["documents"].append(tables.document_row(report, text, report.to_json()))
    rows["pending"].append([report.document.id])
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
