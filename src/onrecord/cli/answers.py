"""The commands that ask the resolved store: happenings, timeline, disputes, dossier, actor, search.

In go filters and names; out come answers as tables, lines, CSV or JSON, a dossier as Markdown.
"""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from onrecord import answers
from onrecord.answers.forms.export import as_csv
from onrecord.answers.records import Entry
from onrecord.answers.searching.search import LIMIT
from onrecord.cli import output
from onrecord.cli.layouts import DISPUTES, HAPPENINGS, HITS, PROFILES, TIMELINE
from onrecord.cli.options import (
    DEFAULT_STORE,
    WHO,
    ActorOption,
    CsvOption,
    DisputedOption,
    EvidenceOption,
    FactualityOption,
    JsonOption,
    PlaceOption,
    PublisherOption,
    SinceOption,
    SpeakerOption,
    StoreOption,
    TypeOption,
    UncodedOption,
    UntilOption,
    WithOption,
    checked,
    known,
    resolved,
)
from onrecord.cli.read import a_text
from onrecord.cli.records import one_form, show, show_csv, show_json
from onrecord.cli.render import plain
from onrecord.resolve.records import DisputeKind
from onrecord.store.query import Filters

KINDS = ", ".join(get_args(DisputeKind))


def happenings(
    store: StoreOption = DEFAULT_STORE,
    actor: ActorOption = None,
    with_: WithOption = None,
    type: TypeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    speaker: SpeakerOption = None,
    factuality: FactualityOption = None,
    disputed: DisputedOption = False,
    uncoded: UncodedOption = False,
    place: PlaceOption = None,
    publisher: PublisherOption = None,
    evidence: EvidenceOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Print the distinct events of all reports: those of which a telling passes the filters."""
    one_form(csv, json)
    filters = Filters(
        actor, with_, type, since, until, speaker, factuality, disputed, uncoded, place, publisher
    )
    with resolved(store) as kept:
        found = answers.happenings(kept, checked(kept, filters))
    show(found, HAPPENINGS, csv=csv, json=json, notes=evidence)


def timeline(
    actor: Annotated[str, typer.Argument(callback=a_text, help=f"Takes part: {WHO}")],
    with_: Annotated[
        str | None,
        typer.Argument(metavar="WITH", callback=a_text, help="Another who takes part, likewise."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    type: TypeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    factuality: FactualityOption = None,
    disputed: DisputedOption = False,
    uncoded: UncodedOption = False,
    place: PlaceOption = None,
    publisher: PublisherOption = None,
    evidence: EvidenceOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Print the distinct events of one actor, or between two, by their dates."""
    one_form(csv, json)
    filters = Filters(
        type=type,
        since=since,
        until=until,
        factuality=factuality,
        disputed=disputed,
        uncoded=uncoded,
        place=place,
        publisher=publisher,
    )
    with resolved(store) as kept:
        known(kept, actor, with_)
        found = answers.timeline(kept, actor, with_, filters)
    show(found, TIMELINE, csv=csv, json=json, notes=evidence)


def disputes(
    store: StoreOption = DEFAULT_STORE,
    actor: ActorOption = None,
    with_: WithOption = None,
    type: TypeOption = None,
    kind: Annotated[str | None, typer.Option(callback=a_text, help=f"{KINDS}.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    publisher: PublisherOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Print where sources disagree on an event, with the position of each."""
    one_form(csv, json)
    filters = Filters(actor, with_, type, since, until, place=place, publisher=publisher)
    with resolved(store) as kept:
        found = answers.disputes(kept, checked(kept, filters), kind=kind)
    show(found, DISPUTES, csv=csv, json=json)


def dossier(
    one: Annotated[str, typer.Argument(callback=a_text, help=f"A party: {WHO}")],
    other: Annotated[str, typer.Argument(callback=a_text, help="The other, likewise.")],
    store: StoreOption = DEFAULT_STORE,
    since: SinceOption = None,
    until: UntilOption = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print one entry a row, as CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the dossier as JSON.")] = False,
) -> None:
    """Print all on two parties as Markdown: events, statements, disputes, figures, with sources."""
    one_form(csv, json)
    with resolved(store) as kept:
        known(kept, one, other)
        found = answers.dossier(kept, one, other, Filters(since=since, until=until))
    if csv:
        show_csv(as_csv(found.entries, Entry))
    elif json:
        show_json([found])
    else:
        output.emit(plain(answers.markdown(found)).rstrip("\n"))


def actor(
    name: Annotated[str, typer.Argument(callback=a_text, help=f"Who: {WHO}")],
    store: StoreOption = DEFAULT_STORE,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Print what reports tell of an actor: names, offices, deeds, counterparts, positions."""
    one_form(csv, json)
    with resolved(store) as kept:
        known(kept, name)
        found = answers.profiles(kept, name)
        if not found and kept.knows(name):
            output.warn(f"{name}: nothing is told of anybody so called")
    show(found, PROFILES, csv=csv, json=json)


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            callback=lambda words: [a_text(word) for word in words],
            help="Words, in any form; a phrase as it is written in quotation marks: '\"...\"'.",
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    actor: ActorOption = None,
    with_: WithOption = None,
    type: TypeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    publisher: PublisherOption = None,
    limit: Annotated[int, typer.Option(min=1, help="How many documents.")] = LIMIT,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Print the documents that hold words, best first, with passages and claims."""
    one_form(csv, json)
    filters = Filters(actor, with_, type, since, until, place=place, publisher=publisher)
    with output.opened(store, read_only=True) as kept:
        found = answers.search(kept, " ".join(words), checked(kept, filters), limit=limit + 1)
    show(found[:limit], HITS, csv=csv, json=json)
    if not found:
        output.warn("no document holds these words")
    if len(found) > limit:
        output.warn(f"more documents hold these words; --limit {limit * 2} shows more")
