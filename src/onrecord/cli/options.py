"""The options that several commands take, and the filters that they make.

In go the words of the command line; out come :class:`Filters` and open stores. A name that nobody
in the store has, and documents that are not resolved yet, are said on standard error.
"""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import output
from onrecord.cli.read import a_text
from onrecord.store import Store
from onrecord.store.query import Filters

DEFAULT_STORE = "onrecord.duckdb"
WHO = "a code (KOR), a country, or whole words of a name."
DAY = "YYYY-MM-DD, YYYY-MM or YYYY."

StoreOption = Annotated[str, typer.Option("--store", help="The store's file.")]
ActorOption = Annotated[str | None, typer.Option(callback=a_text, help=f"Takes part: {WHO}")]
WithOption = Annotated[
    str | None, typer.Option("--with", callback=a_text, help=f"Another who takes part: {WHO}")
]
TypeOption = Annotated[
    str | None, typer.Option(callback=a_text, help="PLOVER type, or type and mode: SANCTION/expel.")
]
SinceOption = Annotated[str | None, typer.Option(callback=a_text, help=f"Not before, {DAY}")]
UntilOption = Annotated[str | None, typer.Option(callback=a_text, help=f"Not after, {DAY}")]
SpeakerOption = Annotated[str | None, typer.Option(callback=a_text, help=f"Says it: {WHO}")]
FactualityOption = Annotated[
    str | None,
    typer.Option(callback=a_text, help="asserted, negated, possible, planned or conditional."),
]
PlaceOption = Annotated[
    str | None, typer.Option(callback=a_text, help="Where: whole words of the place's name.")
]
PublisherOption = Annotated[
    str | None, typer.Option(callback=a_text, help="Who published it: whole words of the name.")
]
DisputedOption = Annotated[bool, typer.Option("--disputed", help="Only disputed ones.")]
UncodedOption = Annotated[
    bool, typer.Option("--uncoded", help="Also deeds without a type, which no rule codes.")
]
EvidenceOption = Annotated[bool, typer.Option("--evidence", help="Print the words.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one record a line.")]


def resolved(path: str) -> Store:
    """The store at `path`, for reading; what is not resolved in it is said."""
    store = output.opened(path, read_only=True)
    ((waiting,),) = store.rows("SELECT count(*) FROM pending")
    if waiting:
        who = "1 document waits" if waiting == 1 else f"{waiting} documents wait"
        output.warn(f"{who} to be joined with the others: `onrecord resolve`")
    return store


def known(store: Store, *who: str | None) -> None:
    """Say of whom the store knows nothing."""
    for name in dict.fromkeys(filter(None, who)):
        if not store.knows(name):
            output.warn(f"{name}: no code, no country, and nobody in the store; check the name")


def checked(store: Store, filters: Filters) -> Filters:
    """The filters; of whom they ask without anybody being called so is said."""
    known(store, filters.actor, filters.with_, filters.speaker)
    return filters
