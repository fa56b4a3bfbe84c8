"""An overview of a store: how much it holds, of whom, and what of it is new, disputed or unread.

In goes an open store; out come counts of documents, statements, claims and events, which are four
things and never one; the latest reports; the pairs of countries between which most happened; the
latest disputes; and what was not read, with the cause.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.answers.events.happenings import contests
from onrecord.answers.records import Contest
from onrecord.model import Document, Record
from onrecord.resolve.records import Happening
from onrecord.store import Store

COUNTS = (
    "SELECT (SELECT count(*) FROM documents),"
    " (SELECT count(*) FROM statements),"
    " (SELECT count(*) FROM claims WHERE type IS NOT NULL),"
    " (SELECT count(*) FROM happenings WHERE type IS NOT NULL),"
    " (SELECT count(*) FROM happenings WHERE disputed AND type IS NOT NULL),"
    " (SELECT count(*) FROM pending)"
)
LATEST = "SELECT id FROM documents ORDER BY published DESC NULLS LAST, id LIMIT ?"
PAIRS = (
    "WITH taken AS MATERIALIZED (SELECT DISTINCT hash(event) AS event,"
    " hash(happening) AS happening, hash(document) AS document, country FROM taking"
    " SEMI JOIN (SELECT id FROM happenings WHERE type IS NOT NULL) h ON h.id = taking.happening"
    " WHERE type IS NOT NULL AND country IS NOT NULL)"
    " SELECT x.country AS one, y.country AS other, count(DISTINCT x.happening) AS events,"
    " count(DISTINCT x.document) AS reports"
    " FROM taken x JOIN taken y ON y.event = x.event AND y.country > x.country"
    " GROUP BY ALL ORDER BY events DESC, reports DESC, one, other LIMIT ?"
)
DISPUTED = (
    "SELECT happening FROM happenings WHERE disputed AND type IS NOT NULL"
    " ORDER BY last DESC NULLS LAST, id LIMIT ?"
)
BETWEEN = 4
"""Of how many disputed happenings a dispute is looked for: one may lie between several."""


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
    reports' tellings of them; `disputed` counts those of the events that are, and `waiting`
    documents that are not joined with the others yet."""

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
    found = store.records(Happening, DISPUTED, BETWEEN * limit)
    return Overview(
        documents=documents,
        statements=statements,
        claims=claims,
        events=events,
        disputed=disputed,
        waiting=waiting,
        latest=_in_order(store.documents(latest), latest),
        pairs=[Pair(*row) for row in store.rows(PAIRS, limit)],
        disputes=contests(store, found)[:limit],
        unread=[
            Failure(*row)
            for row in store.rows("SELECT source, document, stage, cause FROM unread ORDER BY ALL")
        ],
    )


def _in_order(documents: Sequence[Document], ids: Sequence[str]) -> list[Document]:
    known = {document.id: document for document in documents}
    return [known[ident] for ident in ids if ident in known]
