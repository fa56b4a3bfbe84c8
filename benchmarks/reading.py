"""Reading for benchmarks: what could not be read is named, for it only looks like a low figure.

In go items; out come their reports, in their order. The number of each text of which a stage
failed, the stage and the cause go to the error stream.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from onrecord import Item, Report, read_many


def reports_of(items: Iterable[Item]) -> Iterator[Report]:
    """The reports of `items`, as :func:`onrecord.read_many` gives them."""
    for number, report in enumerate(read_many(items)):
        for part in report.unread:
            print(f"unread: text {number}, {part.stage}: {part.cause}", file=sys.stderr)
        yield report
