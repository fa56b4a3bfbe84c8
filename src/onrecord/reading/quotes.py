"""Quotation marks: which stretches of a text stand between them.

In goes a text and its passages; out come the quotations, each inside one passage, without their
marks. Curly, straight, doubled ("" ""), typed (`` '') and angled marks are paired; a mark
without a partner costs that one quotation and nothing else. A paragraph that opens with a mark
which the next quoted paragraph takes up again is one quotation a paragraph, as printers do it.
Single marks ('We stay,' as British papers print) quote where no double ones stand around them: one
opens before a word, and the first that can be no apostrophe closes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from onrecord.model import Passage, Span

_MARK = re.compile(r"“+|”+|\"+|«|»|„|``|''")
_OPEN = {"“", "«", "„", "`"}
_CLOSE = {"”", "»"}
_EITHER = {'"', "'"}
_SINGLE = re.compile(
    r"(?P<open>(?<![^\s(\[—–:;])['‘](?!')(?=[^\W_]|[“\"…£$€])(?!(?:\d\ds|em|til|tis|twas|cause)\b))"
    r"|(?P<close>(?<=\S)(?<!')['’](?![\w']))"
)
_ENDING = ',.?!…”"'
"""Marks behind which no apostrophe stands."""
_NEXT = re.compile(r"[.?!]['’]?\s+['‘]?[A-Z]")
"""Where a sentence ends within a stretch."""


def find_quotes(text: str, passages: Iterable[Passage]) -> list[Span]:
    """The quotations of `text`, in order, without their marks; none is empty."""
    read = [p for p in passages if p.kind not in ("promotion", "byline", "dateline")]
    found: list[Span] = []
    for passage, below in zip_longest(read, read[1:]):
        double = _in_passage(text, passage, below)
        single = [s for s in _single(text, passage, below) if not _torn(s, double)]
        found += [d for d in double if not any(d.within(s) for s in single)] + single
    return sorted(found, key=lambda quote: quote.start)


def holds(quotes: Sequence[Span], offset: int) -> bool:
    """Whether the character at `offset` stands in one of `quotes`, which are in order."""
    at = bisect_right(quotes, offset, key=lambda quote: quote.start) - 1
    return at >= 0 and offset < quotes[at].end


def _in_passage(text: str, passage: Passage, below: Passage | None) -> list[Span]:
    """Pairs marks from left to right; a second opening before a close drops the first. A last
    opening runs to the end of the passage where the one below opens with a mark again."""
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text, passage.start, passage.end):
        mark = match[0][0]
        opens = mark in _OPEN or (mark in _EITHER and opened is None)
        if opens:
            opened = match.end()
        elif opened is not None and (mark in _CLOSE or mark in _EITHER):
            if span := _trimmed(text, opened, match.start()):
                found.append(span)
            opened = None
    reopened = below is not None and _MARK.match(text, below.start)
    measures = opened and text[max(0, opened - 3) : opened].rstrip("\"'")[-1:].isalnum()  # 5" guns
    if opened is not None and not measures and reopened and reopened[0][0] in _OPEN | _EITHER:
        found += filter(None, [_trimmed(text, opened, passage.end)])
    return found


def _torn(single: Span, doubles: Iterable[Span]) -> bool:
    """Whether a stretch between single marks lies in a quotation, or crosses the edge of one."""
    return any(single.overlaps(double) and not double.within(single) for double in doubles)


def _single(text: str, passage: Passage, below: Passage | None) -> Iterator[Span]:
    """Stretches between single marks; a second opening before a close drops the first. A last
    opening runs on as one of double marks does."""
    opened: int | None = None
    closes: list[re.Match[str]] = []
    for mark in _SINGLE.finditer(text, passage.start, passage.end):
        if mark["open"] is None:
            closes += [mark] if opened is not None else []
            continue
        if opened is not None and (span := _closed(text, opened, closes)):
            yield span
        opened, closes = mark.end(), []
    if opened is None:
        return
    if closes:
        yield from filter(None, [_closed(text, opened, closes)])
    elif below is not None and text[below.start] in "'‘":
        yield from filter(None, [_trimmed(text, opened, passage.end)])


def _closed(text: str, opened: int, closes: Sequence[re.Match[str]]) -> Span | None:
    """From an opening mark to the one that closes it: behind punctuation or a word that is no
    plural, else the last in the sentence ("'the farmers' claims'")."""
    sure = [c for c in closes if text[c.start() - 1] in _ENDING or text[c.start() - 1] not in "sz"]
    first = next(iter(sure), None)
    if first is None:
        end = _NEXT.search(text, opened)
        near = [c for c in closes if end is None or c.start() < end.end()]
        first = next(reversed(near or list(closes[:1])), None)
    return _trimmed(text, opened, first.start()) if first is not None else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def trim(text: str, start: int, end: int) -> Span | None:
    """[start, end) without white space, quotation marks and end punctuation around it; a single
    mark at the end may be an apostrophe ("the farmers'") and goes only behind other letters."""
    around = ' \n\t\r ,;:–—-"“”«»„`'
    while start < end and (text[start] in around + "'‘" or text[start].isspace()):
        start += 1
    while end > start:
        owning = text[end - 2 : end - 1] in ("s", "z", "'")
        single = text[end - 1] in "'’" and not owning
        if single or text[end - 1] in around + "." or text[end - 1].isspace():
            end -= 1
        elif text.endswith("''", start, end):
            end -= 2
        else:
            break
    return Span(start, end) if start < end else None
