"""Whether the words around a verb are those that a frame asks for.

In go a verb and a frame; out comes whether its objects, subjects, deeds and prepositions are
those of the row (knowledge/frames.toml).
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from onrecord.reading.draft import Draft
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.events.slots import deeds, held, slot_heads
from onrecord.reading.grammar.arguments import is_passive
from onrecord.reading.grammar.nominals import lemma


def fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    """Whether the words around `verb` are those that the frame asks for."""
    objects = frame.objects or frame.predicates
    if objects and not (_object_fits(draft, verb, frame) or _predicate_fits(verb, frame)):
        return False
    if frame.subjects and not any(_is_one_of(s, frame.subjects) for s in slot_heads(verb, "subj")):
        return False
    if frame.needs and not _has_needed(verb, frame):
        return False
    if frame.has("passive") and not is_passive(verb):
        return False
    if frame.unless and any(lemma(deed) in frame.unless for deed in deeds(verb)):
        return False
    if frame.deeds and not any(lemma(deed) in frame.deeds for deed in deeds(verb)):
        return False
    if frame.has("infinitive") and not any(map(_is_infinitive, verb.children)):
        return False
    if frame.has("own_object") and not any(
        c.tag_ == "PRP$" for h in slot_heads(verb, "obj") for c in h.children
    ):
        return False
    if frame.has("bare") and any(c.dep_ == "dobj" for c in verb.children):
        return False
    if frame.has("alone") and any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in verb.children):
        return False
    if frame.has("material") and not _gives_things(verb):
        return False
    return not frame.has("violent") or _violent(verb)


def _is_infinitive(clause: Token) -> bool:
    return clause.dep_ == "xcomp" or (
        clause.dep_ == "ccomp" and any(c.tag_ == "TO" for c in clause.children)
    )


def _has_needed(verb: Token, frame: Frame) -> bool:
    """Whether a slot that the frame cannot do without is filled, on the verb or its object."""
    things = [verb, *slot_heads(verb, "obj")]
    return any(slot_heads(thing, slot) for thing in things for slot in frame.needs)


def _predicate_fits(verb: Token, frame: Frame) -> bool:
    """ "found A guilty", "held A hostage", "used A as shields"."""
    near = [verb, *verb.children, *(g for c in verb.children for g in c.children)]
    near += [g for c in near if c.dep_ == "prep" and c.lower_ == "as" for g in c.children]
    return any(t.lower_ in frame.predicates for t in near)


def _gives_things(verb: Token) -> bool:
    """Whether what is given is a thing, not a word or a chance."""
    things = slot_heads(verb, "obj")
    return bool(things) and not any(lemma(t) in frames().abstract for t in things)


def _object_fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    heads = slot_heads(verb, "obj") or slot_heads(verb, "clause")
    heads = heads or [h for p in ("from", "of", "to", "for") for h in slot_heads(verb, p)]
    for head in heads:
        if _is_one_of(head, frame.objects):
            return True
        if "@place" in frame.objects and head.i in draft.locations:
            return True
        if any(_is_one_of(inner, frame.objects) for inner in held(head)):
            return True
    return False


def _is_one_of(head: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of `words`, alone or with a word before it."""
    before = head.doc[head.left_edge.i : head.i]
    phrase = [lemma(t) for t in before if t.dep_ in ("compound", "amod")] + [lemma(head)]
    return lemma(head) in words or any(f"{a} {b}" in words for a, b in pairwise(phrase))


def _violent(verb: Token) -> bool:
    near = {lemma(t) for t in verb.subtree} | {lemma(a) for a in verb.ancestors}
    return bool(near & frames().violence)
