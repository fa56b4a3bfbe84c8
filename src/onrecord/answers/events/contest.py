"""One dispute with all events that it lies between.

In go an open store and the id of a dispute over any of its happenings; out come the dispute as the
list of disputes has it, merged with those over the same matter
(:func:`onrecord.resolve.disputes.disputes.merged`), and all happenings that it is over. Disputes
that may be one are looked for in the reports in which its positions stand and in reports of the
same story, so that it costs by these and not by the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from onrecord.answers.events.happenings import contest_of
from onrecord.answers.records import Contest
from onrecord.model import Document, Record
from onrecord.resolve.disputes.disputes import merged
from onrecord.resolve.records import Dispute, Happening, Position
from onrecord.store import Store
from onrecord.store.query import among_query

ROUNDS = 6
"""How often the search goes on from what it found."""
STORY = (
    "WITH near AS MATERIALIZED (SELECT kind, {0} AS near FROM links WHERE {1} IN ({2}))"
    " SELECT DISTINCT near FROM near WHERE kind = 'story'"
)
TOLD = "SELECT event FROM claims WHERE document IN ({})"
GROUPS = (
    'WITH near AS MATERIALIZED (SELECT kind, id FROM "groups" WHERE member IN ({}))'
    " SELECT DISTINCT id FROM near WHERE kind = 'event'"
)


class Matter(Record, frozen=True):
    """A dispute, whole: `contest` with the positions of all that are one with it, words that have
    a value once, with it; the happenings that these are over, that with the most positions first;
    the documents of its positions, and those of them that were withdrawn."""

    contest: Contest
    happenings: list[Happening]
    documents: list[Document]
    retracted: list[str]


def contest(store: Store, ident: str) -> Matter | None:
    """The dispute with this id, or that the dispute with this id is part of; None if there is
    none."""
    found = store.records(Dispute, "SELECT dispute FROM disputes WHERE id = ?", ident)
    if not found:
        return None
    near = _near(store, found[0])
    whole = _whole(found[0], merged(near))
    parts = [d for d in near if d.id != whole.id and _is_part(d, whole)]
    about = store.kept(Happening, [whole.happening, *(d.happening for d in _most(parts))])
    return Matter(
        contest=contest_of(replace(whole, positions=_told_once(whole.positions)), about[0]),
        happenings=about,
        documents=store.documents(sorted({p.document for p in whole.positions})),
        retracted=sorted({ident for one in about for ident in one.retracted}),
    )


def _near(store: Store, dispute: Dispute) -> list[Dispute]:
    """The dispute and all that may be one with it: those over happenings which are told in the
    reports of its positions, or of its story, and so on from those that share a position."""
    found = {dispute.id: dispute}
    seen = set[str]()
    edge = {p.document for p in dispute.positions}
    for _ in range(ROUNDS):
        if not edge:
            break
        seen |= edge
        for other in store.kept(Dispute, _happenings(store, edge | _story(store, edge))):
            found.setdefault(other.id, other)
        whole = _whole(dispute, merged(found.values()))
        edge = {p.document for p in whole.positions} - seen
    return list(found.values())


def _story(store: Store, documents: Iterable[str]) -> set[str]:
    """The reports of one story with these."""
    found = set()
    for one, other in (("a", "b"), ("b", "a")):
        found |= {near for (near,) in _among(store, STORY.format(one, other, "{}"), documents)}
    return found


def _happenings(store: Store, documents: Iterable[str]) -> list[str]:
    """The happenings that documents tell of."""
    events = [event for (event,) in _among(store, TOLD, documents)]
    return sorted(ident for (ident,) in _among(store, GROUPS, events))


def _among(store: Store, sql: str, values: Iterable[str]) -> list[tuple[Any, ...]]:
    """The rows of a query whose {} stands for these values."""
    among, listed = among_query(sorted(values))
    return store.rows(sql.format(among), *listed)


def _whole(dispute: Dispute, among: Sequence[Dispute]) -> Dispute:
    """The one of the merged disputes that `dispute` is part of."""
    return next((d for d in among if d.id == dispute.id or _is_part(dispute, d)), dispute)


def _is_part(part: Dispute, whole: Dispute) -> bool:
    """Whether all positions of one dispute are positions of another that it may be part of."""
    kinds = part.kind == whole.kind or (part.kind, whole.kind) == ("denial", "perpetrator")
    return kinds and set(map(_place, part.positions)) <= set(map(_place, whole.positions))


def _place(position: Position) -> tuple[str, int, int, str | None]:
    return position.document, position.start, position.end, position.value


def _told_once(positions: Sequence[Position]) -> list[Position]:
    """The positions without those whose words stand among the others with a value."""
    valued = {_place(p)[:3] for p in positions if p.value is not None}
    return [p for p in positions if p.value is not None or _place(p)[:3] not in valued]


def _most(disputes: Iterable[Dispute]) -> list[Dispute]:
    return sorted(disputes, key=lambda d: (-len(d.positions), d.id))
