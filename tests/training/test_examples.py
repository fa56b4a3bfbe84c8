"""The annotated passages that the tagger is trained on stand in their texts."""

import json
from pathlib import Path

import pytest

from training.statements.examples import read

OWN = Path("training/statements/diplomacy.jsonl")


def test_our_own_passages_can_be_read() -> None:
    rows = read(OWN)
    assert len({row["id"] for row in rows}) == len(rows) > 100
    for row in rows:
        for one in row["attributions"]:
            fragments = [*one["source"], *one["cue"], *one["content"]]
            assert one["content"] and one["cue"]
            assert all(0 <= start < end <= len(row["text"]) for start, end in fragments)


@pytest.mark.parametrize("words", ["the moon", "the army"])
def test_words_that_do_not_stand_once_in_the_text_are_refused(tmp_path: Path, words: str) -> None:
    row = {
        "id": "x",
        "text": "the army and the army",
        "attributions": [{"source": [words], "cue": [], "content": []}],
    }
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    with pytest.raises(ValueError, match="stands"):
        read(path)
