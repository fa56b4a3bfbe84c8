"""Offices with who holds them, since when, and the words that say so.

In go an open store and the ids of actors across reports; out come their tenures
(:mod:`onrecord.resolve.actors.tenures`), the latest first, and for those that are shown the words
of the first and of the last report that has them. Whoever else holds the same at the same time is
looked for among those who are called so in reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from onrecord.answers.actors.somebody import Somebody, Subject, somebodies
from onrecord.model import Record, Role
from onrecord.resolve.actors.offices import office_words
from onrecord.resolve.actors.people import Persona
from onrecord.resolve.actors.tenures import Holding, Tenure, tenures
from onrecord.resolve.records import Position
from onrecord.store import Store
from onrecord.store.query import among_query

FEW = 50
"""How many others of one title are looked at for who holds the same office at the same time."""
OTHERS = (
    "WITH near AS MATERIALIZED (SELECT document, actor, string_split(lower(title), ' ') AS words"
    " FROM roles WHERE country IN (SELECT unnest(?))),"
    " alike AS MATERIALIZED (SELECT document, actor, len(list_intersect(words, ?)) AS alike"
    " FROM near WHERE alike > 0),"
    " borne AS MATERIALIZED (SELECT p.persona, a.document, a.alike FROM personas p"
    " JOIN alike a ON a.document = p.document AND a.actor = p.actor)"
    " SELECT g.id, max(b.alike) AS alike, max(d.published) AS last FROM borne b"
    " JOIN \"groups\" g ON g.kind = 'actor' AND g.member = b.persona"
    " JOIN documents d ON d.id = b.document"
    f" GROUP BY g.id ORDER BY alike DESC, last DESC NULLS LAST, g.id LIMIT {FEW}"
)
HELD = (
    'WITH near AS MATERIALIZED (SELECT id, kind, member FROM "groups" WHERE id IN ({0})),'
    " borne AS MATERIALIZED (SELECT DISTINCT g.id, p.persona, p.document FROM personas p"
    " JOIN near g ON g.member = p.persona AND g.kind = 'actor')"
    " SELECT b.id, b.document, d.published, b.persona FROM borne b"
    " JOIN documents d ON d.id = b.document ORDER BY ALL"
)
THINGS = (
    "WITH near AS MATERIALIZED (SELECT id, thing FROM things WHERE id IN ({0}))"
    " SELECT id, max(thing) FROM near WHERE NOT contains(thing, '\"offices\":[]') GROUP BY id"
)
"""What identity knows of those who hold an office; DuckDB looks them up, and reads no others."""
BORNE = (
    'WITH near AS MATERIALIZED (SELECT id, kind, member FROM "groups" WHERE id IN ({0}))'
    " SELECT g.id, p.document, p.actor FROM near g JOIN personas p ON p.persona = g.member"
    " WHERE g.kind = 'actor' AND list_contains(?, p.document)"
)
READ = "SELECT id, publisher, published, report, text FROM documents WHERE id IN ({0})"
HOLDERS = (
    "WITH mine AS MATERIALIZED ({0}), given AS MATERIALIZED (SELECT DISTINCT r.document, r.actor"
    " FROM roles r SEMI JOIN mine m ON m.document = r.document AND m.actor = r.actor),"
    " borne AS MATERIALIZED (SELECT p.persona, p.document FROM personas p"
    " SEMI JOIN given ON given.document = p.document AND given.actor = p.actor)"
    " SELECT g.id, max(d.published) AS last FROM borne b"
    " JOIN \"groups\" g ON g.kind = 'actor' AND g.member = b.persona"
    " JOIN documents d ON d.id = b.document"
    " GROUP BY g.id ORDER BY last DESC NULLS LAST, g.id LIMIT $2"
)


class _Roles(msgspec.Struct):
    """What a report says of offices, and nothing else of it."""

    roles: list[Role] = []


class Held(Record, frozen=True):
    """An office that somebody holds, with the words that say so in the first and in the last
    report of it, and who holds the same at the same time."""

    tenure: Tenure
    evidence: list[Position]
    rivals: list[Somebody]


def holders(store: Store, who: Subject, limit: int | None = None) -> list[str]:
    """Who holds an office among those who are meant: the ids of so many, those last told of
    first."""
    return [row[0] for row in store.rows(HOLDERS.format(who.actors), who.known, limit)]


def offices(store: Store, ids: Sequence[str]) -> list[Tenure]:
    """The offices of these actors, those last told of first."""
    mine = [holding for row in _held(store, ids) for holding in _holdings(row)]
    words = sorted({word for one in mine for word in one.office.title.lower().split()})
    lands = sorted({one.office.country for one in mine if one.office.country})
    others = [row[0] for row in store.rows(OTHERS, lands, words)] if lands else []
    rivals = [h for row in _held(store, sorted({*others} - {*ids})) for h in _holdings(row)]
    found = [one for one in tenures([*mine, *rivals]) if one.person in ids]
    return sorted(
        found, key=lambda one: (one.last or one.over or "", one.title, one.person), reverse=True
    )


def _held(store: Store, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of actors with the documents that tell of them, their days and their personas, as far
    as these hold offices."""
    among, values = among_query(ids)
    rows = store.rows(HELD.format(among), *values) if ids else []
    among, values = among_query(sorted({row[-1] for row in rows}))
    things = dict(store.rows(THINGS.format(among), *values)) if rows else {}
    return [(*row[:3], things[row[3]]) for row in rows if row[3] in things]


def _holdings(row: tuple[Any, ...]) -> Iterable[Holding]:
    ident, document, published, thing = row
    persona = msgspec.json.decode(thing, type=Persona)
    for office in persona.offices:
        yield Holding(ident, persona.names[0], office, document, published)


def held(store: Store, found: Sequence[Tenure]) -> list[Held]:
    """Offices with the words for each in the first and in the last report that gives it."""
    days = _days(store, sorted({document for one in found for document in one.documents}))
    ends = [_ends(one, days) for one in found]
    documents = sorted({document for two in ends for document in two})
    if not documents:
        return []
    people = sorted({one.person for one in found})
    borne: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person, document, actor in store.rows(BORNE.format(_marks(people)), *people, documents):
        borne[person, document].add(actor)
    others = sorted({rival for one in found for rival in one.rivals})
    known = {one.id: one for one in somebodies(store, others)}
    read = {row[0]: row for row in store.rows(READ.format(_marks(documents)), *documents)}
    return [
        Held(
            one,
            [
                said
                for document in two
                if (said := _said(read[document], one, borne[one.person, document])) is not None
            ],
            [known[rival] for rival in one.rivals],
        )
        for one, two in zip(found, ends, strict=True)
    ]


def _days(store: Store, documents: Sequence[str]) -> dict[str, str | None]:
    among, values = among_query(documents)
    return dict(store.rows(f"SELECT id, published FROM documents WHERE id IN ({among})", *values))


def _ends(tenure: Tenure, days: Mapping[str, str | None]) -> list[str]:
    """The first and the last report that gives an office."""
    by_day = sorted(tenure.documents, key=lambda document: (days.get(document) or "~", document))
    return list(dict.fromkeys([by_day[0], by_day[-1]]))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _said(row: tuple[Any, ...], tenure: Tenure, actors: set[str]) -> Position | None:
    """The words of one report that give the office to one of its `actors`."""
    document, publisher, published, report, text = row
    roles = [r for r in msgspec.json.decode(report, type=_Roles).roles if r.actor in actors]
    words = office_words(tenure.title)
    roles.sort(key=lambda role: (-len(office_words(role.title) & words), role.evidence.start))
    if not roles:
        return None
    span = roles[0].evidence
    shown = " ".join(span.of(text).split())
    return Position(
        document, span.start, span.end, shown, "asserts",
        value=roles[0].title, publisher=publisher, published=published,
    )  # fmt: skip
