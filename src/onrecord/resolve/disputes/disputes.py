"""Disputes: where the sources of one happening disagree.

In go the tellings that identity joined, and what else is told in reports of its story
(:mod:`onrecord.resolve.disputes.affairs`); out comes at most one dispute of a kind (of figures: of
a kind and unit). The kinds are found each by its own module, all over the same versions
(:mod:`onrecord.resolve.versions.versions`). What no source answers and no other source excludes is
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import msgspec

from onrecord.model import content_id
from onrecord.resolve.disputes.accounts import account_among
from onrecord.resolve.disputes.affairs import Affair, Story
from onrecord.resolve.disputes.denials import denial_among
from onrecord.resolve.disputes.figures import figures_at_odds
from onrecord.resolve.disputes.perpetrators import answers_of_doers, perpetrators_among
from onrecord.resolve.disputes.whereabouts import dates_among, places_among
from onrecord.resolve.records import Dispute, DisputeKind, Member, Position
from onrecord.resolve.versions.versions import versions_of

_NUMBER = re.compile(r"[^\d.]+")
"""All but the number of an amount as it is written: "about 1200 arrested"."""
Found = tuple[DisputeKind, str, list[Position]]


def positions_of(member: Member) -> list[Position]:
    """What the innermost source of a telling holds on it, then the denials of it and the remarks
    on it in its report."""
    return [version.position() for version in versions_of([member])]


def disputes_among(
    happening: str, members: Sequence[Member], story: Story | None = None
) -> list[Dispute]:
    """The disputes over `happening`, sorted by kind.

    Args:
        happening: its id.
        members: the tellings of it, asserted and denied ones alike.
        story: what reports of its story tell, these members among it; the members alone for None.
    """
    affair = Affair({member.event.id for member in members}, story or Story(members))
    denied = denial_among(affair)
    denial = [version.position() for version in denied]
    doers = perpetrators_among(affair)
    places = places_among(affair)
    answers = answers_of_doers(affair, denied) if denied else None
    shared = not {*map(_key, denial)}.isdisjoint(map(_key, doers))
    if denial and (shared or answers is not None):
        told = [version.position() for version in answers or []]
        doers, denial = _joined(_joined(doers, denial), told), []
    if places and {_key(p) for p in denial if p.stance == "denies"} <= set(map(_key, places)):
        denial = []
    found: list[Found] = [
        ("denial", "", denial),
        *(("figure", unit, positions) for unit, positions in figures_at_odds(affair)),
        ("perpetrator", "", doers),
        ("date", "", dates_among(affair)),
        ("place", "", places),
        ("account", "", [] if doers else account_among(affair)),
    ]
    made = [_dispute(happening, *one) for one in found if one[2]]
    return sorted(made, key=lambda d: (d.kind, d.id))


def _key(position: Position) -> tuple[str, str | None, str | None]:
    """What tells that two positions are of one version."""
    return position.document, position.event, position.statement


def _joined(some: Sequence[Position], more: Sequence[Position]) -> list[Position]:
    """The positions of both, each version once, in their order."""
    known = {_key(p) for p in some}
    found = [*some, *(p for p in more if _key(p) not in known)]
    return sorted(
        found, key=lambda p: (p.published is None, p.published or "", p.document, p.start)
    )


def _dispute(happening: str, kind: DisputeKind, unit: str, positions: list[Position]) -> Dispute:
    explicit = any(p.stance in ("denies", "admits") for p in positions)
    ident = content_id("dispute", happening, kind, unit)
    return Dispute(ident, kind, explicit, happening, positions)


def merged(disputes: Iterable[Dispute]) -> list[Dispute]:
    """`disputes` of many happenings, each matter once: those of a kind that share a position, or a
    report and the two numbers at odds, are one, under the happening with the most positions. A
    denial of which a dispute over the doer has all that is denied is part of that."""
    left = sorted(disputes, key=lambda d: (-len(d.positions), d.id))
    owner: dict[tuple[object, ...], int] = {}
    groups: dict[int, list[Dispute]] = {}
    for at, dispute in enumerate(left):
        mine = [dispute]
        for old in sorted({owner[mark] for mark in _marks(dispute) if mark in owner}):
            mine = [*groups.pop(old), *mine]
        groups[at] = mine
        owner |= {mark: at for d in mine for mark in _marks(d)}
    found = [_one(group) for group in groups.values()]
    doers = [d for d in found if d.kind == "perpetrator"]
    parts = {d.id: _part_of(d, doers) for d in found if d.kind == "denial"}
    return [
        _one([d, *(p for p in found if parts.get(p.id) == d.id)])
        for d in found
        if parts.get(d.id) is None
    ]


def _part_of(denial: Dispute, doers: Sequence[Dispute]) -> str | None:
    """The dispute over a doer that has all positions in which something is denied."""
    denied = {_place(p) for p in denial.positions if p.stance == "denies"}
    return next((d.id for d in doers if denied <= set(map(_place, d.positions))), None)


def _marks(dispute: Dispute) -> Iterator[tuple[object, ...]]:
    """What disputes over one matter share one of."""
    for position in dispute.positions:
        yield (dispute.kind, *_place(position))
    if dispute.kind == "figure":
        numbers = sorted({_NUMBER.sub("", p.value) for p in dispute.positions if p.value})
        for document in {p.document for p in dispute.positions}:
            yield from ((document, *pair) for pair in combinations(numbers, 2))


def _one(group: Sequence[Dispute]) -> Dispute:
    """The dispute that those of a group are, of the kind over a doer if one of them is."""
    ordered = sorted(group, key=lambda d: (d.kind != "perpetrator", -len(d.positions), d.id))
    positions = {(*_place(p), p.value): p for d in reversed(ordered) for p in d.positions}
    return msgspec.structs.replace(
        ordered[0],
        explicit=any(d.explicit for d in ordered),
        positions=sorted(
            positions.values(),
            key=lambda p: (p.published is None, p.published or "", p.document, p.start, p.end),
        ),
    )


def _place(position: Position) -> tuple[str, int, int]:
    return position.document, position.start, position.end
