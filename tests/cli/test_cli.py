"""The installed command, end to end: what it prints, and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

COMMAND = str(Path(sys.executable).with_name("onrecord"))
ENGLISH = "Chile said on Sunday that Peru had attacked the port. Peru denied the claim.\n"
FRENCH = (
    "Le président de la République a rencontré hier à Paris le premier ministre italien, et les "
    "deux hommes ont signé un accord sur le climat.\n"
)


def run(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with texts of all sorts, and a store in which they have been read."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "port.txt").write_text(ENGLISH, "utf-8")
    (folder / "accord.txt").write_text(FRENCH, "utf-8")
    (folder / "empty.txt").write_text(" \n", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "formula.txt").write_text("Chile attacked Peru.\n", "utf-8")
    paths = ["port.txt", "accord.txt", "empty.txt", "picture.png", "none.txt", "."]
    done = run("read", *paths, "--published", "2024-03-04", cwd=folder)
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 5, done.stderr
    return folder


def test_a_claim_is_one_line(folder: Path) -> None:
    done = run("claims", cwd=folder)
    assert "Peru · ASSAULT" in done.stdout
    assert "according to Chile" in done.stdout and "DENIED by Peru" in done.stdout


def test_reading_again_adds_nothing(folder: Path) -> None:
    before = run("claims", "--json", cwd=folder).stdout
    again = run("read", "port.txt", "--published", "2024-03-04", cwd=folder)
    assert again.returncode == 0
    assert run("claims", "--json", cwd=folder).stdout == before


def test_what_was_not_read_is_listed(folder: Path) -> None:
    listed = run("documents", cwd=folder).stdout
    for name in ("empty.txt", "picture.png", "none.txt", "accord.txt"):
        assert any(line.startswith("not read") and name in line for line in listed.splitlines())
    assert "it looks like fr" in listed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["read", "port.txt", "--store", "none"], 0),
        (["read", "none.txt", "--store", "none"], 1),
        (["read", "port.txt", "none.txt", "--store", "none"], 3),
        (["read", "accord.txt", "--store", "none"], 3),
        (["read", "port.txt", "--published", "yesterday"], 2),
        (["read"], 2),
        (["claims", "--store", "port.txt"], 1),
        (["claims", "--store", "absent.duckdb"], 1),
        (["show", "nothing"], 1),
        (["explain", "nothing"], 1),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert code == 0 or done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_kept_without_a_store(folder: Path, tmp_path: Path) -> None:
    run("read", str(folder / "port.txt"), "--store", "none", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_json_follows_the_schema_that_is_printed(folder: Path) -> None:
    schema = json.loads(run("schema", cwd=folder).stdout)
    done = run("read", "port.txt", "accord.txt", "--json", "--store", "none", cwd=folder)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == 2
    for report in reports:
        jsonschema.validate(report, schema)


def test_standard_input(folder: Path) -> None:
    done = run("read", "-", "--store", "none", "--json", cwd=folder, stdin=ENGLISH)
    report = json.loads(done.stdout)
    assert report["document"]["length"] == len(ENGLISH) and report["events"]


def test_csv_cells_do_nothing_in_a_spreadsheet(folder: Path, tmp_path: Path) -> None:
    source, store = str(folder / "formula.txt"), str(tmp_path / "s.duckdb")
    run("read", source, "--title", '=HYPERLINK("http://x")', "--store", store, cwd=folder)
    rows = list(
        csv.DictReader(io.StringIO(run("claims", "--csv", "--store", store, cwd=folder).stdout))
    )
    assert rows and all(row["title"].startswith("'=") for row in rows)


def test_control_characters_never_reach_the_terminal(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "escape.txt"
    file.write_text("Chile attacked \x1b[31mPeru\x1b[0m, it said.\n", "utf-8")
    done = run("read", str(file), "--store", "none", "--evidence", cwd=tmp_path)
    assert "\x1b" not in done.stdout + done.stderr


def test_show_marks_the_text(folder: Path) -> None:
    done = run("show", "port.txt", cwd=folder)
    assert "⟦1 " in done.stdout and "«attacked|ASSAULT»" in done.stdout


def test_explain_names_rule_and_words(folder: Path) -> None:
    claim = json.loads(run("claims", "--json", "--type", "ASSAULT", cwd=folder).stdout)
    done = run("explain", claim["event"], cwd=folder)
    assert "frame:verb/attack" in done.stdout and "attacked" in done.stdout


def test_relative_dates_stay_open_and_say_so(folder: Path) -> None:
    done = run("read", "port.txt", "--store", "none", cwd=folder)
    assert "relative dates stay unresolved" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(folder: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    store = str(tmp_path / "s.duckdb")
    done = run("read", "port.txt", "--store", store, cwd=folder)
    assert done.returncode == 1 and "cannot be written" in done.stderr


def test_help_names_the_exit_codes(folder: Path) -> None:
    assert "3 partial" in run("read", "--help", cwd=folder).stdout


def test_a_name_that_nobody_has_is_said(folder: Path) -> None:
    done = run("claims", "--actor", "Atlantis", "--with", "Peru", cwd=folder)
    assert done.returncode == 0 and not done.stdout
    assert done.stderr.count("\n") == 1 and "Atlantis: no code, no country" in done.stderr
    assert not run("claims", "--actor", "Brazil", cwd=folder).stderr


def test_filters_by_mode_and_factuality(folder: Path) -> None:
    asserted = run("claims", "--factuality", "asserted", "--type", "assault", cwd=folder)
    assert "Peru · ASSAULT" in asserted.stdout
    assert not run("claims", "--factuality", "planned", cwd=folder).stdout
    unknown = run("claims", "--type", "ASSAULT/expel", cwd=folder)
    assert unknown.returncode == 2 and "its modes are" in unknown.stderr


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    done = run(
        "read", "none.txt", "port.txt", "none.txt", "port.txt", "--store", "none", cwd=folder
    )
    assert done.returncode == 3 and done.stderr.count("none.txt") == 1
    assert done.stdout.count("# port.txt") == 1
