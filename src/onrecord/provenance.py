"""Which row of knowledge a rule read.

In goes the rule of a record ("frame:verb/attack", "cue:verb/say"); out comes the row of
knowledge/frames.toml or cues.toml behind it, with its line, as a reader would look it up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

CUES, FRAMES = "cues.toml", "frames.toml"
KINDS = {"verb": "verbs", "noun": "nouns", "adjective": "adjectives"}
STANDING = {"REQUEST": "urge", "THREATEN": "threaten"}
"""Words whose row is read for all words alike: what must be done, what is vowed in threat."""
SLOTS = ("actor", "recipient")


def row_of(rule: str | None, type: str | None = None, mode: str | None = None) -> str | None:
    """The row behind `rule`, which codes `type` and `mode`; None if the rule reads none."""
    origin, _, rest = (rule or "").partition(":")
    kind, _, word = rest.rpartition("/")
    if origin == "frame":
        return _frame(kind, word, type, mode)
    if rule and origin in ("cue", rule):
        return _cue(word or rest or rule.rpartition("/")[2])
    return None


def _frame(kind: str, word: str, type: str | None, mode: str | None) -> str | None:
    """The frame that fits best: of this type, then of this kind of word, then of this mode."""
    found = _with_word(kind, word, mode)
    of_type = [f for f in found if f[-1]["type"] == type]
    if not of_type and type in STANDING:
        of_type = [f for f in _with_word("verb", STANDING[type], mode) if f[-1]["type"] == type]
    if not found and not of_type:
        return None
    *_, number, row = min(of_type or found, key=lambda f: f[:-1])
    code = f"{row['type']}/{row['mode']}" if row.get("mode") else str(row["type"])
    slots = "; ".join(f"{slot}: {', '.join(row[slot])}" for slot in SLOTS if row.get(slot))
    return f"{FRAMES}, line {number}: {code}; {slots}"


def _with_word(
    kind: str, word: str, mode: str | None
) -> list[tuple[bool, bool, bool, int, dict[str, Any]]]:
    """The frames that have `word`, alone or with words that make another of it ("go on", "on
    strike"): each with how far it is from what is sought, and its line."""
    return [
        (column != KINDS.get(kind), row.get("mode") != mode, entry != word, number, row)
        for number, row in _rows()
        for column in KINDS.values()
        for entry in row.get(column, ())
        if entry.split()[-1 if column == "nouns" else 0] == word
    ]


@cache
def _text(name: str) -> str:
    return (resources.files("onrecord.knowledge") / name).read_text("utf-8")


@cache
def _rows() -> tuple[tuple[int, dict[str, Any]], ...]:
    """The frames, each with the line that it begins at."""
    lines = _text(FRAMES).splitlines()
    numbers = [n for n, line in enumerate(lines, 1) if line.strip() == "[[frame]]"]
    return tuple(zip(numbers, tomllib.loads(_text(FRAMES))["frame"], strict=True))


def _cue(word: str) -> str | None:
    found = [name for name, words in _lists() if word in words]
    return f"{CUES}: {', '.join(found)}" if found else None


@cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(_flat(tomllib.loads(_text(CUES)), ""))


def _flat(table: dict[str, Any], above: str) -> Iterator[tuple[str, frozenset[str]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            yield f"{above}{name}", frozenset(value)
