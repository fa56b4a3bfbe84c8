"""Claims on a terminal, as wide as it is.

In go claims; out comes a table with a row a claim where the terminal is wide enough for one,
else each claim as a sentence whose further lines are indented. Parts that no claim has get no
column. The labels are the words; bold and colour only help.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.claims import Claim
from onrecord.cli.render import evidence, parts, sentence

WIDE = 100
INDENT = "    "
OPTIONAL = ("when", "where", "how many")
UNBROKEN = ("type",)


def print_claims(claims: Sequence[Claim], *, with_evidence: bool) -> None:
    """Print claims for a person."""
    console = Console(highlight=False)
    if console.width >= WIDE and not with_evidence and claims:
        console.print(_table(claims))
        return
    for claim in claims:
        lines = textwrap.wrap(sentence(claim), console.width, subsequent_indent=INDENT)
        console.print(_styled("\n".join(lines), claim), soft_wrap=True)
        if with_evidence:
            console.print(Text(evidence(claim), "dim"), soft_wrap=True)


def _table(claims: Sequence[Claim]) -> Table:
    rows = [parts(claim) for claim in claims]
    columns = [c for c in rows[0] if c not in OPTIONAL or any(row[c] for row in rows)]
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="bold underline")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in UNBROKEN)
    for row, claim in zip(rows, claims, strict=True):
        row["according to"] = row["according to"] or "the report"
        row["when"] = row["when"].replace("..", " .. ")
        table.add_row(*(_styled(row[column], claim) for column in columns))
    return table


def _styled(line: str, claim: Claim) -> Text:
    text = Text(line)
    text.highlight_words([claim.type], "bold cyan")
    text.highlight_words(["DISPUTED"], "bold red")
    return text
