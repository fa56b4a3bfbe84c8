"""Coding: which word of a sentence is an event, and who takes part in it.

In goes a token; out comes the frame that it triggers with its participants, or None: verbs and
adjectives (:mod:`onrecord.reading.events.verbs`) and nouns (:mod:`onrecord.reading.events.nouns`).
The frames are data (knowledge/frames.toml); :mod:`onrecord.reading.events.stage` makes records of
what is coded.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded
from onrecord.reading.events.nouns import code_noun
from onrecord.reading.events.verbs import code_adjective, code_obligation, code_verb

NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj", "poss")


def code(draft: Draft, token: Token, coded: list[Coded]) -> Coded | None:
    """The event that `token` triggers, given those `coded` before it in its sentence."""
    if any(event.trigger.i == token.i for event in coded):
        return None  # a threat, told by who says it
    if token.pos_ in ("NOUN", "PROPN"):
        return code_noun(draft, token, coded)
    if token.dep_ in ("acomp", "oprd"):
        return code_obligation(draft, token) or code_adjective(draft, token)
    if token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
        return code_verb(draft, token, coded)  # "is in custody"
    if token.pos_ == "VERB" and not _is_noun(token):
        found = code_obligation(draft, token) or code_verb(draft, token, coded)
        if found is not None and token.dep_ == "amod" and not found.actors:
            return None  # "16 captured soldiers": what they are, and no news
        return found
    return None


def _is_noun(participle: Token) -> bool:
    """Whether a participle stands for people or things: "40 wounded were treated"."""
    return participle.tag_ == "VBN" and participle.dep_ in NOMINAL
