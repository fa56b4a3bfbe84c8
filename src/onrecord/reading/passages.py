"""Stage one: the blocks of a text and their function on the page.

In goes the stored text; out come passages in its order: headline, headings, body paragraphs,
paragraphs that are wholly a quotation, the caption line that names such a quotation's speaker,
bylines, datelines and promotion. A passage is a line without the white space around it; a
dateline ("GENEVA, May 3 (Wire) - ") is split from the paragraph that it opens. The cues are
the typographic ones that a reader uses: length, end punctuation, capitals and neighbours.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.knowledge import tables
from onrecord.model import Passage, PassageKind

OPENING = "“\"«„‘'"
CLOSING = "”\"»’'"
MAX_HEADING_WORDS = 16
MAX_CAPTION_WORDS = 8
MAX_PROMOTION_CHARACTERS = 240

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /-][A-Z.'’-]+){0,4}(?:, [A-Z][\w.]+){0,2})"
    r"(?P<date>,? (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?"
    r"(?P<wire> ?\([^()\n]{2,40}\))? ?(?:—|–|--|-) ?"
)
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by", "as"}


class _Line(NamedTuple):
    start: int
    end: int
    text: str


@cache
def _furniture() -> dict[str, tuple[str, ...]]:
    data = tables.keys("furniture")
    return {key: tuple(value) for key, value in data.items() if isinstance(value, list)}


def read_passages(text: str) -> list[Passage]:
    """The passages of `text`, in order, not overlapping; every visible character lies in one."""
    lines = _lines(text)
    folded = text.casefold()
    passages: list[Passage] = []
    kinds: list[PassageKind] = []
    for index, line in enumerate(lines):
        kind = _kind(line, index, lines, kinds, folded)
        kinds.append(kind)
        if kind == "body" and (match := _dateline(line.text)):
            cut = line.start + match.end()
            passages.append(Passage("dateline", line.start, line.start + len(match[0].rstrip())))
            if cut < line.end:
                passages.append(Passage("body", cut, line.end))
        else:
            passages.append(Passage(kind, line.start, line.end))
    return passages


def _lines(text: str) -> list[_Line]:
    found = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(_Line(start, start + len(stripped), stripped))
    return found


def _kind(
    line: _Line, index: int, lines: list[_Line], kinds: list[PassageKind], folded: str
) -> PassageKind:
    if _is_promotion(line.text):
        return "promotion"
    if _is_byline(line.text):
        return "byline"
    if index and kinds[-1] in ("body", "quotation") and _is_caption(line, lines[index - 1], folded):
        return "caption"
    if _is_title(line.text) and index + 1 < len(lines):
        if index == 0 or (index == 1 and kinds[0] in ("byline", "promotion")):
            return "headline"
        return "heading"
    if _is_quoted(line.text):
        return "quotation"
    return "body"


def _is_promotion(line: str) -> bool:
    lowered = line.lower().replace("’", "'")
    return len(line) <= MAX_PROMOTION_CHARACTERS and lowered.startswith(_furniture()["promotion"])


def _is_byline(line: str) -> bool:
    lowered = line.lower()
    short = len(line.split()) <= 14 and line[-1] not in '!?”"'
    if not short or not lowered.startswith(_furniture()["byline"]):
        return False
    rest = line.split(maxsplit=1)[-1]
    return not lowered.startswith("by ") or (
        line[-1] != "." and all(w[0].isupper() or w.lower() in _SMALL for w in rest.split())
    )


def _is_caption(line: _Line, before: _Line, folded: str) -> bool:
    """A short name under a quotation: it stands elsewhere in the text, or brings a title."""
    words = line.text.split()
    if len(words) > MAX_CAPTION_WORDS or line.text[-1] in '.!?:;,”"':
        return False
    if before.text[0] not in OPENING:
        return False
    name = line.text.lstrip("—–- ").split(",")[0].strip()
    if not name or not name[0].isupper():
        return False
    repeated = folded.count(name.casefold()) > 1
    return repeated or "," in line.text or line.text[0] in "—–-"


def _is_title(line: str) -> bool:
    words = line.split()
    if len(words) > MAX_HEADING_WORDS or line[-1] in '.!?:;,”"…' or line[0] in OPENING:
        return False
    return len(words) > 1 or line.isupper()


def _is_quoted(line: str) -> bool:
    if len(line) < 3 or line[0] not in OPENING or line.rstrip(".,")[-1:] not in CLOSING:
        return False
    inner = line.strip(OPENING + CLOSING + ".,")
    return not any(mark in inner for mark in '“”"«»')


def _dateline(line: str) -> re.Match[str] | None:
    match = _DATELINE.match(line)
    if match is None or not (match["date"] or match["wire"] or match["place"].isupper()):
        return None
    if len(match["place"]) < 3:
        return None
    return match
