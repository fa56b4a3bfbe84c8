"""The benchmark of ECB+, on a gold of our own."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ecb

TEXTS = {
    "quake": (
        "An earthquake [shook:q1] Valdoria on Monday and [killed:q2] nine miners.",
        "Nine miners were [killed:q2] when an earthquake [shook:q1] Valdoria.",
    ),
    "heist": (
        "Thieves [stole:h1] two paintings from the Brennick museum and [fled:h2] by boat.",
        "Police in Brennick said that thieves [stole:h1] paintings from its museum.",
    ),
    "match": (
        "Ostrava [beat:m1] Lindholm in the final, and its fans [danced:m2] all night.",
        "Lindholm lost its temper after Ostrava [beat:m1] it in the final.",
    ),
}


def marked(topic: str, number: int, marks: str) -> dict[str, Any]:
    """A document of the gold, from a text whose events stand in brackets with their chains."""
    text, mentions = "", []
    for part in re.split(r"(\[.*?\])", marks):
        words, _, chain = part.strip("[]").partition(":") if part[:1] == "[" else (part, "", "")
        if chain:
            mentions.append({"start": len(text), "end": len(text) + len(words), "chain": chain})
        text += words
    return {"id": f"{topic}{number}", "topic": topic, "text": text, "mentions": mentions}


GOLD = [marked(topic, n, text) for topic, texts in TEXTS.items() for n, text in enumerate(texts)]


@pytest.fixture
def options(tmp_path: Path) -> Namespace:
    """The benchmark with that gold, and a scorer that only takes the two files."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in GOLD), "utf-8")
    (tmp_path / "score.py").write_text("import sys; sys.exit(len(sys.argv) != 3)", "utf-8")
    return Namespace(
        gold=[gold], scorer=None, out=tmp_path / "out.jsonl", part="all", folds=None, published=None
    )


def test_every_mention_has_a_chain(options: Namespace) -> None:
    assert ecb.run(options) == 0
    made = [json.loads(line) for line in options.out.read_text("utf-8").splitlines()]
    spans = [[(m["start"], m["end"]) for m in row["mentions"]] for row in made]
    assert [row["id"] for row in made] == [row["id"] for row in GOLD]
    assert spans == [[(m["start"], m["end"]) for m in row["mentions"]] for row in GOLD]
    assert all(m["chain"] for row in made for m in row["mentions"])


def test_documents_of_unlike_words_are_not_compared(options: Namespace) -> None:
    golds = ecb.rows(options)
    found = ecb.mentions(golds, ecb.reports(options, golds))
    pairs = ecb.pairs_of(found)
    topics = Counter(
        tuple(sorted({found[a].topic, found[b].topic})) for a, b in pairs.places.tolist()
    )
    assert set(topics) == {("quake",), ("heist",), ("match",)}
    assert pairs.same.sum() == 4
    assert pairs.values.shape == (len(pairs.places), len(pairs.names))
