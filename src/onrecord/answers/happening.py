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
from onrecord.resolve.disputes.figures import figures_of
from onrecord.resolve.history import changes_of
from onrecord.resolve.records import Change, Commitment, Dispute, Figure, Happening, Member
from onrecord.store import Store
from onrecord.store.resolution import reading_of

PARTY = (
    'SELECT DISTINCT a.country FROM "groups" o JOIN participants p ON p.event = o.member'
    " JOIN actors a ON a.document = p.document AND a.id = p.actor"
    " WHERE o.kind = 'event' AND o.id = ? AND a.country IS NOT NULL"
)
LATER = (
    f"WITH later AS MATERIALIZED (SELECT c.document, c.event, a.country, d.published"
    ' FROM "groups" g JOIN claims c ON c.event = g.member'
    " JOIN documents d ON d.id = c.document JOIN participants p"
    " ON p.document = c.document AND p.event = c.event"
    " JOIN actors a ON a.document = p.document AND a.id = p.actor"
    f" WHERE g.kind = 'event' AND a.country IN ({PARTY}) AND g.id <> ? AND d.published >= ?),"
    " nearest AS MATERIALIZED (SELECT document, row_number() OVER"
    " (ORDER BY count(DISTINCT country) DESC, any_value(published), document) AS place"
    " FROM later GROUP BY document)"
    " SELECT DISTINCT event, place FROM later JOIN nearest USING (document) ORDER BY ALL"
)
"""The tellings, not before a day, of other happenings in which a country takes part that takes
part in one; and the place of their reports among these: those come first in which most of the
countries take part, and among equals the earliest."""


class Ledger(Record, frozen=True):
    """All that is known of one happening. `tellings` are its claims in the order of publication;
    `commitment` is None where nobody binds himself."""

    happening: Happening
    tellings: list[Claim]
    figures: list[Figure]
    changes: list[Change]
    disputes: list[Dispute]
    commitment: Commitment | None


def ledger(store: Store, ident: str, *, nearest: int | None = None) -> Ledger:
    """All that reports hold on the happening whose id is `ident`, or that this event tells of.

    Args:
        store: an open store whose documents are resolved.
        ident: the id of a happening, or of an event.
        nearest: in how many later reports it is looked for what became of an agreement; else all.

    Raises:
        StoreError: there is none.
    """
    found = store.records(
        Happening,
        'SELECT happening FROM happenings WHERE id = ? OR id IN (SELECT id FROM "groups"'
        " WHERE kind = 'event' AND member = ?)",
        *(ident, ident),
    )
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
        tellings=_claims(store, happening),
        figures=figures_of(happening.id, members),
        changes=changes_of(happening.id, members),
        disputes=store.records(
            Dispute,
            "SELECT dispute FROM disputes WHERE happening = ? ORDER BY kind, id",
            happening.id,
        ),
        commitment=_commitment(store, happening.id, nearest),
    )


def members_of(store: Store, events: list[str]) -> list[Member]:
    """Events with the reports that they stand in, in the order of `events`."""
    rows = store.rows(
        "SELECT c.event, d.id, d.report, d.text FROM claims c JOIN documents d ON d.id = c.document"
        " WHERE c.event IN (SELECT unnest(?))",
        events,
    )
    reports = {document: reading_of(report, text) for _, document, report, text in rows}
    found = {
        event.id: Member(reading, event)
        for reading in reports.values()
        for event in reading.report.told
    }
    return [found[event] for event in events if event in found]


def _claims(store: Store, happening: Happening) -> list[Claim]:
    claims = store.records(
        Claim, "SELECT claim FROM claims WHERE event IN (SELECT unnest(?))", happening.events
    )
    return sorted(claims, key=lambda claim: happening.events.index(claim.event))


def _commitment(store: Store, happening: str, nearest: int | None) -> Commitment | None:
    """What the happening binds whom to, with what later reports of the parties say of it."""
    found = store.records(
        Commitment, "SELECT commitment FROM commitments WHERE happening = ?", happening
    )
    return kept_or_broken(store, found[0], nearest) if found else None


def kept_or_broken(store: Store, commitment: Commitment, nearest: int | None = None) -> Commitment:
    """A commitment with what later reports say that became of it, as far as they tell of one of
    its parties; of the `nearest` reports alone, if given."""
    later = [e for e, place in later_tellings(store, commitment) if place <= (nearest or place)]
    return fulfilments(commitment, members_of(store, later))


def later_tellings(store: Store, commitment: Commitment) -> list[tuple[str, int]]:
    """The events in later reports that may tell what became of a commitment, and the place of
    each report, from 1 on, by how many of the countries take part in it."""
    rows = store.rows(LATER, *[commitment.happening] * 2, commitment.date or "")
    return [(event, place) for event, place in rows]
