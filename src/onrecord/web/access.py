"""Access to the store: many read at once, or one writes.

In goes the path of a store; out come open stores, each for as long as one page needs it. Within one
process a file is open for reading or for writing, never both, so readers and the writer take turns;
other processes are waited for. The file is held for no longer than a page takes, so that the
command line can read and write beside the desk.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from onrecord.store import Store

PATIENCE = 10.0
"""Seconds that a page waits for another process that has the store."""


class Access:
    """Opens the store at `path`, which is made if there is none.

    Raises:
        StoreError: it can neither be opened nor made.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._turn = threading.Condition()
        self._readers = 0
        Store(path, patience=PATIENCE).close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Store]:
        """The store, for reading beside other readers."""
        with self._turn:
            self._readers += 1
        try:
            with Store(self.path, read_only=True, patience=PATIENCE) as store:
                yield store
        finally:
            with self._turn:
                self._readers -= 1
                self._turn.notify_all()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Store]:
        """The store, for writing alone: it is opened when all readers have ended."""
        with self._turn:
            self._turn.wait_for(lambda: not self._readers)
            with Store(self.path, patience=PATIENCE) as store:
                yield store
