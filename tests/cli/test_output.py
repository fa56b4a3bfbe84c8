"""What is printed: safe on terminals and in spreadsheets, readable at any width."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import Item, Store, read_many
from onrecord.answers.forms.export import as_csv, neutral
from onrecord.claims import Claim
from onrecord.cli import render
from onrecord.cli.table import _broken

COMMAND = str(Path(sys.executable).with_name("onrecord"))
TEXTS = [
    "Chile said on Sunday that Peru had attacked the port of Callao. Peru denied the claim.\n",
    "Norwegian Foreign Minister Espen Barth Eide visited Haiti on Friday, the ministry said.\n",
]
words = st.text(max_size=30)
optional = st.none() | words
claims = st.builds(
    Claim,
    event=words, document=words, title=optional, publisher=optional, published=optional,
    type=words, mode=optional, who=st.lists(words, max_size=3), whom=st.lists(words, max_size=3),
    earliest=optional, latest=optional, where=optional, how_many=st.lists(words, max_size=2),
    according_to=st.lists(words, max_size=3), factuality=words,
    disputed_by=st.lists(words, max_size=2), evidence=words, start=st.integers(0),
    end=st.integers(0), score=st.none() | st.floats(0, 1), rule=optional, quad=st.integers(1, 4),
    intensity=st.floats(-10, 10),
)  # fmt: skip


@given(st.lists(claims, max_size=4))
def test_csv_comes_back_as_it_went(rows: list[Claim]) -> None:
    text = as_csv(rows, Claim)
    header, *read = list(csv.reader(io.StringIO(text, newline="")))
    assert header == list(Claim.__struct_fields__)
    assert len(read) == len(rows) and len(text.splitlines()) == len(rows) + 1
    for cells, claim in zip(read, rows, strict=True):
        for cell, name in zip(cells, header, strict=True):
            value = getattr(claim, name)
            if isinstance(value, float):
                assert float(cell) == value
                continue
            whole = "; ".join(value) if isinstance(value, list) else value
            flat = " ".join(str("" if whole is None else whole).splitlines())
            assert cell.removeprefix("'") == flat.removeprefix("'")
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(claims)
def test_a_sentence_is_one_safe_line(claim: Claim) -> None:
    for line in (render.sentence(claim), render.evidence(claim)):
        assert line.isprintable()


@given(st.lists(st.text("ab c·", min_size=1, max_size=60), min_size=1), st.integers(30, 100))
def test_lines_are_never_wider_than_the_terminal(phrases: list[str], width: int) -> None:
    assert all(len(line) <= width for line in _broken(phrases, width))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\u202eevil\u202c", r"\u202eevil\u202c"),
        ("20\u00a0000\u2009t", "20 000 t"),
        ("\u200fسلام e\u0301", "\\u200fسلام e\u0301"),
        ("\ud800", r"\ud800"),
        ("bell\a \x7f\x9b", r"bell\x07 \x7f\x9b"),
    ],
)
def test_control_characters_are_shown(text: str, shown: str) -> None:
    assert render.plain(text) == shown


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("output") / "s.duckdb")
    items = [Item(text, "2024-03-04", f"report {n}") for n, text in enumerate(TEXTS)]
    with Store(path) as kept:
        for item, report in zip(items, read_many(items), strict=True):
            kept.add(report, item.text)
    return path


def seen(*arguments: str, columns: int) -> list[str]:
    """The lines that a terminal of so many columns shows, without their colours."""
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminal here")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns)}
    with subprocess.Popen([COMMAND, *arguments], stdout=theirs, env=environment):
        os.close(theirs)
        chunks = []
        try:
            while chunk := os.read(ours, 65536):
                chunks.append(chunk)
        except OSError:
            pass
    os.close(ours)
    text = b"".join(chunks).decode("utf-8")
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_nothing_is_lost_at_any_width(store: str, columns: int) -> None:
    lines = seen("claims", "--store", store, columns=columns)
    assert all(len(line) <= columns for line in lines)
    told = " ".join(" ".join(lines).split())
    for word in ("Peru", "ASSAULT", "CONSULT/visit", "asserted", "DENIED", "Chile", "Haiti"):
        assert word in told


def test_a_wide_terminal_has_columns(store: str) -> None:
    header, *rows = seen("claims", "--store", store, columns=120)
    assert header.split() == ["who", "type", "whom", "details", "according", "to", "factuality"]
    at = header.index("type")
    assert any(row[at:].startswith("ASSAULT") for row in rows)


def test_a_narrow_terminal_has_indented_lines(store: str) -> None:
    lines = seen("claims", "--store", store, "--evidence", columns=80)
    assert lines[0].startswith("Peru · ASSAULT")
    assert any(re.match(r'    ".*" \[\d+:\d+\] event_', line) for line in lines)
    assert all(line[0] != " " or line.startswith("    ") for line in lines)


def test_csv_on_a_terminal_is_safe_too(tmp_path: Path) -> None:
    path = str(tmp_path / "s.duckdb")
    item = Item(TEXTS[0], title="\x1b[31m=1+1")
    with Store(path) as kept:
        kept.add(next(read_many([item])), item.text)
    assert any(
        r"\x1b[31m=1+1" in line for line in seen("claims", "--csv", "--store", path, columns=80)
    )


@settings(max_examples=30)
@given(st.text())
def test_neutral_cells_stay_neutral(cell: str) -> None:
    assert neutral(neutral(cell)).lstrip("'") == neutral(cell).lstrip("'")
