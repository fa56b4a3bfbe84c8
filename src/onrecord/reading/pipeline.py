"""The reader: texts in, reports out, through every stage in its order.

    1 passages      blocks of the page
    2 analysis      one spaCy parse over the whole text
    3 places        named places with coordinates
    4 actors        who is mentioned, under which office, and what pronouns stand for
    5 times         intervals, against the publication date
    6 quantities    bounded numbers
    7 statements    who says what, nested
    8 relations     what each sentence is about, by a network
    9 events        who did what to whom
   10 deeds         what else is told that somebody did
   11 contexts      what the events are about
   12 denials       which event a denial denies, where no statement told it

A stage that fails on one document marks that document as unread, with the cause, and the
others go on. The same texts give the same reports in any order and batch size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.language import Analyser, analyser
from onrecord.model import Document, Passage, Report, Unread, document_id
from onrecord.reading.actors import read_actors
from onrecord.reading.admission import admit
from onrecord.reading.contexts import read_contexts
from onrecord.reading.deeds import read_deeds
from onrecord.reading.draft import Draft
from onrecord.reading.events import read_events
from onrecord.reading.passages import read_passages
from onrecord.reading.places import read_places
from onrecord.reading.quantities import read_quantities
from onrecord.reading.quotes import find_quotes
from onrecord.reading.relations import read_relations
from onrecord.reading.statements import read_denials, read_statements
from onrecord.reading.times import read_times

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read_quotes(draft: Draft) -> None:
    """Add the quotations of the draft."""
    draft.quotes = find_quotes(draft.text, draft.passages)


STAGES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("quotes", read_quotes),
    ("places", read_places),
    ("actors", read_actors),
    ("times", read_times),
    ("quantities", read_quantities),
    ("statements", read_statements),
    ("relations", read_relations),
    ("events", read_events),
    ("deeds", read_deeds),
    ("contexts", read_contexts),
    ("denials", read_denials),
)
BATCH = 16
ANALYSIS = "analysis"
"""The stage before the others, of a whole batch."""
Progress = Callable[[str, int, int], None]
"""Is told which stage begins, its number from 1 on, and how many there are."""


@dataclass(frozen=True)
class Item:
    """A text to read and what is known about it; `published` is an ISO date."""

    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def read(
    text: str,
    *,
    published: str | dt.date | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read one text.

    Args:
        text: the report or statement, as it stands.
        published: its publication date (ISO). Without it relative dates stay unresolved.
        title, url, publisher: kept in the report, not interpreted.
        progress: is told of each stage when it begins.

    Raises:
        InputError: the text is empty, or `published` is no date.
        ModelMissing: the language pipeline is not installed.

    A text that is too long, broken or not English gives a report with the reason in `unread`;
    so does a stage that fails.
    """
    if not text.strip():
        from onrecord.errors import EmptyDocument

        raise EmptyDocument("the text is empty", subject=title or url, todo="give some text")
    date = published.isoformat() if isinstance(published, dt.date) else published
    return next(read_many([Item(text, date, title, url, publisher)], progress=progress))


def read_many(
    items: Iterable[Item | str], *, batch: int = BATCH, progress: Progress | None = None
) -> Iterator[Report]:
    """Read texts, yielding one report for each, in their order.

    Args:
        items: texts, or :class:`Item` with what is known about them.
        batch: texts analysed together; the result does not depend on it.
        progress: is told of each stage when it begins, for each text anew after the analysis.

    Raises:
        InputError: an item's `published` is no ISO date.
        ModelMissing: the language pipeline is not installed.
    """
    stream = iter(items)
    while chunk := [Item(i) if isinstance(i, str) else i for i in islice(stream, batch)]:
        yield from _read_batch(chunk, analyser(), progress or _nobody)


def reader_name(engine: Analyser) -> str:
    """What made a report: package and model with their versions."""
    try:
        release = version("onrecord")
    except PackageNotFoundError:
        release = "0"
    return f"onrecord-{release}+{engine.version}"


def _nobody(stage: str, number: int, of: int) -> None:
    """Nobody is told."""


def _read_batch(items: list[Item], engine: Analyser, progress: Progress) -> Iterator[Report]:
    admitted = [admit(item.text) for item in items]
    reader = reader_name(engine)
    good = [item for item, (_, refused) in zip(items, admitted, strict=True) if refused is None]
    progress(ANALYSIS, 1, len(STAGES) + 1)
    analysed = iter(_analyse(good, engine))
    for item, (language, refused) in zip(items, admitted, strict=True):
        document, published = _document(item, language), _date(item)
        if refused is None:
            found = next(analysed)
            if not isinstance(found, Unread):
                blocks, doc = found
                draft = Draft(document, item.text, doc, published, passages=blocks)
                _run_stages(draft, progress)
                yield _report(draft, reader)
                continue
            refused = found
        yield Report(document, reader=reader, unread=[refused])


def _analyse(items: list[Item], engine: Analyser) -> list[tuple[list[Passage], Doc] | Unread]:
    """Passages and parse of each text; where they fail together, each for itself, so that a text
    that cannot be analysed does not take the others with it."""
    try:
        passages = [read_passages(item.text) for item in items]
        analysed = engine.analyse(
            engine.tokenise(item.text, [p.start for p in blocks])
            for item, blocks in zip(items, passages, strict=True)
        )
        return list(zip(passages, analysed, strict=True))
    except Exception as cause:
        if len(items) == 1:
            return [_failed(ANALYSIS, cause)]
        return [found for item in items for found in _analyse([item], engine)]


def _failed(stage: str, cause: Exception) -> Unread:
    return Unread(stage, f"{type(cause).__name__}: {cause}")


def _run_stages(draft: Draft, progress: Progress) -> None:
    for number, (name, stage) in enumerate(STAGES, 2):
        progress(name, number, len(STAGES) + 1)
        try:
            stage(draft)
        except Exception as cause:
            draft.unread.append(_failed(name, cause))
            return


def _document(item: Item, language: str | None) -> Document:
    return Document(
        id=document_id(item.text),
        length=len(item.text),
        title=item.title,
        url=item.url,
        publisher=item.publisher,
        published=item.published,
        language=language,
    )


def _date(item: Item) -> dt.date | None:
    if item.published is None:
        return None
    try:
        return dt.date.fromisoformat(item.published)
    except ValueError as cause:
        raise InputError(
            f"the publication date {item.published!r} is not a date",
            subject=item.title or item.url,
            todo="write it as YYYY-MM-DD",
        ) from cause


def _report(draft: Draft, reader: str) -> Report:
    return Report(
        document=draft.document,
        reader=reader,
        passages=draft.passages,
        actors=sorted(draft.actors.values(), key=lambda actor: actor.id),
        roles=draft.roles,
        mentions=sorted(draft.mentions, key=lambda m: (m.start, m.end)),
        times=draft.times,
        places=draft.places,
        quantities=draft.quantities,
        statements=draft.statements,
        attitudes=draft.attitudes,
        relations=draft.relations,
        contexts=draft.contexts,
        events=draft.events,
        deeds=draft.deeds,
        unread=draft.unread,
    )
