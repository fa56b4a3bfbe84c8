"""PLOVER's gold standard records and Zero-Shot PLOVER: who did what to whom in one sentence.

In go the sentences as JSON Lines; out comes the scorer's table: dyads of countries with the type
of event ("gsr"), and whether the type of a given relation is among those coded ("plv").
"""

from __future__ import annotations

import argparse

from benchmarks.lines import Row, score
from onrecord import Report


def run(options: argparse.Namespace) -> int:
    """Score types and dyads."""
    status, _ = score(options, lambda gold, report: {"events": events(report)})
    return status


def events(report: Report) -> list[Row]:
    """The events of a report by type and by the countries of either side; a mutual event has all
    countries for sources, as in the gold."""
    countries = {actor.id: actor.country for actor in report.actors}
    found = []
    for event in report.events:
        sources, targets = (
            [c for actor in side if (c := countries[actor])]
            for side in (event.actors, event.recipients)
        )
        if event.mutual:
            sources, targets = list(dict.fromkeys(sources + targets)), []
        found.append({"type": event.type, "sources": sources, "targets": targets})
    return found
