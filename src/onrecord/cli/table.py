"""Claims on a terminal, as wide as it is.

In go claims; out comes a table with a row a claim where the terminal is wide enough for one,
else each claim as a sentence whose further lines are indented. The labels are the words; bold
and colour only help.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.claims import Claim
from onrecord.cli.render import evidence, parts, phrases

WIDE = 100
INDENT = "    "
CIRCUMSTANCES = ("when", "where", "how many")
COLUMNS = ("who", "type", "whom", "details", "according to", "factuality")
"""The details are when, where and how many."""
UNBROKEN = ("type",)


def print_claims(claims: Sequence[Claim], *, with_evidence: bool) -> None:
    """Print claims for a person."""
    console = Console(highlight=False)
    if console.width >= WIDE and not with_evidence and claims:
        console.print(_table(claims))
        return
    for claim in claims:
        lines = _broken(phrases(claim), console.width)
        console.print(_styled("\n".join(lines), claim), soft_wrap=True)
        if with_evidence:
            console.print(Text(evidence(claim), "dim"), soft_wrap=True)


def _table(claims: Sequence[Claim]) -> Table:
    rows = [_row(claim) for claim in claims]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline")
    shown = [c for c in COLUMNS if any(row[c] for row in rows)]
    for column in shown:
        table.add_column(column, overflow="fold", no_wrap=column in UNBROKEN)
    for row, claim in zip(rows, claims, strict=True):
        table.add_row(*(_styled(row[column], claim) for column in shown))
    return table


def _row(claim: Claim) -> dict[str, str]:
    found = parts(claim)
    found["according to"] = found["according to"] or "the report"
    found["details"] = " · ".join(found[c] for c in CIRCUMSTANCES if found[c])
    return found


def _broken(found: Sequence[str], width: int) -> list[str]:
    """Phrases on lines of `width`, all but the first indented, broken between phrases if
    possible."""
    lines: list[str] = []
    for phrase in found:
        if lines and len(lines[-1]) + 3 + len(phrase) <= width:
            lines[-1] += f" · {phrase}"
        else:
            first = f"{INDENT}· " if lines else ""
            lines += textwrap.wrap(first + phrase, width, subsequent_indent=INDENT * 2)
    return lines


def _styled(line: str, claim: Claim) -> Text:
    text = Text(line)
    text.highlight_words([claim.type or ""], "bold cyan")
    text.highlight_words(["DISPUTED"], "bold red")
    return text
