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

from onrecord.knowledge.ontology import quad_of
from onrecord.model import Relation, Span
from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded
from onrecord.reading.events.fitting import is_mishap
from onrecord.reading.events.frames import Frame
from onrecord.reading.events.participants import named_by, state_around, undergoing
from onrecord.reading.events.slots import slot_heads
from onrecord.reading.events.verbs import is_withheld
from onrecord.reading.grammar.arguments import objects, spread, subjects
from onrecord.reading.grammar.factuality import value_of
from onrecord.reading.statements import is_reporting

SURE = 0.9
"""How probable a type must be for an event that no frame codes."""
MATERIAL = (2, 4)
"""Quad classes of deeds: they can reach the state of a place, words reach only who is named."""
POSTURES = ("MOBILIZE", "PROTEST")
"""Types whose recipient is whom they are against: a target ("marched for A") may be helped."""


def relate(draft: Draft, coded: list[Coded], relation: Relation) -> list[Coded]:
    """The events of a sentence, given its relation."""
    if relation.type is None:
        return coded
    carriers = {token.i for token in draft.tokens(relation.trigger)}
    if not any(_is_of(c, str(relation.type)) or _words(c) & carriers for c in coded):
        return [*coded, *_new(draft, relation)]
    return [_filled(draft, c, relation) if c.trigger.i in carriers else c for c in coded]


def _is_of(event: Coded, type_: str) -> bool:
    """Whether an event is of a type; one that somebody says he will not do is refused."""
    refused = type_ == "REJECT" and value_of(event.trigger).factuality == "negated"
    return event.frame.type == type_ or refused


def _words(event: Coded) -> set[int]:
    """The words that carry an event: its trigger, and the verb over it ("imposed sanctions")."""
    return {
        event.trigger.i,
        event.trigger.head.i,
        *([event.verb.i] if event.verb is not None else []),
    }


def _filled(draft: Draft, event: Coded, relation: Relation) -> Coded:
    """The event with the recipients that its frame left open. Who acts is not filled in: a clause
    that leaves it out ("three were killed") has its reason."""
    agreed = event.frame.type == relation.type and (relation.score or 0) >= SURE
    if event.recipients or not event.actors or not agreed or event.frame.type in POSTURES:
        return event
    found, heads = _side(draft, relation.targets, places=quad_of(event.frame.type) in MATERIAL)
    inner = {
        actor
        for noun in objects(event.trigger)
        for slot in undergoing(noun)
        for actor in named_by(draft, slot_heads(noun, slot))
    }  # who asks for "the release of A" does not ask A
    recipients = [r for r in found if r not in event.actors and r not in inner]
    if not recipients:
        return event
    return replace(event, recipients=recipients, heads=[*event.heads, *heads])


def _new(draft: Draft, relation: Relation) -> list[Coded]:
    """The event that a relation tells by itself."""
    trigger, mutual = draft.tokens(relation.trigger)[0], relation.mutual
    if (relation.score or 0) < SURE or not _is_deed(trigger, relation):
        return []
    sources, heads = _side(draft, relation.sources)
    targets, others = _side(draft, relation.targets)
    if mutual:
        sources, targets = sources[:1], sources[1:]
    targets = [t for t in targets if t not in sources]
    if not (sources and targets):
        return []
    frame = Frame.of(str(relation.type))
    return [Coded(trigger, frame, sources, targets, heads + others, "relation", mutual=mutual)]


def _is_deed(trigger: Token, relation: Relation) -> bool:
    """Whether the word of a relation tells of what was done, by the source: no statement, nothing
    that was not done (the network does not read "not"), and no other subject."""
    if is_withheld(trigger) or is_reporting(trigger) or value_of(trigger).factuality == "negated":
        return False
    if relation.type == "ASSAULT" and is_mishap(trigger):
        return False
    doers = subjects(trigger)
    return not doers or any(s.start <= d.idx < s.end for d in doers for s in relation.sources)


def _side(
    draft: Draft, phrases: list[Span], *, places: bool = True
) -> tuple[list[str], list[Token]]:
    """The actors that phrases stand for, and the heads of the phrases; with `places`, also the
    states of the places that they name."""
    ids: list[str] = []
    heads: list[Token] = []
    for phrase in phrases:
        tokens = draft.tokens(phrase)
        if not len(tokens):
            continue
        heads.append(tokens.root)
        inside = [t for t in spread([tokens.root]) if phrase.start <= t.idx < phrase.end]
        found = named_by(draft, inside) or _named_inside(draft, tokens)
        if not found and places:
            found = state_around(draft, tokens)
        ids += [i for i in found if i not in ids]
    return ids, heads


def _named_inside(draft: Draft, tokens: Tokens) -> list[str]:
    """The actor that a phrase mentions first, none who only undergoes what it tells of."""
    root = tokens.root
    others = {t.i for slot in undergoing(root) for h in slot_heads(root, slot) for t in h.subtree}
    named = (list(draft.who(token)) for token in tokens if token.i not in others)
    return next(filter(None, named), [])
