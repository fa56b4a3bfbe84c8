"""Windows: a text cut into stretches that the tagger reads one at a time.

In goes a text and its quotations; out come windows of at most :data:`MAX_PIECES` word pieces. A
window holds whole lines; a line that is longer is cut at the ends of its sentences. Between two
lines stands a separator, and a second signal says of each piece whether it stands in quotation
marks: what a reader sees of a page, and what word pieces alone do not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.reading.quotes import holds
from onrecord.reading.tagging.pieces import Vocabulary

MAX_PIECES = 192

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)»]*\s+")


@dataclass
class Window:
    """Parallel lists, one entry a piece: its number in the vocabulary, whether it is quoted (1
    or 0), and its characters in the text, None for a mark of structure."""

    ids: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    spans: list[Span | None] = field(default_factory=list)


@dataclass(frozen=True)
class Encoded:
    """A window with what the lower layers of the network make of its P pieces, (P, hidden)."""

    window: Window
    shared: NDArray[np.float32]


@dataclass
class _Piece:
    ids: list[int]
    spans: list[Span]


def windows(text: str, quotes: Sequence[Span], vocabulary: Vocabulary) -> Iterator[Window]:
    """The windows of `text`, in its order; every word piece of it lies in one."""
    window = Window()
    for piece in _pieces(text, vocabulary):
        if window.ids and len(window.ids) + len(piece.ids) + 1 > MAX_PIECES:
            yield window
            window = Window()
        if not window.ids:
            _add(window, vocabulary.opening)
        window.ids += piece.ids
        window.spans += piece.spans
        window.quoted += [int(holds(quotes, span.start)) for span in piece.spans]
        _add(window, vocabulary.closing)
    if window.ids:
        yield window


def _add(window: Window, mark: int) -> None:
    window.ids.append(mark)
    window.quoted.append(0)
    window.spans.append(None)


def _pieces(text: str, vocabulary: Vocabulary) -> Iterator[_Piece]:
    """Lines, or the sentences of a line that does not fit, packed; none is over-long."""
    room = MAX_PIECES - 2
    for line in _LINE.finditer(text):
        whole = _encode(text, line.start(), line.end(), vocabulary)
        if len(whole.ids) <= room:
            if whole.ids:
                yield whole
            continue
        cuts = [m.end() for m in _SENTENCE_END.finditer(text, line.start(), line.end())]
        start = 0
        for end in _fitting(whole, [*cuts, line.end()], room):
            yield _Piece(whole.ids[start:end], whole.spans[start:end])
            start = end


def _fitting(whole: _Piece, cuts: list[int], room: int) -> Iterator[int]:
    """Where to cut the pieces of a long line: at the last cut that fits, or where room ends."""
    start = best = 0
    ends = set()
    position = 0
    for index, span in enumerate(whole.spans):
        while position < len(cuts) and cuts[position] <= span.start:
            ends.add(index)
            position += 1
    for index in range(len(whole.spans)):
        if index in ends:
            best = index
        if index - start >= room:
            best = best if best > start else index
            yield best
            start = best
    yield len(whole.spans)


def _encode(text: str, start: int, end: int, vocabulary: Vocabulary) -> _Piece:
    found = list(vocabulary.pieces(text, start, end))
    return _Piece([number for number, _ in found], [span for _, span in found])
