"""What reading costs: the whole pipeline against the bare analysis of the same texts.

In go texts; out come the ratio of the medians of several rounds, the two taken in turns in one
process, and the peak memory of reading 1,000 documents against that of reading 100, each in a
process of its own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.gold import texts
from onrecord import read_many
from onrecord.language import analyser

SAMPLE = 60
MEMORY = (
    "import json, resource, sys\n"
    "from itertools import cycle, islice\n"
    "from onrecord import read_many\n"
    "texts = json.load(open(sys.argv[1]))\n"
    "for report in read_many(islice(cycle(texts), int(sys.argv[2]))): pass\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
)


def run(options: argparse.Namespace) -> int:
    """Print both figures."""
    sample = texts(options.gold)
    sample = sample[:: max(1, len(sample) // SAMPLE)][:SAMPLE]
    words = sum(len(text.split()) for text in sample)
    engine = analyser()

    def bare() -> None:
        for _ in engine.analyse(engine.tokenise(text, ()) for text in sample):
            pass

    def whole() -> None:
        for _ in read_many(sample):
            pass

    bare()
    whole()
    pairs = [(_timed(bare), _timed(whole)) for _ in range(options.rounds)]
    base, full = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"documents {len(sample)}, words {words:,}, rounds {options.rounds}")
    print(f"bare analysis   {base:7.2f} s   {words / base:8,.0f} words/s")
    print(f"whole reading   {full:7.2f} s   {words / full:8,.0f} words/s")
    print(f"ratio of medians {full / base:.2f}")
    _memory(sample)
    return 0


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _memory(sample: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(sample), "utf-8")
        peaks = {}
        for count in (100, 1000):
            command = [sys.executable, "-c", MEMORY, str(file), str(count)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            peaks[count] = int(done.stdout) / 1024
            print(f"peak memory of {count:5} documents {peaks[count]:7.0f} MB")
        print(f"ratio of peaks {peaks[1000] / peaks[100]:.2f}")
