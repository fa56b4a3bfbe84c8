"""Relations: tags become phrases, and a sentence that is about somebody gets its one relation."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord import read
from onrecord.model import Span
from onrecord.reading.tagging.relations import BEGIN, INSIDE, OUTSIDE, phrases

PIECES = [None, Span(0, 5), Span(6, 10), Span(11, 15), Span(16, 20), None]


def scores(*tags: int) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[list(tags)] * 8


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((OUTSIDE,) * 6, []),
        ((OUTSIDE, BEGIN, INSIDE, OUTSIDE, BEGIN, OUTSIDE), [Span(0, 10), Span(16, 20)]),
        ((OUTSIDE, BEGIN, BEGIN, OUTSIDE, OUTSIDE, OUTSIDE), [Span(0, 5), Span(6, 10)]),
        ((OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, BEGIN, INSIDE), [Span(16, 20)]),
    ],
)
def test_tags_mark_phrases(tags: tuple[int, ...], expected: list[Span]) -> None:
    assert list(phrases(PIECES, scores(*tags))) == expected


@given(arrays.arrays(np.float32, (6, 3), elements=st.floats(-9, 9, width=32)))
def test_phrases_are_apart_and_made_of_pieces(scored: np.ndarray) -> None:
    found = list(phrases(PIECES, scored))
    assert all(one.end < other.start for one, other in pairwise(found))
    assert {s.start for s in found} <= {p.start for p in PIECES if p}


RELATIONS = [
    ("Chile lambasted Peru.", ["Chile"], ["Peru"], "verbal conflict"),
    ("Peruvian police arrested a Chilean journalist.", ["Peruvian police"],
     ["a Chilean journalist"], "material conflict"),
    ("Norway gave $20 million to Haiti.", ["Norway"], ["Haiti"], "material cooperation"),
    ("Chile and Peru agreed to build a bridge.", ["Chile", "Peru"], ["Chile", "Peru"],
     "verbal cooperation"),
    ("Chile met Peru.", ["Chile", "Peru"], ["Chile", "Peru"], "verbal cooperation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources", "targets", "act"), RELATIONS)
def test_a_sentence_has_one_relation(
    text: str, sources: list[str], targets: list[str], act: str
) -> None:
    (relation,) = read(text).relations
    assert [s.of(text) for s in relation.sources] == sources
    assert [s.of(text) for s in relation.targets] == targets
    assert relation.act == act


def test_a_sentence_about_nobody_has_none() -> None:
    assert read("The weather was fine and the roads were dry on that long day.").relations == []


def test_a_sentence_that_names_one_side_has_none() -> None:
    assert read("Chile lambasted the attack on the harbour at dawn.").relations == []
