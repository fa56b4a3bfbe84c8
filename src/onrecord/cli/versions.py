"""``onrecord versions``: which documents tell one text, and what later ones say otherwise.

In goes a document or nothing; out come the texts that several documents tell, the original first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from onrecord.answers.documents.versions import Version
from onrecord.answers.documents.versions import versions as versions_of
from onrecord.cli import output, render
from onrecord.cli.options import DEFAULT_STORE, JsonOption, StoreOption
from onrecord.cli.read import a_text


def versions(
    document: Annotated[
        str | None, typer.Argument(callback=a_text, help="Id, its beginning, or title.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """List the texts that several documents tell: original, copies, revisions with what changed."""
    with output.opened(store, read_only=True) as kept:
        found = versions_of(kept, kept.find(document) if document is not None else None)
    if json:
        output.as_data()
    for version in found:
        for line in [msgspec.json.encode(version).decode()] if json else _lines(version):
            output.emit(line if json else render.on_one_line(line))


def _lines(version: Version) -> Iterator[str]:
    document, kind = version.document, version.kind
    like = f" ({version.likeness:.2f})" if version.likeness is not None else ""
    dated = f"{document.published or 'undated'} {document.publisher or ''}".rstrip()
    indent = "" if kind == "original" else "  "
    yield f"{indent}{kind}{like}  {document.id[:12]}  {dated}  {document.title or ''}"
    for line in version.marked + version.withdraws:
        yield f'    says "{line}"'
    for change in version.changes:
        yield f'    {change.kind}: "{change.before or ""}" became "{change.after or ""}"'
    if (found := version.differences) is None:
        return
    for sign, claims in (("+", found.added), ("-", found.gone)):
        yield from (f"    {sign} {render.sentence(claim)}" for claim in claims)
    for changed in found.changed:
        what = "; ".join(f"{f.field} was {f.before}, is {f.after}" for f in changed.fields)
        yield f"    ~ {render.sentence(changed.after)}: {what}"
