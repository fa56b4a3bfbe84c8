"""Deciding on the command line: resolve, review, decide, decisions, undo, retract, reread."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import duckdb
import msgspec
import pytest
from click.testing import Result
from typer.testing import CliRunner

from onrecord import Item, Store, read_many
from onrecord.answers import Filters, happenings
from onrecord.cli import app
from tests.store.test_resolution import changed_reader

FIRST = "Chad freed two Sudanese pilots on Monday. The pilots were arrested in Abeche in May."
SECOND = "Two pilots from Sudan were freed by Chad on Monday, its army said."


@cache
def reports() -> tuple:  # type: ignore[type-arg]
    return tuple(read_many([Item(t, "2024-06-05", title=t[:4]) for t in (FIRST, SECOND)]))


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "store.duckdb")
    with Store(path) as store:
        for report, text in zip(reports(), (FIRST, SECOND), strict=True):
            store.add(report, text)
    return path


def run(path: str, *arguments: str) -> Result:
    return CliRunner().invoke(
        app, [arguments[0], *arguments[1:], "--store", path], env={"ONRECORD_USER": "ana"}
    )


def events(path: str) -> list[str]:
    with Store(path, read_only=True) as store:
        return [claim.event for claim in store.claims()]


def test_resolve_says_what_it_did_and_does_it_once(path: str) -> None:
    assert run(path, "resolve").stdout.startswith("2 documents resolved")
    assert run(path, "resolve").stdout == "0 documents resolved, 0 happenings written\n"


def test_a_decision_is_listed_with_who_and_why_and_can_be_undone(path: str) -> None:
    run(path, "resolve")
    made = run(path, "decide", "different", *events(path)[:2], "--note", "two arrests")
    assert made.exit_code == 0, made.stderr
    ident = made.stdout.split()[0]
    assert "different" in made.stdout and "(holds; ana 2" in made.stdout
    assert made.stdout.endswith("two arrests\n")
    assert "undone by ana" in run(path, "undo", ident[:14]).stdout
    (listed,) = run(path, "decisions", "--json").stdout.splitlines()
    assert (json.loads(listed)["status"], json.loads(listed)["id"]) == ("undone", ident)


def test_a_correction_sets_fields_that_a_claim_has(path: str) -> None:
    event = events(path)[0]
    assert run(path, "decide", "correct", event, "--set", "whom=Ali; Omar").exit_code == 0
    with Store(path, read_only=True) as store:
        assert store.decisions()[0].changes == {"whom": ["Ali", "Omar"]}
    for wrong in (("correct", event), ("accept", event, "--set", "type=AID"), ("maybe", event)):
        assert run(path, "decide", *wrong).exit_code == 2
    assert "write FIELD=VALUE" in run(path, "decide", "correct", event, "--set", "x=1").stderr


def test_what_is_not_there_is_refused_in_one_line(path: str) -> None:
    refused = run(path, "decide", "accept", "event_none")
    assert refused.exit_code == 1 and len(refused.stderr.splitlines()) == 1
    assert "no decisions in force" in run(path, "undo", "decision_none").stderr


def test_a_retracted_document_is_marked(path: str) -> None:
    run(path, "resolve")
    assert run(path, "retract", "Chad", "--note", "withdrawn by the agency").exit_code == 0
    with Store(path, read_only=True) as store:
        assert any(happening.retracted for happening in happenings(store, Filters(uncoded=True)))


def test_reread_keeps_decisions_and_shows_what_reopened(path: str) -> None:
    with Store(path) as store:
        store.add(changed_type(reports()[0]), FIRST)
        store.resolve()
        store.decide("accept", store.claims()[0].event, user="ana", at="2024-07-01")
    again = run(path, "reread", "Chad")
    assert "1 documents read again, 1 read otherwise than before; 1 decisions reopened" in (
        again.stdout
    )
    shown = run(path, "decisions", "--reopened").stdout
    assert "accept" in shown and "type was AID, is RETREAT" in shown


def changed_type(report):  # type: ignore[no-untyped-def]
    events = [msgspec.structs.replace(report.events[0], type="AID"), *report.events[1:]]
    return msgspec.structs.replace(report, reader="older", events=events)


@pytest.mark.parametrize("where", ["older", "failed", "all"])
def test_reread_takes_what_it_is_asked_for(path: str, where: str) -> None:
    with Store(path) as store:
        store.add(changed_reader(reports()[0]), FIRST)
    with duckdb.connect(path) as plain:
        ident = reports()[0].document.id
        plain.execute("INSERT INTO unread VALUES ('x', ?, 'events', 'it failed')", [ident])
    read = run(path, "reread", "--where", where).stdout
    assert read.startswith("2" if where == "all" else "1")


def test_reread_must_be_told_what(path: str) -> None:
    assert run(path, "reread").exit_code == 2
    assert run(path, "reread", "Chad", "--where", "all").exit_code == 2
    assert run(path, "reread", "--where", "young").exit_code == 2
