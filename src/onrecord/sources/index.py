"""An index of documents: a CSV file that says of each report when and where it was published.

In goes the path of the index; out comes for each row an entry, or the error that says what is
wrong with the row. The first line names the columns: `file` (relative to the folder of the
index), and, where known, `published` (ISO date), `title`, `url` and `publisher`; others are
passed over. Encoding UTF-8, cells after RFC 4180.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError, MissingFile, NotText
from onrecord.sources.text import MAX_BYTES, STANDARD_INPUT, Entry, read_bytes, shown

FILE = "file"
KNOWN = ("published", "title", "url", "publisher")
REST = "\0more"


def read_index(path: str) -> Iterator[Entry | InputError]:
    """The entries of the index at `path`, or one error if it is no index at all."""
    try:
        yield from _rows(path, shown(path))
    except InputError as error:
        yield error


def _rows(path: str, name: str) -> Iterator[Entry | InputError]:
    table = csv.DictReader(io.StringIO(_text(path, name), newline=""), restkey=REST)
    found = False
    try:
        table.fieldnames = [cell.strip().lower() for cell in table.fieldnames or ()]
        if FILE not in table.fieldnames:
            has = ", ".join(filter(None, table.fieldnames)) or "nothing"
            raise InputError(
                f"the index has no column {FILE!r} (its first line names {has[:80]})",
                subject=name,
                todo=f"name the columns {FILE},{','.join(KNOWN)}",
            )
        for row in table:
            if not any(row.values()):
                continue
            found = True
            yield _entry(row, Path(path).parent, f"{name}, line {table.line_num}")
    except csv.Error as cause:
        raise InputError(
            f"the index cannot be read from here on ({cause})",
            subject=f"{name}, line {table.line_num}",
            todo="save it as CSV",
        ) from cause
    if not found:
        raise InputError("the index lists no file", subject=name, todo="add a line for each report")


def _text(path: str, name: str) -> str:
    if path == STANDARD_INPUT:
        raise MissingFile("an index is a file", subject=name, todo="name the file")
    data = read_bytes(path, name)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the index has more than {MAX_BYTES:,} bytes", subject=name, todo="split it"
        )
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as cause:
        raise NotText("the index is not UTF-8", subject=name, todo="save it as UTF-8") from cause


def _entry(row: dict[str, str], folder: Path, where: str) -> Entry | InputError:
    """The entry of a row, or what is wrong with it."""
    if REST in row:
        return InputError(
            "the row has more cells than there are columns",
            subject=where,
            todo='put cells that hold a comma in "quotes"',
        )
    cells = {name: (row.get(name) or "").strip() for name in (FILE, *KNOWN)}
    if not cells[FILE]:
        return InputError("the row names no file", subject=where, todo=f"fill in {FILE!r}")
    try:
        published = dt.date.fromisoformat(cells["published"]) if cells["published"] else None
    except ValueError:
        return InputError(
            f"the date {cells['published']!r} is not a date",
            subject=f"{where}: {cells[FILE]}",
            todo="write it as YYYY-MM-DD",
        )
    return Entry(
        path=str(folder / cells[FILE]),
        published=published.isoformat() if published else None,
        title=cells["title"] or None,
        url=cells["url"] or None,
        publisher=cells["publisher"] or None,
    )
