"""Causes named by somebody: "put the delay down to fog", "attributed the raid to rebels".

In goes a verb; out comes the statement that it makes, or None: whoever names a cause says that it
was one. The content runs from what was caused to its cause. Verbs and prepositions are data
(knowledge/cues.toml).
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import agent_phrase, is_passive, subjects, subtree_span
from onrecord.reading.statements.found import Found, found_by_verb, lexicon, voice_of

PARTICLES = ("down", "up")
UNDERGONE = ("dobj", "nsubjpass")


def cause_cue(draft: Draft, verb: Token, name: str) -> Found | None:
    """The statement by which a verb names the cause of something, or None."""
    particles = [c for c in verb.children if c.lower_ in PARTICLES]
    words = " ".join([name, *(p.lower_ for p in particles)])
    preposition = lexicon()["causes"].get(words)
    thing = next((c for c in verb.children if c.dep_ in UNDERGONE), None)
    if preposition is None or thing is None:
        return None
    cause = _cause((verb, thing, *particles), preposition)
    voice = voice_of(draft, agent_phrase(verb) if is_passive(verb) else subjects(verb))
    if cause is None or voice.source is None:
        return None
    spans = (subtree_span(thing), subtree_span(cause))
    content = Span(min(s.start for s in spans), max(s.end for s in spans))
    return found_by_verb(draft, verb, name, voice, content)


def _cause(heads: tuple[Token, ...], preposition: str) -> Token | None:
    """The head of the cause; the parser may hang it on the thing or on the particle."""
    for prep in (c for head in heads for c in head.children if c.dep_ == "prep"):
        if prep.lower_ == preposition:
            for cause in prep.children:
                if cause.dep_ in ("pobj", "pcomp"):
                    return cause
    return None
