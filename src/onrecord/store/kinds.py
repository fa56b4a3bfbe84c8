"""The kinds of things that may be one, and the things of a document.

In go stored reports with their texts, and what people decided on single events; out come the
things of each kind, by document and id: its text, the print of its words, the personas of its
actors, the tellings of its events. An event that somebody rejected is none; one that somebody
corrected is compared as it was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from onrecord.model import Interval, Record, Report, content_id
from onrecord.resolve.actors import people
from onrecord.resolve.identity import likeness, tellings
from onrecord.resolve.records import Reading
from onrecord.resolve.texts import copies, stories
from onrecord.resolve.versions.versions import told
from onrecord.store.decisions import Decision
from onrecord.store.joining import Kind


def _persona_likeness(a: people.Persona, b: people.Persona) -> likeness.Likeness:
    """The likeness of two personas, as that of events is written."""
    found = people.likeness(a, b)
    reasons = [likeness.Reason(reason, found.score, 0.0) for reason in found.reasons]
    return likeness.Likeness(found.score, reasons, found.reasons[-1] if found.barred else None)


def _persona_bar(a: people.Persona, b: people.Persona) -> str | None:
    return _persona_likeness(a, b).barred


def _telling_likeness(a: tellings.Telling, b: tellings.Telling) -> likeness.Likeness:
    """The likeness of two tellings, which is not weighed where something bars them."""
    barred = likeness.bar(a, b)
    return likeness.Likeness(0.0, [], barred) if barred else likeness.likeness(a, b)


def _edition_keys(edition: copies.Edition) -> list[str]:
    return copies.keys(edition.text)


def _edition_likeness(a: copies.Edition, b: copies.Edition) -> likeness.Likeness:
    """How much of the shorter of two texts stands in the longer."""
    return _share(copies.resemblance(a.text, b.text))


def _print_likeness(a: stories.Print, b: stories.Print) -> likeness.Likeness:
    """How much the words of two reports share."""
    return _share(stories.resemblance(a, b))


def _share(words: float) -> likeness.Likeness:
    """The likeness of what has but so many of its words in common."""
    found = round(words, 4)
    return likeness.Likeness(found, [likeness.Reason("shared words", found, 0.0)])


def _nothing_bars(a: Record, b: Record) -> None:
    return None


EVENTS = Kind(
    "event",
    "happening",
    tellings.Telling,
    likeness.blocks,
    _telling_likeness,
    likeness.bar,
    likeness.SAME,
    likeness.UNSURE,
    within="story",
)
ACTORS = Kind(
    "actor",
    "identity",
    people.Persona,
    people.blocks,
    _persona_likeness,
    _persona_bar,
    people.SAME,
    people.UNSURE,
    shared=True,
)
DOCUMENTS = Kind(
    "document",
    "origin",
    copies.Edition,
    _edition_keys,
    _edition_likeness,
    _nothing_bars,
    copies.KIN,
    copies.KIN,
)
STORIES = Kind(
    "story",
    "story",
    stories.Print,
    stories.keys,
    _print_likeness,
    _nothing_bars,
    stories.KIN,
    stories.KIN,
)
KINDS: Mapping[str, Kind[Any]] = {kind.name: kind for kind in (DOCUMENTS, STORIES, ACTORS, EVENTS)}
IDENTIFYING = ("type", "mode", "factuality")
"""The fields of a correction that a telling has as they are."""

Things = dict[str, dict[str, dict[str, Record]]]


def things_of(stored: Iterable[Reading], reviewed: Mapping[str, Decision]) -> Things:
    """The things of these documents: by kind, by document, by id."""
    found: Things = {name: {} for name in KINDS}
    for one in stored:
        ident = one.report.document.id
        found["document"][ident] = {ident: copies.Edition(one.report.document, one.text)}
        found["story"][ident] = {ident: stories.print_of(one.report, one.text)}
        found["actor"][ident] = {
            persona_id(ident, persona): persona for persona in personas_of(one.report).values()
        }
        found["event"][ident] = {
            telling.id: _overlaid(telling, reviewed.get(telling.id))
            for telling in told(one).tellings.values()
            if not _rejected(reviewed.get(telling.id))
        }
    return found


def personas_of(report: Report) -> dict[str, people.Persona]:
    """Who the actors of a report are, by their ids; those that it only describes are nobody that
    another report could name."""
    published = report.document.published
    found = {a.id: people.persona(a, report.roles, published) for a in report.actors}
    return {actor: persona for actor, persona in found.items() if not persona.described}


def persona_id(document: str, persona: people.Persona) -> str:
    """The id under which a persona is kept: one of whom too little is told to be known by stays
    that of its document, and is joined with others by likeness alone."""
    return content_id("persona", document, persona.key) if persona.loose else persona.key


def _rejected(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict == "reject"


def _overlaid(telling: tellings.Telling, decision: Decision | None) -> tellings.Telling:
    changes: dict[str, Any] = decision.changes if decision is not None else {}
    mine = {field: value for field, value in changes.items() if field in IDENTIFYING}
    if {"earliest", "latest"} & changes.keys():
        told = telling.date or Interval(None, None)
        days = (changes.get(name, getattr(told, name)) for name in ("earliest", "latest"))
        mine["date"] = Interval(*days)
    return msgspec.structs.replace(telling, **mine)
