"""Profiles: what reports tell of one actor, or of all who belong to a country.

In go an open store and the words that mean somebody; out come the names and offices with their
first and last report, what they did, said and received, with whom they had to do, and the
positions that they take in disputes. What is told several times is counted once, and the reports
that tell it are counted beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.answers.dossier import called
from onrecord.answers.identities import Identity, identities
from onrecord.answers.records import Counterpart, Profile, Tally
from onrecord.claims import coded, label
from onrecord.model import Actor
from onrecord.resolve.records import Dispute, Position
from onrecord.store import Store
from onrecord.store.query import Test, country_codes, is_meant

OF_COUNTRY = "SELECT '{0}' AS whose, a.document, a.id AS actor FROM actors a WHERE {1}"
OF_IDENTITIES = (
    "SELECT g.id AS whose, p.document, p.actor FROM personas p"
    " JOIN \"groups\" g ON g.kind = 'actor' AND g.member = p.persona"
    " WHERE g.id IN (SELECT unnest(?))"
)
"""Which actors of documents are meant, and in whose profile each of them stands."""
TOLD = (
    "SELECT DISTINCT m.whose, d.id, d.published FROM ({0}) m JOIN documents d ON d.id = m.document"
    " ORDER BY ALL"
)
DONE = (
    "SELECT DISTINCT m.whose, p.side, c.type, c.mode, coalesce(g.id, c.event), d.id, d.published"
    " FROM ({0}) m JOIN participants p ON p.document = m.document AND p.actor = m.actor"
    " JOIN claims c ON c.event = p.event JOIN documents d ON d.id = c.document"
    " LEFT JOIN \"groups\" g ON g.kind = 'event' AND g.member = c.event ORDER BY ALL"
)
SAID = (
    "SELECT DISTINCT m.whose, s.stance, s.id, d.id, d.published"
    " FROM ({0}) m JOIN speakers k ON k.document = m.document AND k.actor = m.actor"
    " JOIN statements s ON s.document = k.document AND s.id = k.statement"
    " JOIN documents d ON d.id = s.document ORDER BY ALL"
)
MET = (
    "WITH mine AS MATERIALIZED ({0})"
    " SELECT DISTINCT m.whose, p.side, q.side, i.id, a.kind, a.name, a.country,"
    " coalesce(g.id, p.event), p.document"
    " FROM mine m JOIN participants p ON p.document = m.document AND p.actor = m.actor"
    " JOIN participants q ON q.event = p.event AND q.document = p.document"
    " ANTI JOIN mine other ON other.whose = m.whose AND other.document = q.document"
    " AND other.actor = q.actor"
    " JOIN actors a ON a.document = q.document AND a.id = q.actor"
    " LEFT JOIN personas n ON n.document = a.document AND n.actor = a.id"
    " LEFT JOIN \"groups\" i ON i.kind = 'actor' AND i.member = n.persona"
    " LEFT JOIN \"groups\" g ON g.kind = 'event' AND g.member = p.event ORDER BY ALL"
)
SIDES = ("actor", "recipient")
CONTESTED = (
    "SELECT DISTINCT x.happening FROM disputes x"
    " JOIN \"groups\" g ON g.kind = 'event' AND g.id = x.happening"
    " JOIN claims c ON c.event = g.member"
    " WHERE c.document IN (SELECT unnest(?)) ORDER BY ALL"
)


def profiles(store: Store, who: str) -> list[Profile]:
    """What reports tell of those whom `who` means: one profile an actor, those told of in most
    reports first, or one of all who belong to the country that it means.

    Raises:
        BadFilter: an empty name.
    """
    found = identities(store, who)
    if codes := sorted(country_codes(who)):
        test, values = is_meant(who)
        telling = _Telling(store, (OF_COUNTRY.format(codes[0], test), values))
        return (
            [telling.of_country(codes[0], called(who), found)] if codes[0] in telling.told else []
        )
    telling = _Telling(store, (OF_IDENTITIES, [[one.id for one in found]]))
    return [telling.of_actor(one) for one in found]


@dataclass
class _Count:
    """What is counted of one thing: occasions, reports, and the days of these."""

    occasions: set[Hashable] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def add(self, occasion: Hashable, document: str, published: str | None) -> None:
        self.occasions.add(occasion)
        self.reports.add(document)
        self.days |= {published} if published else set()

    def tally(self, what: str) -> Tally:
        first, last = min(self.days, default=None), max(self.days, default=None)
        return Tally(what, len(self.occasions), len(self.reports), first, last)


class _Telling:
    """All rows that tell of those who are meant, by whose profile they stand in."""

    def __init__(self, store: Store, mine: Test) -> None:
        sql, values = mine

        def rows(query: str) -> list[tuple[Any, ...]]:
            return store.rows(query.format(sql), *values)

        self.told = _by_whose(rows(TOLD))
        self.done = _by_whose(rows(DONE))
        self.said = _by_whose(rows(SAID))
        self.met = _by_whose(rows(MET))
        spoken = sorted({row[2] for found in self.said.values() for row in found})
        contested = [row[0] for row in store.rows(CONTESTED, spoken)]
        self.disputes = store.kept(Dispute, contested)

    def of_actor(self, one: Identity) -> Profile:
        """The profile of one actor across reports."""
        return self._profile(one.id, one.name, one.kind, one.country, one.sectors, one.names, [one])

    def of_country(self, code: str, name: str, found: Sequence[Identity]) -> Profile:
        """The profile of all who belong to a country."""
        sectors = sorted({sector for one in found for sector in one.sectors})
        names = list(dict.fromkeys(one.name for one in found))
        return self._profile(code, name, "country", code, sectors, names, found)

    def _profile(
        self,
        ident: str,
        name: str,
        kind: str,
        country: str | None,
        sectors: list[str],
        names: list[str],
        members: Sequence[Identity],
    ) -> Profile:
        total = _Count()
        for document, published in self.told[ident]:
            total.add(document, document, published)
        seen = total.tally(name)
        done = {side: [r for r in self.done[ident] if r[0] == side] for side in SIDES}
        return Profile(
            id=ident,
            name=name,
            kind=kind,
            country=country,
            sectors=sectors,
            names=names,
            reports=seen.reports,
            first=seen.first,
            last=seen.last,
            offices=[office for one in members for office in one.offices],
            did=_tallies((coded(r[1], r[2]), *r[3:]) for r in done["actor"]),
            received=_tallies((coded(r[1], r[2]), *r[3:]) for r in done["recipient"]),
            said=_tallies(self.said[ident]),
            counterparts=_counterparts(self.met[ident]),
            positions=self._positions({row[1] for row in self.said[ident]}),
        )

    def _positions(self, statements: set[str]) -> list[Position]:
        """The positions in disputes that these statements hold, each once, by date and place."""
        held = {
            (p.published or "", p.document, p.start, p.end, p.value or ""): p
            for dispute in self.disputes
            for p in dispute.positions
            if p.statement in statements
        }
        return [held[key] for key in sorted(held)]


def _by_whose(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for whose, *row in rows:
        found[whose].append(tuple(row))
    return found


def _tallies(rows: Iterable[tuple[Any, ...]]) -> list[Tally]:
    """Tallies of rows (what, occasion, document, published), the most frequent first."""
    counts: dict[str, _Count] = defaultdict(_Count)
    for what, *told in rows:
        counts[what].add(*told)
    found = [count.tally(what) for what, count in counts.items()]
    return sorted(found, key=lambda tally: (-tally.count, -tally.reports, tally.what))


def _counterparts(rows: Iterable[tuple[Any, ...]]) -> list[Counterpart]:
    """With whom an actor had to do, the most frequent first."""
    names: dict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    counts: dict[tuple[str | None, str], dict[str, _Count]] = {}
    for mine, theirs, ident, kind, name, country, occasion, document in rows:
        shown = label(Actor("", kind, name, country))
        who = (ident, "" if ident else shown)
        names[who][shown] += 1
        relation = "beside" if mine == theirs else mine
        counts.setdefault(who, defaultdict(_Count))[relation].add(occasion, document, None)
    found = [
        Counterpart(
            id=who[0],
            name=min(names[who], key=lambda name: (-names[who][name], name)),
            did=len(count["actor"].occasions),
            received=len(count["recipient"].occasions),
            beside=len(count["beside"].occasions),
            reports=len(set().union(*(one.reports for one in count.values()))),
        )
        for who, count in counts.items()
    ]
    return sorted(found, key=lambda c: (-(c.did + c.received + c.beside), -c.reports, c.name))
