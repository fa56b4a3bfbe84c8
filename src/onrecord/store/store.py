"""Writing reports to the store and asking it what is known.

In go reports with their texts, one transaction a document: a document is either stored whole or
not at all, and reading it again adds nothing. What is said of a document (title, date, ...) is
part of its reading: another date makes another report of the same document, which replaces the
one before. Out come documents, texts, reports, claims under filters, and the explanation of one
record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.claims import Claim
from onrecord.errors import BadDecision, StoreError
from onrecord.explanation import Explanation, explanation_of
from onrecord.model import Document, Report
from onrecord.store import tables
from onrecord.store.candidates import Candidate, candidate, joined, waiting
from onrecord.store.decisions import DecidedKind, Decision, Verdict, decide, decisions, undo
from onrecord.store.query import Filters, actor_query, among_query, claim_query
from onrecord.store.resolution import Resolution, Resolved, batches, pending
from onrecord.store.session import Session

SHOWN = 5
"""How many records an ambiguous beginning of an id lists."""


class Store(Session):
    """A store in one file; a context manager.

    Args:
        path: the file; made if it does not exist, unless `read_only`.
        read_only: open for reading beside other readers.
        shared: hold the file only while it is used, and let others in between (see
            :mod:`onrecord.store.session`).
        patience: seconds to wait while another process has the file; 10 if shared, else none.

    `migration` tells what opening a store of an older version changed, and is None otherwise.

    Raises:
        NotAStore, NewerSchema, StoreBusy, StoreUnwritable, StoreDamaged: the file cannot be used.
    """

    def add(self, report: Report, text: str) -> bool:
        """Store a report; whether that changed anything.

        The same document read by the same reader adds nothing; another reading of it replaces
        the machine's rows in one transaction.

        Raises:
            StoreError: the store cannot be written; what was stored stays.
            ReportDamaged: the report names what is not there; what was stored stays.
        """
        encoded = report.to_json()
        known = self.rows(
            "SELECT report, EXISTS (SELECT 1 FROM unread u WHERE u.document = d.id AND u.stage = ?)"
            " FROM documents d WHERE id = ?",
            *(tables.STAGE, report.document.id),
        )
        if known == [(encoded, False)]:
            return False
        with self._transaction():
            if known:
                tables.erase(self._connection, report.document.id)
            self._write(report, text, encoded)
        return True

    def resolve(
        self, progress: Callable[[int, int], None] | None = None, *, most: int | None = None
    ) -> Resolved:
        """Join what is one across reports, for the documents that were stored or changed since.

        It costs by what is near to these documents, and where nothing is pending it changes
        nothing. Each batch is one transaction: what is done stays when the rest is interrupted.
        The outcome depends on the documents and decisions of the store alone, not on the order in
        which they came. `progress` is told how many of how many documents are done; `most` batches
        are resolved now, all unless given.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._translated():
            waiting = pending(self._connection)
        done = happenings = 0
        for batch in batches(waiting)[:most]:
            with self._transaction():
                happenings += Resolution(self._connection).documents(batch)
            done += len(batch)
            if progress is not None:
                progress(done, len(waiting))
            self.let_others_in()
        return Resolved(done, happenings)

    def decide(
        self,
        verdict: Verdict,
        *ids: str,
        user: str,
        at: str,
        kind: DecidedKind = "event",
        changes: dict[str, Any] | None = None,
        note: str | None = None,
    ) -> Decision:
        """Write what a person decided, and resolve what it touches; see :class:`Decision`.

        Args:
            verdict: same, unsure or different of two; accept, reject or correct of an event;
                retract of a document.
            ids: whole ids of events, actors or documents.
            user, at: who decides, and when (ISO 8601).
            kind: of what the ids are.
            changes: the fields that a correction sets.
            note: why.

        Raises:
            BadDecision: the verdict does not fit, or nothing has this id.
        """
        with self._transaction():
            ident = decide(
                self._connection, kind, verdict, list(ids),
                user=user, at=at, changes=changes, note=note,
            )  # fmt: skip
            return self._decided(ident)

    def undo(self, ident: str, *, user: str, at: str) -> Decision:
        """Take a decision back, by its id or its beginning; it stays listed as undone.

        Raises:
            BadDecision: there is no such decision in force, or more than one.
        """
        found = [d.id for d in self.decisions() if d.id.startswith(ident) and not d.undone_at]
        if len(found) != 1:
            raise BadDecision(
                f"{len(found) or 'no'} decisions in force have this id", subject=ident,
                todo="`onrecord decisions` lists them",
            )  # fmt: skip
        with self._transaction():
            undo(self._connection, found[0], user=user, at=at)
            return self._decided(found[0])

    def decisions(self, ids: Sequence[str] | None = None) -> list[Decision]:
        """All decisions, or those with these whole ids, undone ones too, by time."""
        with self._translated():
            return decisions(self._connection, ids)

    def copies(self) -> list[tuple[str, str]]:
        """Pairs of documents that are copies or versions of one text."""
        rows = self.rows(
            'SELECT a.member, b.member FROM "groups" a JOIN "groups" b ON a.id = b.id'
            " AND a.kind = b.kind AND a.member < b.member WHERE a.kind = 'document' ORDER BY ALL"
        )
        return [(a, b) for a, b in rows]

    def candidates(self, kind: DecidedKind = "event", limit: int = 100) -> list[Candidate]:
        """Pairs that may be one and wait for a decision, the likeliest first."""
        return self.waiting(kind, limit)[0]

    def waiting(
        self, kind: DecidedKind, limit: int, after: tuple[str, str] | None = None
    ) -> tuple[list[Candidate], int]:
        """As :meth:`candidates`, from the one behind the pair `after` on; and how many wait."""
        with self._translated():
            return waiting(self._connection, kind, limit, after)

    def candidate(self, kind: DecidedKind, a: str, b: str) -> Candidate | None:
        """The pair of these two, decided or not; None where nothing links them."""
        with self._translated():
            return candidate(self._connection, kind, *sorted((a, b)))

    def joined(self, happening: str) -> list[Candidate]:
        """The pairs of tellings that make one of `happening`, with the reasons; none where one
        report alone tells it, or where people put them together."""
        with self._translated():
            return joined(self._connection, happening)

    def _decided(self, ident: str) -> Decision:
        """Resolve what a decision touches."""
        resolution = Resolution(self._connection)
        (decision,) = decisions(self._connection, [ident])
        resolution.decided(decision)
        return decision

    def add_unread(self, source: str, cause: str) -> None:
        """Record that `source` could not be read, and why; once for each cause."""
        self.rows(
            "INSERT INTO unread SELECT ?, NULL, 'input', ? WHERE NOT EXISTS"
            " (SELECT 1 FROM unread WHERE source = ? AND cause = ?)",
            *(source, cause, source, cause),
        )

    def forget_unread(self, source: str) -> None:
        """Take back that `source` could not be read: now it has been."""
        if self.rows("SELECT 1 FROM unread WHERE source = ? AND document IS NULL", source):
            self.rows("DELETE FROM unread WHERE source = ? AND document IS NULL", source)

    def document(self, ident: str) -> Document | None:
        """What is known of the document whose whole id is `ident`; None if it is not stored."""
        found = self._documents("WHERE id = ?", ident)
        return found[0] if found else None

    def documents(self, ids: Sequence[str] | None = None) -> list[Document]:
        """All documents, or those with these whole ids, by date of publication and id."""
        if ids is None:
            return self._documents("ORDER BY published NULLS LAST, id")
        among, values = among_query(ids)
        return self._documents(f"WHERE id IN ({among}) ORDER BY published NULLS LAST, id", *values)

    def unread(self) -> list[tuple[str, str]]:
        """What was not read: (source, cause)."""
        rows = self.rows("SELECT source, cause FROM unread ORDER BY source, cause")
        return [(source, cause) for source, cause in rows]

    def incomplete(self) -> list[str]:
        """The documents of which a stage, or the whole, could not be read."""
        rows = self.rows("SELECT DISTINCT document FROM unread WHERE document IS NOT NULL")
        return sorted(row[0] for row in rows)

    def read_by_others(self, reader: str) -> list[str]:
        """The documents that another reader than this, or another version of it, has read."""
        rows = self.rows("SELECT id FROM documents WHERE reader IS DISTINCT FROM ?", reader)
        return sorted(row[0] for row in rows)

    def find(self, name: str) -> str:
        """The id of the document whose id begins with `name`, or whose title it is.

        Raises:
            StoreError: none, or more than one, is.
        """
        rows = self.rows(
            "SELECT id, title FROM documents WHERE starts_with(id, ?) OR title = ?"
            " ORDER BY id <> ?, title <> ?, id",
            *(name, name, name, name),
        )
        if rows and (len(rows) == 1 or rows[0][0] == name):
            return str(rows[0][0])
        if not rows:
            raise StoreError(
                "there is no document with this id or title",
                subject=name,
                todo="`onrecord documents` lists them",
            )
        raise _ambiguous("documents", name, [str(row[0])[:16] for row in rows])

    def text(self, document: str) -> str:
        """The stored text of a document, by its id or its beginning or title."""
        rows = self.rows("SELECT text FROM documents WHERE id = ?", self.find(document))
        return str(rows[0][0])

    def report(self, document: str) -> Report:
        """The report of a document, by its id or its beginning or title."""
        rows = self.rows("SELECT report FROM documents WHERE id = ?", self.find(document))
        return self._decoded(rows[0][0], Report)

    def claims(
        self,
        *,
        actor: str | None = None,
        with_: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        speaker: str | None = None,
        factuality: str | None = None,
        disputed: bool = False,
    ) -> list[Claim]:
        """Claims in the order of publication and of their texts, under :class:`Filters`.

        Raises:
            BadFilter: no such type, mode, factuality or day, or an empty name.
        """
        filters = Filters(actor, with_, type, since, until, speaker, factuality, disputed)
        sql, values = claim_query(filters)
        return self.kept(Claim, [row[0] for row in self.rows(sql, *values)])

    def knows(self, who: str) -> bool:
        """Whether `who`, written as the actor of :meth:`claims`, is a code, a country, or anybody
        in the store.

        Raises:
            BadFilter: an empty name.
        """
        query = actor_query(who)
        return query is None or bool(self.rows(query[0], *query[1]))

    def explain(self, ident: str) -> Explanation:
        """What made the event or statement whose id is, or begins with, `ident`.

        Raises:
            StoreError: no such record, or more than one.
        """
        rows = self.rows(
            "SELECT event, document FROM claims WHERE starts_with(event, ?) UNION"
            " SELECT id, document FROM statements WHERE starts_with(id, ?) ORDER BY 1, 2",
            *(ident, ident),
        )
        if not rows:
            raise StoreError(
                "there is no event or statement with this id",
                subject=ident,
                todo="`onrecord claims --evidence` and `onrecord show DOC` print ids",
            )
        if len(rows) > 1:
            raise _ambiguous("records", ident, [str(row[0]) for row in rows])
        found, document = rows[0]
        return explanation_of(self.report(document), self.text(document), found)

    def _documents(self, which: str, *values: Any) -> list[Document]:
        rows = self.rows(
            f"SELECT id, length, title, url, publisher, published, language FROM documents {which}",
            *values,
        )
        return [Document(*row) for row in rows]

    def _write(self, report: Report, text: str, encoded: str) -> None:
        row = tables.document_row(report, text, encoded)
        marks = ", ".join("?" * len(row))
        self._connection.execute(f"INSERT OR REPLACE INTO documents VALUES ({marks})", row)
        tables.write(self._connection, report, text)
        self._connection.execute("INSERT OR IGNORE INTO pending VALUES (?)", [report.document.id])


def _ambiguous(what: str, beginning: str, found: list[str]) -> StoreError:
    listed = ", ".join(found[:SHOWN]) + (", ..." if len(found) > SHOWN else "")
    return StoreError(
        f"{len(found)} {what} are called or begin so ({listed})",
        subject=beginning or "''",
        todo="write more of the id",
    )
