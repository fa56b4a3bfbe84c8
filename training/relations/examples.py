"""Examples: sentences that are about one relation, as the shared layers see them.

In go the lines of PLOVER's sets (source, target, type; of some, the words of the act) and of
CAMEO's (source, target, kind of act); out come examples, each sentence alone and among others,
since the network reads whole texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cameo import class_of
from benchmarks.lines import fold_of
from onrecord.model import Span
from onrecord.reading.tagging import Tagger
from onrecord.reading.tagging.relations import (
    ACTS,
    BEGIN,
    INSIDE,
    TYPES,
    Scores,
    pieces_within,
)
from training.statements.examples import quotes

UNSPLIT = {"YIELD": ("CONCEDE", "RETREAT")}
"""Types that a set leaves unsplit, and what they may stand for."""
CLASSES = {class_of(act): at for at, act in enumerate(ACTS)}


@dataclass(frozen=True)
class Sentence:
    """A sentence with its gold: phrases by role, which types it may be (none known: empty), its
    kind of act or None, and the words of the act. `fold` is that of all sentences with its
    letters."""

    ident: str
    text: str
    sources: list[Span]
    targets: list[Span]
    carriers: list[Span]
    types: frozenset[int]
    act: int | None
    fold: int


@dataclass
class Example:
    """What the shared layers make of a sentence's pieces (P, hidden), the tags of its pieces as
    source and as target (2, P), which pieces carry the act (P; none known: no one)."""

    sentence: Sentence
    shared: Scores
    tags: np.ndarray
    carriers: np.ndarray


def read(plover: Path, cameo: Path) -> list[Sentence]:
    """The sentences of both sets, in their order."""
    return [_of_plover(row) for row in _rows(plover)] + [_of_cameo(row) for row in _rows(cameo)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _of_plover(row: dict[str, Any]) -> Sentence:
    spans = row.get("spans") or [
        {"role": role, **event[role]}
        for event in row["events"][:1]
        for role in ("source", "target")
        if "start" in event[role]
    ]
    names = {
        name for event in row["events"] for name in UNSPLIT.get(event["type"], (event["type"],))
    }
    return Sentence(
        row["id"],
        row["text"],
        sources=_spans(spans, "source", "source+target"),
        targets=_spans(spans, "target", "source+target"),
        carriers=_spans(spans, "event"),
        types=frozenset(TYPES.index(name) for name in names),
        act=None,
        fold=fold_of(row["text"]),
    )


def _of_cameo(row: dict[str, Any]) -> Sentence:
    return Sentence(
        row["id"],
        row["text"],
        sources=_spans(row["actors"], "source", "both"),
        targets=_spans(row["actors"], "target", "both"),
        carriers=[],
        types=frozenset(),
        act=CLASSES.get(row["class"]),
        fold=fold_of(row["text"]),
    )


def _spans(annotated: Iterable[dict[str, Any]], *roles: str) -> list[Span]:
    return [Span(one["start"], one["end"]) for one in annotated if one["role"] in roles]


def examples(sentences: list[Sentence], tagger: Tagger) -> Iterator[Example]:
    """Each sentence alone, then behind the one before it and before the one after it."""
    for at, one in enumerate(sentences):
        yield from _example(one, "", "", tagger)
        before, after = sentences[at - 1].text, sentences[(at + 1) % len(sentences)].text
        yield from _example(one, f"{before} ", f" {after}" if at % 2 else "", tagger)


def _example(one: Sentence, before: str, after: str, tagger: Tagger) -> Iterator[Example]:
    text, start = before + one.text + after, len(before)
    place = Span(start, start + len(one.text))
    for window, scored in tagger.scored(text, quotes(text)):
        chosen = pieces_within(window, place)
        spans = [_moved(window.spans[i], start) for i in chosen]
        if sum(map(bool, spans)) < 3:
            continue
        tags = np.stack([_tags(spans, one.sources), _tags(spans, one.targets)])
        carries = np.array([_in_one(span, one.carriers) for span in spans], dtype=np.float32)
        yield Example(one, scored.shared[chosen], tags, carries)
        return  # the window in which the sentence begins


def _moved(span: Span | None, by: int) -> Span | None:
    return Span(span.start - by, span.end - by) if span and span.start >= by else None


def _tags(spans: list[Span | None], phrases: list[Span]) -> np.ndarray:
    tags = np.zeros(len(spans), dtype=np.int64)
    for phrase in phrases:
        inside = [i for i, span in enumerate(spans) if span and span.overlaps(phrase)]
        tags[inside] = INSIDE
        tags[inside[:1]] = BEGIN
    return tags


def _in_one(span: Span | None, phrases: list[Span]) -> bool:
    return span is not None and any(span.overlaps(phrase) for phrase in phrases)
