"""Profiles: what reports tell of one actor, or of all who belong to a country.

In go an open store and who is meant; out come the names and offices with their first and last
report, what they did, said and received, with whom they had to do, and the positions that they take
in disputes. What is told several times is counted once, and the reports that tell it are counted
beside it. All is counted in one query over the rows that repeat who takes part in what
(:mod:`onrecord.store.telling`), so that a profile whose lists are cut costs little however much
there is; one whose lists are whole is the same question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from onrecord.answers.actors.holders import holders, offices
from onrecord.answers.actors.somebody import (
    Subject,
    country_of,
    meant_by,
    of_country,
    of_one,
    those,
)
from onrecord.answers.records import Counterpart, Profile, Tally
from onrecord.answers.survey import ORDERS, events, listed
from onrecord.claims import coded
from onrecord.resolve.records import Dispute, Happening, Position
from onrecord.store import Store

NAMES = 40
"""Forms of names that stand in a profile whose lists are cut."""
HOLDERS = 30
"""Of how many who belong to a country the offices are looked at then: those last told of."""
MINE = (
    "WITH mine AS MATERIALIZED ({actors}),"
    " taken AS MATERIALIZED (SELECT * FROM taking WHERE {takes} AND type IS NOT NULL),"
    " told AS MATERIALIZED (SELECT d.id, d.published FROM documents d"
    " SEMI JOIN mine ON mine.document = d.id),"
    " said AS MATERIALIZED (SELECT DISTINCT statement AS id, stance, document, content_start,"
    " published FROM speakers WHERE {says}),"
    " first AS (SELECT happening, min(published) AS first FROM taken GROUP BY ALL),"
    " dated AS MATERIALIZED (SELECT h.id, coalesce(h.earliest, h.latest, f.first) AS day"
    " FROM happenings h JOIN first f ON f.happening = h.id WHERE h.type IS NOT NULL),"
    " stands AS MATERIALIZED (SELECT s.id, s.published, s.document, s.content_start,"
    " list(h.happening ORDER BY h.happening) AS over FROM said s"
    " JOIN held h ON h.statement = s.id GROUP BY ALL)"
)
"""`mine` are the actors of documents that are meant, `taken` their parts in tellings, `told` the
documents, `said` their statements, `dated` the happenings with the days at which they stand,
`stands` the statements that are positions in disputes, with the happenings that these are over."""
MET = (
    ", beside AS MATERIALIZED (SELECT t.side AS mine, q.side AS theirs, q.persona, t.happening,"
    " t.document, q.label FROM taken t JOIN (SELECT * FROM taking WHERE ({takes}) IS NOT TRUE) q"
    " ON q.event = t.event),"
    " with_whom AS MATERIALIZED (SELECT b.*, i.id, coalesce(i.id, b.label) AS whom FROM beside b"
    " LEFT JOIN \"groups\" i ON i.kind = 'actor' AND i.member = b.persona),"
    " met AS MATERIALIZED (SELECT whom, any_value(id) AS id,"
    " count(DISTINCT happening) FILTER (mine <> theirs AND mine = 'actor')::INT AS did,"
    " count(DISTINCT happening) FILTER (mine <> theirs AND mine <> 'actor')::INT AS received,"
    " count(DISTINCT happening) FILTER (mine = theirs)::INT AS beside,"
    " count(DISTINCT document)::INT AS reports FROM with_whom GROUP BY whom),"
    " most AS MATERIALIZED (SELECT * FROM met"
    " ORDER BY did + received + beside DESC, reports DESC, whom {some}),"
    " called AS (SELECT whom, label, count(*) AS n FROM with_whom SEMI JOIN most USING (whom)"
    " GROUP BY ALL),"
    " names AS (SELECT whom, list(label ORDER BY n DESC, label)[1] AS name FROM called"
    " GROUP BY ALL)"
)
"""`beside` are those who take part in the same tellings, `most` the counterparts that are shown."""
TALLY = (
    "SELECT {0}, count(DISTINCT {1})::INT AS count, count(DISTINCT document)::INT AS reports,"
    " min(published) AS first, max(published) AS last FROM {2} GROUP BY ALL"
)
MOST = "count DESC, reports DESC"
NAMED = (
    "SELECT name, count(DISTINCT document)::INT AS count FROM (SELECT document,"
    " unnest(list_prepend(name, aliases)) AS name FROM mine) WHERE name IS NOT NULL GROUP BY ALL"
)
SECTORS = "SELECT list(DISTINCT sector ORDER BY sector) FROM mine WHERE sector IS NOT NULL"
COUNTS: Mapping[str, str] = {
    "reports": "SELECT count(*) FROM told",
    "first": "SELECT min(published) FROM told",
    "last": "SELECT max(published) FROM told",
    "events": "SELECT count(*) FROM dated",
    "statements": "SELECT count(*) FROM said",
    "met": "SELECT count(*) FROM met",
    "stands": "SELECT count(*) FROM stands",
}


def _lists(limit: int | None, skipped: int) -> Mapping[str, str]:
    """SQL for each list of a profile; see :func:`profile`."""
    some = _bounds(limit)
    return {
        "sectors": SECTORS,
        "named": listed(NAMED, "count DESC, name", some and f"LIMIT {NAMES}"),
        "deeds": listed(
            TALLY.format("side, type, mode", "happening", "taken"), f"{MOST}, type, mode", ""
        ),
        "said": listed(TALLY.format("stance AS what", "id", "said"), f"{MOST}, what", ""),
        "counterparts": listed(
            "SELECT id, name, did, received, beside, reports FROM most JOIN names USING (whom)",
            "did + received + beside DESC, reports DESC, coalesce(id, name)", "",
        ),
        "happenings": events(bounds=some),
        "holding": listed(
            "SELECT * FROM stands", "published DESC NULLS LAST, document, content_start, id",
            f"{some} OFFSET {skipped}",
        ),
    }  # fmt: skip


def profiles(store: Store, who: str) -> list[Profile]:
    """What reports tell of those whom `who` means, whole: one profile an actor, those told of in
    most reports first, or one of all who belong to the country that it means.

    Raises:
        BadFilter: an empty name.
    """
    if code := country_of(who):
        found = profile(store, of_country(code))
        return [found] if found.reports else []
    meant, _ = those(store, meant_by(who))
    return [profile(store, of_one(one)) for one in meant]


def profile(store: Store, who: Subject, limit: int | None = None, skipped: int = 0) -> Profile:
    """What reports tell of one actor or country.

    Args:
        store: an open store whose documents are resolved.
        who: whom it is about.
        limit: how many entries stand in a list that may be long; all for None.
        skipped: how many of the statements that are positions are passed over.
    """
    parts = {**COUNTS, **_lists(limit, skipped)}
    asked = ", ".join(f"({part}) AS {name}" for name, part in parts.items())
    (row,) = store.rows(f"{_asking(MINE + MET, who, limit)} SELECT {asked}", who.known)
    found = dict(zip(parts, row, strict=True))
    ids = [who.id]
    if who.kind == "country":
        ids = holders(store, who, None if limit is None else HOLDERS)
    tenures = offices(store, ids)
    return Profile(
        id=who.id,
        name=who.name,
        kind=who.kind,
        country=who.country,
        sectors=found["sectors"] or [],
        names=[one["name"] for one in found["named"] or ()],
        named=[one["count"] for one in found["named"] or ()],
        held=len(tenures),
        offices=tenures[:limit],
        did=_tallies(found["deeds"], "actor"),
        received=_tallies(found["deeds"], "recipient"),
        said=msgspec.convert(found["said"] or [], list[Tally]),
        counterparts=msgspec.convert(found["counterparts"] or [], list[Counterpart]),
        happenings=found["happenings"] or [],
        positions=_positions(store, found["holding"] or []),
        **{name: found[name] for name in COUNTS},
    )


def _asking(sql: str, who: Subject, limit: int | None = None) -> str:
    return sql.format(actors=who.actors, takes=who.takes, says=who.says, some=_bounds(limit))


def _bounds(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {limit}"


def taken_by(store: Store, who: Subject) -> list[Happening]:
    """All happenings in which those who are meant take part, by their dates."""
    whole = listed("SELECT id, day FROM dated", ORDERS["oldest"], "", "id")
    ((found,),) = store.rows(f"{_asking(MINE, who)} SELECT ({whole})", who.known)
    return store.kept(Happening, found or [])


def _positions(store: Store, holding: Sequence[Mapping[str, Any]]) -> list[Position]:
    """What statements hold in the disputes over some happenings, statement by statement, each
    position once."""
    held: dict[str, dict[Any, Position]] = {one["id"]: {} for one in holding}
    over = sorted({happening for one in holding for happening in one["over"]})
    for dispute in store.kept(Dispute, over):
        for one in dispute.positions:
            if one.statement in held:
                held[one.statement][one.start, one.end, one.value or ""] = one
    return [mine[key] for mine in held.values() for key in sorted(mine)]


def _tallies(rows: Iterable[dict[str, Any]] | None, side: str) -> list[Tally]:
    return [
        Tally(coded(row["type"], row["mode"]), *(row[n] for n in Tally.__struct_fields__[1:]))
        for row in rows or ()
        if row["side"] == side
    ]
