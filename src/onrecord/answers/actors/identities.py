"""Who is who: the actors of all reports, joined, with the offices that reports give them.

In goes an open store; out come identities, one a person, body or state, with the names that
reports have for it, the offices with the first and the last report of each, and who is said to
hold the same at the same time. Whether two are one is decided by likeness
(:mod:`onrecord.resolve.actors.people`) and by people (`onrecord actors merge`, `split`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.errors import StoreError
from onrecord.model import Record
from onrecord.resolve.actors.people import Persona
from onrecord.resolve.actors.tenures import Holding, Tenure, tenures
from onrecord.store import Store
from onrecord.store.query import is_meant

BORNE = (
    "SELECT g.id, p.persona, p.document, d.published, any_value(t.thing)"
    " FROM personas p JOIN \"groups\" g ON g.kind = 'actor' AND g.member = p.persona"
    " JOIN things t ON t.kind = 'actor' AND t.id = p.persona"
    " JOIN documents d ON d.id = p.document WHERE {0}"
    " GROUP BY g.id, p.persona, p.document, d.published ORDER BY ALL"
)
MEANT = (
    'g.id IN (SELECT mg.id FROM "groups" mg JOIN personas mp ON mp.persona = mg.member'
    " JOIN actors a ON a.document = mp.document AND a.id = mp.actor"
    " WHERE mg.kind = 'actor' AND {0})"
)


class Identity(Record, frozen=True):
    """One actor across reports. `name` is the form met most often, `names` all of them;
    `personas` are what likeness joined: each a way in which reports tell who it is. `first` and
    `last` are dates of publication."""

    id: str
    kind: str
    name: str
    names: list[str]
    country: str | None
    sectors: list[str]
    personas: list[str]
    documents: list[str]
    first: str | None
    last: str | None
    offices: list[Tenure] = []


def identities(store: Store, who: str | None = None) -> list[Identity]:
    """The actors of the store, those told of in most documents first.

    Args:
        who: only those whom these words mean: a code, a country, or words of a name.

    Raises:
        BadFilter: an empty name.
    """
    test, values = is_meant(who) if who is not None else ("true", [])
    where = MEANT.format(test) if who is not None else "true"
    found = _identities(store.rows(BORNE.format(where), *values))
    return sorted(found, key=lambda one: (-len(one.documents), one.name, one.id))


def identity(store: Store, name: str) -> Identity:
    """The one actor with this id, or whom alone these words mean.

    Raises:
        StoreError: there is none, or more than one.
    """
    rows = store.rows(BORNE.format("g.id = ?"), name)
    found = _identities(rows) if rows else identities(store, name)
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.name} ({one.id})" for one in found[:5])
    raise StoreError(
        f"{len(found)} actors are called so ({listed})" if found else "nobody is called so",
        subject=name,
        todo="`onrecord actors list` lists them; name one by its id",
    )


def _identities(rows: Iterable[Sequence[Any]]) -> list[Identity]:
    by_identity: dict[str, list[tuple[str, str, str | None, Persona]]] = defaultdict(list)
    for ident, persona, document, published, thing in rows:
        decoded = msgspec.json.decode(thing, type=Persona)
        by_identity[ident].append((persona, document, published, decoded))
    held = defaultdict(list)
    for tenure in tenures(_holdings(by_identity)):
        held[tenure.person].append(tenure)
    return [_identity(ident, told, held[ident]) for ident, told in sorted(by_identity.items())]


def _identity(
    ident: str, told: list[tuple[str, str, str | None, Persona]], offices: list[Tenure]
) -> Identity:
    names = Counter(persona.names[0] for *_, persona in told)
    countries = Counter(persona.country for *_, persona in told if persona.country)
    dates = sorted(published for _, _, published, _ in told if published is not None)
    written = {name for *_, persona in told for name in persona.names}
    return Identity(
        id=ident,
        kind=told[0][-1].kind,
        name=_commonest(names) or "unknown",
        names=sorted(written, key=lambda name: (-names[name], name)),
        country=_commonest(countries),
        sectors=sorted({persona.sector for *_, persona in told if persona.sector}),
        personas=sorted({persona for persona, *_ in told}),
        documents=sorted({document for _, document, *_ in told}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        offices=offices,
    )


def _commonest(counts: Counter[str]) -> str | None:
    """What is met most often; among equals the longest, then the first in the alphabet."""
    return min(counts, key=lambda one: (-counts[one], -len(one), one), default=None)


def _holdings(
    by_identity: dict[str, list[tuple[str, str, str | None, Persona]]],
) -> Iterable[Holding]:
    for ident, told in by_identity.items():
        for _, document, published, persona in told:
            for office in persona.offices:
                yield Holding(ident, persona.names[0], office, document, published)
