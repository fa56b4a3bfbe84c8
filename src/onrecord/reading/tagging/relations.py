"""The reader of relations: who does something to whom, in a sentence that is about it.

In go the pieces of one sentence, as the lower layers of the network see them; out comes its
relation: the phrases of source and target, the word that carries the act, the kind of act and
how probable each PLOVER type is. The two phrases are read off begin-inside-outside tags, as the
best path that is well formed (Viterbi); a phrase under both tags has no direction.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Act, Span
from onrecord.reading.tagging.session import session
from onrecord.reading.tagging.windows import Window

WEIGHTS = "onrecord.reading.tagging"
NETWORK = "relations.onnx"

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
ACTS: tuple[Act, ...] = get_args(Act)
OUTSIDE, BEGIN, INSIDE = range(3)
EAGER = 1.5
"""By how much (in nats) the opening of a target is favoured where else there would be none: most
acts of a sentence that names somebody reach somebody. Chosen on sentences held back in training."""

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Dyad:
    """The relation of a sentence: phrases of who acts and whom it reaches, the pieces from the
    likeliest to carry the act to the least, the kind of act, and by type its probability."""

    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    carriers: tuple[Span, ...]
    act: Act
    types: tuple[float, ...]


class Relations:
    """The network of relations; made from the file that holds it."""

    def __init__(self, path: Path) -> None:
        self._session = session(path)

    def read(self, window: Window, shared: Scores, sentence: Span) -> Dyad | None:
        """The relation of the sentence that stands at `sentence` in a window; None where none of
        it stands there."""
        chosen = pieces_within(window, sentence)
        spans = [window.spans[i] for i in chosen]
        if not any(spans):
            return None
        roles, carrier, acts, types = self._session.run(None, {"shared": shared[None, chosen]})
        order = sorted(range(len(spans)), key=lambda i: (-carrier[i], i))
        return Dyad(
            sources=tuple(phrases(spans, roles[:, :3])),
            targets=tuple(_reached(spans, roles[:, 3:])),
            carriers=tuple(span for i in order if (span := spans[i]) is not None),
            act=ACTS[int(acts.argmax())],
            types=tuple(float(p) for p in _softmax(types)),
        )


@cache
def _loaded(path: Path | None) -> Relations:
    if path is not None:
        return Relations(path)
    with as_file(files(WEIGHTS).joinpath("weights")) as folder:
        return Relations(folder / NETWORK)


_chosen: ContextVar[Path | None] = ContextVar("relations", default=None)


def relations() -> Relations:
    """The network that ships with the package, or the one that was chosen in its stead."""
    return _loaded(_chosen.get())


@contextmanager
def reading_with(path: Path) -> Iterator[None]:
    """Read with the weights in `path`: what training has held back is measured so."""
    token = _chosen.set(path)
    try:
        yield
    finally:
        _chosen.reset(token)


def pieces_within(window: Window, sentence: Span) -> list[int]:
    """Which pieces of a window make a sentence: its own, between the window's opening and last
    mark, which stand for the edges of a text."""
    start, end = sentence.start, sentence.end
    inside = [
        i
        for i, span in enumerate(window.spans)
        if span is not None and span.start < end and start < span.end
    ]
    return [0, *inside, len(window.spans) - 1]


def _reached(spans: Sequence[Span | None], scores: Scores) -> list[Span]:
    """The phrases of whom an act reaches; where the best path has none, those of a readier one."""
    if found := list(phrases(spans, scores)):
        return found
    ready = scores.copy()
    ready[:, BEGIN] += EAGER
    ready[:, INSIDE] += EAGER / 2
    return list(phrases(spans, ready))


def phrases(spans: Sequence[Span | None], scores: Scores) -> Iterator[Span]:
    """The phrases that the best well-formed path through begin-inside-outside tags marks."""
    current: Span | None = None
    for span, tag in zip(spans, _best_path(scores), strict=True):
        if current is not None and tag != INSIDE:
            yield current
            current = None
        if span is not None and tag == BEGIN:
            current = span
        elif span is not None and current is not None:
            current = Span(current.start, span.end)
    if current is not None:
        yield current


def _best_path(scores: Scores) -> list[int]:
    rows = np.log(_softmax(scores)).tolist()
    outside, begin, _ = rows[0]
    inside = -math.inf  # nothing goes on at the first piece
    back: list[tuple[int, int, int]] = []
    for out, opening, on in rows[1:]:
        free = max(outside, begin, inside)
        start = OUTSIDE if outside == free else BEGIN if begin == free else INSIDE
        within = max(begin, inside)
        back.append((start, start, BEGIN if begin == within else INSIDE))
        outside, begin, inside = free + out, free + opening, within + on
    last = (outside, begin, inside)
    path = [last.index(max(last))]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return path[::-1]


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Scores = raised / raised.sum(axis=-1, keepdims=True)
    return shares
