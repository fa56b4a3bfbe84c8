"""Access to the store: many read at once, and one writes.

In goes the path of a store; out come open stores, each for as long as one page needs it. Within one
process a file is open for reading alone, or for reading and writing, never both. So writers stand
in a queue, and the first of them waits until those who opened the file for reading have ended; who
comes to read after it lets it go first, shares its file, and sees what was committed when it asks.
Other processes are waited for. What was
read of the file is kept for as long as somebody goes from page to page, and the file is left soon
after, so that the command line can read and write beside the desk.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from onrecord.errors import StoreBusy, StoreError
from onrecord.store import Store

PATIENCE = 10.0
"""Seconds that a page waits for another process that has the store, and the end of the desk for
the pages."""
TURN = 60.0
"""Seconds that who wants to write waits for those who came before."""
ALONE = "SET threads = 1"
"""Each query of a page runs in the thread of the page: they are many and short, and what is split
among threads waits for the others where several pages are asked for at once."""
IDLE = 2.0
"""Seconds after the last page for which the file stays open for reading; 0 for none."""


class Access:
    """Opens the store at `path`, which is made if there is none.

    Raises:
        StoreError: it can neither be opened nor made.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._turn, self._door = threading.Condition(), threading.Lock()
        self._readers = self._sharers = 0
        self._written = self._closed = False
        self._queue: list[object] = []
        self._kept: Store | None = None
        self._leaving: threading.Timer | None = None
        Store(path, patience=PATIENCE).close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Store]:
        """The store, for reading beside other readers and a writer.

        Raises:
            StoreError: it cannot be opened, or :meth:`close` ended it.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._closed or self._written or not self._queue, PATIENCE)
            self._admit()
            shares = self._written or self._sharers > 0
            self._count(shares, 1)
        try:
            with self._opened(read_only=not shares) as store:
                if not shares:
                    self._keep()
                yield store
        finally:
            with self._turn:
                self._count(shares, -1)
                self._turn.notify_all()

    @contextlib.contextmanager
    def writing(self, patience: float | None = None) -> Iterator[Store]:
        """The store, for writing: in the order of those who come, when no other writes and none
        has it open for reading alone.

        Args:
            patience: seconds to wait for one's turn; TURN unless given.

        Raises:
            StoreBusy: others wrote for longer than that.
            StoreError: it cannot be opened, or :meth:`close` ended it.
        """
        with self._turn:
            self._await_turn(TURN if patience is None else patience)
            self.leave()
            self._written = True
        try:
            with self._opened(read_only=False) as store:
                yield store
        finally:
            with self._turn:
                self._written = False
                self._turn.notify_all()

    def _await_turn(self, patience: float) -> None:
        """Stand in the queue of writers until one's turn comes."""
        mine = object()
        self._queue.append(mine)
        try:
            came = self._turn.wait_for(
                lambda: (
                    self._closed
                    or (self._queue[0] is mine and not (self._readers or self._written))
                ),
                patience,
            )
            self._admit()
            if not came:
                raise StoreBusy(
                    "others are still writing to the store, and nothing of this was written",
                    subject=self.path, todo="send it again in a moment",
                )  # fmt: skip
        finally:
            self._queue.remove(mine)
            self._turn.notify_all()

    @contextlib.contextmanager
    def _opened(self, *, read_only: bool) -> Iterator[Store]:
        """The store; it is opened and closed by one at a time, for DuckDB finds a file in use that
        one thread is closing while another opens it. Each waits from when it came, so that those
        who come together for a file that another process has do not wait one after the other."""
        until = time.monotonic() + PATIENCE
        with self._door:
            left = max(0.0, until - time.monotonic())
            store = Store(self.path, read_only=read_only, patience=left)
            store.rows(ALONE)
        try:
            yield store
        finally:
            with self._door:
                store.close()

    def _keep(self) -> None:
        """Hold what was read of the file until nobody has read for a while: a page that opens it
        anew reads all that it needs from the disk again."""
        if not IDLE:
            return
        with self._door:
            if self._kept is None:
                self._kept = Store(self.path, read_only=True, patience=PATIENCE)
            if self._leaving is not None:
                self._leaving.cancel()
            self._leaving = threading.Timer(IDLE, self.leave)
            self._leaving.daemon = True
            self._leaving.start()

    def leave(self) -> None:
        """Hold the file no longer than those need it who read it now."""
        with self._door:
            if self._leaving is not None:
                self._leaving.cancel()
            if self._kept is not None:
                self._kept.close()
            self._kept = self._leaving = None

    def close(self) -> None:
        """Let nobody in any more, and wait a while for those who have the store: a thread that
        writes must not be cut off in the midst of it when the process ends."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            self._turn.wait_for(
                lambda: not (self._readers or self._sharers or self._written), PATIENCE
            )
        self.leave()

    def _admit(self) -> None:
        if self._closed:
            raise StoreError("the desk has ended", subject=self.path, todo="start it again")

    def _count(self, shares: bool, by: int) -> None:
        """Count a reader that comes or goes; `shares` if it has the file as a writer has it."""
        if shares:
            self._sharers += by
        else:
            self._readers += by
