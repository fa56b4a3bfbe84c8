"""One happening with all that reports hold on it.

In goes an open store and the id of a happening, or of one of its tellings; out come its tellings,
the figures side by side by source and day, how what sources say of it changed, the disputes, and
what it binds whom to, with later reports of that.
"""

from __future__ import annotations

from onrecord.claims import Claim
from onrecord.errors import StoreError
from onrecord.model import Record
from onrecord.resolve.commitments.commitments import fulfilments
from onrecord.resolve.disputes.disputes import merged
from onrecord.resolve.disputes.figures import figures_of
from onrecord.resolve.history import changes_of
from onrecord.resolve.records import Change, Commitment, Dispute, Figure, Happening, Member
from onrecord.store import Store
from onrecord.store.query import among_query
from onrecord.store.resolution import reading_of

PARTIES = (
    "SELECT DISTINCT country FROM participants WHERE event IN ({events})"
    " AND country IS NOT NULL ORDER BY ALL"
)
LATER = (
    "WITH later AS MATERIALIZED (SELECT p.document, p.event, p.country, d.published"
    " FROM participants p JOIN documents d ON d.id = p.document"
    " WHERE p.country IN ({countries}) AND d.published >= ?),"
    " nearest AS MATERIALIZED (SELECT document, row_number() OVER"
    " (ORDER BY count(DISTINCT country) DESC, any_value(published), document) AS place"
    " FROM later GROUP BY document)"
    " SELECT DISTINCT event, place FROM later JOIN nearest USING (document)"
    " JOIN \"groups\" g ON g.kind = 'event' AND g.member = event ORDER BY ALL"
)


class Ledger(Record, frozen=True):
    """All that is known of one happening. `tellings` are its claims in the order of publication;
    `commitment` is None where nobody binds himself."""

    happening: Happening
    tellings: list[Claim]
    figures: list[Figure]
    changes: list[Change]
    disputes: list[Dispute]
    commitment: Commitment | None


def ledger(store: Store, ident: str, *, later: bool = True) -> Ledger:
    """All that reports hold on the happening whose id is `ident`, or that this event tells of.

    Args:
        store: an open store whose documents are resolved.
        ident: the id of a happening, or of an event.
        later: look in all later reports of its parties for what became of an agreement.

    Raises:
        StoreError: there is none.
    """
    found = store.kept(Happening, [happening_id(store, ident) or ident])
    if not found:
        raise StoreError(
            "there is no happening with this id",
            subject=ident,
            todo="`onrecord happenings` lists them; `onrecord resolve` makes them",
        )
    happening = found[0]
    members = members_of(store, happening.events)
    return Ledger(
        happening=happening,
        tellings=store.kept(Claim, happening.events),
        figures=figures_of(happening.id, members),
        changes=changes_of(happening.id, members),
        disputes=sorted(merged(store.kept(Dispute, [happening.id])), key=lambda d: (d.kind, d.id)),
        commitment=_commitment(store, happening, later),
    )


def happening_id(store: Store, ident: str) -> str | None:
    """The id of the happening that an event tells of, or that has this id itself; None where there
    is none."""
    told = store.rows('SELECT id FROM "groups" WHERE member = ?', ident)
    homes = [ident, *(home for (home,) in told)]
    found = [store.rows("SELECT id FROM happenings WHERE id = ?", home) for home in homes]
    return next((str(rows[0][0]) for rows in found if rows), None)


def members_of(store: Store, events: list[str]) -> list[Member]:
    """Events with the reports that they stand in, in the order of `events`."""
    among, values = among_query(events)
    documents = store.rows(
        f"SELECT DISTINCT document FROM claims WHERE event IN ({among})", *values
    )
    among, values = among_query([document for (document,) in documents])
    rows = store.rows(f"SELECT id, report, text FROM documents WHERE id IN ({among})", *values)
    reports = {ident: reading_of(report, text) for ident, report, text in rows}
    found = {
        event.id: Member(reading, event)
        for reading in reports.values()
        for event in reading.report.told
    }
    return [found[event] for event in events if event in found]


def _commitment(store: Store, happening: Happening, later: bool) -> Commitment | None:
    """What the happening binds whom to, with what later reports of the parties say of it."""
    found = store.records(
        Commitment, "SELECT commitment FROM commitments WHERE happening = ?", happening.id
    )
    if not (found and later):
        return found[0] if found else None
    told = [event for event, _ in later_tellings(store, happening, found[0])]
    return fulfilments(found[0], members_of(store, told))


def later_tellings(
    store: Store, happening: Happening, commitment: Commitment
) -> list[tuple[str, int]]:
    """The events, in reports not before a commitment, in which a country takes part that takes
    part in its happening; and the place of their reports, from 1 on: those come first in which
    most of these countries take part, and among equals the earliest."""
    among, values = among_query(happening.events)
    countries = [row[0] for row in store.rows(PARTIES.format(events=among), *values)]
    if not countries:
        return []
    among, values = among_query(countries)
    rows = store.rows(LATER.format(countries=among), *values, commitment.date or "")
    return [(event, place) for event, place in rows if event not in happening.events]
