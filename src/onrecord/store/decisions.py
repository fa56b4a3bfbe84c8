"""What people decide: same or different, accept, reject or correct, retract; and undoing it.

In go a verdict, whom it is about, who gives it and when; out come decisions, which stand apart
from the machine's rows and outlive them. A decision on an event is held by the word that codes
it, so that a new reading finds it again; where that reading says otherwise than what was seen
when it was decided, the decision still holds and is shown as reopened, with both readings.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import duckdb
import msgspec

from onrecord.claims import Claim
from onrecord.errors import BadDecision
from onrecord.knowledge.ontology import is_mode, types
from onrecord.model import Factuality, Record, content_id
from onrecord.store.joining import Verdicts, pair_of
from onrecord.store.tables import looked_up

Verdict = Literal["same", "unsure", "different", "accept", "reject", "correct", "retract"]
DecidedKind = Literal["event", "actor", "document"]
PAIRED = ("same", "unsure", "different")
CORRECTED = ("type", "mode", "who", "whom", "earliest", "latest", "where", "factuality")
"""The fields of a claim that a correction may set."""
AMONG = "(?::VARCHAR[] IS NULL OR d.id IN (SELECT unnest(?::VARCHAR[])))"
"""That a decision `d` is among those with these ids, or that there are none given."""
READ = (*CORRECTED, "how_many", "according_to", "evidence")
"""The fields of a claim in which a new reading may say otherwise than the one before."""


class Subject(Record, frozen=True):
    """What a decision is about: its id when it was decided, what was read then and what is read
    now, each by field; `now` is None where it is read no more."""

    id: str
    document: str | None
    seen: dict[str, Any]
    now: dict[str, Any] | None


class Decision(Record, frozen=True):
    """A verdict by somebody at a time (ISO 8601). `status`: holds, reopened (the machine now
    reads otherwise; it still holds) or undone."""

    id: str
    at: str
    user: str
    kind: DecidedKind
    verdict: Verdict
    subjects: list[Subject]
    status: Literal["holds", "reopened", "undone"]
    changes: dict[str, Any] = {}
    note: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None


def decide(
    connection: duckdb.DuckDBPyConnection,
    kind: DecidedKind,
    verdict: Verdict,
    ids: list[str],
    *,
    user: str,
    at: str,
    changes: dict[str, Any] | None = None,
    note: str | None = None,
) -> str:
    """Write a decision; its id. A later one on the same takes the place of an earlier.

    Raises:
        BadDecision: the verdict does not fit what it is about.
    """
    ids = sorted(ids)
    if len(ids) != (2 if verdict in PAIRED else 1) or len(set(ids)) != len(ids):
        raise BadDecision(
            f"{verdict!r} is said of {'two things' if verdict in PAIRED else 'one thing'}",
            todo="name as many, each once",
        )
    changes = _checked(changes or {})
    ident = content_id("decision", kind, verdict, *ids, user, at)
    for earlier in _standing(connection, kind, ids, paired=verdict in PAIRED):
        undo(connection, earlier, user=user, at=at)
    connection.execute(
        "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        [ident, at, user, kind, verdict, _json(changes) if changes else None, note],
    )
    for side, subject in enumerate(ids):
        connection.execute(
            "INSERT INTO subjects VALUES (?, ?, ?, ?, ?, ?, ?)",
            [ident, side, subject, *_anchor(connection, kind, subject)],
        )
    return ident


def _checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    """`changes` as they are written: a type without a mode takes that of before away.

    Raises:
        BadDecision: a field that nobody can correct, or a value that it cannot have.
    """
    if unknown := sorted(set(changes) - set(CORRECTED)):
        raise BadDecision(
            f"nobody can correct {', '.join(unknown)}",
            todo=f"the fields are {', '.join(CORRECTED)}",
        )
    kind, mode = changes.get("type"), changes.get("mode")
    known = {"type": sorted(types()), "factuality": list(get_args(Factuality))}
    for field, values in known.items():
        if changes.get(field) is not None and changes[field] not in values:
            raise BadDecision(
                f"no {field} is {changes[field]!r}", todo=f"there are {', '.join(values)}"
            )
    if kind is not None and mode is not None and not is_mode(kind, mode):
        raise BadDecision(
            f"{kind} has no mode {mode!r}", todo="the reference of types lists its modes"
        )
    for field in ("earliest", "latest"):
        if changes.get(field) is not None and not _is_day(changes[field]):
            raise BadDecision(f"{changes[field]!r} is no day", todo="write it as 2024-05-31")
    return {**({"mode": None} if kind is not None else {}), **changes}


def _is_day(value: object) -> bool:
    try:
        return dt.date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def undo(connection: duckdb.DuckDBPyConnection, ident: str, *, user: str, at: str) -> None:
    """Note that a decision no longer holds, and who said so."""
    connection.execute(
        "UPDATE decisions SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL",
        [at, user, ident],
    )


def _standing(
    connection: duckdb.DuckDBPyConnection, kind: str, ids: list[str], *, paired: bool
) -> list[str]:
    """The decisions in force on exactly these."""
    return [
        decision.id
        for decision in decisions(connection)
        if decision.status != "undone"
        and decision.kind == kind
        and (decision.verdict in PAIRED) == paired
        and sorted(current(decision)) == ids
    ]


def current(decision: Decision) -> list[str]:
    """The ids that the subjects of a decision have now."""
    return [str((s.now or {}).get("id", s.id)) for s in decision.subjects]


def _anchor(connection: duckdb.DuckDBPyConnection, kind: str, ident: str) -> list[Any]:
    """How a subject is found again, and what is read of it now.

    Raises:
        BadDecision: the store has no such thing.
    """
    found: list[tuple[Any, ...]]
    if kind == "event":
        found = connection.execute(
            "SELECT document, trigger_start, trigger_end, claim FROM claims WHERE event = ?",
            [ident],
        ).fetchall()
        rows = [[d, s, e, _json(_read(claim))] for d, s, e, claim in found]
    elif kind == "document":
        found = connection.execute("SELECT title FROM documents WHERE id = ?", [ident]).fetchall()
        rows = [[ident, None, None, _json({"title": title})] for (title,) in found]
    else:
        found = connection.execute(
            "SELECT thing FROM things WHERE kind = 'actor' AND id = ? LIMIT 1", [ident]
        ).fetchall()
        rows = [[None, None, None, thing] for (thing,) in found]
    if not rows:
        raise BadDecision("the store has none with this id", subject=ident, todo="check the id")
    return rows[0]


def _read(claim: str) -> dict[str, Any]:
    """What a claim says, by field: what a person saw when deciding."""
    decoded = msgspec.json.decode(claim, type=Claim)
    return {name: getattr(decoded, name) for name in READ}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def decisions(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str] | None = None
) -> list[Decision]:
    """All decisions, or those with these ids, by time and id."""
    subjects: dict[str, list[Subject]] = defaultdict(list)
    for decision, subject in _subjects(connection, ids):
        subjects[decision].append(subject)
    rows = connection.execute(
        f"SELECT * FROM decisions d WHERE {AMONG} ORDER BY decided_at, id", [ids, ids]
    ).fetchall()
    return [
        Decision(
            id=ident,
            at=at,
            user=user,
            kind=kind,
            verdict=verdict,
            subjects=subjects[ident],
            status=_status(undone_at, subjects[ident]),
            changes=msgspec.json.decode(changes) if changes else {},
            note=note,
            undone_at=undone_at,
            undone_by=undone_by,
        )
        for ident, at, user, kind, verdict, changes, note, undone_at, undone_by in rows
    ]


def _status(undone_at: str | None, subjects: list[Subject]) -> Any:
    if undone_at is not None:
        return "undone"
    same = all(s.now is not None and s.seen.items() <= s.now.items() for s in subjects)
    return "holds" if same else "reopened"


def _subjects(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str] | None
) -> list[tuple[str, Subject]]:
    """What each decision is about, as it was seen and as it is read now."""
    rows = connection.execute(
        "SELECT s.decision, s.id, s.document, s.trigger_start, s.trigger_end, s.seen, d.kind"
        f" FROM subjects s JOIN decisions d ON d.id = s.decision WHERE {AMONG}"
        " ORDER BY s.decision, s.side",
        [ids, ids],
    ).fetchall()
    actors = dict(looked_up(connection, "id, thing", "things", "id", (r[1] for r in rows), "actor"))
    columns = "document, event, trigger_start, trigger_end, claim"
    told = defaultdict(list)
    documents = (document for _, _, document, *_ in rows if document is not None)
    for document, *claim in looked_up(connection, columns, "claims", "document", documents):
        told[document].append(claim)
    found = []
    for decision, ident, document, start, end, seen, kind in rows:
        now: dict[str, Any] | None = msgspec.json.decode(seen)
        if kind == "event":
            now = _told_at(told[document], ident, start, end)
        elif kind == "actor":
            now = msgspec.json.decode(actors[ident]) if ident in actors else None
        found.append((decision, Subject(ident, document, msgspec.json.decode(seen), now)))
    return found


def _told_at(claims: list[list[Any]], ident: str, start: int, end: int) -> dict[str, Any] | None:
    """What is read now where the trigger of an event stood: the event itself, or else the first
    that overlaps it."""
    there = [(c[0] != ident, c[0], c[3]) for c in claims if c[1] < end and c[2] > start]
    if not there:
        return None
    _, event, claim = min(there)
    return {**_read(claim), "id": event}


def verdicts(listed: list[Decision], kind: DecidedKind) -> Verdicts:
    """The pairs of one kind that decisions in force put together or hold apart."""
    held = [d for d in listed if d.kind == kind and d.status != "undone"]
    return Verdicts(
        together=frozenset(_pair(d) for d in held if d.verdict == "same"),
        apart=frozenset(_pair(d) for d in held if d.verdict == "different"),
    )


def _pair(decision: Decision) -> tuple[str, str]:
    a, b = current(decision)
    return pair_of(a, b)


def retracted(listed: list[Decision]) -> set[str]:
    """The documents that were withdrawn."""
    held = [d for d in listed if d.verdict == "retract" and d.status != "undone"]
    return {d.subjects[0].id for d in held}


def reviewed(listed: list[Decision]) -> dict[str, Decision]:
    """The decision in force on each single event, by its id now."""
    return {
        current(d)[0]: d
        for d in listed
        if d.kind == "event" and d.status != "undone" and d.verdict not in PAIRED
    }


def overlaid(claim: Claim, decision: Decision | None) -> Claim:
    """A claim as a correction has it; any other decision leaves it as the machine read it."""
    return msgspec.structs.replace(claim, **decision.changes) if decision is not None else claim
