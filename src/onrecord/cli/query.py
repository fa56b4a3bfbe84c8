"""The commands that ask the store: claims, documents, show, explain; and schema."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

from onrecord.claims import claims_of, speakers_of
from onrecord.cli import output, render
from onrecord.cli.read import a_date, a_text, print_claims
from onrecord.model import json_schema

StoreOption = Annotated[str, typer.Option("--store", help="The store's file.")]
DEFAULT_STORE = "onrecord.duckdb"
HAPPENING = "happening_"
WHO = "a code (KOR), a country, or whole words of a name."


def claims(
    store: StoreOption = DEFAULT_STORE,
    actor: Annotated[str | None, typer.Option(callback=a_text, help=f"Takes part: {WHO}")] = None,
    with_: Annotated[
        str | None, typer.Option("--with", callback=a_text, help=f"Another who takes part: {WHO}")
    ] = None,
    type: Annotated[
        str | None,
        typer.Option(callback=a_text, help="PLOVER type, or type and mode: SANCTION/expel."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(callback=a_date, help="Not before, YYYY-MM-DD.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(callback=a_date, help="Not after, YYYY-MM-DD.")
    ] = None,
    speaker: Annotated[str | None, typer.Option(callback=a_text, help=f"Says it: {WHO}")] = None,
    factuality: Annotated[
        str | None,
        typer.Option(callback=a_text, help="asserted, negated, possible, planned or conditional."),
    ] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only disputed ones.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Print the words.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one claim a line.")] = False,
) -> None:
    """Print the claims of the store, all or those that the filters let through."""
    if csv and json:
        raise typer.BadParameter("--csv and --json exclude each other; choose one")
    with output.opened(store, read_only=True) as kept:
        found = kept.claims(
            actor=actor, with_=with_, type=type, since=since, until=until, speaker=speaker,
            factuality=factuality, disputed=disputed,
        )  # fmt: skip
        for who in dict.fromkeys(filter(None, (actor, with_, speaker))):
            if not kept.knows(who):
                output.warn(f"{who}: no code, no country, and nobody in the store; check the name")
    if not csv and not json:
        print_claims(found, with_evidence=evidence)
        return
    output.as_data()
    if csv:
        text = render.as_csv(found)
        typer.echo(render.plain(text) if output.on_terminal() else text, nl=False)
        return
    for claim in found:
        output.emit(render.as_json(claim))


def documents(store: StoreOption = DEFAULT_STORE) -> None:
    """List the documents of the store, and what was not read."""
    with output.opened(store, read_only=True) as kept:
        listed, unread = kept.documents(), kept.unread()
    for document in listed:
        dated = document.published or "undated"
        output.emit(render.on_one_line(f"{document.id[:12]}  {dated}  {document.title or ''}"))
    for source, cause in unread:
        output.emit(render.on_one_line(f"not read      {source}: {cause}"))


def show(
    document: Annotated[str, typer.Argument(callback=a_text, help="Id, its beginning, or title.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Print a document with its marks: ⟦n …⟧ statements, «word|TYPE» events."""
    with output.opened(store, read_only=True) as kept:
        ident = kept.find(document)
        report, text = kept.report(ident), kept.text(ident)
    output.emit(render.marked(report, text))
    for number, statement in enumerate(report.statements, 1):
        said = f"{speakers_of(report, text, statement)} {statement.stance} ({statement.form})"
        output.emit(render.on_one_line(f"{number:3} {said}  {statement.id}"))
    for claim in claims_of(report, text):
        output.emit(f"  · {render.sentence(claim)}  {claim.event}")
    for unread in report.unread:
        output.emit(render.on_one_line(f"not read: {unread.stage}: {unread.cause}"))


def explain(
    record: Annotated[
        str,
        typer.Argument(
            callback=a_text, help="Id of an event or statement, or its beginning; of a happening."
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say which rule made a record, from which words, and who carries it; why tellings are one."""
    with output.opened(store, read_only=True) as kept:
        if record.startswith(HAPPENING):
            lines = [line for pair in kept.joined(record) for line in render.compared(pair)]
            lines = lines or ["no two tellings were compared: one report alone tells it"]
        else:
            lines = render.explained(kept.explain(record))
    for line in lines:
        output.emit(line)


def schema() -> None:
    """Print the JSON Schema of a report."""
    typer.echo(json_module.dumps(json_schema(), indent=2, sort_keys=True))
