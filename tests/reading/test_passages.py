"""The blocks of a page and their function."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.passages import read_passages

PAGE = """Ministers Meet In Tallinn
By Jaan Tamm
TALLINN, May 3 (Baltic Wire) - Estonia's foreign minister met her Chilean counterpart.
“We have agreed on the essentials of the accord.”
Estonian Foreign Ministry
The Estonian Foreign Ministry gave no details.
A Second Round In June
The talks go on next month.
READ ALSO: Ten recipes for a summer evening
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in read_passages(text)]


def test_a_page_is_read_as_a_reader_sees_it() -> None:
    assert kinds(PAGE) == [
        ("headline", "Ministers Meet In Tallinn"),
        ("byline", "By Jaan Tamm"),
        ("dateline", "TALLINN, May 3 (Baltic Wire) -"),
        ("body", "Estonia's foreign minister met her Chilean counterpart."),
        ("quotation", "“We have agreed on the essentials of the accord.”"),
        ("caption", "Estonian Foreign Ministry"),
        ("body", "The Estonian Foreign Ministry gave no details."),
        ("heading", "A Second Round In June"),
        ("body", "The talks go on next month."),
        ("promotion", "READ ALSO: Ten recipes for a summer evening"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Subscribe to our morning briefing", "promotion"),
        ("Editing by Ana Ruiz", "byline"),
        ("“Nobody was hurt,” the mayor said.", "body"),
        ("“The opening mark is never closed.", "body"),
    ],
)
def test_single_lines(line: str, kind: str) -> None:
    text = f"The council met on Monday.\n{line}\nIt meets again on Friday."
    assert kinds(text)[1] == (kind, line)


@given(st.text(max_size=300))
def test_passages_are_valid_and_cover_what_is_visible(text: str) -> None:
    passages = read_passages(text)
    ends = 0
    for passage in passages:
        assert ends <= passage.start < passage.end <= len(text)
        ends = passage.end
    covered = {i for p in passages for i in range(p.start, p.end)}
    assert all(i in covered or c.isspace() for i, c in enumerate(text))
