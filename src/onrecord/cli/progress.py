"""Progress of long work: a bar on a terminal, nothing in a pipe.

In go what is worked through, or a store to resolve; out come the same things one by one, or what
the resolution did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

from onrecord.store import Store
from onrecord.store.resolution import Resolved

T = TypeVar("T")


def tracked(things: Sequence[T], description: str) -> Iterator[T]:
    """The things, with a bar where a person waits for more than one."""
    with _bar(wanted=len(things) > 1) as progress:
        yield from progress.track(things, description=description)


def resolved(store: Store) -> Resolved:
    """Resolve what is pending in `store`."""
    with _bar() as progress:
        task = progress.add_task("resolving", total=None)
        return store.resolve(lambda done, of: progress.update(task, completed=done, total=of))


def _bar(*, wanted: bool = True) -> Progress:
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not (wanted and console.is_terminal))
