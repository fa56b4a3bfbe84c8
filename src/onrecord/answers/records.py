"""The records that answers are made of, beside claims, happenings and commitments.

All of them encode to JSON with the names of their fields; `onrecord schema` prints their schemas.
Every list of positions names its sources: publisher, date, document and place in its text.
"""

from __future__ import annotations

from typing import Literal

from onrecord.claims import Claim
from onrecord.model import Document, Record
from onrecord.resolve.actors.tenures import Tenure
from onrecord.resolve.records import DisputeKind, Position

Section = Literal["meetings", "agreements", "events", "statements", "disputes", "figures"]


class Contest(Record, frozen=True):
    """A dispute with what it is over: the happening, as its fullest telling has it. `explicit`
    where a source answers another; `positions` in the order of publication."""

    id: str
    kind: DisputeKind
    explicit: bool
    happening: str
    type: str | None
    mode: str | None
    who: list[str]
    whom: list[str]
    earliest: str | None
    latest: str | None
    where: str | None
    positions: list[Position]


class Entry(Record, frozen=True):
    """One entry of a dossier. `id` is that of a happening, an agreement, a statement or a dispute;
    `what` the type and mode, the name of the agreement, the stance of the statement, the kind of
    the dispute; `side` the one of the two that says it, in statements alone; `details` the duties
    of an agreement. `sources` are what was read where: tellings, reports on the agreement (`value`
    says what became of it), positions, figures (`value` is the figure)."""

    section: Section
    id: str
    what: str
    who: list[str]
    whom: list[str]
    earliest: str | None
    latest: str | None
    where: str | None
    factuality: str | None
    sources: list[Position]
    disputed: bool = False
    side: str | None = None
    details: list[str] = []


class Dossier(Record, frozen=True):
    """All that the store holds on two parties, section by section, each in the order of dates;
    `documents` are those that the sources of the entries stand in, by date; `retracted` those of
    them that were withdrawn."""

    parties: list[str]
    since: str | None
    until: str | None
    entries: list[Entry]
    documents: list[Document]
    retracted: list[str]


class Tally(Record, frozen=True):
    """How often something is told: `what` is a type with its mode, or a stance; `count` counts
    happenings, or statements, and `reports` the documents that tell of them."""

    what: str
    count: int
    reports: int
    first: str | None
    last: str | None


class Counterpart(Record, frozen=True):
    """Somebody with whom an actor has to do: in how many happenings it did something to the
    counterpart (`did`), the counterpart to it (`received`), and both stand on one side (`beside`).
    `id` is that of the counterpart across reports, None of one who is but described."""

    id: str | None
    name: str
    did: int
    received: int
    beside: int
    reports: int


class Profile(Record, frozen=True):
    """What the store holds on one actor, or, for a country, on everybody who belongs to it; then
    `names` are of those, and `id` is the country's code. `named` counts the reports that have each
    of the names; `said` counts statements by stance, `happenings` are the ids of the events, the
    latest first, and `positions` those that it takes in disputes, statement by statement. Lists may
    be cut: `held` counts all offices, `statements`, `met` and `events` the statements, the
    counterparts and the events, and `stands` the statements that are positions. Of a country whose
    lists are cut, `held` counts the offices of those alone who were last told of."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: list[str]
    names: list[str]
    named: list[int]
    reports: int
    first: str | None
    last: str | None
    held: int
    offices: list[Tenure]
    did: list[Tally]
    received: list[Tally]
    statements: int
    said: list[Tally]
    met: int
    counterparts: list[Counterpart]
    events: int
    happenings: list[str]
    stands: int
    positions: list[Position]


class Extract(Record, frozen=True):
    """Words of a document that hold what was sought, with their place in the text."""

    start: int
    end: int
    words: str


class Hit(Record, frozen=True):
    """A document that holds what was sought: how well by BM25, the best passages, and the claims
    whose evidence holds some of the words, those with the weightiest first."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    score: float
    passages: list[Extract]
    claims: list[Claim]
