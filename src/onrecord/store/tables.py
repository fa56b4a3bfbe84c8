"""The flat tables of the store, which repeat the reports for SQL.

In go a report and its text; out come the rows of the tables, written in the place of those that
the document had. A migration makes the rows of all documents anew from the stored reports.
"""

from __future__ import annotations

from typing import Any

import duckdb
import msgspec

from onrecord.claims import claims_of
from onrecord.model import Report

TABLES = ("actors", "roles", "statements", "speakers", "participants", "claims")


def write(connection: duckdb.DuckDBPyConnection, report: Report, text: str) -> None:
    """Put the rows of `report` in the place of those that its document has."""
    ident = report.document.id
    for table in (*TABLES, "unread"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", [ident])
    for table, rows in _flat(report, text).items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def renew(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the rows of all documents anew.

    Raises:
        msgspec.DecodeError: a stored report does not follow the schema.
    """
    idents = connection.execute("SELECT id FROM documents ORDER BY id").fetchall()
    for (ident,) in idents:
        found = connection.execute("SELECT report, text FROM documents WHERE id = ?", [ident])
        for report, text in found.fetchall():
            write(connection, Report.from_json(report), text)


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
                bool(c.disputed_by), e.within, msgspec.json.encode(c).decode(), c.quad, c.intensity,
                c.cameo, c.contexts,
            ]
            for at, (c, e) in enumerate(zip(claims, report.events, strict=True))
        ],
    }  # fmt: skip
