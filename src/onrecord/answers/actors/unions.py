"""Why actors of several reports are one: what is joined in an actor, by what, and what waits.

In go an open store and the id of an actor across reports; out come the personas that are joined in
it, each a way in which reports tell who it is, the pairs whose likeness joins them, the pairs with
others that wait for a person, and what people decided. Long lists are cut, and counted whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.answers.reviews.comparison import Pair, compared
from onrecord.answers.reviews.decided import touching
from onrecord.model import Document, Record
from onrecord.resolve.actors.people import Persona
from onrecord.store import Store
from onrecord.store.candidates import Candidate
from onrecord.store.decisions import PAIRED, Decision, current
from onrecord.store.query import among_query

SHOWN = 10
"""How many personas are shown..."""
PAIRS = 5
"""...and how many pairs."""
NEAREST = 3
"""How many reports are shown of a persona."""
LOOKED = 500
"""Among how many personas of one actor, those of most reports, pairs are looked for."""
MEMBERS = (
    'SELECT p.persona, count(DISTINCT p.document) AS reports FROM "groups" g'
    " JOIN personas p ON p.persona = g.member WHERE g.kind = 'actor' AND g.id = ?"
    " GROUP BY p.persona ORDER BY reports DESC, p.persona"
)
TOLD = (
    "SELECT persona, document FROM (SELECT p.persona, p.document, row_number() OVER"
    " (PARTITION BY p.persona ORDER BY d.published DESC NULLS LAST, d.id) AS n"
    " FROM (SELECT DISTINCT persona, document FROM personas WHERE persona IN ({0})) p"
    f" JOIN documents d ON d.id = p.document) WHERE n <= {NEAREST} ORDER BY persona, n"
)
THINGS = "SELECT id, max(thing) FROM things WHERE id IN ({0}) GROUP BY id"
LINKS = (
    "WITH near AS MATERIALIZED (SELECT kind, a, b, score, reasons FROM links WHERE {0} IN ({1}))"
    " SELECT a, b, score, reasons FROM near WHERE kind = 'actor' ORDER BY score DESC, a, b"
)


class Bearer(Record, frozen=True):
    """A persona: how some reports tell who it is. `documents` are the latest of its `reports`."""

    id: str
    persona: Persona
    reports: int
    documents: list[Document]


class Union(Record, frozen=True):
    """What is joined in one actor. `personas` counts those of which `bearers` shows the first;
    `joined` and `waiting` are the likeliest of so many pairs as `joins` and `waits` count."""

    id: str
    personas: int
    bearers: list[Bearer]
    joins: int
    joined: list[Pair]
    waits: int
    waiting: list[Pair]
    decisions: list[Decision]


def union(store: Store, ident: str) -> Union:
    """What is joined in the actor across reports with this id, which the store has."""
    members: dict[str, int] = dict(store.rows(MEMBERS, ident))
    shown, looked = list(members)[:SHOWN], list(members)[:LOOKED]
    made = touching(store, looked)
    links = _links(store, looked)
    joined = [link for link in links if link.a in members and link.b in members]
    settled = {
        tuple(sorted(current(one)))
        for one in made
        if one.verdict in PAIRED and one.status != "undone"
    }
    waiting = [link for link in links if link not in joined and (link.a, link.b) not in settled]
    return Union(
        id=ident,
        personas=len(members),
        bearers=_bearers(store, shown, members),
        joins=len(joined),
        joined=_compared(store, joined[:PAIRS]),
        waits=len(waiting),
        waiting=_compared(store, waiting[:PAIRS]),
        decisions=made,
    )


class _Link(Record, frozen=True):
    """A pair of personas that may be one, with the reasons as JSON."""

    a: str
    b: str
    score: float
    reasons: str


def _links(store: Store, personas: Sequence[str]) -> list[_Link]:
    """The pairs in which one of these is, the likeliest first, each once."""
    among, values = among_query(personas)
    rows = {row for side in ("a", "b") for row in store.rows(LINKS.format(side, among), *values)}
    return [_Link(*row) for row in sorted(rows, key=lambda row: (-row[2], row[0], row[1]))]


def _compared(store: Store, links: Sequence[_Link]) -> list[Pair]:
    things = _things(store, [ident for link in links for ident in (link.a, link.b)])
    found = [
        Candidate(
            "actor", link.a, link.b, link.score, msgspec.json.decode(link.reasons),
            *(msgspec.json.decode(things[ident]) for ident in (link.a, link.b)),
        )
        for link in links
    ]  # fmt: skip
    return compared(store, found)


def _bearers(store: Store, shown: Sequence[str], members: dict[str, int]) -> list[Bearer]:
    among, values = among_query(shown)
    rows = store.rows(TOLD.format(among), *values)
    documents = {one.id: one for one in store.documents([document for _, document in rows])}
    things = _things(store, shown)
    return [
        Bearer(
            ident,
            msgspec.json.decode(things[ident], type=Persona),
            members[ident],
            [documents[document] for persona, document in rows if persona == ident],
        )
        for ident in shown
    ]


def _things(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """What identity knows of personas, as JSON, by their ids."""
    among, values = among_query(sorted({*ids}))
    return dict(store.rows(THINGS.format(among), *values))
