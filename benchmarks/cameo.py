"""CAMEO sentences of Multi-CoPED: the words for source and target of one act, and its kind.

In go sentences as JSON Lines; out comes the scorer's table: the report's relation of the
sentence, as it stands. Part of the set trained the network: `--folds` cross-validates.
"""

from __future__ import annotations

import argparse

from benchmarks.lines import Row, score
from onrecord import Report
from onrecord.model import Act


def run(options: argparse.Namespace) -> int:
    """Score the words for source and target, and the kind of act."""
    status, _ = score(options, lambda gold, report: act(report))
    return status


def act(report: Report) -> Row:
    """The first relation of a report in the gold's terms."""
    for one in report.relations:
        sides = [(span, "source") for span in one.sources]
        sides += [(span, "target") for span in one.targets]
        actors = [{"start": s.start, "end": s.end, "role": role} for s, role in sides]
        return {"actors": actors, "class": class_of(one.act)}
    return {"actors": []}


def class_of(act: Act) -> str:
    """The set's name for a kind of act."""
    return "make_statement" if act == "statement" else act.replace(" ", "_")
