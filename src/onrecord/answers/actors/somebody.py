"""Who is meant: the actors whom an id, a country or words of a name mean, as lists show them.

In go an open store and words; out come actors across reports, those told of in most reports first,
a stretch of them at a time, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.claims import label
from onrecord.knowledge.world import states
from onrecord.model import Actor, Record
from onrecord.store import Store
from onrecord.store.query import Test, among_query, country_codes, is_meant
from onrecord.words import folded

MEMBERS = "SELECT member FROM \"groups\" WHERE kind = 'actor' AND id = $1"
OF_IDENTITY = (
    "SELECT a.document, a.id AS actor, a.name, a.aliases, a.sector FROM personas p"
    " JOIN actors a ON a.document = p.document AND a.id = p.actor"
    f" WHERE p.persona IN ({MEMBERS})"
)
OF_COUNTRY = "SELECT document, id AS actor, name, aliases, sector FROM actors WHERE country = $1"
SPEAKS = "(document, actor) IN (SELECT (document, actor) FROM mine)"
OF_MEANT = "SELECT a.document, a.id AS actor FROM actors a WHERE {0}"
HELD = "SELECT id FROM \"groups\" WHERE kind = 'actor' AND (id = ? OR member = ?)"
FOUND = (
    "WITH called AS MATERIALIZED (SELECT DISTINCT g.id FROM ({0}) m"
    " JOIN personas p ON p.document = m.document AND p.actor = m.actor"
    " JOIN \"groups\" g ON g.kind = 'actor' AND g.member = p.persona),"
    ' held AS MATERIALIZED (SELECT g.id, g.member FROM "groups" g SEMI JOIN called USING (id)'
    " WHERE g.kind = 'actor')"
    " SELECT id, (SELECT count(*) FROM called) FROM held"
    " JOIN personas p ON p.persona = held.member GROUP BY id"
    " ORDER BY count(DISTINCT p.document) DESC, id LIMIT ? OFFSET ?"
)
BORNE = (
    'WITH held AS MATERIALIZED (SELECT kind, id, member FROM "groups" WHERE id IN ({0})),'
    " borne AS MATERIALIZED (SELECT g.id, p.persona, p.document, p.actor FROM personas p"
    " JOIN held g ON g.member = p.persona AND g.kind = 'actor'),"
    " told AS MATERIALIZED (SELECT b.*, a.kind, a.name, a.country, d.published FROM borne b"
    " JOIN actors a ON a.document = b.document AND a.id = b.actor"
    " JOIN documents d ON d.id = b.document),"
    " named AS (SELECT id, coalesce(name, country, 'unknown') AS name, count(*) AS n FROM told"
    " GROUP BY ALL),"
    " lands AS (SELECT id, country, count(*) AS n FROM told WHERE country IS NOT NULL GROUP BY ALL)"
    " SELECT id, (SELECT list(name ORDER BY n DESC, length(name) DESC, name) FROM named"
    " WHERE named.id = told.id)[1], min(kind), (SELECT list(country ORDER BY n DESC, country)"
    " FROM lands WHERE lands.id = told.id)[1], count(DISTINCT document), min(published),"
    " max(published), min(persona) FROM told GROUP BY id"
)


class Somebody(Record, frozen=True):
    """An actor across reports: the name met most often, in how many reports, from the first to the
    last; `persona` is one of what is joined in it, by which decisions name it."""

    id: str
    name: str
    kind: str
    country: str | None
    reports: int
    first: str | None
    last: str | None
    persona: str

    @property
    def label(self) -> str:
        """The name as claims show it."""
        return label(Actor("", self.kind, self.name, self.country))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Subject:
    """Whom a profile is about: an actor across reports, or all who belong to a country. `actors` is
    SQL for the actors of documents that are meant, as columns `document`, `actor`, `name`,
    `aliases` and `sector`; `takes` that a row of `taking`, and `says` that a row of `speakers`, is
    of one of them, where `mine` are the first; and `known` what stands for $1 in each."""

    id: str
    name: str
    kind: str
    country: str | None
    actors: str
    takes: str
    says: str
    known: str


def of_one(one: Somebody) -> Subject:
    """An actor across reports."""
    return Subject(
        one.id, one.name, one.kind, one.country, actors=OF_IDENTITY,
        takes=f"persona IN ({MEMBERS})", says=SPEAKS, known=one.id,
    )  # fmt: skip


def of_country(code: str) -> Subject:
    """All who belong to the country, or are of the body, with this code."""
    own = "country = $1"
    return Subject(
        code, called(code), "country", code, actors=OF_COUNTRY, takes=own, says=own, known=code
    )


def called(who: str) -> str:
    """The name of the country that `who` means; else `who` as it is written."""
    codes = country_codes(who) & set(states())
    return states()[min(codes)].name if len(codes) == 1 else who


def identity_of(store: Store, ident: str) -> str | None:
    """The actor across reports that has this id, or in which this persona is joined."""
    if not ident.startswith(("identity_", "persona_")):
        return None
    found = store.rows(HELD, ident, ident)
    return str(found[0][0]) if found else None


def those(
    store: Store, meant: Test, limit: int | None = None, skipped: int = 0
) -> tuple[list[Somebody], int]:
    """The actors across reports among the actors of documents that `meant` tells (SQL for columns
    `document` and `actor`, and its values), and how many there are in all."""
    sql, values = meant
    rows = store.rows(FOUND.format(sql), *values, limit, skipped)
    return somebodies(store, [row[0] for row in rows]), rows[0][1] if rows else 0


def somebodies(store: Store, ids: Sequence[str]) -> list[Somebody]:
    """The actors across reports that have these ids, in their order."""
    among, values = among_query(ids)
    rows: list[tuple[Any, ...]] = store.rows(BORNE.format(among), *values) if ids else []
    known = {row[0]: Somebody(*row) for row in rows}
    return [known[ident] for ident in ids if ident in known]


def meant_by(who: str) -> Test:
    """SQL for the actors of documents whom the words mean, as columns `document` and `actor`.

    Raises:
        BadFilter: an empty name.
    """
    test, values = is_meant(who)
    return OF_MEANT.format(test), values


def country_of(who: str) -> str | None:
    """The code of the country, or the international code, that words mean."""
    return min(country_codes(who), default=None)


def the_one(found: Sequence[Somebody], who: str) -> Somebody | None:
    """Whom words mean alone: the only one, or the only one that is called just so."""
    so = [one for one in found if folded(who) in (folded(one.name), folded(one.label))]
    return so[0] if len(so) == 1 else found[0] if len(found) == 1 else None
