"""Stage eight: who did what to whom, under PLOVER.

In goes a draft with actors, places and statements; out come events, each with the trigger that
codes it (a row of knowledge/frames.toml), its participants through the shared argument finder,
its place, its factuality and the innermost statement that carries it. No event is coded without
a trigger in the text, nor a noun that only refers back to one.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model import Event, Interval, Span, content_id
from onrecord.reading.coding import Coded, code
from onrecord.reading.draft import Draft
from onrecord.reading.factuality import factuality_of
from onrecord.reading.nominals import lemma
from onrecord.reading.quantities import quantities_of
from onrecord.reading.statements import innermost
from onrecord.reading.times import time_beside, time_of

MAX_PER_SENTENCE = 12
RULES = {"carried": "noun"}
LOCATIVE = (
    "in",
    "at",
    "near",
    "on",
    "outside",
    "inside",
    "into",
    "across",
    "around",
    "off",
    "over",
    "from",
    "to",
    "through",
    "along",
    "throughout",
    "within",
    "toward",
    "towards",
    "onto",
    "of",
)
SCORES = {"verb": 0.8, "carried": 0.7, "obligation": 0.6, "noun": 0.5}


def read_events(draft: Draft) -> None:
    """Add the draft's events, in the order of their triggers."""
    for sentence in draft.readable():
        coded: list[Coded] = []
        for token in sorted(sentence, key=lambda t: (t.pos_ == "NOUN", t.i)):
            if len(coded) < MAX_PER_SENTENCE and (event := code(draft, token, coded)):
                coded.append(event)
        for event in sorted(coded, key=lambda c: c.trigger.i):
            draft.events.append(_publish(draft, event, sentence))


def _publish(draft: Draft, coded: Coded, sentence: Tokens) -> Event:
    trigger = Span(coded.trigger.idx, coded.trigger.idx + len(coded.trigger.text))
    points = [coded.trigger, *coded.heads, *([coded.verb] if coded.verb is not None else [])]
    inside = [t for t in points if sentence.start <= t.i < sentence.end]
    start = min(t.left_edge.idx if t in coded.heads else t.idx for t in inside)
    end = max(t.idx + len(t.text) for t in inside)
    carrying = innermost(draft, trigger)
    factuality = factuality_of(coded.trigger) if coded.kind != "obligation" else "asserted"
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
        rule=f"frame:{RULES.get(coded.kind, coded.kind)}/{lemma(coded.trigger)}",
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
