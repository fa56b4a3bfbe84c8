"""Deeds: what is told that no rule codes, and what tells of none."""

from __future__ import annotations

import pytest

from tests.conftest import Reading

TOLD = [
    ("The crew of the survey ship painted the hull on Monday.", "painted", "asserted"),
    ("Chile denied that its ships had entered the bay.", "entered", "negated"),
    ("The gates of the barrage had been raised by engineers.", "raised", "asserted"),
    ("Both ambassadors are back in Santiago.", "are", "asserted"),
    ("The pair will row across the lake on Friday.", "row", "planned"),
]
"""A sentence, the word that carries its deed, and what the deed is worth."""
NOTHING = [
    "Chile has a long coast.",
    "Onions doubled in price within a day.",
    "The minister knows the region and likes its people.",
    "The river is wide and its water cold.",
]


@pytest.mark.parametrize(("text", "word", "factuality"), TOLD)
def test_a_deed_without_a_code_is_kept(
    reading: type[Reading], text: str, word: str, factuality: str
) -> None:
    deeds = reading(text, "2024-06-05").report.deeds
    found = [(d.type, d.factuality) for d in deeds if d.trigger.of(text) == word]
    assert found == [(None, factuality)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_is_or_means_is_no_deed(reading: type[Reading], text: str) -> None:
    assert not reading(text, None).report.deeds


def test_what_an_event_codes_is_no_deed_beside_it(reading: type[Reading]) -> None:
    read = reading("Peru arrested two Chilean sailors on Monday.", "2024-06-05").report
    assert [e.type for e in read.told] == ["COERCE"]
