"""One happening on the command line: tellings, figures, changes, disputes, duties."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import Item, Store, read_many
from onrecord.cli import app
from tests.store.test_resolution import event, reports


@cache
def peace() -> tuple:  # type: ignore[type-arg]
    texts = {
        "2023-03-20": "Peru and Ecuador signed the Zaruma Accord on Sunday, under which Peru"
        " will withdraw its troops from the border by April 30.",
        "2023-04-12": "Ecuador accused Peru on Tuesday of violating the Zaruma Accord.",
    }
    items = [Item(text, day) for day, text in texts.items()]
    return tuple(zip(read_many(items), texts.values(), strict=True))


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "store.duckdb")
    with Store(path) as store:
        for report, text in (*reports(), *peace()):
            store.add(report, text)
        store.resolve()
    return path


def shown(path: str, ident: str, *more: str) -> str:
    done = CliRunner().invoke(app, ["happening", ident, "--store", path, *more])
    return done.stdout + done.stderr


def test_an_event_leads_to_its_happening_with_figures_and_positions(path: str) -> None:
    said = shown(path, event(0, "shelled"))
    assert "figure    at least 4" in said and "figure    6" in said
    assert "DISPUTE   denial, explicit" in said
    assert "denies: Peru" in said and "2023-03-08" in said


def test_an_agreement_shows_its_duties_and_what_became_of_them(path: str) -> None:
    report, text = peace()[0]
    signed = next(e.id for e in report.events if e.trigger.of(text) == "signed")
    said = shown(path, signed)
    assert "AGREEMENT Zaruma Accord" in said and "withdraw its troops" in said
    assert "breach: " in said


def test_json_is_the_whole_ledger(path: str) -> None:
    found = json.loads(shown(path, event(0, "shelled"), "--json"))
    assert found["happening"]["type"] == "ASSAULT" and found["disputes"]


def test_what_is_not_there_is_said(path: str) -> None:
    assert "there is no happening with this id" in shown(path, "happening_none")
