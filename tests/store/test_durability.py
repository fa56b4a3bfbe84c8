"""What was acknowledged stays: through SIGKILL, a damaged file, an older schema."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from onrecord import NotAStore, OnrecordError, Report, Store, StoreBusy, StoreDamaged
from onrecord.model import Actor, Document, Event, Span, document_id
from onrecord.store import database, tables

ADDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.store.test_durability import made
from onrecord import Store
with Store(sys.argv[1]) as store:
    for number in range(100_000):
        store.add(*made(number))
        print(number, flush=True)
"""
ROOT = Path(__file__).parents[2]
V2 = "ALTER TABLE documents ADD COLUMN note VARCHAR; UPDATE documents SET note = 'migrated';"


def made(number: int) -> tuple[Report, str]:
    """A report that no model was needed for."""
    text = f"Chile attacked Peru on day {number}."
    actors = [Actor("c", "state", "Chile", "CHL"), Actor("p", "state", "Peru", "PER")]
    event = Event(
        f"event_{number}", "ASSAULT", Span(6, 14), Span(0, 19), ["c"], ["p"], "asserted"
    )  # fmt: skip
    document = Document(document_id(text), len(text), f"day {number}", published="2024-03-04")
    return Report(document, reader="test", actors=actors, events=[event]), text


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "store.duckdb")


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_a_killed_writer_loses_nothing_that_it_acknowledged(path: str, acknowledged: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ADDER, path, str(ROOT)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        seen = [process.stdout.readline() for _ in range(acknowledged)]
        process.send_signal(signal.SIGKILL)
        seen += process.stdout.readlines()
    told = [int(line) for line in seen if line.endswith("\n")]
    with Store(path, read_only=True) as store:
        titles = {d.title for d in store.documents()}
        assert titles >= {f"day {number}" for number in told}
        assert len(store.claims()) == len(titles) <= len(told) + 1
    with Store(path) as store:
        assert {d.title for d in store.documents()} == titles
        assert not store.add(*made(told[0]))


def test_half_a_document_is_none(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as store:
        store.add(*made(1))
        report, text = made(2)
        rows_of = tables.rows_of
        monkeypatch.setattr(
            tables, "rows_of", lambda *told: {**rows_of(*told), "no_such_table": [[1]]}
        )
        with pytest.raises(OnrecordError):
            store.add(report, text)
        assert [d.title for d in store.documents()] == ["day 1"]
        monkeypatch.undo()
        assert store.add(report, text)


LATER = ("quad", "intensity", "cameo", "contexts")
"""What claims have since version 2."""
SINCE_3 = re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", database.migrations()[2])
MIGRATIONS = database.migrations()
MADE_BY_3 = re.findall(r"CREATE TABLE (\w+)", MIGRATIONS[2])


def of_version_1(path: str) -> None:
    """A store as the first version made it, with one document."""
    with Store(path) as store:
        store.add(*made(1))
    with duckdb.connect(path) as plain:
        old = {k: v for k, v in json.loads(_claim(plain)).items() if k not in LATER}
        plain.execute("UPDATE claims SET claim = ?", [json.dumps(old)])
        for index in re.findall(r"CREATE INDEX (\w+)", MIGRATIONS[2]):
            plain.execute(f"DROP INDEX {index}")
        for table, column in (*(("claims", column) for column in LATER), *SINCE_3):
            plain.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for table in MADE_BY_3:
            plain.execute(f'DROP TABLE "{table}"')
        plain.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")


def _claim(plain: duckdb.DuckDBPyConnection) -> str:
    return str(plain.execute("SELECT claim FROM claims").fetchall()[0][0])


def test_claims_of_an_older_schema_are_made_anew(path: str) -> None:
    of_version_1(path)
    with Store(path, read_only=True) as store:
        assert [(c.type, c.quad, c.intensity) for c in store.claims()] == [("ASSAULT", 4, -9.0)]
    with duckdb.connect(path, read_only=True) as plain:
        rows = plain.execute("SELECT quad, intensity, cameo, contexts FROM claims").fetchall()
    assert rows == [(4, -9.0, None, [])]


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_schema_is_migrated(
    path: str, monkeypatch: pytest.MonkeyPatch, read_only: bool
) -> None:
    of_version_1(path)
    monkeypatch.setattr(database, "migrations", lambda: (*MIGRATIONS, V2))
    with Store(path, read_only=read_only) as store:
        assert [d.title for d in store.documents()] == ["day 1"] and store.claims()
    with duckdb.connect(path, read_only=True) as plain:
        assert plain.execute("SELECT note FROM documents").fetchall() == [("migrated",)]
        version = plain.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall()
    assert version == [(str(len(MIGRATIONS) + 1),)]


def test_a_migration_that_fails_changes_nothing(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of_version_1(path)
    broken = f"{V2} ALTER TABLE absent ADD COLUMN x INTEGER;"
    with monkeypatch.context() as patch:
        patch.setattr(database, "migrations", lambda: (*MIGRATIONS, broken))
        with pytest.raises(OnrecordError):
            Store(path)
    with Store(path) as store:
        assert [d.title for d in store.documents()] == ["day 1"]


def test_an_empty_database_becomes_a_store_only_for_writing(path: str) -> None:
    duckdb.connect(path).close()
    with pytest.raises(NotAStore, match="empty"):
        Store(path, read_only=True)
    with Store(path) as store:
        assert store.add(*made(1))


def test_a_damaged_file_is_an_error_of_the_tree(path: str) -> None:
    with Store(path) as store:
        for number in range(20):
            store.add(*made(number))
    whole, chance = Path(path).read_bytes(), random.Random(7)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 10, 500))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        Path(path).write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
        for read_only in (True, False):
            try:
                with Store(path, read_only=read_only) as store:
                    store.claims()
                    if not read_only:
                        store.add(*made(99))
            except OnrecordError as error:
                assert path in str(error) and error.todo
        Path(f"{path}.wal").unlink(missing_ok=True)


def test_a_report_of_another_schema_says_so(path: str) -> None:
    with Store(path) as store:
        store.add(*made(1))
    with duckdb.connect(path) as plain:
        plain.execute("""UPDATE documents SET report = '{"schema": "onrecord.report/9"}'""")
        plain.execute("UPDATE claims SET claim = '{}'")
    with Store(path) as store:
        with pytest.raises(StoreDamaged, match="read its document again"):
            store.report("")
        with pytest.raises(StoreDamaged):
            store.claims()
        assert store.add(*made(1)) and store.claims()


def test_one_process_opens_it_in_one_way(path: str) -> None:
    with Store(path), pytest.raises(StoreBusy, match="close it first"):
        Store(path, read_only=True)
