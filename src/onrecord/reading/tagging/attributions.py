"""Decoding: from the scores of the network to attributions.

In go a window and its scores; out come attributions: the cue, the stretches of its content, the
source or none. Cues are read off begin-inside-outside tags. A content is the best path through
two states, out and in (Viterbi), where a piece scores as content and an edge as first or last
piece. A source is the best pair of first and last piece, against none. Where two cues give one
source the same content ("said", "in a statement"), the more probable cue has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.reading.tagging.windows import Window

Scores = NDArray[np.float32]

CONTENT, FIRST, LAST, SOURCE_FIRST, SOURCE_LAST = range(5)
BEGIN, INSIDE = 1, 2
MAX_SOURCE = 60
"""Longest source, in pieces."""
SAME = 0.7
"""The overlap from which two contents are one."""


@dataclass(frozen=True)
class Attribution:
    """One source holding one content: characters of the text. `content` has one stretch or
    several, in order; `source` is None where none is stated; `score` in [0, 1] is the cue's."""

    cue: Span
    content: tuple[Span, ...]
    source: Span | None
    score: float


@dataclass(frozen=True)
class Settings:
    """What is tuned on validation documents, all but `supported`: how probable a cue must be by
    itself, and where a rule sees it too; what an edge of a content weighs; what a further stretch
    costs; what a piece needs to be content; what having no source must gain."""

    cue: float = 0.75
    supported: float = 0.2
    edge: float = 1.0
    stretch: float = 1.0
    content: float = 0.0
    no_source: float = 0.0


@dataclass(frozen=True)
class Scored:
    """What the network says of one window of P pieces: cue scores (P, 3), queries and keys
    (P, targets, width), biases (P, targets), what distance adds (targets, 2 * reach + 1); `shared`
    (P, hidden) is what its lower layers make of the pieces, for the reader of relations."""

    cues: Scores
    query: Scores
    key: Scores
    bias: Scores
    shared: Scores
    distance: Scores

    def pieces(self, first: int, last: int) -> Scores:
        """The scores (targets, P) of every piece for the cue from `first` to `last`."""
        asked = self.query[first : last + 1].mean(axis=0)
        scores = np.einsum("gw,pgw->gp", asked, self.key) + self.bias.T
        reach = self.distance.shape[1] // 2
        place = np.arange(len(self.cues))
        away = np.clip(place - last, 0, reach) + np.clip(place - first, -reach, 0)
        summed: Scores = scores + self.distance[:, away + reach]
        return summed


def decode(window: Window, scored: Scored, settings: Settings) -> list[Attribution]:
    """The attributions of a window whose cue is probable enough where a rule supports it, in the
    order of their cues; each has some content."""
    found = sorted(_readings(window, scored, settings), key=lambda r: (-r.score, r.cue))
    kept: list[_Reading] = []
    for reading in found:
        if not any(reading.repeats(other) for other in kept):
            kept.append(reading)
    return [reading.attribution(window) for reading in sorted(kept, key=lambda r: r.cue)]


@dataclass(frozen=True)
class _Reading:
    """An attribution in pieces of its window: first and last of the cue, of each stretch of
    content, and of the source."""

    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    score: float

    def repeats(self, other: _Reading) -> bool:
        """Whether source and content are, for the most part, the other's."""
        mine, its = ({at for a, z in r.content for at in range(a, z + 1)} for r in (self, other))
        return self.source == other.source and len(mine & its) > SAME * len(mine | its)

    def attribution(self, window: Window) -> Attribution:
        """The same in characters of the text."""
        return Attribution(
            _characters(window, *self.cue),
            tuple(_characters(window, *stretch) for stretch in self.content),
            _characters(window, *self.source) if self.source else None,
            self.score,
        )


def _readings(window: Window, scored: Scored, settings: Settings) -> Iterator[_Reading]:
    free = np.array([span is not None for span in window.spans])
    sure = list(_cues(scored.cues, free, settings.cue))
    rest = free.copy()
    for first, last, _ in sure:
        rest[first : last + 1] = False
    for first, last, score in [*sure, *_cues(scored.cues, rest, settings.supported)]:
        pieces = scored.pieces(first, last)
        allowed = free.copy()
        allowed[first : last + 1] = False
        if content := _content(pieces, allowed, settings):
            source = _source(pieces, allowed, settings)
            yield _Reading((first, last), tuple(content), source, score)


def _characters(window: Window, first: int, last: int) -> Span:
    opening, closing = window.spans[first], window.spans[last]
    assert opening is not None and closing is not None
    return Span(opening.start, closing.end)


def _cues(
    scores: Scores, free: NDArray[np.bool_], threshold: float
) -> Iterator[tuple[int, int, float]]:
    """Runs of pieces that begin like a cue and go on inside one, with how probable they are."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    cue = chances[:, BEGIN] + chances[:, INSIDE]
    at = 0
    while at < len(scores):
        if not free[at] or cue[at] < threshold:
            at += 1
            continue
        last = at
        while last + 1 < len(scores) and free[last + 1] and _goes_on(chances[last + 1], threshold):
            last += 1
        yield at, last, float(cue[at : last + 1].max())
        at = last + 1


def _goes_on(chance: Scores, threshold: float) -> bool:
    return bool(chance[INSIDE] > chance[BEGIN] and chance[BEGIN] + chance[INSIDE] >= threshold)


def _content(
    pieces: Scores, allowed: NDArray[np.bool_], settings: Settings
) -> list[tuple[int, int]]:
    """The runs of the best path; none crosses the cue or the end of a line."""
    gains = (pieces[CONTENT] + settings.content).tolist()
    openings = (settings.edge * pieces[FIRST] - settings.stretch).tolist()
    closings = (settings.edge * pieces[LAST]).tolist()
    outside, inside = 0.0, -math.inf
    opened: list[bool] = []  # whether the best path that is in at a piece opens there
    closed: list[bool] = []  # whether the best path that is out after it closes there
    for free, gain, opening, closing in zip(
        allowed.tolist(), gains, openings, closings, strict=True
    ):
        fresh = outside + opening
        opened.append(free and fresh > inside)
        inside = max(fresh, inside) + gain if free else -math.inf
        done = inside + closing
        closed.append(done > outside)
        outside = max(outside, done)
    return _runs(opened, closed)


def _runs(opened: list[bool], closed: list[bool]) -> list[tuple[int, int]]:
    """Reads the best path backwards: the latest close that improved it, then its opening."""
    runs: list[tuple[int, int]] = []
    at = len(opened) - 1
    while at >= 0:
        if closed[at]:
            last = at
            while not opened[at]:
                at -= 1
            runs.append((at, last))
        at -= 1
    return runs[::-1]


def _source(
    pieces: Scores, allowed: NDArray[np.bool_], settings: Settings
) -> tuple[int, int] | None:
    """The best first and last piece on one side of the cue, or None where none scores better."""
    first, last = pieces[SOURCE_FIRST], pieces[SOURCE_LAST]
    best, found = first[0] + last[0] + settings.no_source, None
    places = np.flatnonzero(allowed)
    likeliest_last = last[places].max(initial=-math.inf)
    for at in places[np.argsort(-first[places], kind="stable")]:
        if first[at] + likeliest_last <= best:
            break  # no later one can score better
        barred = np.flatnonzero(~allowed[at : at + MAX_SOURCE])
        end = at + (int(barred[0]) if len(barred) else MAX_SOURCE)
        to = at + int(np.argmax(last[at:end]))
        if first[at] + last[to] > best:
            best, found = first[at] + last[to], (int(at), int(to))
    return found
