"""What people decided: all of it, what touches a record, and what a new reading says otherwise.

In go an open store; out come decisions, the latest first, with what was read when they were made
and is read otherwise now, and the same as flat rows for files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from onrecord.model import Record
from onrecord.store import Store
from onrecord.store.decisions import Decision, current

Status = Literal["holds", "reopened", "undone"]
LATEST = (
    "SELECT total, id FROM (SELECT count(*) AS total FROM decisions) LEFT JOIN (SELECT * FROM"
    " decisions ORDER BY decided_at DESC, id LIMIT ? OFFSET ?) ON true ORDER BY decided_at DESC, id"
)
TOUCHING = (
    "SELECT DISTINCT decision FROM subjects WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    " OR document IN (SELECT unnest(?::VARCHAR[]))"
)
UNKNOWN = "unknown"


class Shift(Record, frozen=True):
    """A field of what a decision is about that is read otherwise now than when it was made; `now`
    is None where the whole record is read no more."""

    subject: str
    field: str
    before: str
    now: str | None


class Ruling(Record, frozen=True):
    """A decision as a flat row: the ids as they are now, changes as "field=value"."""

    id: str
    at: str
    user: str
    kind: str
    verdict: str
    status: str
    subjects: list[str]
    changes: list[str]
    note: str | None
    undone_at: str | None
    undone_by: str | None
    shifts: list[Shift]


def decided(
    store: Store, status: Status | None = None, *, limit: int = 1_000_000, skip: int = 0
) -> tuple[list[Decision], int]:
    """Decisions, the latest first: `limit` of them after `skip`; and how many there are in all."""
    if status is None:
        rows = store.rows(LATEST, limit, skip)
        order = {ident: at for at, (_, ident) in enumerate(rows) if ident is not None}
        found = sorted(store.decisions(list(order)), key=lambda d: order[d.id])
        return found, rows[0][0]
    found = [d for d in _latest(store.decisions()) if d.status == status]
    return found[skip : skip + limit], len(found)


def touching(store: Store, ids: Sequence[str], documents: Sequence[str] = ()) -> list[Decision]:
    """The decisions on any of these events, actors or documents, undone ones too, the latest
    first; `documents` are those of the events, where new readings are looked for."""
    rows = store.rows(TOUCHING, list(ids), list(documents))
    found = store.decisions([row[0] for row in rows])
    wanted = {*ids}
    return _latest(d for d in found if wanted & {*current(d), *(s.id for s in d.subjects)})


def _latest(found: Iterable[Decision]) -> list[Decision]:
    """Decisions by time, the latest first; those of one moment by id."""
    by_id = sorted(found, key=lambda decision: decision.id)
    return sorted(by_id, key=lambda decision: decision.at, reverse=True)


def shifts(decision: Decision) -> list[Shift]:
    """What is read otherwise now than when a decision was made."""
    found = []
    for subject in decision.subjects:
        if subject.now is None:
            found.append(Shift(subject.id, "the whole record", _written(subject.seen), None))
            continue
        found += [
            Shift(subject.id, field, _written(before), _written(subject.now.get(field)))
            for field, before in subject.seen.items()
            if subject.now.get(field) != before
        ]
    return found


def _written(value: object) -> str:
    """A value of a record in words."""
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_written(v)}" for k, v in value.items() if v not in (None, []))
    if isinstance(value, list):
        return ", ".join(map(_written, value)) or UNKNOWN
    return UNKNOWN if value is None else str(value)


def changed(decision: Decision) -> list[tuple[str, str]]:
    """The fields that a correction sets, with their values in words."""
    return [(field, _written(value)) for field, value in decision.changes.items()]


def ruling(decision: Decision) -> Ruling:
    """A decision as a flat row."""
    return Ruling(
        id=decision.id,
        at=decision.at,
        user=decision.user,
        kind=decision.kind,
        verdict=decision.verdict,
        status=decision.status,
        subjects=current(decision),
        changes=[f"{field}={value}" for field, value in changed(decision)],
        note=decision.note,
        undone_at=decision.undone_at,
        undone_by=decision.undone_by,
        shifts=shifts(decision),
    )
