"""Quotation marks, paired within their passage whatever they look like."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.passages import read_passages
from onrecord.reading.quotes import find_quotes, trim


def quotes(text: str) -> list[str]:
    return [q.of(text) for q in find_quotes(text, read_passages(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "we will stay" and left.', ["we will stay"]),
        ("She said “we will stay” and left.", ["we will stay"]),
        ("She said «we will stay» and left.", ["we will stay"]),
        ('"One," he said. "Two," she said.', ["One,", "Two,"]),
        ("An opened “quotation never ends.", []),
        ("A stray” mark and “a good one”.", ["a good one"]),
        ('First "part\n\nof another paragraph" here.', []),
        ('Empty "" marks.', []),
        ("``We will stay,'' he said.", ["We will stay,"]),
        ("He was ''more honest'' then.", ["more honest"]),
        ("He said: “We stay.\n\n“We fight.”", ["We stay.", "We fight."]),
        ('"We stay.\n\n"We fight," he said.', ["We stay.", "We fight,"]),
        ("“We stay.\n\nThe army left.", []),
        ('The 5" gun fired at the town.\n\n"We stay," he said.', ["We stay,"]),
        # Single marks, and apostrophes, which are none.
        ("'We stay,' she said. 'It isn't over.'", ["We stay,", "It isn't over."]),
        ("‘We won’t go,’ he said.", ["We won’t go,"]),
        ("She called the farmers' claims 'wildly exaggerated'.", ["wildly exaggerated"]),
        ("'The farmers' claims' were false.", ["The farmers' claims"]),
        ("The '90s were hard, said the boys' club.", []),
        ("The dogs' dinner was James' idea, not O'Brien's.", []),
        ("She said: ‘We stay.\n\n‘We fight,’ she added.", ["We stay.", "We fight,"]),
        ("\"They said 'never',\" he said.", ["They said 'never',"]),
        ("'He told me \"no\",' she said.", ['He told me "no",']),
        ("'Abd al-Rahman left. He said 'we go'.", ["we go"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@given(st.text(alphabet="abs \n\"“”«»„.,'‘’", max_size=80))
def test_quotations_are_sound_in_any_mess(text: str) -> None:
    found = find_quotes(text, read_passages(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n\n" not in q.of(text) for q in found)


def test_typed_marks_are_trimmed() -> None:
    text = "``a sham.''"
    span = trim(text, 0, len(text))
    assert span is not None and span.of(text) == "a sham"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_trimming_never_grows(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    span = trim(text, start, end)
    if span is not None:
        assert start <= span.start < span.end <= end
        assert not span.of(text)[0].isspace() and not span.of(text)[-1].isspace()
