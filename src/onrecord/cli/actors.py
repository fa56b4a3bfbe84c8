"""``onrecord actors``: who is who across reports, and putting right what was joined wrongly.

In go names or ids; out come identities with their names and offices. What a person merges or
splits is a decision like any other: with a name and a time, and undone by `undo`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from onrecord.answers.actors.identities import Identity, identities, identity
from onrecord.cli import output, render
from onrecord.cli.options import DEFAULT_STORE, WHO, JsonOption, StoreOption
from onrecord.cli.read import a_text
from onrecord.cli.review import NoteOption, UserOption, decided, undo, user_name
from onrecord.clock import now
from onrecord.errors import BadDecision
from onrecord.resolve.actors.tenures import Tenure
from onrecord.store import Store

app = typer.Typer(no_args_is_help=True, help="Who is who: list, show, merge, split, undo.")
NameArgument = Annotated[str, typer.Argument(callback=a_text, help="Id of an actor, or a name.")]


@app.command("list")
def list_(
    who: Annotated[str | None, typer.Argument(callback=a_text, help=f"Only {WHO}")] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """List the actors of all reports, those told of most first."""
    with output.opened(store, read_only=True) as kept:
        found = identities(kept, who)
    if json:
        output.as_data()
    for one in found:
        output.emit(_json(one) if json else render.on_one_line(_line(one)))


@app.command("show")
def show(name: NameArgument, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Show one actor: names, offices with first and last report, who holds the same, personas."""
    with output.opened(store, read_only=True) as kept:
        one = identity(kept, name)
    if json:
        output.as_data()
        output.emit(_json(one))
        return
    for line in (_line(one), *map(_office, one.offices), *(f"  persona {p}" for p in one.personas)):
        output.emit(render.on_one_line(line))


@app.command("merge")
def merge(
    one: NameArgument,
    other: NameArgument,
    store: StoreOption = DEFAULT_STORE,
    note: NoteOption = None,
    user: UserOption = None,
) -> None:
    """Say that two actors are one."""
    with output.opened(store, read_only=False) as kept:
        pair = sorted(identity(kept, name).personas[0] for name in (one, other))
        made = kept.decide("same", *pair, kind="actor", note=note, user=user_name(user), at=now())
    output.emit(decided(made))


@app.command("split")
def split(
    name: NameArgument,
    persona: Annotated[str, typer.Argument(callback=a_text, help="The persona that is another.")],
    store: StoreOption = DEFAULT_STORE,
    note: NoteOption = None,
    user: UserOption = None,
) -> None:
    """Say that one persona of an actor is somebody else."""
    with output.opened(store, read_only=False) as kept:
        for other in _others(kept, name, persona):
            made = kept.decide(
                "different", persona, other, kind="actor", note=note, user=user_name(user), at=now()
            )
            output.emit(decided(made))


app.command("undo")(undo)


def _others(store: Store, name: str, persona: str) -> list[str]:
    """The other personas of the actor that holds `persona`."""
    found = identity(store, name)
    others = [one for one in found.personas if one != persona]
    if persona not in found.personas or not others:
        raise BadDecision(
            "it is not one of several personas of this actor",
            subject=persona,
            todo=f"`onrecord actors show {found.id}` lists them",
        )
    return others


def _line(one: Identity) -> str:
    also = f" (also {', '.join(n for n in one.names if n != one.name)})" if one.names[1:] else ""
    whose = " ".join(part for part in (one.country, *one.sectors) if part)
    seen = f"{len(one.documents)} reports, {one.first or 'undated'} to {one.last or 'undated'}"
    return f"{one.id}  {one.name}{also}  {one.kind} {whose}  {seen}"


def _office(held: Tenure) -> str:
    of = " ".join(part for part in (held.country, held.organization) if part)
    rivals = f"; also held by {', '.join(held.rivals)}" if held.rivals else ""
    over = f"; past from {held.over}" if held.over else ""
    said = f"first {held.first or 'undated'}, last {held.last or 'undated'}"
    return f"  {held.title} {of}: {said}{over}{rivals}"


def _json(one: Identity) -> str:
    return msgspec.json.encode(one).decode()
