"""A store of version 1, written by SQL: what can be read of it is migrated, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from onrecord import ReportDamaged, Store, StoreUnwritable
from onrecord.claims import claims_of, speakers_of
from onrecord.cli import app
from onrecord.explanation import explanation_of
from onrecord.model import Document, Event, Report, Span, Statement
from onrecord.store import database, tables

TEXT = "Chile sheltered Peruvians."
LIMA = {
    "start": 0, "end": 5, "name": "Lima", "country": "PER", "latitude": -12.04,
    "longitude": -77.03, "precision": "city",
}  # fmt: skip
WHOLE = {"id": "c", "kind": "state", "name": "Chile", "country": "CHL"}


def event(type: str, **more: Any) -> dict[str, Any]:
    span = {"start": 0, "end": 5}
    common = {"actors": ["c"], "recipients": [], "factuality": "asserted"}
    return {
        "id": f"event_{type}",
        "type": type,
        "trigger": span,
        "evidence": span,
        **common,
        **more,
    }


def old_report(
    ident: str,
    *events: dict[str, Any],
    actors: tuple[Any, ...] = (WHOLE,),
    places: tuple[Any, ...] = (),
) -> str:
    document = {"id": ident, "length": len(TEXT), "title": f"report {ident}"}
    return json.dumps({"document": document, "actors": actors, "places": places, "events": events})


REPORTS = {
    "retired": old_report("retired", event("AID", mode="asylum")),
    "unknown": old_report("unknown", event("FIGHT")),
    "orphan": old_report("orphan", event("AID"), actors=()),
    "placeless": old_report("placeless", event("AID", place=3)),
    "newer": '{"schema": "onrecord.report/9"}',
    "whole": old_report(
        "whole", event("CONSULT", mode="visit", place=0), event("ASSAULT"), places=(LIMA,)
    ),
}
FAILED = ["newer", "orphan", "placeless", "unknown"]


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "old.duckdb")
    with duckdb.connect(path) as plain:
        plain.execute(database.migrations()[0])
        plain.execute("INSERT INTO meta VALUES ('schema_version', '1')")
        plain.execute("INSERT INTO unread VALUES ('gone.txt', NULL, 'input', 'no such file')")
        for ident, report in REPORTS.items():
            plain.execute(
                "INSERT INTO documents (id, title, length, text, report) VALUES (?, ?, ?, ?, ?)",
                [ident, f"report {ident}", len(TEXT), TEXT, report],
            )
            plain.execute("INSERT INTO actors (document, id) VALUES (?, 'c')", [ident])
            plain.execute(
                "INSERT INTO claims (event, document, position, claim) VALUES ('e', ?, 0, '{}')",
                [ident],
            )
    return path


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("batch", [1, 4, 256])
def test_what_cannot_be_made_anew_locks_nothing(
    path: str, monkeypatch: pytest.MonkeyPatch, batch: int, read_only: bool
) -> None:
    monkeypatch.setattr(tables, "BATCH", batch)
    with Store(path, read_only=read_only) as store:
        assert {d.id for d in store.documents()} == set(REPORTS)
        found = {(c.document, c.type, c.mode, c.intensity) for c in store.claims()}
        unread = dict(store.unread())
        done = store.migration
    assert found == {
        ("retired", "AID", "asylum", 10.0),
        ("whole", "CONSULT", "visit", 4.0),
        ("whole", "ASSAULT", None, -9.0),
    }
    assert set(unread) == {"gone.txt", *(f"report {ident}" for ident in FAILED)}
    assert "names what is not there ('FIGHT'); read it again" in unread["report unknown"]
    assert "does not follow the schema" in unread["report newer"]
    assert done and (done.before, done.documents, done.failed) == (1, 6, 4)
    with duckdb.connect(path, read_only=True) as plain:
        rows = plain.execute("SELECT document FROM actors ORDER BY 1").fetchall()
        stages = plain.execute("SELECT document FROM unread WHERE stage = 'store' ORDER BY 1")
        assert [row[0] for row in rows] == ["retired", "whole"]
        assert [row[0] for row in stages.fetchall()] == FAILED
        where = plain.execute("SELECT * FROM places").fetchall()
        assert where == [("whole", "event_CONSULT", "Lima", "PER", -12.04, -77.03, "city")]
    with Store(path) as store:
        assert store.migration is None


def test_what_is_read_again_is_unread_no_more(path: str) -> None:
    with Store(path) as store:
        repaired = Report.from_json(old_report("unknown", event("ASSAULT")))
        assert store.add(repaired, TEXT)
        assert "report unknown" not in dict(store.unread()) and len(store.claims()) == 4


def test_the_places_of_events_are_those_of_the_last_reading(path: str) -> None:
    nameless = {"start": 0, "end": 5, "name": "Chile hill"}
    with Store(path) as store:
        again = old_report("whole", event("ASSAULT", place=0), places=(nameless,))
        assert store.add(Report.from_json(again), TEXT)
        found = store.rows("SELECT * FROM places")
    assert found == [("whole", "event_ASSAULT", "Chile hill", None, None, None, None)]


def test_the_commands_say_what_was_done(path: str) -> None:
    said = CliRunner().invoke(app, ["documents", "--store", path])
    assert "migrated from schema 1 to 3: 6 documents, 4 not made anew" in said.stderr
    assert said.exit_code == 0 and "not read      report unknown: " in said.stdout
    again = CliRunner().invoke(app, ["show", "--store", path, "report unknown"])
    assert again.exit_code == 1 and "report unknown: its report names what is not" in again.stderr
    assert not CliRunner().invoke(app, ["documents", "--store", path]).stderr


def test_a_file_that_cannot_be_written_says_so(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ = duckdb.connect

    def only_for_reading(file: str, *, read_only: bool, **more: Any) -> Any:
        if not read_only:
            raise duckdb.IOException(f'Cannot open file "{file}": Permission denied')
        return open_(file, read_only=True, **more)

    with monkeypatch.context() as patch:
        patch.setattr(duckdb, "connect", only_for_reading)
        with pytest.raises(StoreUnwritable, match=r"schema 1, must be migrated to 3.*writable"):
            Store(path, read_only=True)
    with Store(path, read_only=True) as store:
        assert len(store.claims()) == 3


def test_a_damaged_report_is_an_error_of_the_tree(tmp_path: Path) -> None:
    damaged = Report.from_json(REPORTS["orphan"])
    with Store(str(tmp_path / "new.duckdb")) as store:
        with pytest.raises(ReportDamaged, match=r"report orphan: .*'c'.*read it again"):
            store.add(damaged, TEXT)
        assert not store.documents()
    with pytest.raises(ReportDamaged):
        claims_of(damaged, TEXT)
    with pytest.raises(ReportDamaged):
        explanation_of(damaged, TEXT, "event_AID")
    span = Span(0, 5)
    said = Statement("s", ["nobody"], span, span, "direct", "asserts")
    with pytest.raises(ReportDamaged):
        speakers_of(Report(Document("d", 5), statements=[said]), TEXT, said)
    loop = Event("e", "AID", span, span, [], [], "asserted", within="none")
    with pytest.raises(ReportDamaged):
        claims_of(Report(Document("d", 5), statements=[said], events=[loop]), TEXT)


def test_many_documents_are_migrated_batch_by_batch(path: str) -> None:
    with duckdb.connect(path) as plain:
        plain.execute(
            "INSERT INTO documents (id, length, text, report) SELECT 'n' || i, 5, ?, ?"
            " FROM range(5000) t(i)",
            [TEXT, REPORTS["whole"]],
        )
    with Store(path) as store:
        assert store.migration and store.migration.documents == 5006
        assert len(store.claims()) == 3 + 2 * 5000
