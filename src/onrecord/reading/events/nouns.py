"""Event nouns: talks, attacks, sanctions, with their own participants or with those of the verb
that carries them ("held talks").

In goes a noun, with what is coded before it in its sentence; out comes the event that it codes,
or None where a word above it codes that event already.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded, is_promised
from onrecord.reading.events.fitting import fits, is_people
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.events.participants import (
    fill,
    foreign_states,
    named_by,
    split_mutual,
    struck_state,
)
from onrecord.reading.events.sites import own_site
from onrecord.reading.events.slots import carrier, measures, slot_heads
from onrecord.reading.grammar.arguments import is_passive, subjects
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.times import time_beside

AROUND = ("after", "before", "during", "following", "in", "at")


def code_noun(draft: Draft, noun: Token, coded: list[Coded]) -> Coded | None:
    if noun.dep_ in ("compound", "amod", "nmod") or _is_time(draft, noun):
        return None
    for frame in frames().of_noun(noun):
        if event := _try_noun(draft, noun, frame, coded):
            return event
    return None


def _is_time(draft: Draft, noun: Token) -> bool:
    """Whether a name is that of a time: "March"."""
    return noun.pos_ == "PROPN" and any(t.start <= noun.idx < t.end for t in draft.times)


def _try_noun(draft: Draft, noun: Token, frame: Frame, coded: list[Coded]) -> Coded | None:
    verb = carrier(noun)
    if _absorbed(noun, frame, coded) or (
        verb is not None and _serves_promise(draft, verb, frame, coded)
    ):
        return None
    if frame.needs and not any(slot_heads(noun, slot) for slot in frame.needs):
        return None
    actors, heads = fill(draft, noun, frame.actor)
    recipients, others = fill(draft, noun, frame.recipient)
    specific = frame.has("plain") and (
        _is_specific(draft, noun, frame) or (verb is not None and _is_placed(draft, verb))
    )
    if frame.has("carried") and verb is None and not ((actors and recipients) or specific):
        return None
    own = bool(actors or recipients or specific)
    if verb is not None:
        actors, recipients = _carried(draft, verb, frame, actors, recipients)
    if frame.has("place") and not recipients:
        anchors = [noun] if verb is None else [noun, verb]
        targets = [h for slot in frame.recipient for a in anchors for h in slot_heads(a, slot)]
        recipients = struck_state(draft, targets, noun)
        if not recipients and verb is not None:
            recipients = struck_state(draft, [], verb)
        own = own or bool(recipients)
    for anchor in (noun, verb):
        if frame.has("abroad") and not recipients and anchor is not None:
            recipients = foreign_states(draft, anchor, frame, actors)
    if verb is None and not own:
        return None
    if verb is None and _refers_back(noun) and not ((actors and recipients) or specific):
        return None
    if frame.type == "CONSULT" and recipients and not actors and verb is None:
        actors = _attending(draft, noun)
    actors, recipients, mutual = split_mutual(frame, actors, recipients)
    happens = verb is not None and lemma(verb) in frames().happening and frame.type == "ASSAULT"
    if not actors and not recipients and not (happens or specific):
        return None
    dual = frame.type in ("CONSULT", "AGREE", "COOPERATE")
    if dual and not recipients and verb is None and not specific:
        return None
    kind = "carried" if verb is not None else "noun"
    found = Coded(noun, frame, actors, recipients, heads + others, kind, verb, mutual)
    return None if any(_is_again(found, c) for c in coded) else found


def _is_specific(draft: Draft, noun: Token, frame: Frame) -> bool:
    """Whether a noun tells of one happening, and does not only point back at it: it says when,
    where, how many, what, or to whom ("the arrest of nine men", "last week's raid", "61 deaths",
    "the demand that the ship leave")."""
    if frame.type == "REQUEST":
        return any(c.dep_ in ("acl", "ccomp", "xcomp") for c in noun.children)
    if any(c.dep_ == "nummod" for c in noun.children) or own_site(draft, noun) is not None:
        return True
    if time_beside(draft, noun) is not None:
        return True
    undergoing = [h for slot in frame.recipient for h in slot_heads(noun, slot)]
    return any(is_people(h) or lemma(h) in frames().things for h in undergoing)


def _is_placed(draft: Draft, verb: Token) -> bool:
    """Whether the verb that carries a noun says when or where."""
    return time_beside(draft, verb) is not None or own_site(draft, verb) is not None


def _attending(draft: Draft, noun: Token) -> list[str]:
    """Who does something before, during or after a meeting: "told reporters after talks with A"."""
    when, verb = noun.head, noun.head.head
    if noun.dep_ != "pobj" or when.lower_ not in AROUND or verb.pos_ != "VERB":
        return []
    return named_by(draft, subjects(verb))


def _serves_promise(draft: Draft, verb: Token, frame: Frame, coded: list[Coded]) -> bool:
    """Whether the verb that carries a noun is the deed that a coded word promises or refuses, with
    the noun ("offered to host talks") or by itself ("pledged to lift sanctions")."""
    if any(c.kind == "threat" and c.trigger.i == verb.i for c in coded):
        return True
    own = (f for f in frames().verbs.get(lemma(verb), ()) if fits(draft, verb, f))
    return any(is_promised(verb, f, coded) for f in (frame, *own))


def _carried(
    draft: Draft, verb: Token, frame: Frame, actors: list[str], recipients: list[str]
) -> tuple[list[str], list[str]]:
    """Participants of a light verb: its subject acts, or undergoes where the verb reverses."""
    undergoing = is_passive(verb) and lemma(verb) in frames().being  # "is engaged in talks"
    subject, _ = fill(draft, verb, ("obj",) if undergoing else ("subj",))
    if verb.lemma_.lower() in frames().reversing and verb.lemma_.lower() not in frames().light:
        source, _ = fill(draft, verb, ("from",))
        return source or actors, subject or recipients
    mine = [s for s in subject if s not in recipients]
    if not recipients:
        going = lemma(verb) in frames().going - frames().light
        slots = ("with", "obj") if going else ("with", "to", "on", "against", "dative")
        recipients, _ = fill(draft, verb, slots)
    return actors or mine, recipients


def _absorbed(noun: Token, frame: Frame, coded: list[Coded]) -> bool:
    """Whether a coded verb (or noun) above this one already codes the same event."""
    for event in coded:
        above = event.trigger
        if above.i == noun.i or not above.is_ancestor(noun):
            continue
        apart = noun.head.lower_ in ("after", "before", "since", "during", "amid", "despite")
        visit = event.frame.mode == "visit" and frame.mode != "visit"  # "flew to A for talks"
        if event.frame.type == frame.type and not apart and not visit:
            near = above.i == noun.head.i
            near = near or (noun.head.pos_ != "VERB" and above.i == noun.head.head.i)
            if event.frame.has("casualty") or near:
                return True
        if frame.type in ("AGREE", "SUPPORT", "AID") and noun.head.i == above.i:
            return True
        near = above.i in (noun.head.i, noun.head.head.i, _over(noun).i)
        if event.frame.objects and near and not apart and noun.dep_ != "nsubj":
            return True
    return False


def _is_again(event: Coded, before: Coded) -> bool:
    """Whether a meeting is the one that the clause above is about: "met A in Lima, where the two
    held talks"."""
    parties = [{*e.actors, *e.recipients} for e in (event, before)]
    same = event.frame.type == before.frame.type == "CONSULT" and parties[0] == parties[1]
    return same and before.trigger.is_ancestor(event.trigger)


def _over(noun: Token) -> Token:
    """The verb over "a series of A" or "$5 million in A", for A."""
    while noun.dep_ == "pobj" and measures(noun.head):
        noun = noun.head.head
    return noun.head


def _refers_back(noun: Token) -> bool:
    return any(
        c.tag_ == "PRP$" or c.lower_ in ("the", "this", "that", "these", "those")
        for c in noun.children
        if c.dep_ in ("det", "poss")
    )
