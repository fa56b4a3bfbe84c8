"""What a telling keeps of the words around its trigger, and what brings two together."""

from __future__ import annotations

from onrecord import read
from onrecord.model import Span
from onrecord.resolve.identity.likeness import bar, blocks, features
from onrecord.resolve.identity.tellings import Telling, telling_at

TEXT = "Gunmen stormed the barracks at Tessalit on Friday. Nobody was hurt."
OTHER = "On Saturday the barracks at Tessalit were attacked by gunmen."


def telling(text: str, words: str) -> Telling:
    start = text.index(words)
    report = read(text, published="2024-03-02")
    return telling_at(report, text, Span(start, start + len(words)))


def test_words_beside_the_trigger_stand_the_nearest_first() -> None:
    found = telling(TEXT, "barracks")
    assert found.before[0] == "storm"
    assert found.after[:2] == ["at", "tessalit"]
    assert set(found.before + found.after) <= set(found.near)


def test_words_of_the_sentence_are_none_of_the_next() -> None:
    assert "hurt" not in telling(TEXT, "stormed").clause
    assert "hurt" in telling(TEXT, "hurt").clause


def test_a_rare_word_brings_tellings_together() -> None:
    a, b = telling(TEXT, "stormed"), telling(OTHER, "attacked")
    assert any(key.startswith("clause tessalit") for key in set(blocks(a)) & set(blocks(b)))


def test_features_are_the_same_either_way_round() -> None:
    a, b = telling(TEXT, "stormed"), telling(OTHER, "attacked")
    assert features(a, b) == features(b, a)
    assert all(0 <= value <= 1 for value in features(a, b).values())


def test_what_is_told_to_be_a_day_later_is_another_event() -> None:
    text = "Shells fell on Gallabat on Friday, a day after soldiers attacked a market there."
    fell, attacked = telling(text, "fell"), telling(text, "attacked")
    assert bar(fell, attacked) == bar(attacked, fell) == "time between"


def test_what_is_told_beside_a_clause_without_a_time_may_be_one_event() -> None:
    text = "Shells fell on Gallabat after soldiers attacked a market there."
    assert bar(telling(text, "fell"), telling(text, "attacked")) is None
