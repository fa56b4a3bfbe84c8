"""Agreements with what became of them, as far as a page looks.

In go an open store and the ids of happenings that made agreements; out come these with later
reports of a breach, a withdrawal or an extension by the same parties. Only some later reports are
looked through, those first of most of the parties and the latest of them, and of these the ones
with such words are read: all that became of one agreement is told by
:func:`onrecord.answers.ledger`.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.answers.events.happening import members_of
from onrecord.model import Record
from onrecord.resolve.commitments.commitments import fulfilments
from onrecord.resolve.records import Commitment, Happening, Member
from onrecord.resolve.versions.phrases import any_of, lexicon, pattern
from onrecord.store import Store
from onrecord.store.query import among_query

ENDING = ("withdrawal", "breach", "extension")
"""What becomes of an agreement that tells whether it holds, in the words of
knowledge/commitments.toml."""
LOOKED = 200
"""How many later reports of the parties are looked through for such words..."""
READ = 8
"""...and how many with them are read."""
LATER = (
    'WITH made AS MATERIALIZED (SELECT g.member AS event, c.document FROM "groups" g'
    " JOIN claims c ON c.event = g.member WHERE g.kind = 'event' AND g.id IN ({0})),"
    " lands AS MATERIALIZED (SELECT DISTINCT p.country FROM made m"
    " JOIN participants p ON p.document = m.document AND p.event = m.event"
    " WHERE p.country IS NOT NULL)"
    " SELECT p.document FROM participants p SEMI JOIN lands ON lands.country = p.country"
    " JOIN documents d ON d.id = p.document WHERE d.published >= ?"
    " GROUP BY p.document, d.published"
    f" ORDER BY count(DISTINCT p.country) DESC, d.published DESC, p.document LIMIT {LOOKED}"
)
TELLING = (
    "WITH near AS MATERIALIZED (SELECT id, text FROM documents WHERE id IN ({0}))"
    " SELECT id FROM near WHERE regexp_matches(text, ?) AND regexp_matches(text, ?)"
)
"""Which of these documents name an agreement and say that one ends, is broken or goes on."""
FIGHTING = "SELECT DISTINCT document FROM claims WHERE document IN ({0}) AND type = 'ASSAULT'"
TOLD = "SELECT event FROM claims WHERE document IN ({0}) AND type IS NOT NULL ORDER BY event"


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
    over = {h.id: h for h in store.kept(Happening, [one.happening for one in made])}
    later = _later(store, made)
    return [
        Agreement(
            fulfilments(one, [m for m in later if m.event.id not in over[one.happening].events]),
            over[one.happening],
        )
        for one in made
    ]


def _later(store: Store, made: Sequence[Commitment]) -> list[Member]:
    """What later reports tell that may be of these agreements."""
    among, values = among_query([one.happening for one in made])
    since = min(one.date or "" for one in made)
    near = [row[0] for row in store.rows(LATER.format(among), *values, since)]
    if not near:
        return []
    among, values = among_query(near)
    words = lexicon("commitments")
    nouns = _phrase(words["names"]["nouns"])
    ending = _phrase([word for kind in ENDING for word in words["later"][kind]])
    telling = {row[0] for row in store.rows(TELLING.format(among), *values, nouns, ending)}
    quiet = pattern("names", "quiet", table="commitments")
    if any(quiet.search(one.name or "") for one in made):
        telling |= {row[0] for row in store.rows(FIGHTING.format(among), *values)}
    among, values = among_query([document for document in near if document in telling][:READ])
    return members_of(store, [row[0] for row in store.rows(TOLD.format(among), *values)])


def _phrase(words: Sequence[str]) -> str:
    """Any of these words, as DuckDB seeks them (RE2)."""
    return rf"(?i)\b(?:{any_of(words)})\b"
