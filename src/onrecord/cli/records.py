"""Records as the commands print them: CSV, JSON Lines, a table on a terminal, lines in a pipe.

In go records of one kind with their layout; out they go to standard output.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import typer

from onrecord.answers.forms.export import as_csv, as_json
from onrecord.cli import output, render, table
from onrecord.cli.layouts import Layout
from onrecord.model import Record

R = TypeVar("R", bound=Record)


def one_form(csv: bool, json: bool) -> None:
    """A usage error if both forms of data are asked for."""
    if csv and json:
        raise typer.BadParameter("--csv and --json exclude each other; choose one")


def show(
    found: Sequence[R], layout: Layout[R], *, csv: bool, json: bool, notes: bool = True
) -> None:
    """Print records: as data if asked for, else as a table on a terminal and as lines in a pipe,
    with the lines under each if `notes`."""
    if csv:
        show_csv(as_csv(found, layout.kind))
    elif json:
        show_json(found)
    elif output.on_terminal():
        table.show(found, layout, notes=notes)
    else:
        for record in found:
            output.emit(" · ".join(layout.phrases(record)))
            for line in layout.notes(record) if notes else ():
                output.emit(f"    {line}")


def show_csv(text: str) -> None:
    """Print CSV; on a terminal with its control characters made visible."""
    output.as_data()
    typer.echo(render.plain(text) if output.on_terminal() else text, nl=False)


def show_json(found: Iterable[Record]) -> None:
    """Print one record a line."""
    output.as_data()
    for record in found:
        output.emit(as_json(record))
