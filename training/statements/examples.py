"""Examples: annotated texts as windows with their labels.

In go lines of {"id", "text", "attributions": [{"source", "cue", "content"}]}, each of the three
a list of fragments, as [start, end] or as words of the text ("the army", or "the army#2" for
the second that stands there); out come windows with, for each cue in them, which pieces are its
content and its source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.model import Span
from onrecord.reading.passages import read_passages
from onrecord.reading.quotes import find_quotes
from onrecord.reading.tagging.attributions import BEGIN, INSIDE
from onrecord.reading.tagging.pieces import Vocabulary
from onrecord.reading.tagging.windows import Window, windows

_NUMBERED = re.compile(r"(.*)#(\d+)", re.DOTALL)


@dataclass
class Linked:
    """One attribution in a window: its cue's first and last piece, the pieces of its content,
    and the first and last piece of its source, (0, 0) where it has none there."""

    cue: tuple[int, int]
    content: np.ndarray
    source: tuple[int, int]


@dataclass
class Example:
    window: Window
    cues: np.ndarray
    links: list[Linked]


def read(path: Path) -> list[dict[str, Any]]:
    """The annotated texts of a file, a JSON object a line, with fragments as [start, end].

    Raises:
        ValueError: words of a fragment do not stand in the text, or stand there several times.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    for row in rows:
        for attribution in row["attributions"]:
            for key in ("source", "cue", "content"):
                attribution[key] = [_located(row, fragment) for fragment in attribution[key]]
    return rows


def _located(row: dict[str, Any], fragment: list[int] | str) -> list[int]:
    if not isinstance(fragment, str):
        return fragment
    match = _NUMBERED.fullmatch(fragment)
    words, number = (match[1], int(match[2])) if match else (fragment, 0)
    starts = [m.start() for m in re.finditer(re.escape(words), row["text"])]
    if len(starts) < max(number, 1) or (len(starts) > 1 and not number):
        raise ValueError(f"{row['id']}: {fragment!r} stands {len(starts)} times in the text")
    start = starts[max(number, 1) - 1]
    return [start, start + len(words)]


def examples(rows: Iterable[dict[str, Any]], vocabulary: Vocabulary) -> Iterator[Example]:
    """The windows of the texts with their labels, in the order of the texts."""
    for row in rows:
        for window in windows(row["text"], quotes(row["text"]), vocabulary):
            yield _labelled(window, row["attributions"])


def quotes(text: str) -> list[Span]:
    """The quotations of a text."""
    return find_quotes(text, read_passages(text))


def _labelled(window: Window, attributions: list[dict[str, Any]]) -> Example:
    cues = np.zeros(len(window.ids), dtype=np.int64)
    links = []
    for attribution in attributions:
        cue = _first_run(_within(window, attribution["cue"]))
        content = _within(window, attribution["content"])
        if cue is None or not content.any() or cues[cue[0] : cue[1] + 1].any():
            continue
        cues[cue[0]] = BEGIN
        cues[cue[0] + 1 : cue[1] + 1] = INSIDE
        source = _first_run(_within(window, attribution["source"])) or (0, 0)
        links.append(Linked(cue, content, source))
    return Example(window, cues, links)


def _within(window: Window, fragments: list[list[int]]) -> np.ndarray:
    wanted = [Span(*fragment) for fragment in fragments]
    return np.array(
        [span is not None and any(span.overlaps(one) for one in wanted) for span in window.spans],
        dtype=np.float32,
    )


def _first_run(chosen: np.ndarray) -> tuple[int, int] | None:
    places = np.flatnonzero(chosen)
    if not len(places):
        return None
    last = int(places[0])
    while last + 1 < len(chosen) and chosen[last + 1]:
        last += 1
    return int(places[0]), last
