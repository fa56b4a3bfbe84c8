"""An overview of a store: how much it holds, of whom, and what of it is new, disputed or unread.

In goes an open store; out come counts of documents, statements, claims and events, which are four
things and never one; the latest reports; the pairs of countries between which most happened; the
latest disputes; and what was not read, with the cause.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.answers.happenings import contests
from onrecord.answers.records import Contest
from onrecord.model import Document, Record
from onrecord.resolve.records import Happening
from onrecord.store import Store

COUNTS = (
    "SELECT (SELECT count(*) FROM documents),"
    " (SELECT count(*) FROM statements),"
    " (SELECT count(*) FROM claims WHERE type IS NOT NULL),"
    " (SELECT count(*) FROM happenings WHERE type IS NOT NULL),"
    " (SELECT count(*) FROM happenings WHERE disputed),"
    " (SELECT count(*) FROM pending)"
)
LATEST = "SELECT id FROM documents ORDER BY published DESC NULLS LAST, id LIMIT ?"
PAIRS = (
    "WITH taking AS MATERIALIZED (SELECT DISTINCT g.id AS happening, p.document, a.country"
    " FROM participants p JOIN actors a ON a.document = p.document AND a.id = p.actor"
    " JOIN \"groups\" g ON g.kind = 'event' AND g.member = p.event"
    " JOIN claims c ON c.event = p.event"
    " WHERE a.country IS NOT NULL AND c.type IS NOT NULL)"
    " SELECT x.country, y.country, count(DISTINCT x.happening), count(DISTINCT x.document)"
    " FROM taking x JOIN taking y ON x.happening = y.happening AND x.document = y.document"
    " AND x.country < y.country GROUP BY ALL ORDER BY 3 DESC, 4 DESC, 1, 2 LIMIT ?"
)
DISPUTED = (
    "SELECT happening FROM happenings WHERE disputed"
    " ORDER BY happening->>'$.last' DESC NULLS LAST, id LIMIT ?"
)


class Pair(Record, frozen=True):
    """Two countries, by their codes, in how many events both take part, and in how many reports."""

    one: str
    other: str
    events: int
    reports: int


class Failure(Record, frozen=True):
    """What was not read: a source or, where it is a stage of a stored one, a document."""

    source: str
    document: str | None
    stage: str
    cause: str


class Overview(Record, frozen=True):
    """What a store holds. `events` are happenings: distinct events with a type, `claims` the
    reports' tellings of them; `disputed` counts happenings, and `waiting` documents that are not
    joined with the others yet."""

    documents: int
    statements: int
    claims: int
    events: int
    disputed: int
    waiting: int
    latest: list[Document]
    pairs: list[Pair]
    disputes: list[Contest]
    unread: list[Failure]


def overview(store: Store, *, limit: int = 10) -> Overview:
    """What `store` holds, with `limit` entries of each list."""
    ((documents, statements, claims, events, disputed, waiting),) = store.rows(COUNTS)
    latest = [row[0] for row in store.rows(LATEST, limit)]
    found = store.records(Happening, DISPUTED, limit)
    return Overview(
        documents=documents,
        statements=statements,
        claims=claims,
        events=events,
        disputed=disputed,
        waiting=waiting,
        latest=_in_order(store.documents(latest), latest),
        pairs=[Pair(*row) for row in store.rows(PAIRS, limit)],
        disputes=contests(store, found),
        unread=[
            Failure(*row)
            for row in store.rows("SELECT source, document, stage, cause FROM unread ORDER BY ALL")
        ],
    )


def _in_order(documents: Sequence[Document], ids: Sequence[str]) -> list[Document]:
    known = {document.id: document for document in documents}
    return [known[ident] for ident in ids if ident in known]
