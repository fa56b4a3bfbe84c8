"""CAMEO sentences of Multi-CoPED: the words for source and target of one act, and its class.

In go sentences as JSON Lines; out comes the scorer's table. One act a sentence is asked for: the
event with both sides that stands first, else the first with one; where there is none, the first
statement, whose source speaks of somebody.
"""

from __future__ import annotations

import argparse
from itertools import chain

from benchmarks.lines import Row, score
from onrecord import Report
from onrecord.model import Event, Mention, Span

CLASSES = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def run(options: argparse.Namespace) -> int:
    """Score the words for source and target, and the class."""
    status, _ = score(options, lambda gold, report: act(report))
    return status


def act(report: Report) -> Row:
    """The one act of a sentence in the gold's terms."""
    event = max(report.events, key=_rank, default=None)
    if event is None:
        sources = [s.source for s in report.statements if s.source][:1]
        return {"actors": [_span(s, "source") for s in sources], "class": "make_statement"}
    kind = next(name for name, types in CLASSES.items() if event.type in types)
    sides = chain(
        ((actor, "both" if event.mutual else "source") for actor in event.actors),
        ((actor, "both" if event.mutual else "target") for actor in event.recipients),
    )
    found = [(_words(report, actor, event), role) for actor, role in sides]
    return {"actors": [_span(words, role) for words, role in found if words], "class": kind}


def _rank(event: Event) -> tuple[bool, bool, int]:
    return (
        bool(event.actors) and bool(event.recipients),
        event.within is None,
        -event.trigger.start,
    )


def _words(report: Report, actor: str, event: Event) -> Span | None:
    """The mention of an actor that is nearest to the trigger."""
    mentions: list[Mention] = [m for m in report.mentions if m.actor == actor]
    near = min(mentions, key=lambda m: abs(m.start - event.trigger.start), default=None)
    return Span(near.start, near.end) if near else None


def _span(words: Span, role: str) -> Row:
    return {"start": words.start, "end": words.end, "role": role}
