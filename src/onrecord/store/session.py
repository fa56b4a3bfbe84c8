"""An open store: its file, its transactions, and its records by what finds them.

In goes a path; out come the rows and the records that queries find, and transactions in which all
is written or nothing. What DuckDB raises is said as an error of the store.

While one process holds the file for writing, no other can open it, even to read. So one who comes
then waits a while, and a store that is `shared` is held only while it is used: it is left when
nothing was asked of it for a moment, and opened again when something is.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import msgspec

from onrecord.errors import StoreBusy, StoreDamaged, StoreError
from onrecord.model import Record
from onrecord.store.database import Migration, connect
from onrecord.store.failures import translated
from onrecord.store.query import kept_query

R = TypeVar("R", bound=Record)

AGAIN = 0.02
"""Seconds after which one who waits tries again."""
IDLE = 0.1
"""Seconds after which a shared store that nobody asks anything is left."""
HELD = 1.0
"""Seconds after which long writing leaves a shared store..."""
GAP = 0.1
"""...and for how many: several tries of those who wait."""
PATIENCE = 10.0
"""Seconds that a shared store waits for others."""


class Session:
    """What is common to reading and writing an open store; a context manager."""

    def __init__(
        self,
        path: str = "onrecord.duckdb",
        *,
        read_only: bool = False,
        shared: bool = False,
        patience: float | None = None,
    ) -> None:
        self.path = path
        self._read_only = read_only
        self._shared = shared
        self._patience = PATIENCE if shared and patience is None else patience or 0.0
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._opened: duckdb.DuckDBPyConnection | None
        self._opened, self.migration = self._connected()
        self._since = self._used = time.monotonic()
        if shared:
            threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was added stays, even where the disk is full."""
        self._closed.set()
        with self._lock:
            self._leave()

    def let_others_in(self) -> None:
        """Between two transactions of long writing: leave the file to others for a moment, if it
        is shared and was held for a while."""
        if self._shared and time.monotonic() - self._since > HELD:
            with self._lock:
                self._leave()
            time.sleep(GAP)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a query finds in the tables of the store; `values` stand for its ?.

        Raises:
            StoreError: the store cannot be asked so.
        """
        with self._translated():
            return self._connection.execute(sql, list(values)).fetchall()

    def records(self, kind: type[R], sql: str, *values: Any) -> list[R]:
        """The records of `kind` that the first column of a query holds as JSON.

        Raises:
            StoreDamaged: one of them does not follow its schema.
        """
        return [self._decoded(row[0], kind) for row in self.rows(sql, *values)]

    def kept(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """The claims of events, the happenings, or the disputes or commitments of happenings,
        that have these ids, in their order.

        Raises:
            StoreDamaged: one of them does not follow its schema.
        """
        wanted = list(dict.fromkeys(ids))
        found: dict[str, list[R]] = {ident: [] for ident in wanted}
        sql, values = kept_query(kind, wanted)
        for ident, line in self.rows(sql, *values) if wanted else ():
            found[ident].append(self._decoded(line, kind))
        return [record for records in found.values() for record in records]

    def _decoded(self, line: str, kind: type[R]) -> R:
        try:
            return msgspec.json.decode(line, type=kind)
        except msgspec.DecodeError as cause:
            raise StoreDamaged(
                f"a {kind.__name__.lower()} in the store does not follow the schema ({cause})",
                subject=self.path,
                todo="read its document again",
            ) from cause

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        """The open file; one that was left is opened again."""
        if self._opened is None:
            if self._closed.is_set():
                raise StoreError("the store was closed", subject=self.path, todo="open it again")
            self._opened, _ = self._connected()
            self._since = time.monotonic()
        return self._opened

    def _connected(self) -> tuple[duckdb.DuckDBPyConnection, Migration | None]:
        """The file, opened as soon as others have left it."""
        until = time.monotonic() + self._patience
        while True:
            try:
                return connect(self.path, read_only=self._read_only)
            except StoreBusy:
                if time.monotonic() >= until:
                    raise
                time.sleep(AGAIN)

    def _leave(self) -> None:
        if self._opened is not None:
            with contextlib.suppress(duckdb.Error):
                self._opened.close()
            self._opened = None

    def _watch(self) -> None:
        """Leave the file whenever nothing is asked of it."""
        while not self._closed.wait(IDLE / 2):
            with self._lock:
                if time.monotonic() - self._used > IDLE:
                    self._leave()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """The file is in use inside, and what DuckDB raises is an error of the store."""
        with self._lock, translated(self.path, read_only=self._read_only):
            try:
                yield
            finally:
                self._used = time.monotonic()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing."""
        with self._translated():
            self._connection.begin()
            try:
                yield
                self._connection.commit()
            except BaseException:
                with contextlib.suppress(duckdb.Error):
                    self._connection.rollback()
                raise
