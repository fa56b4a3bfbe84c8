"""The command line: parses arguments, calls the public surface, prints.

Exit codes: 0 everything was read, 1 nothing could be read (or the store cannot be used),
2 usage, 3 part of it was read, 130 interrupted.
"""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import (
    actors,
    answers,
    desk,
    happening,
    output,
    query,
    read,
    reread,
    review,
    versions,
)

EPILOG = "Exit codes: 0 all read, 1 nothing could be read, 2 usage, 3 partial, 130 interrupted."

app = typer.Typer(
    cls=output.Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    help="Read reports on international affairs and keep the record: who did what to whom, "
    "according to whom, and who disputes it.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read reports on international affairs and keep the record."""


app.command("read", epilog=EPILOG)(read.read)
app.command("claims")(query.claims)
app.command("documents")(query.documents)
app.command("show")(query.show_document)
app.command("explain")(query.explain)
app.command("happenings")(answers.happenings)
app.command("timeline")(answers.timeline)
app.command("disputes")(answers.disputes)
app.command("dossier")(answers.dossier)
app.command("actor")(answers.actor)
app.command("search")(answers.search)
app.add_typer(actors.app, name="actors")
app.command("happening")(happening.happening)
app.command("versions")(versions.versions)
app.command("resolve")(review.resolve)
app.command("review")(review.review)
app.command("decide")(review.decide)
app.command("decisions")(review.decisions)
app.command("undo")(review.undo)
app.command("retract")(review.retract)
app.command("reread", epilog=EPILOG)(reread.reread)
app.command("desk")(desk.desk)
app.command("schema")(query.schema)
