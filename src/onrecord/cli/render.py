"""What the commands print: claims as lines, as CSV, as JSON; a text with its marks.

In go claims and reports; out come lines that are safe on a terminal and in a spreadsheet:
control characters of documents are shown, never sent, and a cell that a spreadsheet would run
as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import msgspec
from rich.text import Text

from onrecord.claims import Claim
from onrecord.model import Report

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHOWN = "\n\t"


def plain(text: str) -> str:
    """`text` with its control and direction characters made visible."""
    kept = (c if c.isprintable() or c in SHOWN else f"\\x{ord(c):02x}" for c in text)
    return "".join(kept)


def sentence(claim: Claim) -> str:
    """One line: who · type · whom · when · where · how many · according to · factuality."""
    kind = f"{claim.type}/{claim.mode}" if claim.mode else claim.type
    when = claim.earliest or "?"
    if claim.latest and claim.latest != claim.earliest:
        when = f"{claim.earliest}..{claim.latest}"
    according = " < ".join(claim.according_to)
    parts = [
        ", ".join(claim.who) or "?",
        kind,
        ", ".join(claim.whom) or "?",
        when if claim.earliest else "",
        claim.where or "",
        "; ".join(claim.how_many),
        f"according to {according}" if according else "the report",
        claim.factuality,
    ]
    line = " · ".join(part for part in parts if part)
    if claim.disputed_by:
        line += f" · DISPUTED by {', '.join(claim.disputed_by)}"
    return plain(line).replace("\n", " ")


def styled(claim: Claim) -> Text:
    """The line of a claim for a terminal; labels carry the meaning, colour only helps."""
    line = Text(sentence(claim))
    line.highlight_words([claim.type], "bold cyan")
    line.highlight_words(["DISPUTED"], "bold red")
    return line


def evidence(claim: Claim) -> str:
    """The words that a claim was read from, with their place in the text."""
    return plain(f'    "{claim.evidence}" [{claim.start}:{claim.end}] {claim.event}')


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_csv(claims: Iterable[Claim]) -> str:
    """Claims as CSV with a header; lists are joined by semicolons, cells neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Claim.__struct_fields__)
    for claim in claims:
        writer.writerow([neutral(_cell(value)) for value in msgspec.structs.astuple(claim)])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return "" if value is None else str(value)


def as_json(claim: Claim) -> str:
    """A claim as one line of JSON."""
    return msgspec.json.encode(claim).decode("utf-8")


def marked(report: Report, text: str) -> str:
    """The text with statements in ⟦n …⟧ and event triggers as «word|TYPE»."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for number, statement in enumerate(report.statements, 1):
        opens.setdefault(statement.content.start, []).append(f"⟦{number} ")
        closes.setdefault(statement.content.end, []).append("⟧")
    for event in report.events:
        opens.setdefault(event.trigger.start, []).append("«")
        closes.setdefault(event.trigger.end, []).insert(0, f"|{event.type}»")
    out: list[str] = []
    for at in range(len(text) + 1):
        out += closes.get(at, []) + opens.get(at, [])
        out.append(plain(text[at : at + 1]))
    return "".join(out)
