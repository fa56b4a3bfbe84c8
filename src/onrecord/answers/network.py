"""A network: who did what to whom, as ties between countries or between actors.

In go an open store and filters; out come the parties between which most happened and the ties
between them: how many distinct events of a quad class one is told to have done to the other, and
how many reports tell of them. Countries are those of whoever takes part, international bodies by
their code; actors are those that are one across reports, and who is only described ("soldiers") is
none. What a party does to itself is counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.knowledge.ontology import international, quad_of
from onrecord.knowledge.world import states
from onrecord.model import Record
from onrecord.store import Store
from onrecord.store.query import EVERYTHING, Filters, happening_query

Of = Literal["country", "actor"]
PARTIES = 60
TIES = 150

MET = (
    "WITH found(id) AS MATERIALIZED ({found}), sides AS MATERIALIZED"
    " (SELECT p.event, p.side, {party} AS party, hash(p.document) AS report FROM participants p"
    " JOIN actors a ON a.document = p.document AND a.id = p.actor{joins}"
    " WHERE {party} IS NOT NULL)"
    " SELECT DISTINCT x.party, y.party, h.type, h.rowid, x.report"
    " FROM sides x JOIN sides y ON y.event = x.event"
    " JOIN \"groups\" g ON g.kind = 'event' AND g.member = x.event"
    " JOIN happenings h ON h.id = g.id"
    " WHERE x.side = 'actor' AND y.side = 'recipient' AND h.type IS NOT NULL"
    " AND h.id IN (SELECT id FROM found)"
)
"""Who did something to whom in which happening of which type, and which document tells it; one that
stands on both sides meets itself."""
IDENTITIES = (
    " JOIN personas pe ON pe.document = p.document AND pe.actor = p.actor"
    " JOIN \"groups\" one ON one.kind = 'actor' AND one.member = pe.persona"
)
PARTY: Mapping[Of, tuple[str, str]] = {
    "country": ("a.country", ""),
    "actor": ("one.id", IDENTITIES),
}
"""What a party is, in SQL, and what must be joined to know it."""
CALLED = (
    'SELECT g.id, a.name, count(*) FROM "groups" g JOIN personas pe ON pe.persona = g.member'
    " JOIN actors a ON a.document = pe.document AND a.id = pe.actor"
    " WHERE g.kind = 'actor' AND g.id IN (SELECT unnest(?)) AND a.name IS NOT NULL GROUP BY ALL"
)


class Party(Record, frozen=True):
    """A country, an international code, or an actor across reports: its `id` is the code or the
    identity. In so many distinct `events` with others it takes part, and it `did` something to
    another, or `underwent` it, in so many."""

    id: str
    name: str
    events: int
    did: int
    underwent: int


class Tie(Record, frozen=True):
    """What `source` is told to have done to `target` of one quad class: distinct events, the
    reports that tell of them, and the types of the events with how many there are of each, the
    most frequent first."""

    source: str
    source_name: str
    target: str
    target_name: str
    quad: int
    events: int
    reports: int
    types: list[str]
    of_type: list[int]


class Network(Record, frozen=True):
    """The busiest parties and the strongest ties between them, of how many there are in all.
    `between` counts the distinct events between parties, `within` those in which one stands on
    both sides."""

    parties: list[Party]
    ties: list[Tie]
    all_parties: int
    all_ties: int
    between: int
    within: int


def network(
    store: Store,
    filters: Filters = EVERYTHING,
    of: Of = "country",
    *,
    parties: int | None = PARTIES,
    ties: int | None = TIES,
) -> Network:
    """Who did what to whom.

    Args:
        store: an open store whose documents are resolved.
        filters: what is asked for; an event counts if one of its tellings passes.
        of: between whom.
        parties, ties: how many at the most; None for all.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    found, values = happening_query(filters)
    party, joins = PARTY[of]
    met = _Met()
    for row in store.rows(MET.format(found=found, party=party, joins=joins), *values):
        met.add(*row)
    busy = sorted(met.parties, key=lambda one: (-len(met.parties[one].events), one))[:parties]
    inside, names = set(busy), _names(store, busy, of)
    tied = [key for key in met.ties if inside.issuperset(key[:2])]
    tied.sort(key=lambda key: (-len(met.ties[key].events), -len(met.ties[key].reports), key))
    return Network(
        parties=[_party(one, names[one], met.parties[one]) for one in busy],
        ties=[_tie(key, names, met.ties[key]) for key in tied[:ties]],
        all_parties=len(met.parties),
        all_ties=len(met.ties),
        between=len(met.between),
        within=len(met.within),
    )


Key = tuple[str, str, int]
"""A tie: who, whom, and the quad class."""


@dataclass
class _Told:
    """What was told of a party, or of a tie: distinct happenings, by type where it matters."""

    events: set[int] = field(default_factory=set)
    did: set[int] = field(default_factory=set)
    underwent: set[int] = field(default_factory=set)
    reports: set[int] = field(default_factory=set)
    types: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


@dataclass
class _Met:
    """Rows, gathered by party and by tie."""

    parties: dict[str, _Told] = field(default_factory=lambda: defaultdict(_Told))
    ties: dict[Key, _Told] = field(default_factory=lambda: defaultdict(_Told))
    between: set[int] = field(default_factory=set)
    within: set[int] = field(default_factory=set)

    def add(self, source: str, target: str, type: str, event: int, report: int) -> None:
        if source == target:
            self.within.add(event)
            return
        self.between.add(event)
        for one, sides in ((self.parties[source], "did"), (self.parties[target], "underwent")):
            one.events.add(event)
            getattr(one, sides).add(event)
        tie = self.ties[source, target, quad_of(type)]
        tie.events.add(event)
        tie.reports.add(report)
        tie.types[type].add(event)


def _party(ident: str, name: str, told: _Told) -> Party:
    return Party(ident, name, len(told.events), len(told.did), len(told.underwent))


def _tie(key: Key, names: Mapping[str, str], told: _Told) -> Tie:
    source, target, quad = key
    counts = [(len(events), type) for type, events in told.types.items()]
    counts.sort(key=lambda one: (-one[0], one[1]))
    return Tie(
        source=source,
        source_name=names[source],
        target=target,
        target_name=names[target],
        quad=quad,
        events=len(told.events),
        reports=len(told.reports),
        types=[type for _, type in counts],
        of_type=[count for count, _ in counts],
    )


def _names(store: Store, parties: Sequence[str], of: Of) -> Mapping[str, str]:
    """What parties are called: a country by its name, an actor as most reports call it."""
    if of == "country":
        return {
            one: states()[one].name if one in states() else international().get(one, one)
            for one in parties
        }
    called: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for ident, name, count in store.rows(CALLED, list(parties)):
        called[ident].append((-count, -len(name), name))
    return {one: min(called[one])[2] if called[one] else one for one in parties}
