"""Segments: highlights that overlap, split at all their boundaries, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.segments import LINE_END, Mark, lines, outward, segments

TEXTS = st.text(st.sampled_from("ab שלום\U0001f4f0\U00010384é\n\r\u2028"), max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text and marks on it, some of which overlap, touch, repeat or reach beyond it."""
    text = draw(TEXTS)
    ends = st.integers(-3, len(text) + 3)
    spans = draw(st.lists(st.tuples(ends, ends), max_size=12))
    layers = st.sampled_from(["", "event", "actor"])
    found = [Mark(f"r{n % 5}", a, b, draw(layers)) for n, (a, b) in enumerate(spans)]
    return text, found


@given(marked(), st.lists(st.integers(-2, 45), max_size=5))
def test_the_segments_joined_are_the_text(given: tuple[str, list[Mark]], cuts: list[int]) -> None:
    text, marks = given
    found = segments(len(text), marks, cuts)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(s.start < s.end for s in found)


@given(marked())
def test_each_span_is_the_union_of_its_segments(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    found = segments(len(text), marks)
    for mark in marks:
        mine = [at for s in found if mark in s.marks for at in range(s.start, s.end)]
        assert mine == list(range(max(0, mark.start), min(len(text), mark.end)))


@given(marked())
def test_no_two_neighbours_have_the_same_marks_for_no_reason(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    edges = {at for mark in marks if mark.start < mark.end for at in (mark.start, mark.end)}
    found = segments(len(text), marks)
    assert all(s.start in edges for s in found[1:])


@given(marked())
def test_lines_have_all_but_what_ends_them(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    shown = ["".join(text[s.start : s.end] for s in line) for line in lines(text, marks)]
    assert shown == [line for line in LINE_END.split(text) if line]


def test_characters_beyond_the_basic_plane_count_once() -> None:
    text = "\U0001f4f0\U0001f4f0 seized"
    (_, found) = segments(len(text), [Mark("e0", 3, 9, "event")])
    assert text[found.start : found.end] == "seized"


def test_of_two_marks_the_longer_comes_first_and_each_layer_once() -> None:
    found = segments(9, [Mark("a1", 2, 4, "actor"), Mark("s0", 0, 9, "said", 1),
                         Mark("s1", 1, 6, "said", 2)])  # fmt: skip
    inner = next(s for s in found if s.start == 2)
    assert inner.keys == ["s0", "s1", "a1"]
    assert inner.layers == ["said-2", "actor"]


def test_what_lies_around_a_record_is_followed_outward_and_a_circle_is_none() -> None:
    above = {"a": None, "b": "a", "c": "b", "d": "gone"}
    assert outward("c", above) == ["b", "a"]
    assert outward("d", above) == []
    assert outward("a", {"a": "b", "b": "a"}) is None
