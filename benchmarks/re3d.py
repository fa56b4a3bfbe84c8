"""re3d (Dstl, 2017): entities and relations in reports on Syria and Iraq.

In go its documents as JSON Lines; out come the scorer's table. Entities are the report's mentions,
places, times and quantities; relations are read off its records:

    FightingAgainst   ASSAULT: actor and recipient
    CommWith          CONSULT: actor and recipient; a statement's speaker and addressee
    AlliesOf          COOPERATE, AID
    Likes             SUPPORT
    Dislikes          ACCUSE, THREATEN, REJECT, SANCTION, COERCE
    Apart             RETREAT: actor and place
    CoLocated         participant and place of an event; a place right beside the one that holds it
    IsSynonymOf       a person and the office beside the name; a name and its short form in brackets
    BelongsTo         a person and the body of the office
    HasAttrOf         a quantity and the actor that it counts

Not in our record: weapons, platforms, vehicles, documents and identifiers as entities;
InChargeOf, for control of places and things is no event of PLOVER; and relations between things
("strikes" near a town, "four buildings"), which are the greater part of CoLocated and HasAttrOf.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.lines import Row, score
from onrecord import Report
from onrecord.model import Event, Span

KINDS = {"person": "Person"}
RELATIONS = {
    "ASSAULT": "FightingAgainst",
    "CONSULT": "CommWith",
    "COOPERATE": "AlliesOf",
    "AID": "AlliesOf",
    "SUPPORT": "Likes",
    "ACCUSE": "Dislikes",
    "THREATEN": "Dislikes",
    "REJECT": "Dislikes",
    "SANCTION": "Dislikes",
    "COERCE": "Dislikes",
}
MONEY = re.compile(r"[$€£]|\b(?:dollars?|euros?|pounds?)\b", re.IGNORECASE)
BESIDE = re.compile(r"[ ,]{1,3}")
BRACKETED = re.compile(r"[ ]?\([“\"']?")
REACH = 300
Pair = tuple[str, Span, Span]


def run(options: argparse.Namespace) -> int:
    """Score entities and relations."""
    status, _ = score(options, lambda gold, report: _Reading(report, gold["text"]).row())
    return status


class _Reading:
    """One report in the terms of the set."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text
        self.actors = {a.id: a for a in report.actors}
        self.named: dict[str, list[Span]] = {}
        for mention in report.mentions:
            if mention.actor is not None and mention.use == "actor":
                span = Span(mention.start, mention.end)
                self.named.setdefault(mention.actor, []).append(span)

    def row(self) -> Row:
        """Entities and relations, each once."""
        entities = dict(self.entities())
        relations = dict.fromkeys(self.relations())
        return {
            "entities": [
                {"start": s.start, "end": s.end, "label": label}
                for s, label in sorted(entities.items(), key=lambda e: (e[0].start, e[0].end))
            ],
            "relations": [
                {"label": label, "source": [a.start, a.end], "target": [b.start, b.end]}
                for label, a, b in relations
                if a != b
            ],
        }

    def entities(self) -> Iterator[tuple[Span, str]]:
        for time in self.report.times:
            yield Span(time.start, time.end), "Temporal"
        for quantity in self.report.quantities:
            span = Span(quantity.start, quantity.end)
            yield span, "Money" if MONEY.search(span.of(self.text)) else "Quantity"
        whole = [Span(m.start, m.end) for m in self.report.mentions]
        for mention in self.report.mentions:
            span = Span(mention.start, mention.end)
            actor = self.actors.get(mention.actor or "")
            label = KINDS.get(actor.kind, "Organisation") if actor else "Organisation"
            if not any(span.within(other) and span != other for other in whole):
                yield span, "Location" if mention.use == "place" else label
        for place in self.report.places:
            span = Span(place.start, place.end)
            if not any(span in spans for spans in self.named.values()):
                yield span, "Location"

    def relations(self) -> Iterator[Pair]:
        for event in self.report.events:
            if event.factuality != "negated":
                yield from self.of_event(event)
        for statement in self.report.statements:
            for speaker in self.near(statement.speakers, statement.evidence):
                for hearer in self.near(statement.addressees, statement.evidence):
                    yield "CommWith", speaker, hearer
        yield from self.of_roles()
        yield from self.beside()
        for quantity in self.report.quantities:
            for spans in self.named.values():
                for span in spans:
                    number = Span(quantity.start, quantity.end)
                    if number != span and (number.within(span) or number.end + 1 == span.start):
                        yield "HasAttrOf", span, number

    def of_event(self, event: Event) -> Iterator[Pair]:
        actors = self.near(event.actors, event.evidence)
        recipients = self.near(event.recipients, event.evidence)
        label = RELATIONS.get(event.type or "")
        for actor in actors if label else ():
            for recipient in recipients:
                yield str(label), actor, recipient
        if event.place is not None:
            place = self.report.places[event.place]
            where = Span(place.start, place.end)
            for one in (*actors, *recipients):
                yield "Apart" if event.type == "RETREAT" else "CoLocated", one, where

    def near(self, ids: list[str], evidence: Span) -> list[Span]:
        """For each actor its mention in the evidence, else the nearest one not far away."""
        found = []
        for ident in ids:
            spans = self.named.get(ident, [])
            best = min(
                spans, key=lambda s: (not s.within(evidence), _apart(s, evidence)), default=None
            )
            if best is not None and _apart(best, evidence) < REACH:
                found.append(best)
        return found

    def of_roles(self) -> Iterator[Pair]:
        """An office in apposition to the name of who holds it, and the body that it belongs to."""
        for role in self.report.roles:
            for person in self.named.get(role.actor, []):
                office = self.office(role.evidence, person)
                if office is not None:
                    yield "IsSynonymOf", office, person
                    yield "IsSynonymOf", person, office
            for body in self.report.actors:
                if role.organization and body.name == role.organization:
                    for person in self.near([role.actor], role.evidence):
                        for span in self.near([body.id], role.evidence):
                            yield "BelongsTo", person, span

    def office(self, evidence: Span, person: Span) -> Span | None:
        """The words of an office that a comma sets apart from the name."""
        if not person.within(evidence):
            return None
        before = Span(evidence.start, person.start).of(self.text)
        after = Span(person.end, evidence.end).of(self.text)
        if before.rstrip().endswith(","):
            return Span(evidence.start, evidence.start + len(before.rstrip(" ,")))
        if after.startswith(","):
            return Span(evidence.end - len(after.lstrip(" ,")), evidence.end)
        return None

    def beside(self) -> Iterator[Pair]:
        """ "Karrada, Baghdad"; "Islamic State (IS)"."""
        places = sorted({Span(p.start, p.end) for p in self.report.places}, key=lambda s: s.start)
        for one, other in pairwise(places):
            if BESIDE.fullmatch(self.text, one.end, other.start):
                yield "CoLocated", one, other
        for spans in self.named.values():
            ordered = sorted(spans, key=lambda s: s.start)
            for one, other in pairwise(ordered):
                if BRACKETED.fullmatch(self.text, one.end, other.start):
                    yield "IsSynonymOf", one, other


def _apart(one: Span, other: Span) -> int:
    """Characters between two spans."""
    return max(0, one.start - other.end, other.start - one.end)
