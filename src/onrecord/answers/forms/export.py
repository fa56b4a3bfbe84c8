"""Records as data: CSV that no spreadsheet runs, and lines of JSON.

In go records of one kind; out come texts with the columns of :mod:`onrecord.answers.forms.flat`. A
cell of CSV that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from onrecord.answers.forms.flat import columns
from onrecord.model import Record

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BETWEEN = ("; ", ", ")
"""What joins the items of a list in a cell, and of a list within a list."""


def as_csv(found: Iterable[Record], kind: type[Record], *, header: bool = True) -> str:
    """Records of a kind as CSV with a header, or, after other records, without; lists are joined
    by semicolons, cells of text neutralised; a number is a number, also below zero."""
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\n")
    if header:
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
