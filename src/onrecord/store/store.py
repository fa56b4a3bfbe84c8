"""Writing reports to the store and asking it what is known.

In go reports with their texts, one transaction a document: a document is either stored whole or
not at all, and reading it again adds nothing. Out come documents, texts, reports, claims under
filters, and the explanation of one record.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import duckdb
import msgspec

from onrecord.claims import Claim, claims_of, label
from onrecord.errors import StoreError
from onrecord.model import Document, Event, Report, Span, Statement
from onrecord.store.database import connect, store_error
from onrecord.store.query import claim_query

TABLES = ("actors", "roles", "statements", "speakers", "participants", "claims")


@dataclass(frozen=True)
class Explanation:
    """Why a record stands: what made it, from which words, in which document."""

    record: Event | Statement
    document: Document
    reader: str | None
    words: str
    trigger: str
    rule: str | None
    actors: dict[str, str]


class Store:
    """A store in one file; a context manager.

    Args:
        path: the file; made if it does not exist, unless `read_only`.
        read_only: open for reading beside other readers.

    Raises:
        NotAStore, NewerSchema, StoreBusy, StoreUnwritable: the file cannot be used.
    """

    def __init__(self, path: str = "onrecord.duckdb", *, read_only: bool = False) -> None:
        self.path = path
        self._connection = connect(path, read_only=read_only)

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
        """Close the file."""
        self._connection.close()

    def add(self, report: Report, text: str) -> bool:
        """Store a report; whether that changed anything.

        The same document read by the same reader adds nothing; another reading of it replaces
        the machine's rows in one transaction.

        Raises:
            StoreError: the store cannot be written; what was stored stays.
        """
        document, encoded = report.document, report.to_json()
        try:
            known = self._rows("SELECT report FROM documents WHERE id = ?", document.id)
            if known and known[0][0] == encoded:
                return False
            self._connection.begin()
            try:
                self._replace(report, text, encoded)
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()
        except duckdb.Error as cause:
            raise store_error(cause, self.path) from cause
        return True

    def add_unread(self, source: str, cause: str) -> None:
        """Record that `source` could not be read, and why; once for each cause."""
        self._rows(
            "INSERT INTO unread SELECT ?, NULL, 'input', ? WHERE NOT EXISTS"
            " (SELECT 1 FROM unread WHERE source = ? AND cause = ?)",
            *(source, cause, source, cause),
        )

    def documents(self) -> list[Document]:
        """All documents, by date of publication and id."""
        rows = self._rows(
            "SELECT id, length, title, url, publisher, published, language FROM documents"
            " ORDER BY published NULLS LAST, id"
        )
        return [Document(*row) for row in rows]

    def unread(self) -> list[tuple[str, str]]:
        """What was not read: (source, cause)."""
        rows = self._rows("SELECT source, cause FROM unread ORDER BY source, cause")
        return [(source, cause) for source, cause in rows]

    def find(self, name: str) -> str:
        """The id of the document whose id begins with `name`, or whose title it is.

        Raises:
            StoreError: none, or more than one, is.
        """
        rows = self._rows(
            "SELECT id FROM documents WHERE starts_with(id, ?) OR title = ? ORDER BY id", name, name
        )
        if len(rows) == 1:
            return str(rows[0][0])
        what = "no document" if not rows else f"{len(rows)} documents"
        raise StoreError(
            f"{what} with this id or title", subject=name, todo="see `onrecord documents`"
        )

    def text(self, document: str) -> str:
        """The stored text of a document, by its id or its beginning or title."""
        rows = self._rows("SELECT text FROM documents WHERE id = ?", self.find(document))
        return str(rows[0][0])

    def report(self, document: str) -> Report:
        """The report of a document, by its id or its beginning or title."""
        rows = self._rows("SELECT report FROM documents WHERE id = ?", self.find(document))
        return Report.from_json(rows[0][0])

    def claims(
        self,
        *,
        actor: str | None = None,
        with_: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        speaker: str | None = None,
        disputed: bool = False,
    ) -> list[Claim]:
        """Claims in the order of publication and of their texts, under filters.

        Args:
            actor: takes part on either side: a country code, or part of a name.
            with_: takes part too, on either side.
            type: PLOVER type.
            since, until: ISO dates; the event's, or else the report's, lies between them.
            speaker: says it, at any depth of the chain: a country code, or part of a name.
            disputed: only those that somebody denies.
        """
        sql, values = claim_query(actor, with_, type, since, until, speaker, disputed)
        return [msgspec.json.decode(row[0], type=Claim) for row in self._rows(sql, *values)]

    def explain(self, ident: str) -> Explanation:
        """What made the event or statement whose id is, or begins with, `ident`.

        Raises:
            StoreError: no such record.
        """
        for table, column in (("claims", "event"), ("statements", "id")):
            rows = self._rows(
                f"SELECT DISTINCT document, {column} FROM {table} WHERE starts_with({column}, ?)",
                ident,
            )
            if len(rows) == 1:
                return self._explain(*rows[0])
        raise StoreError("no such record", subject=ident, todo="ids stand in `claims --json`")

    def _explain(self, document: str, ident: str) -> Explanation:
        report, text = self.report(document), self.text(document)
        records: list[Event | Statement] = [*report.events, *report.statements]
        record = next(r for r in records if r.id == ident)
        if isinstance(record, Event):
            word: Span | None = record.trigger
            ids = [*record.actors, *record.recipients]
        else:
            word, ids = record.cue, record.speakers
        names = {a.id: label(a) for a in report.actors if a.id in ids}
        return Explanation(
            record,
            report.document,
            report.reader,
            record.evidence.of(text),
            word.of(text) if word else "",
            record.rule,
            names,
        )

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, list(values)).fetchall()
        except duckdb.Error as cause:
            raise store_error(cause, self.path) from cause

    def _replace(self, report: Report, text: str, encoded: str) -> None:
        ident = report.document.id
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", [ident])
        self._connection.execute("DELETE FROM unread WHERE document = ?", [ident])
        d = report.document
        self._connection.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                d.id, d.title, d.url, d.publisher, d.published, d.language, d.length,
                report.reader, text, encoded,
            ],
        )  # fmt: skip
        for table, rows in _flat(report, text).items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _flat(report: Report, text: str) -> dict[str, list[list[Any]]]:
    """The rows of the flat tables for one report."""
    d = report.document.id
    claims = claims_of(report, text)
    return {
        "unread": [[report.document.title or d, d, u.stage, u.cause] for u in report.unread],
        "actors": [
            [d, a.id, a.kind, a.name, a.country, a.sector, a.aliases] for a in report.actors
        ],
        "roles": [[d, r.actor, r.title, r.country, r.organization] for r in report.roles],
        "statements": [
            [d, s.id, s.form, s.stance, s.within, s.denies, s.content.start, s.content.end, s.rule]
            for s in report.statements
        ],
        "speakers": [[d, s.id, a] for s in report.statements for a in s.speakers],
        "participants": [
            [d, e.id, side, a]
            for e in report.events
            for side, ids in (("actor", e.actors), ("recipient", e.recipients))
            for a in ids
        ],
        "claims": [
            [
                c.event, d, at, c.type, c.mode, c.earliest, c.latest, c.where, c.factuality,
                bool(c.disputed_by), e.within, msgspec.json.encode(c).decode(),
            ]
            for at, (c, e) in enumerate(zip(claims, report.events, strict=True))
        ],
    }  # fmt: skip
