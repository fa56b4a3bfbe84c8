"""Make the gold of stories, several reports on the same happenings, from what people write.

In goes a folder of stories, each a folder with its texts (r1.txt, ...) and a story.toml; out comes
a story.json beside each story.toml, with offsets in place of words. In a story.toml

- ``[[reports]]`` have file, published, publisher and title;
- ``[[events]]`` have id, types, and ``mentions.r1 = ["exact words", "words@2"]`` for each report
  that tells of the happening ("words@2" is where the words stand the second time);
- ``[[disputes]]`` have id, kind and positions: the report, its words, the speaker (left out where
  the report itself speaks) and the stance;
- ``apart`` and ``duplicates`` are pairs: events that look alike, reports that are one text.

Run: ``python -m tools.stories FOLDER``.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

from benchmarks.fixtures import BadAnchor, span

Row = dict[str, Any]


class BadStory(ValueError):
    """A story whose annotation does not fit its texts; the message names the file."""


def story(folder: Path) -> Row:
    """The gold of the story in `folder`, as its story.json holds it.

    Raises:
        BadStory: words that a text does not hold, or a text that the story has not.
    """
    source = folder / "story.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    texts = {r["file"]: (folder / r["file"]).read_text("utf-8") for r in data["reports"]}
    try:
        return {
            "id": data["id"],
            "reports": data["reports"],
            "events": [_event(event, texts) for event in data["events"]],
            "apart": data.get("apart", []),
            "disputes": [_dispute(dispute, texts) for dispute in data.get("disputes", [])],
            "duplicates": [[_file(r) for r in pair] for pair in data.get("duplicates", [])],
        }
    except (BadAnchor, KeyError) as wrong:
        raise BadStory(f"{source}: {wrong}") from wrong


def _event(event: Row, texts: dict[str, str]) -> Row:
    mentions = [
        [file, *span(words, texts[file])]
        for file, anchors in ((_file(r), anchors) for r, anchors in event["mentions"].items())
        for words in anchors
    ]
    return {"id": event["id"], "types": event["types"], "mentions": sorted(mentions)}


def _dispute(dispute: Row, texts: dict[str, str]) -> Row:
    positions = [
        {
            "file": _file(p["report"]),
            "span": span(p["words"], texts[_file(p["report"])]),
            "speaker": p.get("speaker"),
            "stance": p["stance"],
        }
        for p in dispute["positions"]
    ]
    return {"id": dispute["id"], "kind": dispute["kind"], "positions": positions}


def _file(report: str) -> str:
    return f"{report}.txt"


def written(gold: Row) -> str:
    """`gold` as the text of a story.json."""
    return json.dumps(gold, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the story.json of every story of the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder of stories")
    sources = sorted(parser.parse_args().folder.glob("*/story.toml"))
    if not sources:
        parser.error("no story.toml in the folders of this folder")
    for source in sources:
        source.with_suffix(".json").write_text(written(story(source.parent)), "utf-8")


if __name__ == "__main__":
    main()
