"""The commands that ask the store: claims, documents, show, explain; and schema."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

from onrecord.answers.schemas import SCHEMAS, schema_of
from onrecord.claims import claims_of, speakers_of
from onrecord.cli import output, render
from onrecord.cli.layouts import CLAIMS
from onrecord.cli.options import (
    DEFAULT_STORE,
    ActorOption,
    CsvOption,
    DisputedOption,
    EvidenceOption,
    FactualityOption,
    JsonOption,
    PlaceOption,
    PublisherOption,
    SinceOption,
    SpeakerOption,
    StoreOption,
    TypeOption,
    UntilOption,
    WithOption,
    known,
)
from onrecord.cli.read import a_text
from onrecord.cli.records import one_form, show

HAPPENING = "happening_"


def claims(
    store: StoreOption = DEFAULT_STORE,
    actor: ActorOption = None,
    with_: WithOption = None,
    type: TypeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    speaker: SpeakerOption = None,
    factuality: FactualityOption = None,
    disputed: DisputedOption = False,
    place: PlaceOption = None,
    publisher: PublisherOption = None,
    evidence: EvidenceOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Print the claims of the store, all or those that the filters let through."""
    one_form(csv, json)
    with output.opened(store, read_only=True) as kept:
        found = kept.claims(
            actor=actor, with_=with_, type=type, since=since, until=until, speaker=speaker,
            factuality=factuality, disputed=disputed, place=place, publisher=publisher,
        )  # fmt: skip
        known(kept, actor, with_, speaker)
    show(found, CLAIMS, csv=csv, json=json, notes=evidence)


def documents(store: StoreOption = DEFAULT_STORE) -> None:
    """List the documents of the store, and what was not read."""
    with output.opened(store, read_only=True) as kept:
        listed, unread = kept.documents(), kept.unread()
    for document in listed:
        dated = document.published or "undated"
        output.emit(render.on_one_line(f"{document.id[:12]}  {dated}  {document.title or ''}"))
    for source, cause in unread:
        output.emit(render.on_one_line(f"not read      {source}: {cause}"))


def show_document(
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


def schema(
    answer: Annotated[
        str, typer.Argument(callback=a_text, help=f"Of what: {', '.join(SCHEMAS)}.")
    ] = "report",
) -> None:
    """Print the JSON Schema of a report, or of what a command prints with --json."""
    if answer not in SCHEMAS:
        raise typer.BadParameter(f"nothing is called {answer!r}; write {', '.join(SCHEMAS)}")
    typer.echo(json_module.dumps(schema_of(answer), indent=2, sort_keys=True))
