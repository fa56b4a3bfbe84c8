"""A network: who did what to whom, as ties between countries or between actors.

In go an open store and filters; out come the parties between which most happened and the ties
between them: how many distinct events of a quad class one is told to have done to the other, and
how many reports tell of them. Countries are those of whoever takes part, international bodies by
their code; actors are those that are one across reports, and who is only described ("soldiers") is
none. What a party does to itself is counted apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
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
    " (SELECT t.event, t.side, {party} AS party, t.happening, hash(t.document) AS report"
    " FROM taking t {joined} WHERE {party} IS NOT NULL"
    " AND t.happening IN (SELECT id FROM found))"
    " SELECT DISTINCT x.party, y.party, h.type, h.rowid, x.report"
    " FROM sides x JOIN sides y ON y.event = x.event JOIN happenings h ON h.id = x.happening"
    " WHERE x.side = 'actor' AND y.side = 'recipient' AND h.type IS NOT NULL"
    " ORDER BY x.party, y.party"
)
"""Who did something to whom in which happening of which type, and which document tells it; one that
stands on both sides meets itself."""
PARTY: Mapping[Of, tuple[str, str]] = {
    "country": ("t.country", ""),
    "actor": ("one.id", "JOIN \"groups\" one ON one.kind = 'actor' AND one.member = t.persona"),
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
    party, joined = PARTY[of]
    rows = store.rows(MET.format(found=found, party=party, joined=joined), *values)
    met = {pair: list(told) for pair, told in groupby(rows, itemgetter(0, 1))}
    gathered, between, within = _parties(met)
    busy = sorted(gathered, key=lambda one: (-len(gathered[one].events), one))[:parties]
    inside, names = set(busy), _names(store, busy, of)
    apart = {pair: told for pair, told in met.items() if pair[0] != pair[1]}
    tied = [t for pair, told in apart.items() if inside >= set(pair) for t in _ties(told, names)]
    tied.sort(key=lambda tie: (-tie.events, -tie.reports, tie.source, tie.target, tie.quad))
    return Network(
        parties=[gathered[one].party(one, names[one]) for one in busy],
        ties=tied[:ties],
        all_parties=len(gathered),
        all_ties=sum(len({quad_of(type) for _, _, type, *_ in told}) for told in apart.values()),
        between=len(between),
        within=len(within),
    )


Row = tuple[str, str, str, int, int]
"""Who, whom, the type, the happening, and the report."""


@dataclass
class _Gathered:
    """The distinct happenings between a party and others."""

    events: set[int] = field(default_factory=set)
    did: set[int] = field(default_factory=set)
    underwent: set[int] = field(default_factory=set)

    def party(self, ident: str, name: str) -> Party:
        return Party(ident, name, len(self.events), len(self.did), len(self.underwent))


def _parties(
    met: Mapping[tuple[str, str], Sequence[Row]],
) -> tuple[dict[str, _Gathered], set[int], set[int]]:
    """Those who have to do with others, and the happenings between and within parties."""
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    between: set[int] = set()
    within: set[int] = set()
    for (source, target), told in met.items():
        events = {row[3] for row in told}
        if source == target:
            within |= events
            continue
        between |= events
        found[source].did |= events
        found[target].underwent |= events
    for gathered in found.values():
        gathered.events = gathered.did | gathered.underwent
    return found, between, within


def _ties(told: Sequence[Row], names: Mapping[str, str]) -> Iterator[Tie]:
    """What one party did to another, a tie for each quad class."""
    by_quad: dict[int, list[Row]] = defaultdict(list)
    for row in told:
        by_quad[quad_of(row[2])].append(row)
    for quad, rows in by_quad.items():
        source, target, *_ = rows[0]
        types = Counter(type for type, _ in {(type, event) for _, _, type, event, _ in rows})
        counts = sorted(types.items(), key=lambda one: (-one[1], one[0]))
        yield Tie(
            source=source,
            source_name=names[source],
            target=target,
            target_name=names[target],
            quad=quad,
            events=types.total(),
            reports=len({report for *_, report in rows}),
            types=[type for type, _ in counts],
            of_type=[count for _, count in counts],
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
