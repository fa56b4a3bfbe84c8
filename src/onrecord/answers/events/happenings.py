"""Happenings, timelines and disputes under filters.

In go an open store and :class:`Filters`; out come the distinct events of which a telling passes,
in the order of their first reports or of their dates, and the disputes over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from onrecord.answers.records import Contest
from onrecord.errors import BadFilter
from onrecord.resolve.disputes.disputes import merged
from onrecord.resolve.records import Dispute, DisputeKind, Happening
from onrecord.store import Store
from onrecord.store.query import EVERYTHING, Filters, happening_query

LAST = "9999"
"""Where what has no date stands."""


def happenings(store: Store, filters: Filters = EVERYTHING) -> list[Happening]:
    """The happenings of which a telling passes, by their first report.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    sql, values = happening_query(filters)
    found = store.kept(Happening, [row[0] for row in store.rows(sql, *values)])
    return sorted(found, key=lambda h: (h.first or LAST, h.id))


def timeline(
    store: Store, actor: str, with_: str | None = None, filters: Filters = EVERYTHING
) -> list[Happening]:
    """The happenings in which `actor`, and `with_` if given, take part, by their dates; one
    without a date stands at that of its first report.

    Args:
        store: an open store whose documents are resolved.
        actor, with_: whom it is about, written as in :class:`Filters`.
        filters: what else is asked for.

    Raises:
        BadFilter: as :func:`happenings`.
    """
    found = happenings(store, replace(filters, actor=actor, with_=with_))
    return sorted(found, key=lambda h: (day_of(h), h.latest or LAST, h.id))


def disputes(
    store: Store, filters: Filters = EVERYTHING, *, kind: str | None = None
) -> list[Contest]:
    """The disputes over happenings of which a telling passes, by the first report and the kind.

    Args:
        store: an open store whose documents are resolved.
        filters: what is asked for.
        kind: denial, figure, perpetrator, date, place or account.

    Raises:
        BadFilter: as :func:`happenings`, or no such kind.
    """
    kinds = get_args(DisputeKind)
    if kind is not None and kind not in kinds:
        raise BadFilter(f"no dispute is a {kind!r}", todo=f"the kinds are {', '.join(kinds)}")
    found = happenings(store, replace(filters, disputed=True, uncoded=True))
    return [c for c in contests(store, found) if kind is None or c.kind == kind]


def contests(store: Store, found: Sequence[Happening]) -> list[Contest]:
    """The disputes over these happenings, in their order, then by kind; one that lies between
    several of them once."""
    about = {h.id: h for h in found if h.disputes}
    held = merged(store.kept(Dispute, list(about)))
    order = {ident: n for n, ident in enumerate(about)}
    held.sort(key=lambda d: (order[d.happening], d.kind, d.id))
    return [contest_of(d, about[d.happening]) for d in held]


def day_of(happening: Happening) -> str:
    """The day at which a happening stands in a timeline."""
    return happening.earliest or happening.latest or happening.first or LAST


def contest_of(dispute: Dispute, over: Happening) -> Contest:
    """A dispute with what it is over."""
    return Contest(
        id=dispute.id,
        kind=dispute.kind,
        explicit=dispute.explicit,
        happening=over.id,
        type=over.type,
        mode=over.mode,
        who=over.who,
        whom=over.whom,
        earliest=over.earliest,
        latest=over.latest,
        where=over.where,
        positions=dispute.positions,
    )
