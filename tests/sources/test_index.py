"""An index of documents: its columns, and each way in which a row can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import InputError
from onrecord.sources import Entry, read_index

EXAMPLES = Path(__file__).parents[2] / "examples"


def entries(folder: Path, data: str | bytes) -> list[Entry | InputError]:
    path = folder / "index.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_index(str(path)))


def test_the_examples() -> None:
    found = list(read_index(str(EXAMPLES / "index.csv")))
    assert len(found) >= 6
    for entry in found:
        assert isinstance(entry, Entry) and entry.published and entry.title
        assert Path(entry.path).is_file()


def test_all_columns_in_any_order(tmp_path: Path) -> None:
    rows = 'Title , url,seen,FILE,publisher,published\n"A, b",x:y,no,a.txt,Post,2024-03-04\n'
    (entry,) = entries(tmp_path, rows)
    assert entry == Entry(str(tmp_path / "a.txt"), "2024-03-04", "A, b", "x:y", "Post")


@pytest.mark.parametrize(
    "data",
    ["file\na.txt\n", "file\r\na.txt\r\n\r\n", b"\xef\xbb\xbffile\na.txt", "file,,\na.txt,,\n,,\n"],
)
def test_only_the_file_is_required(tmp_path: Path, data: str | bytes) -> None:
    assert entries(tmp_path, data) == [Entry(str(tmp_path / "a.txt"))]


def test_paths_that_are_absolute_stay(tmp_path: Path) -> None:
    assert entries(tmp_path, "file\n/tmp/a.txt\n") == [Entry("/tmp/a.txt")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("b.txt,2024-13-01,", "line 3: b.txt: the date '2024-13-01' is not a date"),
        ("b.txt,4 March,", "write it as YYYY-MM-DD"),
        (",2024-03-04,", "line 3: the row names no file"),
        ("b.txt,2024-03-04,A, b", "more cells than there are columns"),
    ],
)
def test_a_bad_row_is_passed_over(tmp_path: Path, row: str, words: str) -> None:
    data = f"file,published,title\na.txt,2024-03-04,A\n{row}\nc.txt,,\n"
    first, bad, last = entries(tmp_path, data)
    assert isinstance(first, Entry) and isinstance(last, Entry) and last.published is None
    assert isinstance(bad, InputError) and words in str(bad) and bad.todo
    assert "\n" not in str(bad)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "no column 'file'"),
        ("name,date\na.txt,2024-03-04\n", "its first line names name, date"),
        ("file;published\na.txt;2024-03-04\n", "file;published"),
        ("file,published\n", "lists no file"),
        ("file\nJosé.txt\n".encode("cp1252"), "not UTF-8"),
        ("file\n" + "x" * 200_000 + "\n", "cannot be read from here on"),
        (b"file\n" + b"a\n" * 2_100_000, "more than 4,000,000 bytes"),
    ],
    ids=range(7),
)
def test_what_is_no_index(tmp_path: Path, data: str | bytes, words: str) -> None:
    (error,) = entries(tmp_path, data)
    assert isinstance(error, InputError) and words in str(error) and "index.csv" in str(error)
    assert error.todo and "\n" not in str(error)


@pytest.mark.parametrize("path", ["absent.csv", ".", "", "-", "a\0b"])
def test_an_index_that_is_not_there(path: str) -> None:
    (error,) = read_index(path)
    assert isinstance(error, InputError) and error.todo


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200).map(lambda tail: b"file,published,title\n" + tail))
def test_any_bytes_give_entries_or_errors(tmp_path: Path, data: bytes) -> None:
    for found in entries(tmp_path, data):
        assert isinstance(found, Entry | InputError) and str(found)
