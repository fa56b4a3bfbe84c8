"""Stage eight: who did what to whom, under PLOVER.

In goes a draft with actors, places and statements; out come events, each with the trigger that
codes it (a row of knowledge/frames.toml), its participants through the shared argument finder,
its place, its factuality and the innermost statement that carries it. No event is coded without
a trigger in the text, nor a noun that only refers back to one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model import Event, Interval, Span, content_id
from onrecord.reading.draft import Draft
from onrecord.reading.factuality import factuality_of
from onrecord.reading.frames import Frame, frames
from onrecord.reading.nominals import lemma
from onrecord.reading.participants import (
    assailants,
    carrier,
    fill,
    foreign_state,
    slot_heads,
    split_mutual,
    struck_state,
)
from onrecord.reading.quantities import quantities_of
from onrecord.reading.statements import innermost
from onrecord.reading.times import time_beside, time_of

MAX_PER_SENTENCE = 12
OFFICIAL = ("GOV", "MIL", "LEG", "JUD", None)
LOCATIVE = (
    "in", "at", "near", "on", "outside", "inside", "into", "across", "around", "off", "over",
    "from", "to", "through", "along", "throughout", "within", "toward", "towards", "onto", "of",
)
SCORES = {"verb": 0.8, "carried": 0.7, "noun": 0.5}


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


def read_events(draft: Draft) -> None:
    """Add the draft's events, in the order of their triggers."""
    for sentence in draft.readable():
        coded: list[Coded] = []
        for token in sorted(sentence, key=lambda t: (t.pos_ == "NOUN", t.i)):
            if len(coded) < MAX_PER_SENTENCE and (event := _code(draft, token, coded)):
                coded.append(event)
        for event in sorted(coded, key=lambda c: c.trigger.i):
            draft.events.append(_publish(draft, event, sentence))


def _code(draft: Draft, token: Token, coded: list[Coded]) -> Coded | None:
    if token.pos_ == "VERB":
        return _verb(draft, token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun(draft, token, coded)
    return None


def _verb(draft: Draft, verb: Token) -> Coded | None:
    table = frames().verbs
    name = lemma(verb)
    bare = not any(c.dep_ == "dobj" for c in verb.children)
    joined = ("prt", "prep") if bare else ("prt",)
    with_particle = [f"{name} {c.lower_}" for c in verb.children if c.dep_ in joined]
    for key in (*with_particle, name):
        for frame in table.get(key, ()):
            if event := _try_verb(draft, verb, frame):
                return event
    return None


def _try_verb(draft: Draft, verb: Token, frame: Frame) -> Coded | None:
    if frame.objects and not _object_fits(draft, verb, frame):
        return None
    if frame.subjects and not any(lemma(s) in frame.subjects for s in slot_heads(verb, "subj")):
        return None
    if frame.needs and not any(slot_heads(verb, slot) for slot in frame.needs):
        return None
    if frame.has("spoken"):
        return _spoken(draft, verb, frame)
    actors, heads = fill(draft, verb, frame.actor)
    recipients, others = fill(draft, verb, frame.recipient)
    if "denied" in frame.recipient and (denied := _denied_speakers(draft, verb)):
        recipients = denied
    if frame.has("casualty") and not actors:
        actors = assailants(draft, verb)
    if frame.has("place") and not recipients:
        targets = [h for slot in frame.recipient for h in slot_heads(verb, slot)]
        recipients = struck_state(draft, targets, verb)
    if frame.has("abroad") and not recipients:
        recipients = foreign_state(draft, verb, frame, actors)
    if frame.has("bare") and any(c.dep_ == "dobj" for c in verb.children):
        return None
    if frame.has("crowd") and any(draft.actors[a].sector in OFFICIAL for a in actors):
        return None
    if frame.has("persons") and not any(_is_person(draft, a) for a in actors):
        return None
    if frame.has("persons") and not recipients:
        return None
    if frame.has("violent") and not _violent(verb):
        return None
    actors, recipients = split_mutual(frame, actors, recipients)
    if frame.type == "CONSULT" and not recipients:
        return None
    if not actors and not recipients:
        return None
    if not actors and frame.type not in ("ASSAULT", "COERCE", "SANCTION", "RETREAT"):
        return None
    return Coded(verb, frame, actors, recipients, heads + others, "verb", verb)


def _object_fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    heads = slot_heads(verb, "obj") or [h for p in ("from", "of") for h in slot_heads(verb, p)]
    for head in heads:
        phrase = [lemma(t) for t in head.subtree if t.dep_ in ("compound", "amod")] + [lemma(head)]
        if lemma(head) in frame.objects or any(
            f"{a} {b}" in frame.objects for a, b in pairwise(phrase)
        ):
            return True
        if "@place" in frame.objects and head.i in draft.locations:
            return True
        inner = [c for p in head.children if p.lower_ == "of" for c in p.children]
        if any(lemma(c) in frame.objects for c in inner):
            return True
    return False


def _spoken(draft: Draft, verb: Token, frame: Frame) -> Coded | None:
    """A deed that a statement ascribes to somebody is an accusation by the speaker."""
    carrying = innermost(draft, Span(verb.idx, verb.idx + len(verb.text)))
    recipients, heads = fill(draft, verb, frame.recipient)
    if carrying is None or not recipients or set(recipients) & set(carrying.speakers):
        return None
    return Coded(verb, frame, carrying.speakers, recipients, heads, "verb", verb)


def _denied_speakers(draft: Draft, verb: Token) -> list[str]:
    """Who made the statement that `verb` denies."""
    for statement in draft.statements:
        if statement.cue and statement.cue.start == verb.idx and statement.denies:
            return next(s.speakers for s in draft.statements if s.id == statement.denies)
    return []


def _is_person(draft: Draft, actor: str) -> bool:
    return draft.actors[actor].kind in ("person", "group")


def _violent(verb: Token) -> bool:
    near = {lemma(t) for t in verb.subtree} | {lemma(a) for a in verb.ancestors}
    return bool(
        near
        & {
            "combat",
            "attack",
            "fighting",
            "battle",
            "bombing",
            "strike",
            "war",
            "shelling",
            "explosion",
            "blast",
            "clash",
            "action",
            "raid",
            "airstrike",
        }
    )


def _noun(draft: Draft, noun: Token, coded: list[Coded]) -> Coded | None:
    table = frames().nouns
    before = noun.nbor(-1) if noun.i else None
    keys = [f"{before.lower_} {lemma(noun)}"] if before is not None else []
    found = next((k for k in (*keys, lemma(noun)) if k in table), None)
    if found is None or noun.dep_ in ("compound", "amod", "nmod"):
        return None
    for frame in table[found]:
        if event := _try_noun(draft, noun, frame, coded):
            return event
    return None


def _try_noun(draft: Draft, noun: Token, frame: Frame, coded: list[Coded]) -> Coded | None:
    verb = carrier(noun)
    if _absorbed(noun, frame, coded):
        return None
    actors, heads = fill(draft, noun, frame.actor)
    recipients, others = fill(draft, noun, frame.recipient)
    if frame.has("carried") and verb is None and not (actors and recipients):
        return None
    own = bool(actors or recipients)
    if verb is not None:
        actors, recipients = _carried(draft, verb, frame, actors, recipients)
    if frame.has("place") and not recipients:
        targets = [h for slot in frame.recipient for h in slot_heads(noun, slot)]
        recipients = struck_state(draft, targets, noun)
        own = own or bool(recipients)
    if verb is None and not own:
        return None
    if verb is None and _refers_back(noun) and not (actors and recipients):
        return None
    actors, recipients = split_mutual(frame, actors, recipients)
    if not actors and not recipients:
        return None
    if frame.type in ("CONSULT", "AGREE", "COOPERATE") and not recipients and verb is None:
        return None
    kind = "carried" if verb is not None else "noun"
    return Coded(noun, frame, actors, recipients, heads + others, kind, verb)


def _carried(
    draft: Draft, verb: Token, frame: Frame, actors: list[str], recipients: list[str]
) -> tuple[list[str], list[str]]:
    """Participants of a light verb: its subject acts, or undergoes where the verb reverses."""
    subject, _ = fill(draft, verb, ("subj",))
    if verb.lemma_.lower() in frames().reversing and verb.lemma_.lower() not in frames().light:
        source, _ = fill(draft, verb, ("from",))
        return source or actors, subject or recipients
    mine = [s for s in subject if s not in recipients]
    if not recipients:
        recipients, _ = fill(draft, verb, ("with", "to", "on", "against", "dative"))
    return actors or mine, recipients


def _absorbed(noun: Token, frame: Frame, coded: list[Coded]) -> bool:
    """Whether a coded verb (or noun) above this one already codes the same event."""
    for event in coded:
        above = event.trigger
        if above.i == noun.i or not above.is_ancestor(noun):
            continue
        if event.frame.type == frame.type and noun.head.lower_ not in ("after", "before", "since"):
            near = above.i in (noun.head.i, noun.head.head.i)
            if event.frame.has("casualty") or near:
                return True
        if frame.type in ("AGREE", "SUPPORT", "AID") and noun.head.i == above.i:
            return True
        if event.frame.objects and noun.head.i == above.i:
            return True
    return False


def _refers_back(noun: Token) -> bool:
    return any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")
        for c in noun.children
    )


def _publish(draft: Draft, coded: Coded, sentence: Tokens) -> Event:
    trigger = Span(coded.trigger.idx, coded.trigger.idx + len(coded.trigger.text))
    points = [coded.trigger, *coded.heads, *([coded.verb] if coded.verb is not None else [])]
    inside = [t for t in points if sentence.start <= t.i < sentence.end]
    start = min(t.left_edge.idx if t in coded.heads else t.idx for t in inside)
    end = max(t.idx + len(t.text) for t in inside)
    carrying = innermost(draft, trigger)
    factuality = factuality_of(coded.trigger)
    if factuality == "asserted" and coded.kind == "carried" and coded.verb is not None:
        factuality = factuality_of(coded.verb)
    kind = coded.frame.type
    if kind == "CONSULT" and factuality == "planned":
        kind = "AGREE"
    ident = content_id("event", draft.document.id, kind, trigger.start, trigger.end)
    return Event(
        id=ident,
        type=kind,
        mode=coded.frame.mode if kind == coded.frame.type else None,
        trigger=trigger,
        evidence=Span(min(start, trigger.start), max(end, trigger.end)),
        actors=coded.actors,
        recipients=coded.recipients,
        factuality=factuality,
        date=_date(draft, coded),
        place=_place(draft, coded),
        quantities=_quantities(draft, coded),
        within=carrying.id if carrying else None,
        score=SCORES[coded.kind],
        rule=f"frame:{'verb' if coded.kind == 'verb' else 'noun'}/{lemma(coded.trigger)}",
    )


def _date(draft: Draft, coded: Coded) -> Interval | None:
    found = time_of(draft, coded.trigger)
    if found is None and coded.verb is not None:
        found = time_of(draft, coded.verb)
    for head in coded.heads if found is None else ():
        found = found or time_beside(draft, head)
    outer = _where(coded.verb) if coded.verb is not None else None
    if found is None and outer is not None:
        governor = next((a for a in outer.ancestors if a.pos_ == "VERB"), None)
        found = time_of(draft, governor) if governor is not None else None
    return found


def _quantities(draft: Draft, coded: Coded) -> list[int]:
    found = set(quantities_of(draft, coded.trigger))
    if coded.verb is not None:
        found |= set(quantities_of(draft, coded.verb))
    return sorted(found)


def _place(draft: Draft, coded: Coded) -> int | None:
    """The place that hangs on the trigger, else on its verb, else the only one of the clause."""
    for anchor in (coded.trigger, coded.verb):
        if anchor is None:
            continue
        for child in anchor.children:
            located = child.dep_ == "prep" and child.lower_ in LOCATIVE
            if located or child.dep_ in ("dobj", "advmod", "nsubjpass"):
                for token in child.subtree:
                    if token.i in draft.locations and not _in_clause(token, child):
                        return draft.locations[token.i]
    for anchor in (coded.trigger, coded.verb):
        if anchor is not None and (outer := _where(anchor)) is not None:
            index = draft.locations.get(outer.i)
            if index is not None:
                return index
    near = [
        draft.locations[t.i]
        for t in coded.trigger.subtree
        if t.i in draft.locations
        and (coded.frame.type == "AID" or not _in_clause(t, coded.trigger))
        and (coded.frame.type == "AID" or _is_located(t))
    ]
    if near:
        return near[0]
    verb = next((a for a in coded.trigger.ancestors if a.pos_ == "VERB"), None)
    around = [
        draft.locations[t.i]
        for c in (verb.children if verb is not None else ())
        if c.dep_ in ("prep", "dobj")
        for t in c.subtree
        if t.i in draft.locations
    ]
    return around[0] if around else None


def _is_located(token: Token) -> bool:
    """Whether a place stands in a phrase of place ("in the Kursk region") or beside a name."""
    while token.dep_ in ("compound", "amod", "nmod", "poss", "conj"):
        token = token.head
    return token.dep_ == "appos" or token.head.lower_ in LOCATIVE


def _in_clause(token: Token, phrase: Token) -> bool:
    """Whether a clause of its own stands between a place and the phrase ("a ship held off X")."""
    for ancestor in (token, *token.ancestors):
        if ancestor.i == phrase.i:
            return False
        if ancestor.dep_ in ("relcl", "acl", "advcl", "ccomp"):
            return True
    return False


def _where(anchor: Token) -> Token | None:
    """What "where" stands for, if `anchor` heads such a clause."""
    if anchor.dep_ != "relcl" or not any(c.lower_ == "where" for c in anchor.children):
        return None
    return anchor.head
