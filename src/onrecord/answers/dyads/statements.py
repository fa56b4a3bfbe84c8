"""What two parties are reported to have said to or about each other.

In go an open store and two parties; out come the statements of each that are addressed to the
other or name it, with the reports that have them. Reports that have the same words of the same side
tell of one statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from onrecord.answers.events.happenings import LAST
from onrecord.answers.records import Entry
from onrecord.claims import label
from onrecord.model import Actor
from onrecord.resolve.records import Position
from onrecord.store import Store
from onrecord.store.query import is_meant
from onrecord.words import folded

SHARED = (
    "WITH one AS MATERIALIZED (SELECT * FROM actors a WHERE {0}),"
    " other AS MATERIALIZED (SELECT * FROM actors a WHERE {1}),"
    " both_in AS MATERIALIZED (SELECT DISTINCT document FROM one SEMI JOIN other USING (document)),"
    " k AS MATERIALIZED (SELECT * FROM speakers WHERE document IN (SELECT document FROM both_in)),"
    " b AS MATERIALIZED (SELECT * FROM about WHERE document IN (SELECT document FROM both_in))"
)
SAID = (
    " SELECT {0}, k.statement, s.kind, s.name, s.country, n.kind, n.name, n.country"
    " FROM k JOIN {1} s ON s.document = k.document AND s.id = k.actor"
    " JOIN b ON b.document = k.document AND b.statement = k.statement"
    " JOIN {2} n ON n.document = b.document AND n.id = b.actor"
)
BETWEEN = (
    f"{SHARED}{SAID.format(0, 'one', 'other')} UNION{SAID.format(1, 'other', 'one')} ORDER BY ALL"
)
TOLD = (
    "SELECT s.id, s.document, s.stance, s.content_start, s.content_end, d.publisher, d.published"
    " FROM statements s JOIN documents d ON d.id = s.document"
    " WHERE s.id IN (SELECT unnest(?)) ORDER BY d.published NULLS LAST, d.id, s.content_start, s.id"
)


@dataclass
class _Said:
    """A statement: who of the side says it, and whom of the other it names."""

    speakers: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


def said_between(
    store: Store,
    one: str,
    other: str,
    since: str | None = None,
    until: str | None = None,
    *,
    latest: int | None = None,
) -> list[Entry]:
    """The statements of `one` and then those of `other` that name the other of the two, each by
    the first report; `since` and `until` are ISO dates that bound the reports, and of each side
    only the `latest` so many are looked at, if that is given.

    Raises:
        BadFilter: an empty name.
    """
    sides = _said(store, one, other)
    rows = [
        row
        for row in store.rows(TOLD, sorted({*sides[0], *sides[1]}))
        if (since or "") <= (row[-1] or "") <= (until or LAST)
    ]
    reports = _reports(store, rows if latest is None else _latest(rows, sides, latest))
    return [
        _entry(side, said, sources)
        for side, said in zip((one, other), sides, strict=True)
        for sources in _alike(said, reports)
    ]


def _said(store: Store, one: str, other: str) -> tuple[dict[str, _Said], dict[str, _Said]]:
    """The statements of both sides, by their ids."""
    (first, values), (second, more) = is_meant(one), is_meant(other)
    found: tuple[dict[str, _Said], dict[str, _Said]] = ({}, {})
    for side, statement, *actors in store.rows(BETWEEN.format(first, second), *values, *more):
        said = found[side].setdefault(statement, _Said())
        for names, (kind, name, country) in ((said.speakers, actors[:3]), (said.named, actors[3:])):
            if (shown := label(Actor("", kind, name, country))) not in names:
                names.append(shown)
    return found


def _latest(
    rows: Sequence[tuple[Any, ...]], sides: Sequence[Container[str]], count: int
) -> list[tuple[Any, ...]]:
    """The latest `count` rows of each side, in their order; those without a date are the first to
    go."""
    newest = sorted(rows, key=lambda row: row[-1] or "", reverse=True)
    kept = {row for said in sides for row in [r for r in newest if r[0] in said][:count]}
    return [row for row in rows if row in kept]


def _reports(store: Store, rows: Sequence[tuple[Any, ...]]) -> list[Position]:
    """Where statements stand, in the order of their rows."""
    words = _words(store, rows)
    return [
        Position(
            document, start, end, words[ident], stance,
            statement=ident, publisher=publisher, published=published,
        )
        for ident, document, stance, start, end, publisher, published in rows
    ]  # fmt: skip


def _alike(said: dict[str, _Said], reports: Sequence[Position]) -> list[list[Position]]:
    """The reports of what one side said, those together that have the same words."""
    found: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for report in reports:
        if (mine := said.get(str(report.statement))) is not None:
            named = replace(report, speaker=" and ".join(mine.speakers))
            found[report.stance, folded(report.words)].append(named)
    return list(found.values())


def _entry(side: str, said: dict[str, _Said], sources: list[Position]) -> Entry:
    told = [said[str(source.statement)] for source in sources]
    return Entry(
        section="statements",
        id=str(sources[0].statement),
        what=sources[0].stance,
        who=list(dict.fromkeys(name for one in told for name in one.speakers)),
        whom=list(dict.fromkeys(name for one in told for name in one.named)),
        earliest=None,
        latest=None,
        where=None,
        factuality=None,
        sources=sources,
        side=side,
    )


def _words(store: Store, rows: Sequence[tuple[Any, ...]]) -> dict[str, str]:
    """The contents of statements, on one line each, from the stored texts."""
    documents = sorted({row[1] for row in rows})
    among = ", ".join("?" * len(documents))
    sql = f"SELECT id, text FROM documents WHERE id IN ({among})"
    texts = dict(store.rows(sql, *documents)) if documents else {}
    return {row[0]: " ".join(texts[row[1]][row[3] : row[4]].split()) for row in rows}
