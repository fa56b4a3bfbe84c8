"""One claim with what it stands on: who carries it, why it is coded so, and what others hold.

In go an open store and the id of an event; out come the claim, the explanation of its coding, its
time as written with the precision, and, from the happening that it tells of, who told that first,
what of the claim repeats or changes what was told before or after, and the disputes.
"""

from __future__ import annotations

import msgspec

from onrecord.answers.events.happening import happening_id, members_of
from onrecord.answers.reviews.decided import touching
from onrecord.claims import Claim
from onrecord.errors import ReportDamaged
from onrecord.explanation import Explanation, explanation_of
from onrecord.model import Document, Record, Report, Time
from onrecord.resolve.history import changes_of
from onrecord.resolve.records import Change, Dispute, Happening
from onrecord.store import Store
from onrecord.store.decisions import Decision, overlaid, retracted, reviewed

BEFORE, AFTER = 30, 10
"""How many tellings before and after a claim it is compared with; half of those before are the
first ones."""
CLAIM = "SELECT claim, document FROM claims WHERE event = ?"
DOCUMENT = (
    "SELECT id, length, title, url, publisher, published, language, report, text"
    " FROM documents WHERE id = ?"
)
"""The two are asked one after the other, each by its index; joined they read all documents."""
WITHDRAWN = "SELECT 1 FROM withdrawals WHERE document = ? LIMIT 1"


class Grounds(Record, frozen=True):
    """A claim and what it stands on. `claim` is as somebody corrected it, `read` as the reader had
    it, which is what `why` explains; `time` is the time expression that its date was read from,
    None where it has none; `happening` is None where it is not joined with others yet, or was
    rejected; `first` is the first telling of that; `changes` are those among `compared` tellings
    that this claim is one side of; `decisions` are those on this event, undone ones too, the
    latest first."""

    claim: Claim
    read: Claim
    document: Document
    why: Explanation
    time: Time | None
    happening: Happening | None
    first: Claim | None
    compared: int
    changes: list[Change]
    disputes: list[Dispute]
    withdrawn: bool
    decisions: list[Decision]


def grounds(store: Store, event: str) -> Grounds | None:
    """What the claim that this event makes stands on; None if there is no such event.

    Raises:
        ReportDamaged: its report does not follow the schema, or names what is not there.
    """
    rows = store.rows(CLAIM, event)
    if not rows:
        return None
    line, home = rows[0]
    ((*about, encoded, text),) = store.rows(DOCUMENT, home)
    read, document = msgspec.json.decode(line, type=Claim), Document(*about)
    report = _report(encoded, document, event)
    why = explanation_of(report, text, event)
    happening = _happening(store, event)
    events = _near(happening.events, event) if happening else []
    changes = changes_of(happening.id, members_of(store, events)) if happening else []
    first = store.kept(Claim, happening.events[:1]) if happening else []
    decisions = touching(store, [event, document.id], [document.id])
    return Grounds(
        claim=overlaid(read, reviewed(decisions).get(event)),
        read=read,
        document=document,
        why=why,
        time=_time(report, why),
        happening=happening,
        first=first[0] if first else None,
        compared=len(events),
        changes=[c for c in changes if event in (c.before.event, c.after.event)],
        disputes=store.kept(Dispute, [happening.id]) if happening else [],
        withdrawn=bool(store.rows(WITHDRAWN, document.id)) or document.id in retracted(decisions),
        decisions=[d for d in decisions if d.kind == "event"],
    )


def _report(encoded: str, document: Document, event: str) -> Report:
    """The report of a document, which tells of `event`."""
    try:
        report = Report.from_json(encoded)
    except msgspec.DecodeError as cause:
        raise _damaged(document, f"does not follow the schema ({cause})") from cause
    if all(one.id != event for one in report.told):
        raise _damaged(document, f"does not tell of {event}")
    return report


def _damaged(document: Document, how: str) -> ReportDamaged:
    return ReportDamaged(
        f"its report {how}", subject=document.title or document.id, todo="read it again"
    )


def _happening(store: Store, event: str) -> Happening | None:
    ident = happening_id(store, event)
    found = store.kept(Happening, [ident]) if ident else []
    return found[0] if found else None


def _near(events: list[str], event: str) -> list[str]:
    """The tellings that a claim is compared with: all, or the first ones and those around it."""
    at = events.index(event) if event in events else 0
    before = events[:at]
    if len(before) > BEFORE:
        before = [*before[: BEFORE // 2], *before[-BEFORE // 2 :]]
    return [*before, *events[at : at + 1 + AFTER]]


def _time(report: Report, why: Explanation) -> Time | None:
    """The time expression that the explanation names for the date."""
    words = next((p.words for p in why.parts if p.role == "date"), None)
    if words is None:
        return None
    return next((t for t in report.times if (t.start, t.end) == (words.start, words.end)), None)
