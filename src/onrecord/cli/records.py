"""Records as the commands print them: CSV, JSON Lines, a table on a terminal, lines in a pipe.

In go records of one kind with their layout; out they go to standard output. A cell of CSV that a
spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
import typer

from onrecord.answers.flat import columns
from onrecord.cli import output, render, table
from onrecord.cli.layouts import Layout
from onrecord.model import Record

R = TypeVar("R", bound=Record)
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BETWEEN = ("; ", ", ")
"""What joins the items of a list in a cell, and of a list within a list."""


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


def as_csv(found: Iterable[Record], kind: type[Record]) -> str:
    """Records of a kind as CSV with a header; lists are joined by semicolons, cells of text
    neutralised; a number is a number, also below zero."""
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in columns(kind))
    for record in found:
        writer.writerow(_cell(column.read(record)) for column in columns(kind))
    return out.getvalue()


def as_json(record: Record) -> str:
    """A record as one line of JSON."""
    return msgspec.json.encode(record).decode("utf-8")


def neutral(cell: str) -> str:
    """A cell on one line that no spreadsheet runs as a formula."""
    flat = " ".join(cell.splitlines())
    return f"'{flat}" if flat.lstrip().startswith(FORMULA) else flat


def _cell(value: Any) -> str:
    written = _written(value)
    return neutral(written) if isinstance(value, str | list) else written


def _written(value: Any, depth: int = 0) -> str:
    if isinstance(value, list):
        return BETWEEN[depth].join(_written(item, depth + 1) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
