"""Agreements with what became of them, as far as a page looks.

In go an open store and the ids of happenings that made agreements; out come these with later
reports of a breach, a withdrawal or an extension by the same parties. Only the latest tellings of
the parties are looked through, and of these the ones with such words: all that became of one
agreement is told by :func:`onrecord.answers.ledger`.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.answers.happening import members_of
from onrecord.model import Record
from onrecord.resolve.commitments.commitments import fulfilments
from onrecord.resolve.records import Commitment, Happening
from onrecord.resolve.versions.phrases import any_of, lexicon
from onrecord.store import Store

ENDING = ("withdrawal", "breach", "extension")
"""What becomes of an agreement that tells whether it holds, in the words of
knowledge/commitments.toml."""
LATEST = 2000
"""How many tellings of the parties are looked through for such words..."""
NEAR = 30
"""...and how many with them are read."""
LATER = (
    "WITH party AS MATERIALIZED (SELECT DISTINCT p.document, p.event FROM participants p"
    " JOIN actors a ON a.document = p.document AND a.id = p.actor"
    ' WHERE a.country IN (SELECT DISTINCT o.country FROM "groups" g'
    " JOIN participants q ON q.event = g.member"
    " JOIN actors o ON o.document = q.document AND o.id = q.actor"
    " WHERE g.kind = 'event' AND g.id IN (SELECT unnest(?)) AND o.country IS NOT NULL)),"
    " late AS MATERIALIZED (SELECT c.event, c.type, c.claim, d.published FROM claims c"
    " JOIN party USING (event) JOIN documents d ON d.id = c.document"
    " WHERE c.type IS NOT NULL AND d.published >= ?"
    f" ORDER BY d.published DESC, c.event LIMIT {LATEST})"
    " SELECT event FROM late WHERE type = 'ASSAULT' OR regexp_matches(claim, ?)"
    f" ORDER BY published DESC, event LIMIT {NEAR}"
)


class Agreement(Record, frozen=True):
    """An agreement and the happening that made it, with later reports on it."""

    commitment: Commitment
    happening: Happening

    @property
    def withdrawn(self) -> bool:
        """Whether a report says that a party withdrew: else it is in force, so far as known."""
        return any(later.kind == "withdrawal" for later in self.commitment.later)

    @property
    def breached(self) -> bool:
        """Whether a report says that a party broke it."""
        return any(later.kind == "breach" for later in self.commitment.later)


def agreements(store: Store, ids: Sequence[str]) -> list[Agreement]:
    """The agreements that these happenings made, in their order."""
    made = store.kept(Commitment, ids)
    if not made:
        return []
    since = min(one.date or "" for one in made)
    rows = store.rows(LATER, [one.happening for one in made], since, _words())
    later = members_of(store, [row[0] for row in rows])
    over = {h.id: h for h in store.kept(Happening, [one.happening for one in made])}
    return [
        Agreement(
            fulfilments(one, [m for m in later if m.event.id not in over[one.happening].events]),
            over[one.happening],
        )
        for one in made
    ]


def _words() -> str:
    """The words of what becomes of agreements, as DuckDB seeks them (RE2)."""
    words = [word for kind in ENDING for word in lexicon("commitments")["later"][kind]]
    return rf"(?i)\b(?:{any_of(words)})\b"
