"""What the relation of a sentence adds to the events that frames code in it.

In go the coded events of a sentence and its relation; out come the events: sides that a frame
left open are taken from the relation where both speak of one word, and where no frame has an
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
from onrecord.reading.events.frames import Frame
from onrecord.reading.events.participants import named_by
from onrecord.reading.grammar.arguments import spread

SURE = 0.9
"""How probable a type must be for an event that no frame codes."""
POSTURES = ("MOBILIZE",)
"""Types whose recipient is whom they threaten: a target ("sent troops to A") may be helped."""


def relate(draft: Draft, coded: list[Coded], sentence: Tokens) -> list[Coded]:
    """The events of `sentence`, given its relation."""
    relation = next((r for r in draft.relations if _lies_in(r, sentence)), None)
    if relation is None or relation.type is None:
        return coded
    carriers = {token.i for token in draft.tokens(relation.trigger)}
    if not any(c.frame.type == relation.type or c.trigger.i in carriers for c in coded):
        return [*coded, *_new(draft, relation)]
    return [_filled(draft, c, relation) if c.trigger.i in carriers else c for c in coded]


def _lies_in(relation: Relation, sentence: Tokens) -> bool:
    return sentence.start_char <= relation.evidence.start < sentence.end_char


def _filled(draft: Draft, event: Coded, relation: Relation) -> Coded:
    """The event with the sides that its frame left open."""
    actors, recipients, heads = event.actors, event.recipients, event.heads
    if not actors:
        found, more = _side(draft, relation.sources)
        actors, heads = [a for a in found if a not in recipients], [*heads, *more]
    if not recipients and event.frame.type not in POSTURES:
        found, more = _side(draft, relation.targets)
        recipients, heads = [r for r in found if r not in actors], [*heads, *more]
    return replace(event, actors=actors, recipients=recipients, heads=heads)


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
    if is_withheld(trigger):
        return []
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
