"""``onrecord reread``: stored texts through the reader of today, decisions untouched.

In go documents, named or by what they are (failed, read by another version); their texts are in
the store, so that nothing has to be found again. What people decided stays; where the new reading
says otherwise, the decision is shown as reopened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import output
from onrecord.cli.options import DEFAULT_STORE, StoreOption
from onrecord.cli.progress import resolved, tracked
from onrecord.cli.read import a_text
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.reading.pipeline import Item

WHERE = ("failed", "older", "all")


def reread(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCS",
            callback=lambda names: [a_text(name) for name in names or ()],
            help="Ids, their beginnings, or titles.",
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            help="failed: a stage failed; older: read by another version of reader or model; all."
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Read stored documents again with this version of the reader; decisions stay."""
    if bool(documents) == (where is not None) or (where is not None and where not in WHERE):
        raise typer.BadParameter(f"name documents, or --where {', '.join(WHERE)}")
    from onrecord.reading.pipeline import read_many

    with output.opened(store, read_only=False) as kept:
        idents = [kept.find(name) for name in documents or ()] or _where(kept, str(where))
        changed = unread = 0
        items = _items(kept, idents)
        for ident, report in zip(tracked(idents, "reading again"), read_many(items), strict=True):
            changed += kept.add(report, kept.text(ident))
            unread += bool(report.unread)
        resolved(kept)
        reopened = sum(d.status == "reopened" for d in kept.decisions())
    output.emit(
        f"{len(idents)} documents read again, {changed} read otherwise than before;"
        f" {reopened} decisions reopened"
    )
    if unread:
        output.warn(f"{unread} documents could not be read whole: `onrecord documents` lists them")
        raise typer.Exit(output.PARTIAL)


def _where(store: Store, where: str) -> list[str]:
    """The documents that are so, by id."""
    if where == "all":
        return sorted(document.id for document in store.documents())
    if where == "failed":
        return store.incomplete()
    from onrecord.language import analyser
    from onrecord.reading.pipeline import reader_name

    return store.read_by_others(reader_name(analyser()))


def _items(store: Store, idents: list[str]) -> Iterator[Item]:
    from onrecord.reading.pipeline import Item

    for ident in idents:
        known = store.report(ident).document
        text = store.text(ident)
        yield Item(text, known.published, known.title, known.url, known.publisher)
