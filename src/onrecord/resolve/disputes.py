"""Disputes: where the sources of one happening disagree.

In go the tellings that identity joined, and pairs of tellings which it keeps apart only because
they exclude each other; out comes at most one dispute of a kind (of figures: of a kind and unit).
The kinds are found each by its own module, all over the same versions
(:mod:`onrecord.resolve.versions`). What no source answers and no other source excludes is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import content_id
from onrecord.resolve.accounts import account_among
from onrecord.resolve.denials import denial_among
from onrecord.resolve.figures import figures_at_odds
from onrecord.resolve.people import Persona, likeness
from onrecord.resolve.perpetrators import answers_of_doers, perpetrators_among
from onrecord.resolve.records import Dispute, DisputeKind, Member, Position
from onrecord.resolve.sources import are_opposed, personas_of
from onrecord.resolve.versions import Version, version_of, versions_of
from onrecord.resolve.whereabouts import dates_among, places_among

Found = tuple[DisputeKind, str, list[Position]]


def positions_of(member: Member) -> list[Position]:
    """What the innermost source of a telling holds on it, then the denials of it and the remarks
    on it in its report."""
    return [version.position() for version in versions_of([member])]


def disputes_among(
    happening: str,
    members: Sequence[Member],
    rivals: Sequence[tuple[Member, Member]] = (),
) -> list[Dispute]:
    """The disputes over `happening`, sorted by kind.

    Args:
        happening: its id.
        members: the tellings of it, asserted and denied ones alike.
        rivals: pairs of a member and a telling that is kept apart from it.
    """
    versions = versions_of(members)
    pairs = sorted(((version_of(a), version_of(b)) for a, b in rivals), key=_order)
    against = [pair for pair in pairs if _is_one_deed(*pair)]
    denial = denial_among(versions)
    doers = perpetrators_among(versions, against)
    places = places_among(versions, against)
    answers = answers_of_doers(versions)
    if denial and (doers or answers is not None):
        told = [version.position() for version in answers or []]
        doers, denial = _joined(_joined(doers, denial), told), []
    if places and {_key(p) for p in denial if p.stance == "denies"} <= set(map(_key, places)):
        denial = []
    found: list[Found] = [
        ("denial", "", denial),
        *(("figure", unit, positions) for unit, positions in figures_at_odds(members)),
        ("perpetrator", "", doers),
        ("date", "", dates_among(versions, against)),
        ("place", "", places),
        ("account", "", [] if doers else account_among(versions)),
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


def _order(pair: tuple[Version, Version]) -> tuple[object, ...]:
    return pair[0].order, pair[1].order


def _is_one_deed(a: Version, b: Version) -> bool:
    """Whether two tellings kept apart are of one deed: two camps tell it, in words of one type,
    of one victim or, where neither names one, by one doer."""
    if a.event is None or b.event is None or a.event.type != b.event.type:
        return False
    if not are_opposed(a.source, b.source):
        return False
    victims = [_parties(v, v.event.recipients if v.event else []) for v in (a, b)]
    doers = [_parties(v, v.event.actors if v.event else []) for v in (a, b)]
    first, second = victims if any(victims) else doers
    return any(x.key == y.key or likeness(x, y).verdict == "same" for x in first for y in second)


def _parties(version: Version, ids: Sequence[str]) -> tuple[Persona, ...]:
    return personas_of(version.report, [a for a in version.report.actors if a.id in ids])
