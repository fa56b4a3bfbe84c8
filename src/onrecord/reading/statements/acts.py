"""Speech acts that say something: thanks for a thing, and calls on somebody to do it.

In goes a verb; out comes the statement that it makes, or None. Such an act is an event as well;
the statement keeps its matter: what is thanked for, who is to do what. "I thank you", "we urge
the parties" in somebody's own words is the act itself, and no report of it.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import is_passive, objects, obliques, subjects, subtree_span
from onrecord.reading.statements.found import Found, cues, found_by_verb, voice_of

OWN_WORDS = ("i", "we")
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl")


def act_cue(draft: Draft, verb: Token, name: str) -> Found | None:
    """What a verb of thanks or of direction says, or None."""
    thanks, directs = name in cues("thanking"), name in cues("directing")
    purpose = any(c.tag_ == "TO" for c in verb.children)
    if not (thanks or directs) or purpose or is_passive(verb):
        return None
    heads = subjects(verb)
    voice = voice_of(draft, heads)
    if not voice.speakers or any(head.lower_ in OWN_WORDS for head in heads):
        return None
    content = _reason(verb) if thanks else _direction(verb)
    return found_by_verb(draft, verb, name, voice, content) if content else None


def _reason(verb: Token) -> Span | None:
    """ "thanked A for B", "complimented A on B": B, which the parser may hang on A."""
    for head in (verb, *objects(verb)):
        for reason in obliques(head, "for", "on"):
            return subtree_span(reason)
    return None


def _direction(verb: Token) -> Span | None:
    """ "urged A to do B", "called on A to do B": from A to the end of B; "demanded B": B."""
    called = verb.lemma_ == "call"  # "called a strike" directs nobody
    directed = [] if called else objects(verb)
    directed = directed or obliques(verb, "on", "upon", "to")
    deed = next((d for head in (verb, *directed) if (d := _infinitive(head))), None)
    if deed is None:
        return subtree_span(directed[0]) if directed and verb.lemma_ == "demand" else None
    who = directed or [c for c in deed.children if c.dep_ == "nsubj"]
    if not who:
        return None
    return Span(min(subtree_span(t).start for t in (deed, *who)), subtree_span(deed).end)


def _infinitive(head: Token) -> Token | None:
    """The infinitive with "to" behind `head`."""
    for child in head.children:
        behind = child.dep_ in CLAUSES and child.i > head.i
        if behind and any(c.tag_ == "TO" for c in child.children):
            return child
    return None
