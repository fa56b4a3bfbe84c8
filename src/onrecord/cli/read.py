"""``onrecord read``: paths in, claims or reports out, and into the store."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from onrecord.claims import Claim, claims_of
from onrecord.cli import render
from onrecord.errors import InputError, OnrecordError, StoreError
from onrecord.model import Report
from onrecord.reading.admission import STAGE
from onrecord.reading.pipeline import Item, read_many
from onrecord.sources import Source, gather
from onrecord.store import Store

KEEP_NOTHING = "none"
ALL_READ, NOTHING_READ, USAGE, PARTIAL = 0, 1, 2, 3


def complain(error: OnrecordError) -> None:
    """One line on standard error."""
    typer.echo(render.plain(f"onrecord: {error}").replace("\n", " "), err=True)


def a_date(value: str | None) -> str | None:
    """An ISO date, or a usage error."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date; write it as YYYY-MM-DD") from None


def read(
    paths: Annotated[list[str], typer.Argument(help="Text files; - is standard input.")],
    published: Annotated[
        str | None,
        typer.Option(
            callback=a_date,
            help="Publication date, YYYY-MM-DD. Without it relative dates stay unresolved.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    store: Annotated[
        str, typer.Option(help="The store's file; 'none' keeps nothing.")
    ] = "onrecord.duckdb",
    json: Annotated[bool, typer.Option("--json", help="Print one report a line.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Print the words under each claim.")
    ] = False,
) -> None:
    """Read texts, print what they claim, and keep it in the store."""
    sources: list[Source] = []
    failed: list[InputError] = []
    for found in gather(paths):
        if isinstance(found, Source):
            sources.append(found)
            if found.encoding not in ("utf-8", "ascii"):
                typer.echo(f"onrecord: {found.name}: decoded from {found.encoding}", err=True)
        else:
            failed.append(found)
            complain(found)
    items = [Item(s.text, published, title or s.name, url, publisher) for s in sources]
    try:
        with _opened(store) as kept:
            for error in failed:
                if kept is not None:
                    kept.add_unread(error.subject or "?", error.what)
            incomplete = _read_all(items, kept, as_json=json, with_evidence=evidence)
    except OnrecordError as error:
        complain(error)
        raise typer.Exit(NOTHING_READ) from error
    if not items:
        raise typer.Exit(NOTHING_READ)
    raise typer.Exit(PARTIAL if failed or incomplete else ALL_READ)


def _opened(store: str) -> AbstractContextManager[Store | None]:
    return nullcontext(None) if store == KEEP_NOTHING else Store(store)


def _read_all(items: list[Item], store: Store | None, *, as_json: bool, with_evidence: bool) -> int:
    """Read, keep and print each item; how many were not read or kept whole."""
    incomplete = 0
    for item, report in zip(items, _with_progress(items), strict=True):
        kept = store is None or _keep(store, report, item.text)
        for unread in report.unread:
            failed = f"the stage {unread.stage} failed, the rest was kept: "
            why = unread.cause if unread.stage == STAGE else failed + unread.cause
            typer.echo(render.plain(f"onrecord: {item.title}: {why}"), err=True)
        incomplete += bool(report.unread) or not kept
        if as_json:
            typer.echo(report.to_json())
        else:
            show_claims(report, item.text, with_evidence=with_evidence)
    return incomplete


def _keep(store: Store, report: Report, text: str) -> bool:
    """Whether the report could be stored; if not, it is still printed."""
    try:
        store.add(report, text)
    except StoreError as error:
        complain(error)
        return False
    return True


def _with_progress(items: list[Item]) -> Iterator[Report]:
    """The reports, with a bar on a terminal and nothing in a pipe."""
    console = Console(stderr=True)
    quiet = not console.is_terminal or len(items) < 2
    with Progress(console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("reading", total=len(items))
        for report in read_many(items):
            progress.advance(task)
            yield report


def show_claims(report: Report, text: str, *, with_evidence: bool) -> None:
    """Print the claims of a report, a line each, under a line that names it."""
    document = report.document
    dated = document.published or "no date given: relative dates stay unresolved"
    print_line(render.plain(f"# {document.title or document.id} ({dated})"))
    for claim in claims_of(report, text):
        print_claim(claim, with_evidence=with_evidence)


def print_claim(claim: Claim, *, with_evidence: bool) -> None:
    """Print one claim, coloured on a terminal."""
    if sys.stdout.isatty():
        Console().print(render.styled(claim), soft_wrap=True)
    else:
        print_line(render.sentence(claim))
    if with_evidence:
        print_line(render.evidence(claim))


def print_line(line: str) -> None:
    """Print a line as it is."""
    typer.echo(line)
