"""Who is who on the command line: list, show, merge, split, undo."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from onrecord import Item, Store, read_many
from onrecord.cli import app

TEXTS = {
    "2024-02-01": "Kenyan Foreign Minister Yusuf Keter met Ugandan envoys in Nairobi.",
    "2024-03-01": "Kenya's Foreign Minister Youssef Keter condemned the raid.",
    "2024-04-01": "Foreign Minister Grace Wanjiru of Kenya flew to Cairo.",
    "2024-05-01": "Wanjiru, a poet, read in Kampala.",
}


@cache
def reports() -> tuple:  # type: ignore[type-arg]
    return tuple(read_many([Item(text, day) for day, text in TEXTS.items()]))


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "store.duckdb")
    with Store(path) as store:
        for report, text in zip(reports(), TEXTS.values(), strict=True):
            store.add(report, text)
        store.resolve()
    return path


def run(path: str, *arguments: str) -> Result:
    env = {"ONRECORD_USER": "ana"}
    return CliRunner().invoke(app, ["actors", *arguments, "--store", path], env=env)


def shown(path: str, name: str) -> dict:  # type: ignore[type-arg]
    return dict(json.loads(run(path, "show", name, "--json").stdout))


def test_one_person_under_two_spellings_is_one(path: str) -> None:
    haji = shown(path, "Keter")
    assert haji["names"] == ["Youssef Keter", "Yusuf Keter"]
    assert (haji["first"], haji["last"]) == ("2024-02-01", "2024-03-01")


def test_an_office_has_its_first_and_last_report(path: str) -> None:
    assert "first 2024-02-01, last 2024-03-01" in run(path, "show", "Keter").stdout


def test_a_family_name_alone_is_not_taken_for_the_minister(path: str) -> None:
    assert "2 actors are called so" in run(path, "show", "Wanjiru").stderr


def test_merge_joins_and_undo_parts(path: str) -> None:
    found = run(path, "list", "Wanjiru", "--json").stdout.splitlines()
    one, other = (json.loads(line)["id"] for line in found)
    made = run(path, "merge", one, other)
    assert made.exit_code == 0, made.stderr
    assert len(shown(path, "Wanjiru")["documents"]) == 2
    run(path, "undo", made.stdout.split()[0])
    assert len(run(path, "list", "Wanjiru").stdout.splitlines()) == 2


def test_split_parts_what_likeness_joined(path: str) -> None:
    haji = shown(path, "Keter")
    assert run(path, "split", haji["id"], haji["personas"][0]).exit_code == 0
    assert len(run(path, "list", "Keter").stdout.splitlines()) == 2
    assert "not one of several" in run(path, "split", haji["id"], haji["personas"][0]).stderr
