"""Annotated texts: gold written in TOML with anchors, resolved to offsets when it is read.

In goes a TOML file: a text, a legend of actors ("ISO3 SECTOR Name", "-" where unknown), and
entries whose spans are exact words of the text ("Lisbon@2" is the second "Lisbon"). Out comes
gold with offsets; words that are not in the text fail loudly.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

Gold = dict[str, Any]


class BadAnchor(ValueError):
    """Words of an annotation that the text does not hold."""


def load(path: Path) -> tuple[Gold, str]:
    """The gold of one annotated text, and the text."""
    data = tomllib.loads(path.read_text("utf-8"))
    text = data["text"].lstrip("\n")
    legend = {key: _actor(value) for key, value in data["actors"].items()}
    gold = {
        "id": data["id"],
        "published": data.get("published"),
        "statements": [_statement(e, text, legend) for e in data.get("statements", [])],
        "events": [_event(e, text, legend) for e in data.get("events", [])],
        "roles": [
            dict(zip(("name", "title", "country"), role.split(" | "), strict=True))
            for role in data.get("roles", [])
        ],
        "mentions": [_mention(e, text, legend) for e in data.get("mentions", [])],
    }
    return gold, text


def _actor(value: str) -> Gold:
    country, sector, name = [*value.split(" ", 2), "", ""][:3]
    return {"country": _known(country), "sector": _known(sector), "name": name or None}


def _known(code: str) -> str | None:
    return None if code in ("", "-") else code


def _statement(entry: Gold, text: str, legend: Gold) -> Gold:
    return {
        "within": None,
        "stance": "asserts",
        **entry,
        "speakers": [legend[key] for key in entry["speakers"]],
        "content": span(entry["content"], text),
    }


def _event(entry: Gold, text: str, legend: Gold) -> Gold:
    return {
        "mutual": False,
        "date": None,
        "place": None,
        "within": None,
        "factuality": ["asserted"],
        **entry,
        "evidence": span(entry["evidence"], text),
        "actors": [legend[key] for key in entry["actors"]],
        "recipients": [legend[key] for key in entry["recipients"]],
        "quantities": [
            {**q, "upper": None if q["upper"] == "none" else q["upper"]}
            for q in entry.get("quantities", [])
        ],
    }


def _mention(entry: Gold, text: str, legend: Gold) -> Gold:
    start, end = span(entry["at"], text)
    return {**legend[entry["actor"]], "use": entry.get("use", "actor"), "start": start, "end": end}


def span(anchor: str, text: str) -> list[int]:
    """Where the words of `anchor` stand in `text`: [start, end), in code points.

    Raises:
        BadAnchor: the text does not hold these words, or not so often.
    """
    words, number = anchor, 1
    if counted := re.fullmatch(r"(.+)@(\d+)", anchor):
        words, number = counted[1], int(counted[2])
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    if len(found) < number:
        raise BadAnchor(f"the text has no {number}. {words!r}")
    return list(found[number - 1].span())
