"""``onrecord read``: paths in, claims or reports out, and into the store."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.claims import claims_of
from onrecord.cli import output, records, render
from onrecord.cli.layouts import CLAIMS
from onrecord.cli.progress import resolved, tracked
from onrecord.errors import InputError, StoreError
from onrecord.model import Document, Report, document_id
from onrecord.reading.admission import STAGE
from onrecord.sources import Entry, Source, gather, read_index
from onrecord.sources.text import shown
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.reading.pipeline import Item

KEEP_NOTHING = "none"
PLAIN = ("utf-8", "ascii")


def a_date(value: str | None) -> str | None:
    """An ISO date, or a usage error."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date; write it as YYYY-MM-DD") from None


def a_text(value: str | None) -> str | None:
    """A text that can be stored and printed, whatever bytes the shell handed over."""
    return None if value is None else shown(value)


def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Text files; - is standard input. What is named twice is read once.",
        ),
    ] = None,
    index: Annotated[
        str | None,
        typer.Option(
            help="CSV file that lists texts with their dates: file,published,title,url,publisher."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            callback=a_date,
            help="Publication date, YYYY-MM-DD. Without it relative dates stay unresolved.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(callback=a_text, help="Title of the report.")] = None,
    url: Annotated[
        str | None, typer.Option(callback=a_text, help="Where it was published.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(callback=a_text, help="Who published it.")
    ] = None,
    store: Annotated[
        str, typer.Option(help="The store's file; 'none' keeps nothing.")
    ] = "onrecord.duckdb",
    json: Annotated[bool, typer.Option("--json", help="Print one report a line.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Print the words under each claim.")
    ] = False,
) -> None:
    """Read texts, print what they claim, and keep it in the store.

    What an index says of a text comes before the options, and these before what is stored.
    """
    if not paths and index is None:
        raise typer.BadParameter("name the files to read, or - for standard input, or --index")
    entries: list[Entry | InputError] = [Entry(path) for path in dict.fromkeys(paths or ())]
    entries += read_index(index) if index is not None else ()
    given = Entry("", published, title, url, publisher)
    if json:
        output.as_data()
    with _opened(store) as kept:
        reading = _Reading(kept, given, as_json=json, with_evidence=evidence)
        reading.run(entries)
    raise typer.Exit(reading.code())


def _opened(store: str) -> AbstractContextManager[Store | None]:
    return nullcontext(None) if store == KEEP_NOTHING else output.opened(store, read_only=False)


@dataclass
class _Reading:
    """One call: reads entry by entry, keeps and prints each report, and counts.

    `waiting` are the texts that have gone to the reader and not come back as reports.
    """

    store: Store | None
    given: Entry
    as_json: bool
    with_evidence: bool
    waiting: deque[tuple[Item, str]] = field(default_factory=deque)
    read: int = 0
    failed: int = 0
    incomplete: int = 0

    def run(self, entries: list[Entry | InputError]) -> None:
        """Read them all; only where nothing is kept does a lost output end it early."""
        from onrecord.reading.pipeline import read_many

        for report in read_many(self._items(tracked(entries, "reading"))):
            item, name = self.waiting.popleft()
            self.read += 1
            whole = self._keep(report, item.text, name)
            self.incomplete += not whole or bool(report.unread)
            for unread in report.unread:
                failed = f"the stage {unread.stage} failed, the rest was kept: "
                why = unread.cause if unread.stage == STAGE else failed + unread.cause
                output.warn(f"{name}: {why}")
            try:
                self._print(report, item.text)
            except OSError as error:
                if self.store is None:
                    raise
                self.incomplete += output.lost(error)
        self._resolve()

    def _resolve(self) -> None:
        """Join what was read with what the store holds; what fails here is resolved later."""
        if self.store is not None and self.read:
            try:
                resolved(self.store)
            except StoreError as error:
                output.warn(f"read and kept, but not resolved: {error}")
                self.incomplete += 1

    def code(self) -> int:
        """How it went, as an exit code."""
        if not self.read:
            return output.NOTHING_READ
        return output.PARTIAL if self.failed or self.incomplete else output.ALL_READ

    def _items(self, entries: Iterable[Entry | InputError]) -> Iterator[Item]:
        for found in gather(entries):
            if isinstance(found, Source):
                if found.encoding not in PLAIN:
                    output.warn(f"{found.name}: decoded from {found.encoding}")
                item = self._item(found)
                self.waiting.append((item, found.name))
                yield item
            else:
                self.failed += 1
                output.complain(found)
                self._note(found)

    def _item(self, source: Source) -> Item:
        """The text with what is known about it: from the index, the options, the store."""
        from onrecord.reading.pipeline import Item

        row, given = source.entry or Entry(""), self.given
        stored = self.store.document(document_id(source.text)) if self.store else None
        known = stored or Document("", 0)
        return Item(
            source.text,
            row.published or given.published or known.published,
            row.title or given.title or known.title or source.name,
            row.url or given.url or known.url,
            row.publisher or given.publisher or known.publisher,
        )

    def _note(self, error: InputError) -> None:
        """Remember in the store what could not be read."""
        if self.store is not None:
            try:
                self.store.add_unread(error.subject or "?", error.what)
            except StoreError as failure:
                output.complain(failure)

    def _keep(self, report: Report, text: str, name: str) -> bool:
        """Whether the report could be stored; if not, it is still printed."""
        if self.store is None:
            return True
        try:
            self.store.add(report, text)
            self.store.forget_unread(name)
        except StoreError as error:
            output.warn(f"{name}: it was read but not kept: {error}")
            return False
        return True

    def _print(self, report: Report, text: str) -> None:
        if self.as_json:
            output.emit(report.to_json())
            return
        document = report.document
        dated = document.published or "no date given: relative dates stay unresolved"
        output.emit(render.on_one_line(f"# {document.title or document.id} ({dated})"))
        found = claims_of(report, text)
        records.show(found, CLAIMS, csv=False, json=False, notes=self.with_evidence)
