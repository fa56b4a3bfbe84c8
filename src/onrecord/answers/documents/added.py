"""What one document brought to the record: how many claims, and between which countries.

In go an open store and the id of a document; out come its counts, the pairs of countries that take
part in one of its events, its first claims, and what of it was not read.
"""

from __future__ import annotations

from onrecord.claims import Claim
from onrecord.model import Document, Record
from onrecord.store import Store

PAIRS = (
    "WITH taking AS MATERIALIZED (SELECT DISTINCT event, country FROM participants"
    " WHERE document = ? AND country IS NOT NULL)"
    " SELECT x.country, y.country, count(*) FROM taking x JOIN taking y ON x.event = y.event"
    " AND x.country < y.country JOIN claims c ON c.event = x.event WHERE c.type IS NOT NULL"
    " GROUP BY ALL ORDER BY 3 DESC, 1, 2 LIMIT ?"
)
CLAIMS = "SELECT event FROM claims WHERE document = ? AND type IS NOT NULL ORDER BY position"
UNREAD = "SELECT stage, cause FROM unread WHERE document = ? ORDER BY ALL"


class Between(Record, frozen=True):
    """Two countries, by their codes, and in how many claims of the document both take part."""

    one: str
    other: str
    claims: int


class Added(Record, frozen=True):
    """A document, how many claims it makes and which are the first, its pairs of countries, what
    of it was not read (stage and cause), and whether it waits to be joined with the others."""

    document: Document
    total: int
    claims: list[Claim]
    pairs: list[Between]
    unread: list[tuple[str, str]]
    waits: bool


def added(store: Store, document: str, *, limit: int = 20) -> Added | None:
    """What the document with this id brought, with `limit` claims and pairs; None if it is not
    stored."""
    known = store.document(document)
    if known is None:
        return None
    events = [row[0] for row in store.rows(CLAIMS, document)]
    return Added(
        document=known,
        total=len(events),
        claims=store.kept(Claim, events[:limit]),
        pairs=[Between(*row) for row in store.rows(PAIRS, document, limit)],
        unread=[(stage, cause) for stage, cause in store.rows(UNREAD, document)],
        waits=bool(store.rows("SELECT 1 FROM pending WHERE document = ?", document)),
    )
