"""PolNeAR (Newell, Margolin and Ruths, LREC 2018): source, cue and content in political news.

In go its documents as JSON Lines; out come the scorer's table and the recall of direct, mixed
and indirect contents. Its terms differ from ours in four things, which :func:`attributions`
turns into its own: one attribution holds every stretch under a cue, attitudes count beside
statements, what the author of a text says without a cue does not, and the complementiser
("that") belongs to the content.
"""

from __future__ import annotations

import argparse
import re
from typing import Any

from benchmarks.lines import Row, score
from benchmarks.matching import jaccard, letters
from onrecord import Report
from onrecord.model import Span

_THAT = re.compile(r"\b(?:that|whether)\s+[\"“]?$", re.IGNORECASE)
_MARKS = re.compile(r"[\"“”]")


def run(options: argparse.Namespace) -> int:
    """Score the attributions, and print recall by form."""
    status, pairs = score(
        options, lambda gold, report: {"attributions": attributions(report, gold["text"])}
    )
    print(f"\n{'form':<10} {'content found':>14} {'source too':>11} {'gold':>6}")
    for form in ("direct", "mixed", "indirect"):
        found = both = total = 0
        for gold, made in pairs:
            for one in gold["attributions"]:
                if not one["content"] or _form(gold["text"], one["content"]) != form:
                    continue
                total += 1
                near = [a for a in made["attributions"] if _same(gold, one, a, "content")]
                found += bool(near)
                both += any(_same(gold, one, a, "source") for a in near)
        if total:
            print(f"{form:<10} {found / total:>14.3f} {both / total:>11.3f} {total:>6}")
    return status


def attributions(report: Report, text: str) -> list[dict[str, Any]]:
    """Statements and attitudes as attributions, those under one cue joined."""
    chains: dict[str, dict[str, Any]] = {}
    for one in [*report.statements, *report.attitudes]:
        if one.cue is None:
            continue
        pieces = [[s.start, s.end] for s in one.pieces]
        pieces[0][0] = _with_that(text, pieces[0][0])
        if one.continues in chains:
            chains[one.id] = chains[one.continues]
            chains[one.id]["content"] += pieces
        else:
            chains[one.id] = {
                "source": _fragments(one.source),
                "cue": _fragments(one.cue),
                "content": pieces,
            }
    unique = {id(chain): chain for chain in chains.values()}
    return list(unique.values())


def _with_that(text: str, start: int) -> int:
    match = _THAT.search(text, max(0, start - 12), start)
    return match.start() if match else start


def _fragments(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span else []


def _form(text: str, content: list[list[int]]) -> str:
    """Direct: each stretch opens and closes with a mark; mixed: some mark; else indirect."""
    stretches = [text[start:end].strip(" ,.") for start, end in content]
    if all(s[:1] in '"“' and s[-1:] in '"”' for s in stretches):
        return "direct"
    return "mixed" if any(_MARKS.search(s) for s in stretches) else "indirect"


def _same(gold: Row, one: Row, other: Row, key: str) -> bool:
    return jaccard(*(letters(gold["text"], side[key]) for side in (one, other))) >= 0.5
