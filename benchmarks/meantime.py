"""MEANTIME (Minard et al., LREC 2016): who said what, as links between events.

In go its documents as JSON Lines; out come the scorer's table. A statement or an attitude is a
link from the head of its cue to the head of each sentence of its content, and its source is the
speaker (Arg0). Nothing else of the set is predicted here: of the table, the two lines on links
and speakers are to be read.
"""

from __future__ import annotations

import argparse
from typing import Any

from spacy.tokens import Doc, Token

from benchmarks.lines import Row, score
from onrecord import Report
from onrecord.language import analyser
from onrecord.model import Span
from onrecord.reading.passages import read_passages

EVENTFUL = ("VERB", "AUX", "NOUN", "ADJ")


def run(options: argparse.Namespace) -> int:
    """Score the links and their speakers."""
    status, _ = score(options, lambda gold, report: links(report, gold["text"]))
    return status


def links(report: Report, text: str) -> Row:
    """The report's statements and attitudes as speech links with their speakers."""
    engine = analyser()
    doc = next(engine.analyse([engine.tokenise(text, [p.start for p in read_passages(text)])]))
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
    events[ident] = {"id": ident, "start": span.start, "end": span.end}
    return ident


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
