"""MEANTIME (Minard et al., LREC 2016): whole event records in business news.

In go its documents as JSON Lines; out come the scorer's table. Events are the predications of the
text (:func:`onrecord.reading.grammar.predications`) with polarity, certainty and time; timexes and
values are the report's times and quantities. A statement or an attitude is a link from the head
of its cue to the head of each sentence of its content, and its source is the speaker (Arg0).

Its terms differ from ours: only names, pronouns and things are arguments, no events, clauses or
times, and all adjuncts that are no places are one role, Argm-OTHER. What is only meant to be, a
purpose, is POSSIBLE there.
"""

from __future__ import annotations

import argparse
from typing import Any

from spacy.tokens import Doc, Token

from benchmarks.lines import Row, score
from onrecord import Report
from onrecord.language import analyser
from onrecord.model import Quantity, Span, Time
from onrecord.reading.grammar import Argument, Predication, is_eventive, predications
from onrecord.reading.passages import read_passages

EVENTFUL = ("VERB", "AUX", "NOUN", "ADJ")
POLARITY = {"positive": "POS", "negative": "NEG", "underspecified": "UNDERSPECIFIED"}
DROPPED = ("Argm-TMP", "Argm-MNR", "Argm-PRP")
EMPTY = ("this", "that", "what", "which", "there", "these", "those", "all", "some", "such")
TIMED = ("DATE", "TIME")
LETTERS = {"year": 4, "month": 7, "day": 10}


def run(options: argparse.Namespace) -> int:
    """Score the records."""
    status, _ = score(options, lambda gold, report: records(report, gold["text"]))
    return status


def records(report: Report, text: str) -> Row:
    """The predications of a text, and its report's links, times and quantities."""
    engine = analyser()
    doc = next(engine.analyse([engine.tokenise(text, [p.start for p in read_passages(text)])]))
    row = links(report, doc)
    events = {event["id"]: event for event in row["events"]}
    speakers = {p["event"] for p in row["participants"]}
    for one in predications(doc):
        ident = _event(events, one.span)
        events[ident] |= _factuality(one)
        for argument in one.arguments:
            spoken = argument.role == "Arg0" and ident in speakers
            if not spoken and _is_thing(argument):
                span = argument.span
                row["participants"].append(
                    {"event": ident, "role": argument.role, "start": span.start, "end": span.end}
                )
    return {
        **row,
        "events": list(events.values()),
        "timexes": [_timex(time) for time in report.times],
        "values": [_value(quantity) for quantity in report.quantities],
    }


def links(report: Report, doc: Doc) -> Row:
    """The report's statements and attitudes as speech links with their speakers."""
    events: dict[str, Row] = {}
    slinks: list[Row] = []
    participants: list[Row] = []
    for one in [*report.statements, *report.attitudes]:
        if one.cue is None:
            continue
        (cue,) = _heads(doc, [one.cue])[:1] or [one.cue]
        said = _event(events, cue)
        for head in _heads(doc, one.pieces):
            slinks.append({"source": said, "target": _event(events, head)})
        speaker: dict[str, Any] = {"event": said, "role": "Arg0"}
        if one.source is not None:
            speaker |= {"start": one.source.start, "end": one.source.end}
            if speaker not in participants:
                participants.append(speaker)
    return {"events": list(events.values()), "slinks": slinks, "participants": participants}


def _event(events: dict[str, Row], span: Span) -> str:
    ident = f"{span.start}-{span.end}"
    events.setdefault(ident, {"id": ident, "start": span.start, "end": span.end})
    return ident


def _factuality(one: Predication) -> Row:
    value = one.value
    meant = value.polarity == "positive" and value.certainty == "underspecified"
    return {
        "polarity": POLARITY[value.polarity],
        "certainty": "POSSIBLE" if meant else value.certainty.upper(),
        "time": "FUTURE" if value.future else "NON_FUTURE",
    }


def _is_thing(argument: Argument) -> bool:
    """Whether an argument is what the set annotates: somebody, something, somewhere, an amount."""
    head = argument.head
    if argument.role in DROPPED or head.pos_ in ("VERB", "AUX", "ADJ", "ADV"):
        return False
    if head.dep_ in ("compound", "nmod") and head.pos_ == "NOUN":
        return False  # "job cuts": no mention
    if argument.role == "Argm-OTHER" and not (head.ent_type_ or head.pos_ in ("PROPN", "PRON")):
        return False
    if head.lower_ in EMPTY or head.ent_type_ in TIMED:
        return False
    return not is_eventive(head)


def _timex(time: Time) -> Row:
    """A time as TIMEX3: a day, a month or a year, cut from the date that it begins at."""
    value = (time.earliest or "")[: LETTERS.get(time.grain or "", 10)]
    return {"start": time.start, "end": time.end, "type": "DATE", "value": value}


def _value(quantity: Quantity) -> Row:
    unit = (quantity.unit or "").lower()
    kind = "PERCENT" if unit in ("%", "percent", "per cent") else "QUANTITY"
    kind = "MONEY" if unit in ("$", "usd", "eur", "gbp", "dollar", "euro", "£", "€") else kind
    return {"start": quantity.start, "end": quantity.end, "type": kind}


def _heads(doc: Doc, pieces: list[Span]) -> list[Span]:
    """The words that govern each sentence of some pieces of text, coordinated verbs apart; a name
    or a pronoun is no event and governs nothing."""
    found: dict[int, list[Token]] = {}
    for piece in pieces:
        tokens = doc.char_span(piece.start, piece.end, alignment_mode="expand") or ()
        for start in dict.fromkeys(t.sent.start for t in tokens):
            inside = [t for t in tokens if t.sent.start == start]
            free = [t for t in inside if t.head.i == t.i or t.head not in inside]
            named = [t for t in free if t.pos_ in EVENTFUL]
            if named and start not in found:
                head = max(named, key=lambda t: (t.pos_ in ("VERB", "AUX"), -t.i))
                head = _deed(head)
                also = [t for t in head.conjuncts if t.pos_ == head.pos_ == "VERB" and t in inside]
                found[start] = [head, *also]
    return [Span(t.idx, t.idx + len(t.text)) for heads in found.values() for t in heads]


def _deed(head: Token) -> Token:
    """ "will be willing to contribute": the verb that an adjective of will or chance governs."""
    for adjective in (c for c in head.children if c.dep_ == "acomp"):
        for verb in (c for c in adjective.children if c.dep_ == "xcomp" and c.pos_ == "VERB"):
            return verb
    return head
