"""The flat tables of the store, which repeat the reports for SQL.

In go a report and its text; out come the rows of the tables, and rows that are looked up or deleted
by an index. A migration makes what older versions lack anew from the stored reports and texts, a
batch of documents at a time; a report of which no claims can be made loses its rows, never its
document nor the words of its text, and stands among what is unread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
import msgspec

from onrecord.claims import claims_of, whole
from onrecord.errors import ReportDamaged
from onrecord.model import Report, Span
from onrecord.words import plain_words, words_in

TABLES = (
    "actors", "roles", "statements", "speakers", "about", "participants", "claims", "places",
)  # fmt: skip
"""The tables that are made of a report."""
RENEWED = ("actors", "speakers", "claims", "about", "participants", "places", "words")
STAGE = "store"
"""The stage of what is unread because a stored report cannot be made into rows."""
BATCH = 256
"""How many documents are made anew at a time: what is held in memory."""
FEW = 2000
"""How many values DuckDB looks up in an index; for more it reads the table."""

Rows = list[list[Any]]


def erase(connection: duckdb.DuckDBPyConnection, document: str) -> None:
    """Delete the rows that were made of the report of a document."""
    for table in (*TABLES, "words", "unread"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", [document])


def write(connection: duckdb.DuckDBPyConnection, report: Report, text: str) -> None:
    """Add the rows of `report`, of whose document there are none."""
    for table, rows in rows_of(report, text).items():
        insert(connection, table, rows)


def renew(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Make what RENEWED lists of all documents anew: how many documents there are, and of how many
    the report cannot be made into rows."""
    for table in RENEWED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM unread WHERE stage = ?", [STAGE])
    (end,) = connection.execute("SELECT coalesce(max(rowid) + 1, 0) FROM documents").fetchall()[0]
    documents, failed = 0, []
    for first in range(0, end, BATCH):
        found = connection.execute(
            "SELECT id, title, report, text FROM documents"
            " WHERE rowid >= ? AND rowid < ? ORDER BY rowid",
            [first, first + BATCH],
        )
        rows: dict[str, Rows] = {table: [] for table in RENEWED}
        for ident, title, report, text in found.fetchall():
            documents += 1
            rows["words"] += _words(ident, title, text)
            try:
                read = Report.from_json(report)
                rows["actors"] += _actors(read)
                rows["speakers"] += _speakers(read)
                rows["claims"] += _claims(read, text)
                rows["about"] += _about(read)
                rows["participants"] += _participants(read)
                rows["places"] += _places(read)
            except msgspec.DecodeError as cause:
                why = f"its report does not follow the schema ({cause}); read it again"
                failed.append([title or ident, ident, STAGE, why])
            except ReportDamaged as error:
                failed.append([title or ident, ident, STAGE, f"{error.what}; {error.todo}"])
        for table, made in rows.items():
            insert(connection, table, made)
    for table in TABLES if failed else ():
        idents = [ident for _, ident, *_ in failed]
        connection.execute(f"DELETE FROM {table} WHERE list_contains(?, document)", [idents])
    insert(connection, "unread", failed)
    return documents, len(failed)


def document_row(report: Report, text: str, encoded: str) -> list[Any]:
    """The row of a document in `documents`; `encoded` is its report as JSON."""
    d = report.document
    return [
        d.id, d.title, d.url, d.publisher, d.published, d.language, d.length, report.reader, text,
        encoded,
    ]  # fmt: skip


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Add rows to a table, column by column in one statement."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join(["unnest(?)"] * len(columns))
        connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


def looked_up(
    connection: duckdb.DuckDBPyConnection,
    columns: str,
    table: str,
    column: str,
    among: Iterable[Any],
    kind: str | None = None,
) -> list[tuple[Any, ...]]:
    """The distinct `columns` of the rows whose `column` has a value that is `among` these, and
    which are of `kind`, in order. Beside another test DuckDB would pass over the index, and what
    else it does to a few rows costs more than to read them: the rest is done here."""
    found: set[tuple[Any, ...]] = set()
    also = ", kind" if kind else ""
    for part in _parts(among):
        marks = ", ".join("?" * len(part))
        sql = f"SELECT {columns}{also} FROM {table} WHERE {column} IN ({marks})"
        rows = connection.execute(sql, part).fetchall()
        found.update(row[:-1] for row in rows if row[-1] == kind) if kind else found.update(rows)
    return sorted(found)


def remove(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    among: Iterable[Any],
    kind: str | None = None,
) -> None:
    """Delete the rows whose `column` has a value that is `among` these, and which are of `kind`."""
    if kind is not None:
        column, rows = "rowid", looked_up(connection, "rowid", table, column, among, kind)
        among = [row for (row,) in rows]
    for part in _parts(among):
        marks = ", ".join("?" * len(part))
        connection.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", part)


def _parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values, each once and in order, as many at a time as DuckDB looks up in an index."""
    ordered = sorted(set(values))
    for at in range(0, len(ordered), FEW):
        yield ordered[at : at + FEW]


def rows_of(report: Report, text: str) -> dict[str, Rows]:
    """The rows of the flat tables for one report."""
    d = report.document.id
    return {
        "unread": [[report.document.title or d, d, u.stage, u.cause] for u in report.unread],
        "actors": _actors(report),
        "roles": [[d, r.actor, r.title, r.country, r.organization] for r in report.roles],
        "statements": [
            [d, s.id, s.form, s.stance, s.within, s.denies, s.content.start, s.content.end, s.rule]
            for s in report.statements
        ],
        "speakers": _speakers(report),
        "about": _about(report),
        "participants": _participants(report),
        "claims": _claims(report, text),
        "places": _places(report),
        "words": _words(d, report.document.title, text),
    }


def _actors(report: Report) -> Rows:
    """The actors of a report, with the words of their names (:func:`between_spaces`)."""
    return [
        [
            report.document.id, a.id, a.kind, a.name, a.country, a.sector, a.aliases,
            "|".join(between_spaces(name) for name in dict.fromkeys([a.name or "", *a.aliases])),
        ]
        for a in report.actors
    ]  # fmt: skip


def between_spaces(name: str) -> str:
    """The words of a name (:func:`onrecord.words.plain_words`), a space before and after each: so
    written, one holds another where its words stand in it one after another."""
    return f" {' '.join(plain_words(name))} "


def _participants(report: Report) -> Rows:
    """Who takes part in each event of a report, on which side, and of which country each is.

    Raises:
        ReportDamaged: an event names an actor whom the report does not hold.
    """
    countries = {actor.id: actor.country for actor in report.actors}
    with whole(report):
        return [
            [report.document.id, event.id, side, actor, countries[actor]]
            for event in report.told
            for side, ids in (("actor", event.actors), ("recipient", event.recipients))
            for actor in ids
        ]


def _speakers(report: Report) -> Rows:
    """Who makes each statement of a report, of which country, and what a count needs of it."""
    countries = {actor.id: actor.country for actor in report.actors}
    d = report.document
    return [
        [d.id, s.id, actor, countries.get(actor), s.stance, s.content.start, d.published]
        for s in report.statements
        for actor in s.speakers
    ]


def _about(report: Report) -> Rows:
    """Whom each statement of a report is addressed to, or names in its content."""
    named = [
        (Span(m.start, m.end), m.actor)
        for m in report.mentions
        if m.actor is not None and m.use == "actor"
    ]
    return [
        [report.document.id, statement.id, actor]
        for statement in report.statements
        for actor in dict.fromkeys(
            [
                *statement.addressees,
                *(a for span, a in named for piece in statement.pieces if span.within(piece)),
            ]
        )
        if actor not in statement.speakers
    ]


def _places(report: Report) -> Rows:
    """Where the events of a report took place, for those of which it says so. A place without
    coordinates has its name, and what else is known of it."""
    found = [(e.id, report.places[e.place]) for e in report.told if e.place is not None]
    return [
        [report.document.id, event, p.name, p.country, p.latitude, p.longitude, p.precision]
        for event, p in found
    ]


def _words(document: str, title: str | None, text: str) -> Rows:
    """The words of a document and of its title, folded, with how often each stands there."""
    counts = Counter(word.text for part in (title or "", text) for word in words_in(part))
    return [[word, document, count] for word, count in sorted(counts.items())]


def _claims(report: Report, text: str) -> Rows:
    """The rows of the table of claims for one report.

    Raises:
        ReportDamaged: it names what is not there.
    """
    claims = claims_of(report, text, deeds=True)
    return [
        [
            c.event, c.document, at, c.type, c.mode, c.earliest, c.latest, c.where, c.factuality,
            bool(c.disputed_by), e.within, msgspec.json.encode(c).decode(), c.quad, c.intensity,
            c.cameo, c.contexts, e.trigger.start, e.trigger.end, c.score,
        ]
        for at, (c, e) in enumerate(zip(claims, report.told, strict=True))
    ]  # fmt: skip
