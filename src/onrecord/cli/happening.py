"""``onrecord happening ID``: one happening with all that reports hold on it.

In goes the id of a happening or of an event; out come its tellings by source, the figures side by
side, what changed, the disputes with every position, and what it binds whom to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from onrecord.answers.events.happening import Ledger, ledger
from onrecord.cli import output, render
from onrecord.cli.options import DEFAULT_STORE, JsonOption, StoreOption
from onrecord.cli.read import a_text
from onrecord.resolve.records import Commitment


def happening(
    ident: Annotated[
        str, typer.Argument(callback=a_text, help="Id of a happening, or of an event of it.")
    ],
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show one happening: who tells it, figures side by side, changes, disputes, duties."""
    with output.opened(store, read_only=True) as kept:
        found = ledger(kept, ident)
    if json:
        output.as_data()
        output.emit(msgspec.json.encode(found).decode())
        return
    for line in _lines(found):
        output.emit(render.on_one_line(line))


def _lines(found: Ledger) -> Iterator[str]:
    one = found.happening
    yield f"{one.id}  {render.sentence(one.told)}"
    yield f"told {len(found.tellings)} times, {len(one.documents)} reports, {one.origins} origins"
    for claim in found.tellings:
        gone = "  RETRACTED" if claim.document in one.retracted else ""
        told = f"{claim.published or 'undated'} {claim.publisher or ''}"
        yield f"  {told}  {render.sentence(claim)}{gone}"
    for figure in found.figures:
        yield f"figure    {figure.position.value or ''}  {render.position(figure.position)}"
    for change in found.changes:
        yield f"{change.kind:9} {render.position(change.before)}"
        yield f"       to {render.position(change.after)}"
    for dispute in found.disputes:
        yield f"DISPUTE   {dispute.kind}, {'explicit' if dispute.explicit else 'implicit'}"
        for one_side in dispute.positions:
            yield f"          {one_side.stance}: {render.position(one_side)}"
    if found.commitment is not None:
        yield from _commitment(found.commitment)


def _commitment(found: Commitment) -> Iterator[str]:
    between = ", ".join(found.parties)
    yield f"AGREEMENT {found.name or 'without a name'}, {found.date or 'undated'}: {between}"
    for duty in found.duties:
        when = "".join(f", {part}" for part in (duty.due, duty.condition) if part)
        yield f'          {duty.party or "all"}: "{duty.words}"{when}'
    for later in found.later:
        yield f"          {later.kind}: {render.position(later.position)}"
