"""The commands of those who decide: resolve, review, decide, decisions, undo, retract.

In go ids and verdicts; they go into the store with the name of who decides and the time, apart
from what the machine made.
"""

from __future__ import annotations

import getpass
from typing import Annotated, Any, get_args

import msgspec
import typer

from onrecord.cli import output, render
from onrecord.cli.options import DEFAULT_STORE, JsonOption, StoreOption
from onrecord.cli.progress import resolved
from onrecord.cli.read import a_text
from onrecord.clock import now
from onrecord.store.candidates import Candidate
from onrecord.store.decisions import CORRECTED, DecidedKind, Decision, Verdict

UserOption = Annotated[
    str | None,
    typer.Option("--user", envvar="ONRECORD_USER", callback=a_text, help="Who decides."),
]
NoteOption = Annotated[str | None, typer.Option("--note", callback=a_text, help="Why.")]
LISTED = ("who", "whom")
"""The fields of a correction that are lists, written with semicolons."""


def resolve(store: StoreOption = DEFAULT_STORE) -> None:
    """Join what is one across reports: copies, actors, events. `read` does it by itself."""
    with output.opened(store, read_only=False) as kept:
        done = resolved(kept)
    output.emit(f"{done.documents} documents resolved, {done.happenings} happenings written")


def review(
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[str, typer.Option(help="event, actor or document.")] = "event",
    limit: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
    json: JsonOption = False,
) -> None:
    """List pairs that may be one and wait for a decision, the likeliest first."""
    with output.opened(store, read_only=True) as kept:
        found = kept.candidates(_kind(kind), limit + 1)
    if json:
        output.as_data()
    for candidate in found[:limit]:
        for line in [_json(candidate)] if json else render.compared(candidate):
            output.emit(line)
    if len(found) > limit:
        output.warn(f"more pairs wait; --limit {limit * 2} shows more")


def decide(
    verdict: Annotated[
        str, typer.Argument(help="same, unsure, different; accept, reject, correct.")
    ],
    ids: Annotated[
        list[str],
        typer.Argument(
            help="Whole ids: two, or one.", callback=lambda ids: [a_text(i) for i in ids]
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[str, typer.Option(help="event, actor or document.")] = "event",
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help=f"FIELD=VALUE of a correction: {', '.join(CORRECTED)}."),
    ] = None,
    note: NoteOption = None,
    user: UserOption = None,
) -> None:
    """Say whether two are the same, or whether a record is right."""
    if verdict not in get_args(Verdict) or verdict == "retract":
        raise typer.BadParameter(f"there is no verdict {verdict!r}")
    changes = dict(_change(one) for one in set_ or ())
    if bool(changes) != (verdict == "correct"):
        raise typer.BadParameter("--set FIELD=VALUE goes with `correct`, and only with it")
    with output.opened(store, read_only=False) as kept:
        made = kept.decide(
            _verdict(verdict), *ids, kind=_kind(kind), changes=changes or None, note=note,
            user=user_name(user), at=now(),
        )  # fmt: skip
    output.emit(decided(made))


def retract(
    document: Annotated[str, typer.Argument(callback=a_text, help="Id, its beginning, or title.")],
    store: StoreOption = DEFAULT_STORE,
    note: NoteOption = None,
    user: UserOption = None,
) -> None:
    """Mark a document as withdrawn by who published it; nothing is deleted."""
    with output.opened(store, read_only=False) as kept:
        made = kept.decide(
            "retract",
            kept.find(document),
            kind="document",
            note=note,
            user=user_name(user),
            at=now(),
        )
    output.emit(decided(made))


def decisions(
    store: StoreOption = DEFAULT_STORE,
    reopened: Annotated[
        bool, typer.Option("--reopened", help="Only those that a new reading contradicts.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """List what people decided, and what was read then and is read now."""
    with output.opened(store, read_only=True) as kept:
        found = [d for d in kept.decisions() if not reopened or d.status == "reopened"]
    if json:
        output.as_data()
    for decision in found:
        output.emit(_json(decision) if json else decided(decision))
        if not json and decision.status == "reopened":
            for line in _both(decision):
                output.emit(line)


def undo(
    decision: Annotated[str, typer.Argument(callback=a_text, help="Id, or its beginning.")],
    store: StoreOption = DEFAULT_STORE,
    user: UserOption = None,
) -> None:
    """Take a decision back; it stays listed as undone."""
    with output.opened(store, read_only=False) as kept:
        output.emit(decided(kept.undo(decision, user=user_name(user), at=now())))


def user_name(given: str | None) -> str:
    """Who decides: the name that was given, else that of the login."""
    return given or getpass.getuser()


def _kind(name: str) -> DecidedKind:
    if name not in get_args(DecidedKind):
        raise typer.BadParameter(f"there is no kind {name!r}; write event, actor or document")
    return name  # type: ignore[return-value]


def _verdict(name: str) -> Verdict:
    return name  # type: ignore[return-value]


def _change(text: str) -> tuple[str, Any]:
    field, given, value = text.partition("=")
    if not given or field not in CORRECTED:
        raise typer.BadParameter(
            f"{text!r}: write FIELD=VALUE, FIELD one of {', '.join(CORRECTED)}"
        )
    if field in LISTED:
        return field, [part.strip() for part in value.split(";") if part.strip()]
    return field, a_text(value) or None


def _json(record: Candidate | Decision) -> str:
    return msgspec.json.encode(record).decode()


def decided(decision: Decision) -> str:
    """A decision on one line."""
    ids = " ".join(subject.id for subject in decision.subjects)
    changes = "; ".join(f"{k}={v}" for k, v in decision.changes.items())
    undone = f", undone by {decision.undone_by} {decision.undone_at}" if decision.undone_at else ""
    note = f": {decision.note}" if decision.note else ""
    said = f"{decision.id}  {decision.verdict} {ids} {changes}".rstrip()
    return render.on_one_line(
        f"{said}  ({decision.status}; {decision.user} {decision.at}{undone}){note}"
    )


def _both(decision: Decision) -> list[str]:
    """What was read when it was decided, and what is read now, where they differ."""
    lines = []
    for subject in decision.subjects:
        if subject.now is None:
            lines.append(f"  {subject.id}: is read no more; it was {subject.seen}")
            continue
        for field, before in subject.seen.items():
            if (after := subject.now.get(field)) != before:
                lines.append(f"  {subject.id}: {field} was {before}, is {after}")
    return [render.on_one_line(line) for line in lines]
