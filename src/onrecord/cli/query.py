"""The commands that ask the store: claims, documents, show, explain; and schema."""

from __future__ import annotations

import json as json_module
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from onrecord.cli import render
from onrecord.cli.read import NOTHING_READ, a_date, complain, print_claim, print_line
from onrecord.errors import OnrecordError
from onrecord.model import Event, json_schema
from onrecord.store import Store

StoreOption = Annotated[str, typer.Option("--store", help="The store's file.")]
DEFAULT_STORE = "onrecord.duckdb"


@contextmanager
def _store(path: str) -> Iterator[Store]:
    """The store, open for reading; its errors are one line and exit code 1."""
    try:
        with Store(path, read_only=True) as store:
            yield store
    except OnrecordError as error:
        complain(error)
        raise typer.Exit(NOTHING_READ) from error


def claims(
    store: StoreOption = DEFAULT_STORE,
    actor: Annotated[str | None, typer.Option(help="Takes part: a code or a name.")] = None,
    with_: Annotated[str | None, typer.Option("--with", help="Takes part too.")] = None,
    type: Annotated[str | None, typer.Option(help="PLOVER type.")] = None,
    since: Annotated[
        str | None, typer.Option(callback=a_date, help="Not before, YYYY-MM-DD.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(callback=a_date, help="Not after, YYYY-MM-DD.")
    ] = None,
    speaker: Annotated[str | None, typer.Option(help="Says it: a code or a name.")] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only disputed ones.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Print the words.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one claim a line.")] = False,
) -> None:
    """Print the claims of the store, all or those that the filters let through."""
    with _store(store) as kept:
        found = kept.claims(
            actor=actor, with_=with_, type=type, since=since, until=until, speaker=speaker,
            disputed=disputed,
        )  # fmt: skip
    if csv:
        typer.echo(render.as_csv(found), nl=False)
        return
    for claim in found:
        if json:
            typer.echo(render.as_json(claim))
        else:
            print_claim(claim, with_evidence=evidence)


def documents(store: StoreOption = DEFAULT_STORE) -> None:
    """List the documents of the store, and what was not read."""
    with _store(store) as kept:
        for document in kept.documents():
            dated = document.published or "undated"
            print_line(render.plain(f"{document.id[:12]}  {dated}  {document.title or ''}"))
        for source, cause in kept.unread():
            print_line(render.plain(f"not read      {source}: {cause}"))


def show(
    document: Annotated[str, typer.Argument(help="Id, its beginning, or title.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Print a document with its marks: ⟦n …⟧ statements, «word|TYPE» events."""
    with _store(store) as kept:
        report, text = kept.report(document), kept.text(document)
    print_line(render.marked(report, text))
    names = {a.id: render.plain(a.name or a.country or "?") for a in report.actors}
    for number, statement in enumerate(report.statements, 1):
        speakers = " and ".join(names[a] for a in statement.speakers) or "an unnamed source"
        print_line(f"{number:3} {speakers} {statement.stance} ({statement.form})")


def explain(
    record: Annotated[str, typer.Argument(help="Id of an event or statement.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say which rule made a record, and from which words."""
    with _store(store) as kept:
        found = kept.explain(record)
    kind = "event" if isinstance(found.record, Event) else "statement"
    lines = [
        f"{kind} {found.record.id} of {found.document.title or found.document.id}",
        f"  rule     {found.rule}",
        f"  trigger  {found.trigger}",
        f"  words    {found.words}",
        f"  actors   {'; '.join(found.actors.values()) or 'none named'}",
        f"  reader   {found.reader}",
    ]
    for line in lines:
        print_line(render.plain(line).replace("\n", " "))


def schema() -> None:
    """Print the JSON Schema of a report."""
    typer.echo(json_module.dumps(json_schema(), indent=2, sort_keys=True))
