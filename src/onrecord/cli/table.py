"""Records on a terminal, as wide as it is.

In go records and their layout; out comes a table with a row a record where the terminal is wide
enough for one and nothing stands under the rows, else each record as a sentence whose further lines
are indented. The labels are the words; bold and colour only help.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.layouts import Cells, Layout
from onrecord.knowledge.ontology import types
from onrecord.model import Record

R = TypeVar("R", bound=Record)
WIDE = 100
INDENT = "    "
DETAILS = "details"
_TYPES = rf"\b(?:{'|'.join(types())})\b"
UNBROKEN = ("type", "when", "published")


def show(found: Sequence[R], layout: Layout[R], *, notes: bool) -> None:
    """Print records for a person, with the lines under each if `notes`."""
    console = Console(highlight=False)
    if console.width >= WIDE and not notes and found:
        console.print(_table([_merged(layout.columns(r), layout.merged) for r in found]))
        return
    for record in found:
        lines = _broken(layout.phrases(record), console.width)
        console.print(_styled("\n".join(lines)), soft_wrap=True)
        for line in layout.notes(record) if notes else ():
            console.print(Text(f"{INDENT}{line}", "dim"), soft_wrap=True)


def _table(rows: Sequence[Cells]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline")
    shown = [column for column in rows[0] if any(row[column] for row in rows)]
    for column in shown:
        table.add_column(column, overflow="fold", no_wrap=column in UNBROKEN)
    for row in rows:
        table.add_row(*(_styled(row[column]) for column in shown))
    return table


def _merged(cells: Cells, merged: tuple[str, ...]) -> Cells:
    """The cells with those of `merged` as one, where the first of them stands."""
    found: Cells = {}
    for column, cell in cells.items():
        if column not in merged:
            found[column] = cell
        elif DETAILS not in found:
            found[DETAILS] = " · ".join(cells[c] for c in merged if cells[c])
    return found


def _broken(found: Sequence[str], width: int) -> list[str]:
    """Phrases on lines of `width`, all but the first indented, broken between phrases if
    possible."""
    lines: list[str] = []
    for phrase in found:
        if lines and len(lines[-1]) + 3 + len(phrase) <= width:
            lines[-1] += f" · {phrase}"
        else:
            first = f"{INDENT}· " if lines else ""
            lines += textwrap.wrap(first + phrase, width, subsequent_indent=INDENT * 2)
    return lines


def _styled(line: str) -> Text:
    text = Text(line)
    text.highlight_regex(_TYPES, "bold cyan")
    text.highlight_words(["DISPUTED", "DENIED", "RETRACTED"], "bold red")
    return text
