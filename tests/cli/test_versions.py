"""Copies and revisions on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import Item, Store, read_many
from onrecord.answers import Filters, happenings
from onrecord.cli import app

BODY = (
    " border guards of Tajikistan detained {n} Kyrgyz herders near the village of Ak-Sai on Friday"
    " and took away their horses, the regional governor told reporters after a long night of talks"
    " with elders on both banks of the river. He said that the men would be freed once their papers"
    " had been checked, and that nobody had been hurt when shots were fired into the air."
)
FIRST = "BATKEN (Steppe News) -" + BODY.format(n=9)
COPY = "BATKEN -" + BODY.format(n=9) + " (Steppe News)"
CORRECTED = "Correction: an earlier version gave a wrong number.\n\n" + BODY.format(n=12).strip()
WITHDRAWN = "This report has been withdrawn by Steppe News: it could not be confirmed.\n\n" + FIRST


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "store.duckdb")
    texts = {"2025-05-03": FIRST, "2025-05-04": COPY, "2025-05-05": CORRECTED}
    add(path, texts)
    return path


def add(path: str, texts: dict[str, str]) -> None:
    items = [Item(text, day, f"of {day}", publisher="Steppe News") for day, text in texts.items()]
    with Store(path) as store:
        for item, report in zip(items, read_many(items), strict=True):
            store.add(report, item.text)
        store.resolve()


def run(path: str, *arguments: str) -> list[str]:
    return CliRunner().invoke(app, ["versions", *arguments, "--store", path]).stdout.splitlines()


def test_the_first_is_the_original_and_a_changed_number_makes_a_revision(path: str) -> None:
    lines = run(path)
    assert [line.split()[0] for line in lines if " of 2025" in line] == [
        "original",
        "copy",
        "revision",
    ]
    assert '    number: "9" became "12"' in lines
    assert any("how_many was 9" in line and "is 12" in line for line in lines)


def test_one_document_is_asked_for_by_its_title(path: str) -> None:
    assert run(path, "of 2025-05-04") == run(path)


def test_copies_are_one_origin(path: str) -> None:
    with Store(path, read_only=True) as store:
        told = [h for h in happenings(store, Filters(uncoded=True)) if len(h.documents) > 1]
    assert told and all(happening.origins == 1 for happening in told)


def test_what_a_later_version_withdraws_is_marked_and_kept(path: str) -> None:
    add(path, {"2025-05-06": WITHDRAWN})
    with Store(path, read_only=True) as store:
        assert len(store.documents()) == 4
        assert any(
            len(happening.retracted) >= 1 for happening in happenings(store, Filters(uncoded=True))
        )
    assert any("has been withdrawn" in line for line in run(path))
