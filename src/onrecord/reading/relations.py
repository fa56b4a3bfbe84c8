"""Stage eight: what each sentence is about, as one relation between a source and a target.

In goes a draft whose text the tagger has read; out come relations, one for each sentence that
names somebody and in which the network finds a source or a target. They are phrases: whom these
stand for, and whether an event comes of it, is for the next stage to say.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Span as Tokens

from onrecord.model import Relation, Span
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.grammar.arguments import word_span
from onrecord.reading.tagging import Dyad, relations
from onrecord.reading.tagging.relations import TYPES

CARRYING = ("VERB", "NOUN", "ADJ", "PROPN", "ADV")


def read_relations(draft: Draft) -> None:
    """Add the draft's relations, in the order of its sentences."""
    starts = [next(filter(None, one.window.spans)).start for one in draft.encoded]
    named = {draft.doc[i].sent.start for i, who in draft.referents.items() if who}
    for sentence in draft.readable:
        place = char_span(sentence)
        at = bisect_right(starts, place.start) - 1
        if sentence.start not in named or at < 0:
            continue
        encoded = draft.encoded[at]
        dyad = relations().read(encoded.window, encoded.shared, place)
        if dyad and (dyad.sources or dyad.targets):
            draft.relations.append(_relation(draft, dyad, sentence))


def _relation(draft: Draft, dyad: Dyad, sentence: Tokens) -> Relation:
    likeliest = max(range(len(TYPES)), key=lambda i: (dyad.types[i], -i))
    said = dyad.act == "statement"
    return Relation(
        evidence=char_span(sentence),
        trigger=_trigger(draft, dyad, sentence),
        sources=list(dyad.sources),
        targets=list(dyad.targets),
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
