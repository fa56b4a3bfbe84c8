"""Stage nine: who did what to whom, under PLOVER.

In goes a draft with actors, places and statements; out come events, each with the trigger that
codes it (a row of knowledge/frames.toml), its participants through the shared argument finder,
its place, its factuality and the innermost statement that carries it. No event is coded without
a trigger in the text, nor a noun that only refers back to one.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model import Event, Factuality, Span, content_id
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.events.circumstances import date_of, quantities_in
from onrecord.reading.events.coded import COOPERATIVE, Coded
from onrecord.reading.events.coding import code
from onrecord.reading.events.factuality import condition_span, is_announced
from onrecord.reading.events.modes import mode_of
from onrecord.reading.events.related import relate
from onrecord.reading.events.sites import site_of
from onrecord.reading.grammar.arguments import word_span
from onrecord.reading.grammar.factuality import value_of
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.grammar.values import Value
from onrecord.reading.statements import innermost

MAX_PER_SENTENCE = 12
FUTURE_AGREES = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
RULES = {"carried": "frame:noun", "relation": "network:relation"}
SCORES = {
    "verb": 0.8,
    "carried": 0.7,
    "threat": 0.7,
    "obligation": 0.6,
    "noun": 0.5,
    "relation": 0.4,
}


def read_events(draft: Draft) -> None:
    """Add the draft's events, in the order of their triggers."""
    relations = {one.evidence.start: one for one in draft.relations}
    for sentence in draft.readable:
        coded: list[Coded] = []
        for token in sorted(sentence, key=lambda t: (t.pos_ == "NOUN", t.i)):
            if len(coded) < MAX_PER_SENTENCE and (event := code(draft, token, coded)):
                coded.append(event)
        if relation := relations.get(char_span(sentence).start):
            coded = relate(draft, coded, relation)[:MAX_PER_SENTENCE]
        for event in sorted(_joined(coded), key=lambda c: c.trigger.i):
            draft.events.append(_publish(draft, event, sentence))
    draft.events = [event for event in draft.events if not _announces(draft, event)]


def _joined(coded: list[Coded]) -> list[Coded]:
    """The events, those that a clause tells twice as one: "three died when a shell hit the camp"
    is one attack, which happened when and where the shell hit."""
    strikes = {c.trigger.i: c for c in coded if c.frame.type == "ASSAULT"}
    joined = dict(strikes)
    for strike in strikes.values():
        over = strike.trigger.head
        while over.dep_ == "conj" and over.i not in joined:
            over = over.head
        killing = joined.get(over.i)
        again = killing is not None and killing.frame.has("casualty") and _is_when(strike.trigger)
        if killing is None or not again or {*strike.actors} - {*killing.actors}:
            continue
        joined[killing.trigger.i] = replace(killing, verb=strike.trigger)
        del joined[strike.trigger.i]
    told = [c for c in coded if c.trigger.i in joined or c.trigger.i not in strikes]
    return [joined.get(c.trigger.i, c) for c in told]


def _is_when(verb: Token) -> bool:
    """Whether the clause of `verb` says when that happened on which it hangs."""
    return verb.dep_ == "advcl" and any(c.lower_ in ("when", "as") for c in verb.children)


def _announces(draft: Draft, event: Event) -> bool:
    """Whether a heading inside the text only announces an event that the text then tells."""
    passage = draft.passage_at(event.trigger.start)
    return (
        passage is not None
        and passage.kind == "heading"
        and any(
            (other.type, other.actors, other.recipients)
            == (event.type, event.actors, event.recipients)
            for other in draft.events
            if other.trigger.start > event.trigger.end
        )
    )


def _publish(draft: Draft, coded: Coded, sentence: Tokens) -> Event:
    trigger = word_span(coded.trigger)
    points = [coded.trigger, *coded.heads, *([coded.verb] if coded.verb is not None else [])]
    inside = [t for t in points if sentence.start <= t.i < sentence.end]
    start = min(t.left_edge.idx if t in coded.heads else t.idx for t in inside)
    end = max(t.idx + len(t.text) for t in inside)
    carrying = innermost(draft, trigger)
    held = _value(coded)
    kind, factuality = _intended(coded, held.factuality)
    deed = coded.frame.type if kind != coded.frame.type else None
    own = coded.frame.mode if deed is None else None
    mode, marker = mode_of(coded.trigger, kind, own)
    ident = content_id("event", draft.document.id, kind, trigger.start, trigger.end)
    return Event(
        id=ident,
        type=kind,
        mode=mode,
        deed=deed,
        trigger=trigger,
        evidence=Span(min(start, trigger.start), max(end, trigger.end)),
        actors=coded.actors,
        recipients=coded.recipients,
        factuality=factuality,
        date=date_of(draft, coded.trigger, coded.heads, coded.verb),
        place=site_of(draft, coded.trigger, coded.verb, deep=coded.frame.type == "AID"),
        quantities=quantities_in(draft, coded.trigger, coded.verb),
        within=carrying.id if carrying else None,
        mutual=coded.mutual,
        condition=condition_span(held),
        operator=word_span(held.operator) if held.operator is not None else None,
        marker=word_span(marker) if marker is not None else None,
        score=SCORES[coded.kind],
        rule=f"{RULES.get(coded.kind, f'frame:{coded.kind}')}/{lemma(coded.trigger)}",
    )


def _value(coded: Coded) -> Value:
    """What the clause makes of the event; a deed that somebody demands is asserted as a demand."""
    if coded.kind == "obligation":
        return Value()
    found = value_of(coded.trigger)
    if coded.kind == "threat":  # the deed is conditional, and the threat made
        made = found if found.condition is None else Value()
        return replace(made, condition=coded.condition)
    if found.factuality == "asserted" and coded.kind == "carried" and coded.verb is not None:
        return value_of(coded.verb)
    return found


def _intended(coded: Coded, factuality: Factuality) -> tuple[str, Factuality]:
    """Type and factuality where a deed is only announced: PLOVER codes cooperation that will be
    as AGREE, and cooperation that will not be as REJECT."""
    kind = coded.frame.type
    if factuality == "planned" and kind == "CONSULT":
        return "AGREE", factuality
    if not is_announced(coded.verb or coded.trigger):
        return kind, factuality
    if factuality == "negated" and kind in COOPERATIVE:
        return "REJECT", "asserted"
    if factuality in ("planned", "conditional") and kind in FUTURE_AGREES:
        return "AGREE", factuality
    return kind, factuality
