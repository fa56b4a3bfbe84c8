"""A coded event: a trigger with its frame and participants, before it is published; and whether
one is the deed that another promises, refuses or demands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.events.frames import Frame

COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")


@dataclass
class Coded:
    """A trigger that codes an event, before it is published."""

    trigger: Token
    frame: Frame
    actors: list[str]
    recipients: list[str]
    heads: list[Token]
    kind: str
    verb: Token | None = None
    mutual: bool = False
    condition: Token | None = None


def is_promised(verb: Token, frame: Frame, coded: list[Coded]) -> bool:
    """Whether a coded verb above promises, refuses or demands this deed, and is the event:
    "agreed to lend", "refused to meet", "urged A to withdraw"."""
    if frame.type not in COOPERATIVE:
        return False
    deed = verb
    while deed.dep_ == "conj" and deed.head.pos_ == "VERB":
        deed = deed.head  # "agreed to lend money and to send doctors"
    above = deed.head
    while above.dep_ == "prep":
        above = above.head
    return above.i != deed.i and any(
        c.trigger.i == above.i
        and (c.frame.has("commissive") or c.frame.has("directive"))
        and verb.dep_ not in ("advcl", "relcl")
        for c in coded
    )


def is_repeated(verb: Token, frames: Collection[Frame], coded: list[Coded]) -> bool:
    """Whether a verb with these frames only says what the coded deed above it is for, and names it
    again: "began a hunger strike to protest"."""
    aim = verb.tag_ == "VBG" or any(c.tag_ == "TO" for c in verb.children)
    if not aim or verb.dep_ not in ("advcl", "xcomp", "acl", "relcl"):
        return False
    above = (verb.head.i, verb.head.head.i)  # "strike" or "began" over "to protest"
    return any(
        c.frame.type == "PROTEST" in [frame.type for frame in frames] and c.trigger.i in above
        for c in coded
    )
