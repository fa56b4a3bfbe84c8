"""History: how what is said of one happening changed, and who said it first.

In go the tellings of a happening; out come changes in the order of publication. Each version is
compared with the last of the same source; where that source is new, a repeat with whoever said
the same first, and a new figure with the last one that anybody gave. A repeat is a version that
brings nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.resolve.disputes.counts import Count, counts_of
from onrecord.resolve.disputes.figures import excludes
from onrecord.resolve.disputes.perpetrators import charge_of, excludes_doers
from onrecord.resolve.disputes.whereabouts import day_of, is_elsewhere, sites_of
from onrecord.resolve.records import Change, ChangeKind, Member, Position
from onrecord.resolve.versions.sources import is_same
from onrecord.resolve.versions.versions import HOLDING, Version, versions_of

Pair = tuple[ChangeKind, Position, Position]


def changes_of(happening: str, members: Sequence[Member]) -> list[Change]:
    """The changes in what is said of `happening`, in the order of the later position."""
    versions = versions_of(members)
    counts = counts_of(members)
    found: list[Change] = []
    for at, version in enumerate(versions):
        earlier = versions[:at]
        own = [v for v in earlier if is_same(v.source, version.source)]
        news = [*_stance(version, own), *_values(version, own), *_figures(version, counts)]
        pairs = news or list(_repeat(version, earlier, own))
        found += [Change(happening, kind, before, after) for kind, before, after in pairs]
    return found


def _stance(version: Version, own: Sequence[Version]) -> Iterator[Pair]:
    """From denial to admission, from claim to denial: of one source."""
    last = next((v for v in reversed(own) if v.stance != version.stance), None)
    taken = (*HOLDING, "denies")
    if last is not None and own[-1] is last and {last.stance, version.stance} <= set(taken):
        yield "stance", last.position(), version.position()


def _values(version: Version, own: Sequence[Version]) -> Iterator[Pair]:
    """Another day, side or doer than the same source gave before."""
    for last in reversed(own):
        day, before = day_of(version), day_of(last)
        if day is not None and before is not None and day.date != before.date:
            yield "date", before.position, day.position
            break
    for last in reversed(own):
        pairs = [(s, t) for s in sites_of(last) for t in sites_of(version) if is_elsewhere(s, t)]
        if pairs:
            yield "place", pairs[0][0].position, pairs[0][1].position
            break
    for last in reversed(own):
        charge, previous = charge_of(version), charge_of(last)
        if charge is not None and previous is not None and excludes_doers(charge, previous):
            yield "participants", previous.position, charge.position
            break


def _figures(version: Version, counts: Sequence[Count]) -> Iterator[Pair]:
    """Other figures than the same source gave before, or, of a new source, than the last."""
    mine = [c for c in counts if c.version.order == version.order]
    for count in mine:
        earlier = [
            c for c in counts if c.unit == count.unit and c.version.order[:3] < version.order[:3]
        ]
        own = [c for c in earlier if is_same(c.version.source, version.source)]
        last = (own or earlier)[-1:]
        if last and _is_other(last[0], count):
            yield "figure", last[0].position, count.position


def _is_other(before: Count, after: Count) -> bool:
    """Whether a figure says more or less than the one before, not the same in other words."""
    bounds = (before.lower, before.upper) != (after.lower, after.upper)
    return excludes(before, after) or (bounds and before.lower != after.lower)


def _repeat(version: Version, earlier: Sequence[Version], own: Sequence[Version]) -> Iterator[Pair]:
    """The first version that says the same: of the same source, else of any."""
    if version.event is None:
        return
    for among in (own, earlier):
        same = [v for v in among if v.event is not None and _is_alike(v, version)]
        if same:
            yield "repeat", same[0].position(), version.position()
            return


def _is_alike(a: Version, b: Version) -> bool:
    """Whether two versions take one side: both say that it was so, or both that it was not."""
    return (a.stance in HOLDING) == (b.stance in HOLDING) and (a.stance == "denies") == (
        b.stance == "denies"
    )
