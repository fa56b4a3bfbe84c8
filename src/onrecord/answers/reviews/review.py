"""What waits for a person: pairs that may be one, and the claims that the reader is least sure of.

In go an open store; out come stretches of two queues, each in a fixed order, which go on behind
an entry and not at a number, so that a decision made meanwhile moves nothing.
"""

from __future__ import annotations

from onrecord.answers.reviews.comparison import Extract, Pair, compared, extracts
from onrecord.claims import Claim
from onrecord.model import Record
from onrecord.store import Store
from onrecord.store.decisions import DecidedKind

SINGLE = ("accept", "reject", "correct")
"""Verdicts on one event alone."""
SCORE = "coalesce(score, 0)"
UNCERTAIN = (
    f"WITH open AS MATERIALIZED (SELECT event, {SCORE} AS score FROM claims"
    " WHERE type IS NOT NULL AND event NOT IN (SELECT s.id FROM subjects s"
    " JOIN decisions d ON d.id = s.decision WHERE d.kind = 'event' AND d.undone_at IS NULL"
    " AND d.verdict IN ('accept', 'reject', 'correct')))"
    " SELECT total, event FROM (SELECT count(*) AS total FROM open) LEFT JOIN (SELECT * FROM open"
    " WHERE score > ? OR (score = ? AND event > ?) ORDER BY score, event LIMIT ?) ON true"
    " ORDER BY score, event"
)
"""The claims with a type that nobody has accepted, rejected or corrected, from one on, beside how
many there are; one row without a claim where none follows."""


class Pairs(Record, frozen=True):
    """A stretch of the pairs that wait, and how many wait in all."""

    pairs: list[Pair]
    total: int


class Doubt(Record, frozen=True):
    """A claim that nobody has accepted, rejected or corrected, with its words in the report."""

    claim: Claim
    words: Extract | None


class Doubts(Record, frozen=True):
    """A stretch of the claims of which the reader is least sure, and how many nobody decided."""

    doubts: list[Doubt]
    total: int


def pairs(
    store: Store, kind: DecidedKind, limit: int, after: tuple[str, str] | None = None
) -> Pairs:
    """The pairs of `kind` that wait for a decision, the likeliest first, from the one behind the
    pair `after` on."""
    found, total = store.waiting(kind, limit, after)
    return Pairs(compared(store, found), total)


def pair(store: Store, kind: DecidedKind, a: str, b: str) -> Pair | None:
    """One pair, decided or not; None where nothing links the two."""
    found = store.candidate(kind, a, b)
    return compared(store, [found])[0] if found else None


def doubts(store: Store, limit: int, after: str = "") -> Doubts:
    """The claims with a type that have the lowest scores, from the one behind the event `after`
    on."""
    known = store.rows(f"SELECT {SCORE} FROM claims WHERE event = ?", after)
    score = known[0][0] if known else -1.0
    rows = store.rows(UNCERTAIN, score, score, after, limit)
    return Doubts(_doubts(store, [event for _, event in rows if event is not None]), rows[0][0])


def doubt(store: Store, event: str) -> Doubt | None:
    """One claim with its words; None where the store has none of this event."""
    found = _doubts(store, [event])
    return found[0] if found else None


def _doubts(store: Store, events: list[str]) -> list[Doubt]:
    claims = store.kept(Claim, events)
    words = extracts(store, {c.event: [(c.document, c.start, c.end)] for c in claims})
    return [Doubt(claim, next(iter(words[claim.event]), None)) for claim in claims]
