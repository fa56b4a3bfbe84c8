"""What the relation of a sentence adds to the events that frames code in it.

In go the coded events of a sentence and its relation; out come the events: recipients that a
frame left open are the relation's targets where both speak of one word, and where no frame has an
event of what the sentence is about, and the network is sure of its type and finds both sides,
there is one more. Frames say why; the network knows words that no row holds.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Relation, Span
from onrecord.reading.actors import state_actor
from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded
from onrecord.reading.events.coding import is_withheld
from onrecord.reading.events.factuality import factuality_of
from onrecord.reading.events.frames import Frame
from onrecord.reading.events.participants import named_by
from onrecord.reading.grammar.arguments import spread, subjects
from onrecord.reading.statements import is_reporting

SURE = 0.9
"""How probable a type must be for an event that no frame codes."""
POSTURES = ("MOBILIZE", "PROTEST")
"""Types whose recipient is whom they are against: a target ("marched for A") may be helped."""


def relate(draft: Draft, coded: list[Coded], sentence: Tokens) -> list[Coded]:
    """The events of `sentence`, given its relation."""
    relation = next((r for r in draft.relations if _lies_in(r, sentence)), None)
    if relation is None or relation.type is None:
        return coded
    carriers = {token.i for token in draft.tokens(relation.trigger)}
    if not any(c.frame.type == relation.type or _words(c) & carriers for c in coded):
        return [*coded, *_new(draft, relation)]
    return [_filled(draft, c, relation) if c.trigger.i in carriers else c for c in coded]


def _lies_in(relation: Relation, sentence: Tokens) -> bool:
    return sentence.start_char <= relation.evidence.start < sentence.end_char


def _words(event: Coded) -> set[int]:
    """The words that carry an event: its trigger, and the verb over it ("imposed sanctions")."""
    return {event.trigger.i, event.trigger.head.i, *([event.verb.i] if event.verb else [])}


def _filled(draft: Draft, event: Coded, relation: Relation) -> Coded:
    """The event with the recipients that its frame left open. Who acts is not filled in: a clause
    that leaves it out ("three were killed") has its reason."""
    agreed = event.frame.type == relation.type and (relation.score or 0) >= SURE
    if event.recipients or not event.actors or not agreed or event.frame.type in POSTURES:
        return event
    found, heads = _side(draft, relation.targets)
    recipients = [r for r in found if r not in event.actors]
    return replace(event, recipients=recipients, heads=[*event.heads, *heads])


def _new(draft: Draft, relation: Relation) -> list[Coded]:
    """The event that a relation tells by itself."""
    sources, heads = _side(draft, relation.sources)
    targets, others = _side(draft, relation.targets)
    if relation.mutual:
        sources, targets = sources[:1], sources[1:]
    targets = [t for t in targets if t not in sources]
    if (relation.score or 0) < SURE or not (sources and targets):
        return []
    trigger, frame = draft.tokens(relation.trigger)[0], Frame.of(str(relation.type))
    if is_withheld(trigger) or is_reporting(trigger):
        return []  # a statement, not a deed
    if factuality_of(trigger) == "negated":
        return []  # what was not done: the network does not read that
    doers = subjects(trigger)
    if doers and not any(s.start <= d.idx < s.end for d in doers for s in relation.sources):
        return []  # syntax and the network differ on who acts
    return [
        Coded(trigger, frame, sources, targets, heads + others, "relation", mutual=relation.mutual)
    ]


def _side(draft: Draft, phrases: list[Span]) -> tuple[list[str], list[Token]]:
    """The actors that phrases stand for, and the heads of the phrases."""
    ids: list[str] = []
    heads: list[Token] = []
    for phrase in phrases:
        tokens = draft.tokens(phrase)
        if not len(tokens):
            continue
        heads.append(tokens.root)
        inside = [t for t in spread([tokens.root]) if phrase.start <= t.idx < phrase.end]
        found = named_by(draft, inside) or _named_inside(draft, tokens)
        ids += [i for i in found if i not in ids]
    return ids, heads


def _named_inside(draft: Draft, tokens: Tokens) -> list[str]:
    """The actor that a phrase mentions first, else the state in which a place of it lies."""
    for token in tokens:
        if ids := draft.who(token):
            return list(ids)
    for token in tokens:
        index = draft.locations.get(token.i)
        country = draft.places[index].country if index is not None else None
        if country in world.states():
            return [state_actor(draft, str(country))]
    return []
