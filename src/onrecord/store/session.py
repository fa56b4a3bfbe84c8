"""An open store: its file, its transactions, and its records by what finds them.

In goes a path; out come the rows and the records that queries find, and transactions in which all
is written or nothing. What DuckDB raises is said as an error of the store.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import msgspec

from onrecord.errors import StoreDamaged
from onrecord.model import Record
from onrecord.store.database import connect
from onrecord.store.failures import translated
from onrecord.store.query import kept_query

R = TypeVar("R", bound=Record)


class Session:
    """What is common to reading and writing an open store; a context manager."""

    def __init__(self, path: str = "onrecord.duckdb", *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._connection, self.migration = connect(path, read_only=read_only)

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
        with contextlib.suppress(duckdb.Error):
            self._connection.close()

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

    def _translated(self) -> contextlib.AbstractContextManager[None]:
        return translated(self.path, read_only=self._read_only)

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
