"""Bad input, each kind by itself and beside a good text: one line, and the rest is read."""

from __future__ import annotations

import codecs
import sqlite3
import time
import tracemalloc
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from onrecord import Store
from onrecord.cli import app
from onrecord.sources import Source, gather
from onrecord.store import SCHEMA_VERSION

GOOD = "Chile said on Sunday that Peru had attacked the port. Peru denied the claim.\n"
OTHER = "Norway gave $20 million to Haiti on Friday.\n"
FRENCH = (
    "Le président de la République a rencontré hier à Paris le premier ministre italien, et les "
    "deux hommes ont signé un accord sur le climat.\n"
)
RUSSIAN = "Президент России встретился вчера в Москве с премьер-министром Италии.\n"
BIDI = "\u202eسلام\u202c e\u0301\u0301\u0301 \u200f"

REFUSED = {
    "empty.txt": (b"", "the document is empty"),
    "white.txt": (b" \n\t\r\n ", "the document is empty"),
    "spaces.txt": ("\u00a0\u2003\u3000\n".encode(), "only white space"),
    "mark.txt": (codecs.BOM_UTF8, "only white space"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
    "controls.txt": (b"Chile \x01\x02\x03\x04 attacked \x05\x06 Peru.", "binary"),
    "nul.txt": (b"Chile attacked\0 Peru.", "NUL bytes"),
    "wide.txt": (GOOD.encode("utf-16-le"), "NUL bytes"),
    "half.txt": (b"Chile attacked \xed\xa0\x80 Peru on Monday.", "lone surrogates"),
    "long.txt": (GOOD.encode() * 260_000, "at most 1,000,000 characters"),
    "line.txt": (GOOD.replace("\n", " ").encode() * 65_000, "at most 1,000,000 characters"),
}
DECODED = {
    "crlf.txt": (GOOD.replace(". ", ".\r\n").encode(), None),
    "marked.txt": (codecs.BOM_UTF8 + GOOD.encode(), None),
    "utf-16.txt": (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), "utf-16"),
    "mixed.txt": ("José: ".encode() + "José, ".encode("cp1252") + GOOD.encode(), "windows-1252"),
    "right-to-left.txt": (f"{BIDI} {GOOD}".encode(), None),
    "pairs.txt": (b"\xed\xa0\xbd\xed\xb8\x80 " + GOOD.encode(), "cesu-8"),
}
FOREIGN = {"french.txt": (FRENCH, "looks like fr"), "russian.txt": (RUSSIAN, "Cyrillic")}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with two good texts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "other.txt").write_text(OTHER, "utf-8")
    return tmp_path


def run(*arguments: str) -> tuple[int, str, list[str]]:
    """Exit code, standard output, and the lines of standard error."""
    done = CliRunner().invoke(app, arguments, prog_name="onrecord")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr.splitlines()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_alone(desk: Path, name: str) -> None:
    data, words = REFUSED[name]
    (desk / name).write_bytes(data)
    code, printed, complaints = run("read", name)
    assert (code, printed) == (1, "")
    (line,) = complaints
    assert line.startswith(f"onrecord: {name}: ") and words in line and "; " in line


def test_what_cannot_be_read_beside_what_can(desk: Path) -> None:
    for name, (data, _) in REFUSED.items():
        (desk / name).write_bytes(data)
    (desk / "folder").mkdir()
    bad = [*REFUSED, "folder", "absent.txt", "", "good.txt/inside"]
    code, printed, complaints = run("read", "good.txt", *bad, "other.txt")
    assert code == 3 and len(complaints) == len(bad)
    assert "Peru · ASSAULT" in printed and "Norway · AID · Haiti" in printed
    with Store("onrecord.duckdb", read_only=True) as store:
        assert [d.title for d in store.documents()] and len(store.documents()) == 2
        assert len(store.unread()) == len(bad)


@pytest.mark.parametrize("name", DECODED)
def test_odd_texts_are_read(desk: Path, name: str) -> None:
    data, encoding = DECODED[name]
    (desk / name).write_bytes(data)
    code, printed, complaints = run("read", name, "--evidence")
    assert code == 0 and "Peru · ASSAULT" in printed
    assert len(complaints) == (encoding is not None)
    assert not any(c in printed for c in "\r\u202e\u202c\u200f\ufeff")
    assert encoding is None or encoding in complaints[0]


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_partial(desk: Path, name: str) -> None:
    text, words = FOREIGN[name]
    (desk / name).write_text(text, "utf-8")
    code, _, complaints = run("read", name)
    assert code == 3
    (line,) = complaints
    assert name in line and words in line and "only English" in line
    with Store("onrecord.duckdb", read_only=True) as store:
        assert store.documents()[0].language not in (None, "en")
        assert words in store.unread()[0][1]


@pytest.mark.parametrize("name", ["long.txt", "line.txt"])
def test_long_texts_cost_little(desk: Path, name: str) -> None:
    (desk / name).write_bytes(REFUSED[name][0])
    tracemalloc.start()
    begun = time.perf_counter()
    assert not any(isinstance(found, Source) for found in gather([name]))
    taken = time.perf_counter() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 2 and peak < 50e6


def test_a_name_that_is_no_utf_8(desk: Path) -> None:
    name = "caf\udce9.txt"
    Path(name).write_text(GOOD, "utf-8")
    code, printed, _ = run("read", name, "--json")
    assert code == 0 and r"caf\\xe9.txt" in printed


def no_store(kind: str) -> str:
    """Something at a path that is no store."""
    path = Path(f"{kind}.duckdb")
    if kind == "text":
        path.write_text(GOOD * 200, "utf-8")
    elif kind == "empty":
        path.touch()
    elif kind == "folder":
        path.mkdir()
    elif kind == "sqlite":
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE meta (key, value)")
    elif kind == "other":
        with duckdb.connect(str(path)) as database:
            database.execute("CREATE TABLE meta (name VARCHAR)")
    return str(path)


@pytest.mark.parametrize("kind", ["text", "empty", "folder", "sqlite", "other"])
@pytest.mark.parametrize("command", [["read", "good.txt"], ["claims"], ["show", "x"]])
def test_a_store_that_is_none(desk: Path, kind: str, command: list[str]) -> None:
    path = no_store(kind)
    before = Path(path).read_bytes() if Path(path).is_file() else b""
    code, printed, complaints = run(*command, "--store", path)
    assert (code, printed, len(complaints)) == (1, "", 1)
    assert path in complaints[0] and "store" in complaints[0] and "name another" in complaints[0]
    assert not before or Path(path).read_bytes() == before


@pytest.mark.parametrize("command", [["read", "good.txt"], ["claims"]])
def test_a_store_of_a_newer_schema(desk: Path, command: list[str]) -> None:
    Store("new.duckdb").close()
    with duckdb.connect("new.duckdb") as database:
        database.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    code, _, complaints = run(*command, "--store", "new.duckdb")
    assert code == 1
    assert complaints == [
        f"onrecord: new.duckdb: the store has schema 99, this onrecord knows {SCHEMA_VERSION}; "
        "use a newer onrecord, or another store"
    ]


@pytest.mark.parametrize("keep", [5_000, 300_000, 1_000_000])
def test_a_store_that_was_cut_off(desk: Path, keep: int) -> None:
    run("read", "good.txt", "--store", "whole.duckdb")
    Path("cut.duckdb").write_bytes(Path("whole.duckdb").read_bytes()[:keep])
    for command in (["claims"], ["read", "good.txt"]):
        code, _, complaints = run(*command, "--store", "cut.duckdb")
        assert code in (1, 3) and len(complaints) == 1, complaints
        assert "cut.duckdb: the store is damaged" in complaints[0]


@pytest.mark.parametrize(
    ("store", "why"),
    [
        ("good.txt/store.duckdb", "not a directory"),
        ("absent/store.duckdb", "no such file or directory"),
        (f"{'x' * 300}.duckdb", "file name too long"),
    ],
)
def test_a_store_where_none_can_be(desk: Path, store: str, why: str) -> None:
    code, printed, complaints = run("read", "good.txt", "--store", store)
    assert (code, printed, len(complaints)) == (1, "", 1)
    assert store in complaints[0] and why in complaints[0]


def test_a_folder_that_nobody_may_write_to(desk: Path) -> None:
    if not Path("/sys/kernel").is_dir():
        pytest.skip("needs a folder in which not even root may make files")
    code, _, complaints = run("read", "good.txt", "--store", "/sys/kernel/store.duckdb")
    assert code == 1 and len(complaints) == 1
    assert "the store cannot be written (" in complaints[0]


def test_a_text_that_was_missing_and_is_there_now(desk: Path) -> None:
    run("read", "late.txt")
    Path("late.txt").write_text(GOOD, "utf-8")
    assert run("read", "late.txt")[0] == 0
    with Store("onrecord.duckdb", read_only=True) as store:
        assert store.unread() == []


def test_what_is_known_of_a_document_stays_known(desk: Path) -> None:
    run("read", "good.txt", "--published", "2024-03-04", "--title", "The port", "--url", "x:y")
    run("read", "good.txt", "--publisher", "Harbour Post")
    with Store("onrecord.duckdb", read_only=True) as store:
        (document,) = store.documents()
    assert (document.published, document.title) == ("2024-03-04", "The port")
    assert (document.url, document.publisher) == ("x:y", "Harbour Post")


def test_another_date_is_another_reading(desk: Path) -> None:
    run("read", "other.txt", "--published", "2024-03-04")
    run("read", "other.txt", "--published", "2024-03-11")
    with Store("onrecord.duckdb", read_only=True) as store:
        assert [(c.published, c.earliest) for c in store.claims()] == [("2024-03-11", "2024-03-08")]
