"""``onrecord read --index``: dates of the index, bad rows one by one, and paths beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import Store
from onrecord.cli import app

TEXT = "Chile attacked Peru on {day}.\n"
INDEX = """file,published,title,url,publisher
monday.txt,2024-03-04,The first,https://example.org/1,Harbour Post
bad.txt,2024-3-4,,,
absent.txt,2024-03-04,,,
tuesday.txt,2024-03-05,,,
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("monday", "tuesday", "bad"):
        (folder / f"{name}.txt").write_text(TEXT.format(day=name.title()), "utf-8")
    (folder / "index.csv").write_text(INDEX, "utf-8")
    (tmp_path / "alone.txt").write_text(TEXT.format(day="Friday"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, list[str]]:
    done = CliRunner().invoke(app, ["read", *arguments], prog_name="onrecord")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr.splitlines()


def test_rows_are_read_and_bad_ones_named(desk: Path) -> None:
    code, printed, complaints = run(
        "--index", "texts/index.csv", "alone.txt", "--published", "2024-03-08"
    )
    assert code == 3 and len(complaints) == 2, complaints
    assert "texts/index.csv, line 3: bad.txt: the date '2024-3-4' is not a date" in complaints[0]
    assert "texts/absent.txt: there is no such file" in complaints[1]
    assert printed.count("Chile · ASSAULT · Peru") == 3
    with Store("onrecord.duckdb", read_only=True) as store:
        found = {d.title: d for d in store.documents()}
        assert set(found) == {"The first", "texts/tuesday.txt", "alone.txt"}
        assert found["The first"].url == "https://example.org/1"
        assert found["The first"].publisher == "Harbour Post"
        assert {c.earliest for c in store.claims()} == {"2024-03-04", "2024-03-05", "2024-03-08"}
        assert len(store.unread()) == 2


def test_a_date_of_the_index_comes_before_the_option(desk: Path) -> None:
    (desk / "i.csv").write_text(
        "file,published\nalone.txt,2024-03-09\ntexts/monday.txt,\n", "utf-8"
    )
    code, printed, _ = run("--index", "i.csv", "--published", "2024-03-01", "--store", "none")
    assert code == 0
    assert "# alone.txt (2024-03-09)" in printed and "# texts/monday.txt (2024-03-01)" in printed


@pytest.mark.parametrize(("index", "words"), [("texts", "directory"), ("none.csv", "no such file"),
                                              ("alone.txt", "no column 'file'")])  # fmt: skip
def test_no_index(desk: Path, index: str, words: str) -> None:
    code, printed, complaints = run("--index", index)
    assert (code, printed, len(complaints)) == (1, "", 1)
    assert complaints[0].startswith(f"onrecord: {index}: ") and words in complaints[0]
    assert run("--index", index, "alone.txt")[0] == 3


def test_nothing_to_read_is_a_usage_error(desk: Path) -> None:
    code, printed, complaints = run()
    assert (code, printed) == (2, "") and any("--index" in line for line in complaints)
