"""Pairs with their likeness and the reasons for it: those that joined, those that wait.

In goes an open store; out come the links inside one group, or the pairs of one kind that lie in
different groups though their likeness reaches the threshold of doubt, and on which nobody has
decided, the likeliest first.
"""

from __future__ import annotations

from typing import Any

import duckdb
import msgspec

from onrecord.model import Record

WAITING = (
    "SELECT l.a, l.b, l.score, l.reasons, {shown}"
    ' FROM links l JOIN "groups" ga ON ga.kind = l.kind AND ga.member = l.a'
    ' JOIN "groups" gb ON gb.kind = l.kind AND gb.member = l.b AND gb.id <> ga.id'
    " {tables} WHERE l.kind = ? AND NOT EXISTS (SELECT 1 FROM decisions d"
    " JOIN subjects sa ON sa.decision = d.id AND sa.id = l.a"
    " JOIN subjects sb ON sb.decision = d.id AND sb.id = l.b"
    " WHERE d.kind = l.kind AND d.undone_at IS NULL)"
    " ORDER BY l.score DESC, l.a, l.b LIMIT ?"
)
JOINED = (
    "SELECT l.a, l.b, l.score, l.reasons, ca.claim, cb.claim"
    ' FROM links l JOIN "groups" ga ON ga.kind = l.kind AND ga.member = l.a'
    ' JOIN "groups" gb ON gb.kind = l.kind AND gb.member = l.b AND gb.id = ga.id'
    " JOIN claims ca ON ca.event = l.a JOIN claims cb ON cb.event = l.b"
    " WHERE l.kind = 'event' AND ga.id = ?"
    " ORDER BY l.score DESC, l.a, l.b"
)
CLAIMS = ("ca.claim, cb.claim", "JOIN claims ca ON ca.event = l.a JOIN claims cb ON cb.event = l.b")
THINGS = (
    "ta.thing, tb.thing",
    "JOIN things ta ON ta.kind = l.kind AND ta.id = l.a"
    " JOIN things tb ON tb.kind = l.kind AND tb.id = l.b",
)


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


def candidates(connection: duckdb.DuckDBPyConnection, kind: str, limit: int) -> list[Candidate]:
    """The pairs of `kind` that wait for a decision."""
    shown, tables = CLAIMS if kind == "event" else THINGS
    rows = connection.execute(WAITING.format(shown=shown, tables=tables), [kind, limit]).fetchall()
    return _candidates(kind, rows)


def joined(connection: duckdb.DuckDBPyConnection, happening: str) -> list[Candidate]:
    """The pairs of tellings whose likeness makes one happening of them."""
    return _candidates("event", connection.execute(JOINED, [happening]).fetchall())


def _candidates(kind: str, rows: list[tuple[Any, ...]]) -> list[Candidate]:
    return [
        Candidate(kind, a, b, score, *(msgspec.json.decode(one) for one in (why, left, right)))
        for a, b, score, why, left, right in rows
    ]
