"""The account of one event: its ledger, and how each telling was read, grouped and decided.

In go an open store and the id of a happening or of an event; out come the ledger of the happening
(:mod:`onrecord.answers.events.happening`), its reports by origin, each telling with the words that
its time and place were read from, why the tellings are one, and what people decided on them. An
event that is no happening, because somebody rejected it or its report was not joined yet, has an
account too: what was read and what was decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.answers.events.happening import (
    Ledger,
    happening_id,
    later_tellings,
    ledger,
    members_of,
)
from onrecord.answers.reviews.comparison import Pair, compared
from onrecord.answers.reviews.decided import touching
from onrecord.claims import Claim
from onrecord.explanation import Part, circumstances_of
from onrecord.model import Document, Record, Report
from onrecord.resolve.commitments.commitments import fulfilments
from onrecord.resolve.records import Member
from onrecord.store import Store
from onrecord.store.decisions import Decision, overlaid, reviewed
from onrecord.store.query import among_query

GROUPS = 'SELECT kind, member, id FROM "groups" WHERE member IN ({among})'
SHOWN = 12
"""Pairs of tellings that are shown with the reasons why they are one."""
NEAREST = 24
"""Later reports in which it is looked for what became of an agreement."""


class Reading(Record, frozen=True):
    """Words of a text, what was read from them, and how exact that is: the grain of a time, the
    precision of a place. `words` is None where nothing in the text says it."""

    value: str
    words: str | None
    start: int
    end: int
    grain: str | None


class Told(Record, frozen=True):
    """One telling: its claim as corrected, as the reader had it where that differs, the words of
    its time and place, and the decision in force on it."""

    claim: Claim
    read: Claim
    time: Reading | None
    place: Reading | None
    decision: Decision | None

    @property
    def corrected(self) -> bool:
        """Whether somebody corrected what was read."""
        return self.claim != self.read


class Origin(Record, frozen=True):
    """Reports that are copies or versions of one text, by date, each with its tellings."""

    id: str
    reports: list[tuple[Document, list[Told]]]


class Account(Record, frozen=True):
    """All that the store holds on one event. `event` is its first telling, by which it is found
    whatever people decide; `ledger` is None where no happening is made of it. `claims` are those
    of all tellings, as corrected, `tellings` a stretch, which `origins` groups; `joined` are the
    likeliest of `pairs` pairs of tellings; `decisions` are those on the tellings, undone ones too,
    the latest first; `unsearched` counts later reports in which it was not looked for what became
    of the agreement."""

    event: str
    ledger: Ledger | None
    claims: list[Claim]
    origins: list[Origin]
    tellings: list[Told]
    joined: list[Pair]
    pairs: int
    decisions: list[Decision]
    unsearched: int = 0


def account(store: Store, ident: str, *, limit: int = 1000, skip: int = 0) -> Account | None:
    """The account of the happening, or of the event, with this id; None where there is neither.
    Of its tellings, `limit` are told at length after `skip`."""
    home = happening_id(store, ident)
    found, unsearched = None, 0
    if home is not None:
        found, unsearched = _followed(store, ledger(store, home, later=False))
    claims = found.tellings if found else store.kept(Claim, [ident])
    if not claims:
        return None
    events = [claim.event for claim in claims]
    decisions = touching(store, events, list({claim.document for claim in claims}))
    decided = reviewed(decisions)
    tellings = _told(store, claims[skip : skip + limit], decided)
    pairs = store.joined(found.happening.id) if found else []
    return Account(
        event=events[0],
        ledger=found,
        claims=[overlaid(claim, decided.get(claim.event)) for claim in claims],
        origins=_origins(store, tellings),
        tellings=tellings,
        joined=compared(store, pairs[:SHOWN]),
        pairs=len(pairs),
        decisions=decisions,
        unsearched=unsearched,
    )


def _told(store: Store, claims: Sequence[Claim], decided: Mapping[str, Decision]) -> list[Told]:
    members = {m.event.id: m for m in members_of(store, [claim.event for claim in claims])}
    found = []
    for claim in claims:
        time, place = _readings(members.get(claim.event))
        decision = decided.get(claim.event)
        found.append(Told(overlaid(claim, decision), claim, time, place, decision))
    return found


def _readings(member: Member | None) -> tuple[Reading | None, Reading | None]:
    """The words of the time and of the place of a telling, as its explanation has them."""
    if member is None:
        return None, None
    parts = {p.role: p for p in circumstances_of(member.report, member.text, member.event)}
    return _reading(parts.get("date"), member.report), _reading(parts.get("place"), member.report)


def _reading(part: Part | None, report: Report) -> Reading | None:
    if part is None or part.words is None:
        return Reading(part.value, None, 0, 0, None) if part else None
    where = part.words.start, part.words.end
    grain = next((t.grain for t in report.times if (t.start, t.end) == where), None)
    return Reading(part.value, " ".join(part.words.text.split()), *where, grain)


def _origins(store: Store, tellings: Sequence[Told]) -> list[Origin]:
    """The reports in the order of their first tellings, copies of one text together."""
    documents = list(dict.fromkeys(telling.claim.document for telling in tellings))
    among, values = among_query(documents)
    rows = store.rows(GROUPS.format(among=among), *values)
    group = {member: ident for kind, member, ident in rows if kind == "document"}
    known = {document.id: document for document in store.documents(documents)}
    found: dict[str, list[tuple[Document, list[Told]]]] = {}
    for ident in documents:
        mine = [telling for telling in tellings if telling.claim.document == ident]
        found.setdefault(group.get(ident, ident), []).append((known[ident], mine))
    return [Origin(ident, reports) for ident, reports in found.items()]


def _followed(store: Store, found: Ledger) -> tuple[Ledger, int]:
    """The ledger with what the nearest later reports say became of its agreement, and how many
    later reports were not looked at."""
    if found.commitment is None:
        return found, 0
    later = later_tellings(store, found.happening, found.commitment)
    near = members_of(store, [event for event, place in later if place <= NEAREST])
    commitment = fulfilments(found.commitment, near)
    farthest = max((place for _, place in later), default=0)
    return msgspec.structs.replace(found, commitment=commitment), max(0, farthest - NEAREST)
