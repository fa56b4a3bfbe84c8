"""What the pages of the desk cost, in stores of several sizes.

In go stories and texts, of which synthetic documents are made as for :mod:`benchmarks.scale`, whose
stores are used again where they stand in the folder that is named; out come, for each kind of page,
the median and the 95th percentile of the server's time, and the weight of the heaviest page. A page
is asked in turn of the busiest pairs, countries, events and documents, through the whole
application with its middleware, each request opening the store as it does in use.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from starlette.testclient import TestClient

from benchmarks.gold import texts
from benchmarks.orders import reports
from benchmarks.scale import PUBLISHED, filled
from benchmarks.synthetic import Synthetic
from onrecord import Item, Store, read_many
from onrecord.answers.overview import overview
from onrecord.web.desk import Desk, application
from onrecord.web.filters import address

MANY = 12
"""How many pages of one kind are asked for."""
PERCENTILE = 95
TOLD = (
    "SELECT id, happening->>'$.events[0]', happening->>'$.documents[0]' FROM happenings"
    " WHERE type IS NOT NULL ORDER BY {0}, id LIMIT ?"
)


def run(options: argparse.Namespace) -> int:
    """Print the times of each kind of page, by size."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(options.out or scratch)
        found = {}
        for size in options.claims:
            path = folder / f"{size}.duckdb"
            if not path.exists():
                filled(_synthetic(options.gold), str(path), size)
            found[size] = measured(path, options.rounds)
    print(f"server time of pages in ms, median and p{PERCENTILE}; {options.rounds} rounds of each")
    print(f"{'claims':22}" + "".join(f"{size:>20,}" for size in found) + f"{'weight':>12}")
    for name in next(iter(found.values())):
        rows = [found[size][name] for size in found]
        times = "".join(f"{middle:12.0f} {slow:7.0f}" for middle, slow, _ in rows)
        print(f"{name:22}{times}{max(weight for *_, weight in rows) // 1000:9} kB")
    return 0


def _synthetic(gold: Sequence[Path]) -> Synthetic:
    sample = texts(list(gold))
    read = read_many(Item(text, PUBLISHED) for text in sample)
    return Synthetic([*reports(list(gold)), *zip(read, sample, strict=True)])


def measured(path: Path, rounds: int) -> Mapping[str, tuple[float, float, int]]:
    """For each kind of page: the median and the percentile of its times, and its weight."""
    found = {}
    with contextlib.ExitStack() as stack:
        desk = application(Desk(str(path), "nobody"))
        asked = stack.enter_context(TestClient(desk, base_url="http://127.0.0.1"))
        for name, pages in addresses(path).items():
            times, weight = [], 0
            asked.get(pages[0])
            for _ in range(rounds):
                for page in pages:
                    start = time.perf_counter()
                    answer = asked.get(page)
                    times.append((time.perf_counter() - start) * 1000)
                    weight = max(weight, len(answer.content))
                    if answer.status_code != 200:
                        raise RuntimeError(f"{page}: {answer.status_code}")
            found[name] = (statistics.median(times), _percentile(times), weight)
    return found


def _percentile(times: Sequence[float]) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * PERCENTILE // 100)]


def addresses(path: Path) -> dict[str, list[str]]:
    """The pages that are asked for, by kind."""
    with Store(str(path), read_only=True) as store:
        pairs = [(pair.one, pair.other) for pair in overview(store, limit=MANY).pairs]
        most = store.rows(TOLD.format("tellings DESC"), MANY)
        any_ = store.rows(TOLD.format("id"), MANY)
        disputes = store.rows("SELECT id FROM disputes ORDER BY id LIMIT ?", MANY)
        longest = store.rows("SELECT id FROM documents ORDER BY length DESC, id LIMIT ?", MANY)
        names = store.rows(
            "SELECT name FROM actors WHERE kind = 'person' AND name IS NOT NULL"
            " GROUP BY name ORDER BY count(*) DESC, name LIMIT ?",
            MANY,
        )
    countries = sorted({code for pair in pairs for code in pair})[:MANY]
    told = [*most, *any_]
    return {
        "home": ["/"],
        "pair": [address("pair", one=one, other=other) for one, other in pairs],
        "actor (country)": [address("actor", who=code) for code in countries],
        "actor (person)": [address("actor", who=name) for (name,) in names],
        "event": [address("event", happening) for happening, *_ in told],
        "claim": [address("claim", event) for _, event, _ in told],
        "dispute": [address("dispute", ident) for (ident,) in disputes],
        "document": [address("document", ident) for (ident,) in longest],
        "search": ["/search", *_searches(countries)],
        "timeline": ["/timeline", *(address("timeline", actor=c) for c in countries)],
        "network": ["/network", *(address("network", actor=c) for c in countries)],
        "map": ["/map", *(address("map", actor=c) for c in countries)],
        "review": [address("review", kind=kind) for kind in ("event", "actor", "document")],
        "decisions": ["/decisions"],
        "add": ["/add"],
    }


def _searches(countries: Sequence[str]) -> Iterator[str]:
    for code in countries:
        yield address("search", actor=code)
        yield address("search", speaker=code, type="ASSAULT")
        yield address("search", words="killed soldiers", actor=code)
        yield address("search", show="events", disputed=1, actor=code)
