"""What the commands print for people: claims as lines, explanations, a text with its marks.

In go records and reports; out come lines that are safe on a terminal: control and direction
characters of documents are shown, never sent.
"""

from __future__ import annotations

import unicodedata

from onrecord.claims import Claim, coded
from onrecord.explanation import Explanation, Words
from onrecord.explanation import Source as SourceStatement
from onrecord.model import Event, Report
from onrecord.resolve.records import Position
from onrecord.store.candidates import Candidate

SHOWN = "\n\t"
STANCES = ("denies", "admits", "questions", "confirms")
"""What is said beside a source that does not simply assert."""

WEIGHTIEST = 8
"""How many reasons of a pair are shown."""


def plain(text: str) -> str:
    """`text` with its control and direction characters made visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in SHOWN else _visible(c) for c in text)


def _visible(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def on_one_line(text: str) -> str:
    """`text` on one line, its control characters made visible."""
    return plain(text).replace("\n", " ").replace("\t", " ")


def parts(claim: Claim) -> dict[str, str]:
    """What a claim says, by the names of the columns; unknown parts are empty."""
    when = claim.earliest or ""
    if claim.latest != claim.earliest:
        when = f"{claim.earliest or ''}..{claim.latest or ''}"
    according = " < ".join(claim.according_to)
    if according and claim.stance in STANCES:
        according = f"{according} ({claim.stance})"
    certain = claim.factuality
    if claim.disputed_by:
        certain += f" · DENIED by {', '.join(claim.disputed_by)}"
    found = {
        "who": ", ".join(claim.who) or "?",
        "type": coded(claim.type, claim.mode),
        "whom": ", ".join(claim.whom) or "?",
        "when": when,
        "where": claim.where or "",
        "how many": "; ".join(claim.how_many),
        "according to": according,
        "factuality": certain,
    }
    return {name: on_one_line(value) for name, value in found.items()}


def phrases(claim: Claim) -> list[str]:
    """What is known of a claim, phrase by phrase, in the order of the sentence."""
    found = parts(claim)
    according = found["according to"]
    found["according to"] = f"according to {according}" if according else "the report"
    return [part for part in found.values() if part]


def sentence(claim: Claim) -> str:
    """One line: who · type · whom · when · where · how many · according to · factuality."""
    return " · ".join(phrases(claim))


def evidence(claim: Claim) -> str:
    """The words that a claim was read from, with their place in the text."""
    return on_one_line(f'"{claim.evidence}" [{claim.start}:{claim.end}] {claim.event}')


def position(held: Position) -> str:
    """A position on one line: who, when, in which words, and where these stand."""
    who = held.speaker or held.publisher or "the report"
    words = " ".join(held.words.split())
    said = f'{who} ({held.published or "undated"}) "{words}"'
    return f"{said} [{held.start}:{held.end}] {held.document[:12]}"


def explained(found: Explanation) -> list[str]:
    """An explanation, a line for each thing that it says."""
    kind = "event" if isinstance(found.record, Event) else "statement"
    document, words = found.document, found.words
    dated = document.published or "undated"
    rows = [
        ("rule", found.rule or "none named"),
        ("row", found.row or ""),
        ("trigger", quoted(found.trigger)),
        ("words", quoted(words)),
    ]
    if isinstance(found.record, Event) and not any(p.role == "actor" for p in found.parts):
        rows.append(("actor", "none named"))
    for part in found.parts:
        origin = f"from {quoted(part.words)}" if part.words else ""
        how = f"({part.how})" if part.how else ""
        rows.append((part.role, " ".join(filter(None, (part.value, origin, how)))))
    rows += [("within", _said(source)) for source in found.chain]
    rows.append(("within", f"the report: document {document.id[:16]}"))
    rows += [("denied by", _said(source)) for source in found.denied]
    rows.append(("reader", found.reader or "unknown"))
    head = f"{kind} {found.record.id} of {document.title or document.id[:16]} ({dated})"
    return [on_one_line(head), *(on_one_line(f"  {n:10} {v}") for n, v in rows if v)]


def compared(pair: Candidate) -> list[str]:
    """A pair that may be one: how alike the two are, what speaks most for and against, and each."""
    reasons = sorted(pair.reasons, key=lambda reason: -abs(reason["contribution"]))
    why = "  ".join(
        f"{reason['name']} {reason['value']:.2f} ({reason['contribution']:+.2f})"
        for reason in reasons[:WEIGHTIEST]
    )
    lines = [f"{pair.score:.2f}  {why}"]
    for ident, side in ((pair.a, pair.left), (pair.b, pair.right)):
        words = side.get("evidence") or side.get("name") or side.get("title") or ""
        parts = (
            ident,
            side.get("type"),
            side.get("published"),
            side.get("publisher"),
            f'"{words}"',
        )
        lines.append("  " + "  ".join(part for part in parts if part))
    return [on_one_line(line) for line in lines]


def quoted(words: Words | None) -> str:
    """Words of the text between quotation marks, with their place."""
    if words is None:
        return ""
    return f'"{" ".join(words.text.split())}" [{words.start}:{words.end}]'


def _said(source: SourceStatement) -> str:
    cue = f", cue {quoted(source.cue)}" if source.cue else ""
    rule = f" ({source.rule})" if source.rule else ""
    said = f"{source.who} {source.stance} ({source.form}){cue}: {quoted(source.content)}"
    return f"{said} {source.id}{rule}"


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
