"""A portrait: the profile of one actor, or of a country, that stays small however much there is.

In go an open store and an id or a country's code; out come counts of what reports tell, and the
first entries of each list. It says what :mod:`onrecord.answers.profile` says, counted in SQL, with
the latest events, and with the words for each office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from onrecord.answers.dossier import called
from onrecord.answers.holders import Held, held_by, holders
from onrecord.answers.records import Counterpart, Tally
from onrecord.answers.somebody import OF_IDENTITY, Somebody, meant_by
from onrecord.answers.survey import ORDERS, events, listed
from onrecord.claims import coded
from onrecord.model import Record
from onrecord.resolve.records import Dispute, Happening, Position
from onrecord.store import Store
from onrecord.store.query import Test

SHOWN = 10
"""How many entries of each list are shown."""
NAMES = 40
HOLDERS = 30
"""Of how many who belong to a country the offices are looked at: those last told of."""
MINE = (
    "WITH mine AS MATERIALIZED ({0}),"
    " part AS MATERIALIZED (SELECT DISTINCT p.side, p.event, p.document FROM participants p"
    " SEMI JOIN mine m ON m.document = p.document AND m.actor = p.actor),"
    " coded AS MATERIALIZED (SELECT p.*, c.type, c.mode FROM part p"
    " JOIN claims c ON c.event = p.event WHERE c.type IS NOT NULL),"
    " joined AS MATERIALIZED (SELECT c.*, g.id AS happening FROM coded c"
    " JOIN \"groups\" g ON g.kind = 'event' AND g.member = c.event),"
    " taken AS MATERIALIZED (SELECT j.*, d.published FROM joined j"
    " JOIN documents d ON d.id = j.document),"
    " said AS MATERIALIZED (SELECT DISTINCT s.id, s.stance, s.document, s.content_start,"
    " d.published FROM mine m JOIN speakers k ON k.document = m.document AND k.actor = m.actor"
    " JOIN statements s ON s.document = k.document AND s.id = k.statement"
    " JOIN documents d ON d.id = s.document),"
    " told AS MATERIALIZED (SELECT DISTINCT d.id, d.published FROM mine m"
    " JOIN documents d ON d.id = m.document),"
    " dated AS MATERIALIZED (SELECT h.id, coalesce(h.earliest, h.latest, t.first) AS day"
    " FROM happenings h JOIN (SELECT happening, min(published) AS first FROM taken GROUP BY ALL) t"
    " ON t.happening = h.id WHERE h.type IS NOT NULL)"
)
"""`mine` are the actors of documents that are meant, `taken` the claims in which they take part,
`said` their statements, `told` the documents, `dated` the happenings with the days at which they
stand. Step by step, for DuckDB does not find by itself this order, which begins with the few."""
TALLY = (
    "SELECT {0}, count(DISTINCT {1})::INT AS count, count(DISTINCT document)::INT AS reports,"
    " min(published) AS first, max(published) AS last FROM {2} GROUP BY ALL"
)
MOST = "count DESC, reports DESC"
LABEL = (
    "CASE WHEN a.kind = 'person' AND a.name IS NOT NULL AND a.country IS NOT NULL"
    " THEN a.name || ' (' || a.country || ')' ELSE coalesce(a.name, a.country, 'unknown') END"
)
MET = (
    ", with_whom AS MATERIALIZED (SELECT t.side AS mine, q.side AS theirs, i.id, t.happening,"
    f" t.document, {LABEL} AS label, coalesce(i.id, {LABEL}) AS whom FROM taken t"
    " JOIN participants q ON q.event = t.event AND q.document = t.document"
    " ANTI JOIN mine other ON other.document = q.document AND other.actor = q.actor"
    " JOIN actors a ON a.document = q.document AND a.id = q.actor"
    " LEFT JOIN personas n ON n.document = a.document AND n.actor = a.id"
    " LEFT JOIN \"groups\" i ON i.kind = 'actor' AND i.member = n.persona),"
    " called AS (SELECT whom, label, count(*) AS n FROM with_whom GROUP BY ALL),"
    " names AS (SELECT whom, list(label ORDER BY n DESC, label)[1] AS name FROM called"
    " GROUP BY ALL),"
    " met AS MATERIALIZED (SELECT any_value(id) AS id, any_value(name) AS name,"
    " count(DISTINCT happening) FILTER (mine <> theirs AND mine = 'actor')::INT AS did,"
    " count(DISTINCT happening) FILTER (mine <> theirs AND mine <> 'actor')::INT AS received,"
    " count(DISTINCT happening) FILTER (mine = theirs)::INT AS beside,"
    " count(DISTINCT document)::INT AS reports FROM with_whom JOIN names USING (whom)"
    " GROUP BY whom)"
)
PARTS: Mapping[str, str] = {
    "reports": "SELECT count(*) FROM told",
    "first": "SELECT min(published) FROM told",
    "last": "SELECT max(published) FROM told",
    "events": "SELECT count(*) FROM dated",
    "statements": "SELECT count(*) FROM said",
    "sectors": "SELECT list(DISTINCT a.sector ORDER BY a.sector) FROM actors a"
    " SEMI JOIN mine m ON m.document = a.document AND m.actor = a.id WHERE a.sector IS NOT NULL",
    "names": listed(
        "SELECT name, count(DISTINCT document)::INT AS count FROM (SELECT a.document,"
        " unnest(list_prepend(a.name, a.aliases)) AS name FROM actors a"
        " SEMI JOIN mine m ON m.document = a.document AND m.actor = a.id)"
        " WHERE name IS NOT NULL GROUP BY ALL",
        "count DESC, name", f"LIMIT {NAMES}",
    ),
    "did": listed(
        TALLY.format("type, mode", "happening", "taken WHERE side = 'actor'"),
        f"{MOST}, type, mode", "",
    ),
    "received": listed(
        TALLY.format("type, mode", "happening", "taken WHERE side = 'recipient'"),
        f"{MOST}, type, mode", "",
    ),
    "said": listed(TALLY.format("stance AS what", "id", "said"), f"{MOST}, what", ""),
    "met": "SELECT count(*) FROM met",
    "counterparts": listed(
        "SELECT * FROM met",
        "did + received + beside DESC, reports DESC, id, name", f"LIMIT {SHOWN}",
    ),
    "latest": events(bounds=f"LIMIT {SHOWN}"),
}  # fmt: skip
HELD = (
    "spoken AS MATERIALIZED (SELECT c.event FROM claims c SEMI JOIN said USING (document)),"
    ' over AS MATERIALIZED (SELECT DISTINCT g.id FROM "groups" g'
    " SEMI JOIN spoken ON spoken.event = g.member WHERE g.kind = 'event'),"
    " disputed AS MATERIALIZED (SELECT x.happening, x.dispute FROM disputes x"
    " SEMI JOIN over ON over.id = x.happening),"
    " held AS MATERIALIZED (SELECT happening, unnest(regexp_extract_all(dispute,"
    ' \'"statement":"(statement_[0-9a-f]+)"\', 1)) AS id FROM disputed),'
    " taking AS MATERIALIZED (SELECT s.id, s.published, s.document, s.content_start,"
    " list(DISTINCT h.happening ORDER BY h.happening) AS over FROM said s"
    " JOIN held h ON h.id = s.id GROUP BY ALL)"
)
TAKING = (
    f"{MINE}, {HELD} SELECT id, over, (SELECT count(*) FROM taking) FROM taking"
    " ORDER BY published DESC NULLS LAST, document, content_start, id LIMIT ? OFFSET ?"
)
"""The statements of those who are meant that are positions in disputes, the latest first."""


class Name(Record, frozen=True):
    """A form of a name, and how many reports have it."""

    name: str
    count: int


class Portrait(Record, frozen=True):
    """What the store holds on one actor, or on all who belong to a country. `held`, `met`, `events`
    and `belonging` count what the lists beside them show the first of; of a country, `held` counts
    the offices of the HOLDERS last told of, and `members` are who belongs to it."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: list[str]
    names: list[Name]
    reports: int
    first: str | None
    last: str | None
    held: int
    offices: list[Held]
    did: list[Tally]
    received: list[Tally]
    statements: int
    said: list[Tally]
    met: int
    counterparts: list[Counterpart]
    events: int
    happenings: list[Happening]


def portrait(store: Store, one: Somebody) -> Portrait:
    """What reports tell of one actor across reports."""
    known = (one.id, one.name, one.kind, one.country)
    return _portrait(store, (OF_IDENTITY, [one.id]), known, [one.id])


def portrait_of_country(store: Store, code: str) -> Portrait:
    """What reports tell of all who belong to the country, or are of the body, with this code."""
    meant = meant_by(code)
    known = (code, called(code), "country", code)
    return _portrait(store, meant, known, holders(store, meant, HOLDERS))


def positions(
    store: Store, meant: Test, limit: int, skipped: int = 0
) -> tuple[list[list[Position]], int]:
    """What those who are meant hold in disputes, statement by statement, the latest first; and how
    many such statements there are in all.

    Args:
        store: an open store whose documents are resolved.
        meant: SQL for actors of documents (:mod:`onrecord.answers.somebody`), and its values.
        limit, skipped: how many statements, after how many.
    """
    sql, values = meant
    rows = store.rows(TAKING.format(sql), *values, limit, skipped)
    over = sorted({happening for row in rows for happening in row[1]})
    held: dict[str, dict[Any, Position]] = {row[0]: {} for row in rows}
    for dispute in store.kept(Dispute, over):
        for one in dispute.positions:
            if one.statement in held:
                held[one.statement][one.start, one.end, one.value or ""] = one
    found = [[kept[key] for key in sorted(kept)] for kept in held.values()]
    return found, rows[0][2] if rows else 0


def taken_by(store: Store, meant: Test) -> list[Happening]:
    """All happenings in which those who are meant take part, by their dates."""
    sql, values = meant
    whole = listed("SELECT id, day FROM dated", ORDERS["oldest"], "", "id")
    ((found,),) = store.rows(f"{MINE.format(sql)} {whole}", *values)
    return store.kept(Happening, found or [])


def _portrait(
    store: Store,
    meant: Test,
    known: tuple[str, str, str, str | None],
    holding: list[str],
) -> Portrait:
    """The portrait; `holding` are whose offices stand in it."""
    sql, values = meant
    asked = ", ".join(f"({part}) AS {name}" for name, part in PARTS.items())
    (row,) = store.rows(f"{MINE.format(sql)}{MET} SELECT {asked}", *values)
    found = dict(zip(PARTS, row, strict=True))
    offices, held = held_by(store, holding, SHOWN)
    ident, name, kind, country = known
    return Portrait(
        id=ident,
        name=name,
        kind=kind,
        country=country,
        sectors=found["sectors"] or [],
        names=msgspec.convert(found["names"] or [], list[Name]),
        held=held,
        offices=offices,
        did=_tallies(found["did"]),
        received=_tallies(found["received"]),
        said=msgspec.convert(found["said"] or [], list[Tally]),
        counterparts=msgspec.convert(found["counterparts"] or [], list[Counterpart]),
        happenings=store.kept(Happening, found["latest"] or []),
        **{n: found[n] for n in ("reports", "first", "last", "statements", "met", "events")},
    )


def _tallies(rows: Iterable[dict[str, Any]] | None) -> list[Tally]:
    return [
        Tally(coded(row["type"], row["mode"]), *(row[n] for n in Tally.__struct_fields__[1:]))
        for row in rows or ()
    ]
