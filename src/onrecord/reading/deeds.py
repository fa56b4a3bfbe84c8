"""Stage ten: what else is told that somebody did or underwent, which no event codes.

In goes a draft with its events; out come deeds: events without a type. PLOVER has no code for
"the ship left the bay", or no row of ours knows the words; yet reports repeat it and others deny
it, and the record keeps who says so. A deed is a clause, or a noun of an event with a participant
of its own, whose predicate neither carries an event nor says, means or merely is something
(knowledge/predicates.toml), and in which an actor, a described person or a counted one takes part.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Event, Span, content_id
from onrecord.reading.draft import Draft
from onrecord.reading.events.circumstances import date_of, quantities_in
from onrecord.reading.events.factuality import condition_span
from onrecord.reading.events.frames import frames
from onrecord.reading.events.participants import undergoing
from onrecord.reading.events.sites import site_of
from onrecord.reading.grammar.arguments import (
    agent_phrase,
    is_passive,
    objects,
    obliques,
    subjects,
    word_span,
)
from onrecord.reading.grammar.factuality import value_of
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.grammar.operators import is_condition
from onrecord.reading.grammar.predicates import is_eventive, is_predicate, lexicon
from onrecord.reading.statements import innermost
from onrecord.reading.statements.found import lexicon as cues

SCORE = 0.3
MAX_PER_SENTENCE = 8
REACHED = ("at", "against", "to", "with", "from", "into", "on", "for")
"""Prepositions under which whom a deed reaches stands, where it has no object."""
OVER = ("of", "on", "against", "at", "between", "among")
"""Prepositions under which whom the deed of a noun reaches stands."""
NAMED = ("PERSON", "ORG", "GPE", "NORP")


def read_deeds(draft: Draft) -> None:
    """Add the draft's deeds, in the order of their triggers."""
    taken = _taken(draft)
    for sentence in draft.readable:
        found = [deed for token in sentence if (deed := _deed(draft, token, sentence, taken))]
        draft.deeds += found[:MAX_PER_SENTENCE]


def _taken(draft: Draft) -> set[int]:
    """Where words start that already carry an event, or a statement or attitude."""
    spans = [span for event in draft.events for span in (event.trigger, event.operator) if span]
    spans += [s.cue for s in (*draft.statements, *draft.attitudes) if s.cue is not None]
    return {token.idx for span in spans for token in draft.tokens(span)}


def _deed(draft: Draft, token: Token, sentence: Tokens, taken: set[int]) -> Event | None:
    """The deed that `token` tells, if it tells one."""
    if token.idx in taken or not is_predicate(token) or _says_nothing(token):
        return None
    done, undergone = _sides(token)
    heads = [head for head in (*done, *undergone) if head.i != token.i]
    held = value_of(token)
    told = any(_takes_part(draft, head) for head in heads)
    if not told and not (heads and (is_passive(token) or held.factuality == "negated")):
        return None
    if _carries(draft, token, taken):
        return None
    actors, recipients = _who(draft, done), _who(draft, undergone)
    trigger = word_span(token)
    inside = [head for head in heads if sentence.start <= head.i < sentence.end]
    start = min([token.idx, *(head.left_edge.idx for head in inside)])
    end = max([trigger.end, *(head.idx + len(head.text) for head in inside)])
    carrying = innermost(draft, trigger)
    return Event(
        id=content_id("event", draft.document.id, None, trigger.start, trigger.end),
        type=None,
        trigger=trigger,
        evidence=Span(min(start, trigger.start), end),
        actors=actors,
        recipients=[actor for actor in recipients if actor not in actors],
        factuality=held.factuality,
        date=date_of(draft, token, heads),
        place=site_of(draft, token, token if token.pos_ == "VERB" else None, deep=False),
        quantities=quantities_in(draft, token),
        within=carrying.id if carrying else None,
        condition=condition_span(held),
        operator=word_span(held.operator) if held.operator is not None else None,
        score=SCORE,
        rule=f"deed/{lemma(token)}",
    )


def _says_nothing(token: Token) -> bool:
    """Whether a predicate only says, means, governs or is something."""
    deeds, name = lexicon()["deeds"], lemma(token)
    if token.dep_ in ("prep", "mark") and is_condition(token):
        return True  # "provided that"
    if token.pos_ == "NOUN":
        return name in deeds["nouns"]
    if any(c.dep_ == "prt" for c in token.children):
        return False
    if token.pos_ != "VERB" or name in deeds["states"]:
        return not any(lemma(word) in deeds["outcomes"] for word in _predicated(token))
    governs = any(c.dep_ in ("xcomp", "ccomp") for c in token.children)
    return governs or (name in cues()["verbs"]["plain"] and not objects(token))


def _predicated(verb: Token) -> list[Token]:
    """What the subject of "is" or "remains" is said to be, or to be in: "in custody", "back"."""
    said = [c for c in verb.children if c.dep_ in ("acomp", "advmod", "prep", "attr", "oprd")]
    return [word for c in said for word in (c, *(g for g in c.children if g.dep_ == "pobj"))]


def _sides(token: Token) -> tuple[list[Token], list[Token]]:
    """The heads of who does it, and of whom or what it is done to."""
    if token.pos_ in ("VERB", "AUX"):
        return subjects(token), objects(token) or obliques(token, *REACHED)
    owners = [c for c in token.children if c.dep_ in ("poss", "compound", "nummod")]
    reached = [c for c in owners if c.dep_ in undergoing(token)]  # "his release"
    owners = [c for c in owners if c not in reached]
    of = [h for c in token.children if c.dep_ == "prep" and c.lower_ in OVER for h in c.rights]
    return agent_phrase(token) or owners, of or reached


def _who(draft: Draft, heads: list[Token]) -> list[str]:
    return list(dict.fromkeys(actor for head in heads for actor in draft.who(head)))


def _takes_part(draft: Draft, head: Token) -> bool:
    """Whether a phrase is somebody: an actor, a named or described person, or a number of them."""
    if draft.who(head) or head.ent_type_ in NAMED:
        return True
    if (
        world.noun((lemma(head),)) is not None
        or head.like_num
        or lemma(head) in lexicon()["deeds"]["doers"]
    ):
        return True
    return any(c.like_num and c.ent_type_ == "CARDINAL" for c in head.children)


def _carries(draft: Draft, token: Token, taken: set[int]) -> bool:
    """Whether the event of the clause is told by a word that this one only carries or names:
    "launched an attack", "the attack that killed"."""
    if token.pos_ == "NOUN":
        return token.head.idx in taken and token.dep_ in ("dobj", "nsubjpass", "nsubj")
    return any(c.idx in taken and _tells(c) for c in objects(token)) or any(
        s.idx in taken and is_eventive(s) for s in subjects(token)
    )


def _tells(noun: Token) -> bool:
    """Whether a noun tells of an event, or of a measure that a frame codes ("impose tariffs")."""
    return is_eventive(noun) or bool(frames().of_noun(noun))
