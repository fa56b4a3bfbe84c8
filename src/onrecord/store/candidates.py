"""Pairs with their likeness and the reasons for it: those that joined, those that wait.

In go an open store; out come the links inside one group, or the pairs of one kind that lie in
different groups though their likeness reaches the threshold of doubt, and on which nobody has
decided, the likeliest first. Which pairs they are is found by their ids and scores alone; reasons
and things are looked up only for those that are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import duckdb
import msgspec

from onrecord.model import Record
from onrecord.store.tables import looked_up

Row = tuple[str, str, float, str]
COLUMNS = "a, b, score, reasons"
WAITING = (
    "WITH decided AS MATERIALIZED (SELECT sa.id AS a, sb.id AS b FROM decisions d"
    " JOIN subjects sa ON sa.decision = d.id"
    " JOIN subjects sb ON sb.decision = d.id AND sb.id > sa.id"
    " WHERE d.undone_at IS NULL AND d.kind = $kind),"
    ' home AS MATERIALIZED (SELECT id, member FROM "groups" WHERE kind = $kind),'
    " waiting AS MATERIALIZED (SELECT l.a, l.b, l.score FROM links l"
    " JOIN home ga ON ga.member = l.a JOIN home gb ON gb.member = l.b"
    " WHERE l.kind = $kind AND ga.id <> gb.id"
    " AND NOT EXISTS (SELECT 1 FROM decided d WHERE d.a = l.a AND d.b = l.b))"
    " SELECT total, a, b FROM (SELECT count(*) AS total FROM waiting) LEFT JOIN"
    " (SELECT * FROM waiting WHERE $score IS NULL"
    " OR score < $score OR (score = $score AND (a > $a OR (a = $a AND b > $b)))"
    " ORDER BY score DESC, a, b LIMIT $limit) ON true ORDER BY score DESC, a, b"
)
"""The pairs that wait from one on, beside how many wait in all; one row without a pair where none
follows."""


class Candidate(Record, frozen=True):
    """Two things that may be one: how alike they are, from 0 to 1, why, and what each is: the
    claim of an event, the persona of an actor, what identity knows of a document."""

    kind: str
    a: str
    b: str
    score: float
    reasons: list[dict[str, Any]]
    left: dict[str, Any]
    right: dict[str, Any]


def waiting(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    limit: int,
    after: tuple[str, str] | None = None,
) -> tuple[list[Candidate], int]:
    """The pairs of `kind` that wait for a decision, from the one behind the pair `after` on, and
    how many wait in all."""
    a, b = after or ("", "")
    score = next((row[2] for row in _between(connection, kind, {(a, b)})), None)
    values = {"kind": kind, "limit": limit, "score": score, "a": a, "b": b}
    found = connection.execute(WAITING, values).fetchall()
    links = _between(connection, kind, {(a, b) for _, a, b in found if a is not None})
    return _candidates(connection, kind, links), found[0][0]


def candidate(connection: duckdb.DuckDBPyConnection, kind: str, a: str, b: str) -> Candidate | None:
    """The pair of `kind` with these ids, whether it waits or not; None where nothing links it."""
    found = _candidates(connection, kind, _between(connection, kind, {(a, b)}))
    return found[0] if found else None


def joined(connection: duckdb.DuckDBPyConnection, happening: str) -> list[Candidate]:
    """The pairs of tellings whose likeness makes one happening of them."""
    told = looked_up(connection, "member", '"groups"', "id", [happening], "event")
    members = {member for (member,) in told}
    rows = _links(connection, "event", members)
    return _candidates(connection, "event", [row for row in rows if row[1] in members])


def _between(
    connection: duckdb.DuckDBPyConnection, kind: str, pairs: Set[tuple[str, str]]
) -> list[Row]:
    """The links of these pairs, each in order."""
    rows = _links(connection, kind, {a for a, _ in pairs})
    return [row for row in rows if row[:2] in pairs]


def _links(connection: duckdb.DuckDBPyConnection, kind: str, ids: set[str]) -> list[Row]:
    """The links of a kind that begin with one of these ids."""
    found: list[Row] = looked_up(connection, COLUMNS, "links", "a", ids, kind)
    return found


def _candidates(
    connection: duckdb.DuckDBPyConnection, kind: str, rows: Sequence[Row]
) -> list[Candidate]:
    """The pairs of these links, the likeliest first."""
    ids = {ident for row in rows for ident in row[:2]}
    if kind == "event":
        lines = dict(looked_up(connection, "event, claim", "claims", "event", ids))
    else:
        lines = dict(looked_up(connection, "id, thing", "things", "id", ids, kind))
    things = {ident: msgspec.json.decode(line) for ident, line in lines.items()}
    return [
        Candidate(kind, a, b, score, msgspec.json.decode(why), things[a], things[b])
        for a, b, score, why in sorted(rows, key=lambda row: (-row[2], row[0], row[1]))
        if a in things and b in things
    ]
