"""Notices in which a text says what it is: a correction, an update, a repeat, a withdrawal.

In goes a text with its title; out come notices, in the order of the text, each with its very
words. The cues are those of agencies and papers (knowledge/notices.toml). A notice marks: what it
withdraws stays in the record, with the notice beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from onrecord.knowledge import tables
from onrecord.model import Record, Span

NoticeKind = Literal["withdrawal", "correction", "update", "repeat"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LEADING = " \t*•\"'“‘[#>–—-"


class Notice(Record, frozen=True):
    """What a text says of itself or of an earlier one. `words` are those of the line that says
    so; `span` is where the cue stands in the text, None where it stands in the title."""

    kind: NoticeKind
    words: str
    span: Span | None = None


class _Cue(NamedTuple):
    kind: NoticeKind
    at: str
    pattern: re.Pattern[str]


def notices(text: str, title: str | None = None) -> list[Notice]:
    """The notices of `text` and its `title`, each kind once a line."""
    found: list[Notice] = []
    if title:
        found += [Notice(kind, _tidy(title)) for kind, _, _ in _in_line(title, first=True)]
    first = True
    for match in _LINE.finditer(text):
        if not match[0].strip():
            continue
        for kind, start, end in _in_line(match[0], first=first):
            span = Span(match.start() + start, match.start() + end)
            found.append(Notice(kind, _tidy(match[0]), span))
        first = False
    return found


def _in_line(line: str, *, first: bool) -> Iterator[tuple[NoticeKind, int, int]]:
    """Kind, start and end of each cue in a line; `first`: it is the title or the first line."""
    lead = len(line) - len(line.lstrip(_LEADING))
    seen: set[str] = set()
    for cue in _cues():
        match = None
        if cue.at == "any":
            match = cue.pattern.search(line)
        elif cue.at == "line" or first:
            match = cue.pattern.match(line, lead)
        if match is not None and cue.kind not in seen:
            seen.add(cue.kind)
            yield cue.kind, match.start(), match.end()


def _tidy(line: str) -> str:
    return " ".join(line.split())


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(row["kind"], row["at"], re.compile(row["pattern"], re.IGNORECASE))
        for row in tables.keys("notices")["notice"]
    )
