"""Stage eight: what each sentence is about, as one relation between a source and a target.

In goes a draft whose text the tagger has read; out come relations, one for each sentence that
names two sides and in which the network finds a source or a target. One that names one side is
not read: no event could come of it, and the network is dear. Relations are phrases: whom these
stand for, and whether an event comes of it, is for the next stage to say.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Span as Tokens

from onrecord.model import Relation, Span
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.grammar.arguments import word_span
from onrecord.reading.sides import party, sides
from onrecord.reading.tagging import Dyad, relations
from onrecord.reading.tagging.relations import TYPES

MUTUAL = ("CONSULT",)
"""Types without a direction: who meets is met. Both sides of the relation have both phrases."""
TOGETHER = ("verbal cooperation", "material cooperation")
"""Acts that several do with one another where nobody else is named ("A and B signed a treaty"):
then the one phrase for them stands on both sides."""
LIKELY = 0.5
CARRYING = ("VERB", "NOUN", "ADJ", "PROPN", "ADV")
NAMED = ("PERSON", "NORP", "ORG", "GPE", "FAC", "LOC")
"""The kinds of names, of those that the analyser finds, that can be a side of a relation."""


def read_relations(draft: Draft) -> None:
    """Add the draft's relations, in the order of its sentences."""
    starts = [next(filter(None, one.window.spans)).start for one in draft.encoded]
    for sentence in draft.readable:
        place = char_span(sentence)
        at = bisect_right(starts, place.start) - 1
        if at < 0 or not _has_two_sides(draft, sentence):
            continue
        encoded = draft.encoded[at]
        dyad = relations().read(encoded.window, encoded.shared, place)
        if dyad and (dyad.sources or dyad.targets):
            draft.relations.append(_relation(draft, dyad, sentence))


def _has_two_sides(draft: Draft, sentence: Tokens) -> bool:
    """Whether a sentence names two, of whom one may do something to the other: somebody known,
    and somebody else, a place, or a name that stands for nobody known."""
    words = range(sentence.start, sentence.end)
    actors = {actor for i in words for actor in draft.referents.get(i, ())}
    places = {draft.locations[i] for i in words if i in draft.locations}
    known = len(actors) + len(places)
    if not actors or known > 1:
        return known > 1
    return any(
        entity.label_ in NAMED
        and not any(t.i in draft.referents or t.i in draft.locations for t in entity)
        for entity in sentence.ents
    )


def _relation(draft: Draft, dyad: Dyad, sentence: Tokens) -> Relation:
    likeliest = max(range(len(TYPES)), key=lambda i: (dyad.types[i], -i))
    said = dyad.act == "statement"
    sources, targets = sides(draft, dyad.sources, dyad.targets)
    if TYPES[likeliest] in MUTUAL and dyad.types[likeliest] >= LIKELY:
        both = party(draft, sorted({*sources, *targets}, key=lambda span: span.start))
        sources, targets = (both, both) if len(both) > 1 else (sources, targets)
    if not targets and len(sources) > 1 and dyad.act in TOGETHER:
        sources = targets = [Span(sources[0].start, sources[-1].end)]
    return Relation(
        evidence=char_span(sentence),
        trigger=_trigger(draft, dyad, sentence),
        sources=sources,
        targets=targets,
        act=dyad.act,
        type=None if said else TYPES[likeliest],
        score=None if said else round(dyad.types[likeliest], 3),
    )


def _trigger(draft: Draft, dyad: Dyad, sentence: Tokens) -> Span:
    """The word that carries the act: of those that can, the one that the network points at."""
    for carrier in dyad.carriers:
        for token in draft.tokens(carrier):
            if token.pos_ in CARRYING and token.sent.start == sentence.start:
                return word_span(token)
    return word_span(sentence.root)
