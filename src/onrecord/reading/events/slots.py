"""The phrases that stand in the slots of a frame, by the syntax of its trigger alone.

In goes a trigger and a slot (knowledge/frames.toml); out come the heads of the phrases in it, the
deeds and aims that hang on the trigger, and the light verb that carries an event noun.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.events.frames import frames
from onrecord.reading.grammar.arguments import (
    above,
    agent_phrase,
    given_to,
    objects,
    obliques,
    spread,
    subjects,
)
from onrecord.reading.grammar.nominals import lemma

UNFILLED = ("speaker", "denied", "that", "deed", "aim", "condition", "cause", "doer")
"""Slots that no phrase fills."""
PARTS = ("some", "most", "many", "all", "several", "part", "half", "few", "more")
"""What is said to be of a whole: "some of its troops"."""


def slot_heads(trigger: Token, slot: str) -> list[Token]:
    """Heads of the phrases that stand in `slot` of `trigger`."""
    if slot == "subj":
        if trigger.dep_ in ("acomp", "oprd"):
            return subjects(trigger.head)
        return subjects(trigger) if trigger.pos_ in ("VERB", "AUX") else []
    if slot == "obj":
        return (objects(trigger) or _phrasal(trigger)) if trigger.pos_ in ("VERB", "AUX") else []
    if slot == "poss":
        return spread(c for c in trigger.children if c.dep_ == "poss")
    if slot == "mod":
        return [c for c in trigger.children if c.dep_ in ("amod", "compound", "nmod")]
    if slot == "by":
        return spread(agent_phrase(trigger))
    if slot == "clause":
        return [
            s
            for c in trigger.children
            if c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "acl" and trigger.pos_ == "NOUN")
            for s in spread(g for g in c.children if g.dep_ in ("nsubj", "nsubjpass"))
        ]
    if slot == "holder":  # "both under sanctions": who stands under the noun
        under = trigger.head
        if under.dep_ == "prep" and under.lower_ == "under":
            return spread([above(under.head, ("appos", "prep"))])
        return []
    if slot == "owner":  # "granted her asylum"
        return [c for thing in objects(trigger) for c in thing.children if c.dep_ == "poss"]
    if slot == "dative":  # "gave A a loan", "A was given a loan"
        given = [c for c in trigger.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        return spread(given) or given_to(trigger)
    if slot in UNFILLED:
        return []
    first, _, second = slot.partition(" ")
    if not second:
        return obliques(trigger, slot)
    if first in ("poss", "mod"):  # "B's killing of A"
        return slot_heads(trigger, first) if obliques(trigger, second) else []
    outer = (c for c in trigger.children if c.dep_ == "prep" and c.lower_ == first)
    return spread(h for c in outer for h in obliques(c, second))  # "out of"


def _phrasal(verb: Token) -> list[Token]:
    """The object of a verb in two words that the parser counts to the second: "called in A"."""
    known = frames().verbs
    return spread(
        inner
        for child in verb.children
        if child.dep_ == "prep" and f"{lemma(verb)} {child.lower_}" in known
        for inner in child.children
        if inner.dep_ == "pobj"
    )


def deeds(governor: Token) -> list[Token]:
    """The verbs that `governor` promises, refuses or demands: "to lend", "to lending"."""
    found = []
    noun = governor.pos_ == "NOUN"  # "its readiness to help"
    for child in governor.children:
        if child.dep_ in (("acl",) if noun else ("xcomp", "ccomp")) and child.pos_ == "VERB":
            found.append(child)
        elif child.dep_ == "prep":
            found += [c for c in child.children if c.dep_ == "pcomp" and c.pos_ == "VERB"]
    return found


def aims(governor: Token) -> list[Token]:
    """What somebody does a thing for: "marched to demand", "occupied a bridge, demanding"; the
    parser may tie it to the thing ("closed a road to denounce")."""
    meant = [c for c in governor.children if c.dep_ in ("advcl", "xcomp", "acl")]
    meant += [c for o in objects(governor) for c in o.children if c.dep_ in ("relcl", "acl")]
    return [
        clause
        for clause in meant
        if clause.tag_ == "VBG" or any(c.tag_ == "TO" for c in clause.children)
    ]


def carrier(noun: Token) -> Token | None:
    """The light verb that carries an event noun: "held talks", "talks were held", "the attack
    carried out by A", "the talks that A held"."""
    table = frames()
    token = _counted_noun(noun)
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in table.happening:
        return verb
    if token.dep_ == "pobj" and token.head.lower_ in ("out", "on", "in", "for"):
        verb = token.head.head
        if verb.lower_ == "part":  # "takes part in"
            verb = verb.head
        if token.head.lower_ in ("in", "on") and verb.lemma_.lower() in table.being:
            return verb
        if token.head.lower_ == "for":
            return verb if verb.lemma_.lower() in table.going else None
    if token.dep_ in ("dobj", "pobj", "nsubjpass", "oprd") and verb.pos_ == "VERB":
        if verb.lemma_.lower() in table.light | table.reversing:
            return verb
        return None
    for clause in token.children:
        done = clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD")
        if (done or clause.dep_ == "relcl") and clause.lemma_.lower() in table.light | table.making:
            return clause
    return None


def held(thing: Token) -> list[Token]:
    """What a measure holds: "aid" of "$5 million in aid", "talks" of "a series of talks"."""
    return [c for p in thing.children if measures(p) for c in p.children if c.dep_ == "pobj"]


def measures(preposition: Token) -> bool:
    """Whether a preposition tells of what there is a measure: "a series of", "$5 million in"."""
    over = preposition.head
    counted = over.like_num or any(c.dep_ in ("nummod", "quantmod") for c in over.children)
    part = over.pos_ == "NOUN" or over.lower_ in PARTS or over.like_num
    return (preposition.lower_ == "of" and part) or (preposition.lower_ == "in" and counted)


def _counted_noun(noun: Token) -> Token:
    """The noun that stands for `noun` in its clause: "a series of meetings", "A and meetings"."""
    token = noun
    for _ in range(3):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        elif token.dep_ == "pobj" and measures(token.head):
            token = token.head.head
        else:
            break
    return token
