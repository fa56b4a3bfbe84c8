"""The stories of the repository: their gold is what people wrote, and is whole."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onrecord.knowledge.ontology import types
from tools.stories import BadStory, story, written

ROOT = Path(__file__).parent.parent
CORPORA = ("examples/stories", "tests/fixtures/stories")
STORIES = sorted(folder for corpus in CORPORA for folder in ROOT.glob(f"{corpus}/*/"))
KINDS = {"denial", "figure", "perpetrator", "date", "place", "account"}
STANCES = {"asserts", "denies", "admits"}

every_story = pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)


@every_story
def test_the_gold_is_what_its_source_says(folder: Path) -> None:
    made = (folder / "story.json").read_text("utf-8")
    assert made == written(story(folder)), f"`python -m tools.stories {folder.parent}` renews it"


@every_story
def test_every_text_is_a_report(folder: Path) -> None:
    files = [report["file"] for report in story(folder)["reports"]]
    assert files == sorted(path.name for path in folder.glob("*.txt"))


@every_story
def test_mentions_do_not_overlap(folder: Path) -> None:
    mentions = sorted(
        (*mention, event["id"])
        for event in story(folder)["events"]
        for mention in event["mentions"]
    )
    for (file, start, end, event), (other, begin, _, later) in pairwise(mentions):
        assert file != other or begin >= end, (file, start, event, later)


@every_story
def test_what_is_referred_to_exists(folder: Path) -> None:
    gold = story(folder)
    events = [event["id"] for event in gold["events"]]
    files = {report["file"] for report in gold["reports"]}
    assert len(set(events)) == len(events)
    assert all(set(pair) <= set(events) and len(set(pair)) == 2 for pair in gold["apart"])
    assert all(set(pair) <= files and len(set(pair)) == 2 for pair in gold["duplicates"])
    assert all(event["mentions"] and event["types"] for event in gold["events"])
    assert {kind for event in gold["events"] for kind in event["types"]} <= set(types())


@every_story
def test_a_dispute_has_sides_that_the_texts_name(folder: Path) -> None:
    gold = story(folder)
    texts = [(folder / report["file"]).read_text("utf-8") for report in gold["reports"]]
    words = {word for text in texts for word in re.findall(r"\w+", text.casefold())}
    for dispute in gold["disputes"]:
        sides = {(p["speaker"], p["stance"]) for p in dispute["positions"]}
        assert len(sides) >= 2, dispute["id"]
        assert dispute["kind"] in KINDS
        assert {stance for _, stance in sides} <= STANCES
        for speaker, _ in sides:
            assert set(re.findall(r"\w+", (speaker or "").casefold())) <= words, speaker


SOURCE = """
id = "ferry"
reports = [{ file = "r1.txt", published = "2030-05-02", publisher = "Strait Wire", title = "F" }]
[[events]]
id = "seizure"
types = ["COERCE"]
mentions.r1 = ["seized the ferry@2", "seized the ferry"]
[[disputes]]
id = "flag"
kind = "account"
positions = [{ report = "r1", words = "the ferry", stance = "asserts" }]
"""


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A story of one report."""
    (tmp_path / "r1.txt").write_text("They seized the ferry. Who seized the ferry?", "utf-8")
    (tmp_path / "story.toml").write_text(SOURCE, "utf-8")
    return tmp_path


def test_words_become_offsets_in_the_order_of_the_text(ferry: Path) -> None:
    (event,) = story(ferry)["events"]
    assert event["mentions"] == [["r1.txt", 5, 21], ["r1.txt", 27, 43]]


def test_a_position_without_a_speaker_is_the_reports_own(ferry: Path) -> None:
    (dispute,) = json.loads(written(story(ferry)))["disputes"]
    position: dict[str, Any] = {"file": "r1.txt", "span": [12, 21], "stance": "asserts"}
    assert dispute["positions"] == [position | {"speaker": None}]


def test_words_that_no_text_holds_are_named(ferry: Path) -> None:
    (ferry / "r1.txt").write_text("They seized the ferry.", "utf-8")
    with pytest.raises(BadStory, match=r"story\.toml.*seized the ferry"):
        story(ferry)


def test_a_report_that_the_story_lacks_is_named(ferry: Path) -> None:
    source = (ferry / "story.toml").read_text("utf-8")
    (ferry / "story.toml").write_text(source.replace("mentions.r1", "mentions.r2"), "utf-8")
    with pytest.raises(BadStory, match=r"r2\.txt"):
        story(ferry)
