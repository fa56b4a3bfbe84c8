"""The store: one transaction a document, nothing twice, nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import msgspec
import pytest

from onrecord import (
    NewerSchema,
    NotAStore,
    Report,
    Store,
    StoreBusy,
    StoreError,
    StoreUnwritable,
    read,
)

TEXTS = {
    "2024-03-04": "Chile said on Sunday that Peru had attacked the port. Peru denied the claim.",
    "2024-03-01": "Norway gave $20 million to Haiti on Friday.",
}


@pytest.fixture(scope="module")
def reports() -> list[tuple[Report, str]]:
    return [(read(t, published=d, title=f"on {d}"), t) for d, t in TEXTS.items()]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "store.duckdb")


@pytest.fixture
def store(path: str, reports: list[tuple[Report, str]]) -> Iterator[Store]:
    with Store(path) as opened:
        for report, text in reports:
            assert opened.add(report, text)
        yield opened


def test_what_went_in_comes_out(store: Store, reports: list[tuple[Report, str]]) -> None:
    for report, text in reports:
        assert store.report(report.document.id) == report
        assert store.text(report.document.id[:10]) == text
    assert [d.published for d in store.documents()] == ["2024-03-01", "2024-03-04"]


def test_the_same_again_adds_nothing(store: Store, reports: list[tuple[Report, str]]) -> None:
    before = store.claims()
    assert not store.add(*reports[0])
    assert store.claims() == before


def test_another_reader_replaces_the_rows(store: Store, reports: list[tuple[Report, str]]) -> None:
    report, text = reports[0]
    newer = msgspec.structs.replace(report, reader="newer", events=report.events[:1])
    assert store.add(newer, text)
    mine = [c for c in store.claims() if c.document == report.document.id]
    assert len(mine) == 1 and len(store.documents()) == 2


def test_order_of_reading_does_not_matter(
    store: Store, reports: list[tuple[Report, str]], tmp_path: Path
) -> None:
    with Store(str(tmp_path / "other.duckdb")) as other:
        for report, text in reversed(reports):
            other.add(report, text)
        assert other.claims() == store.claims()


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({"actor": "NOR"}, {"AID"}),
        ({"actor": "norway", "with_": "Haiti"}, {"AID"}),
        ({"actor": "NOR", "with_": "PER"}, set()),
        ({"type": "aid"}, {"AID"}),
        ({"since": "2024-03-02"}, {"ASSAULT"}),
        ({"until": "2024-03-02"}, {"AID"}),
        ({"speaker": "CHL"}, {"ASSAULT"}),
        ({"disputed": True}, {"ASSAULT"}),
        ({"actor": "'; DROP TABLE claims; --"}, set()),
    ],
)
def test_filters(store: Store, filters: dict[str, object], types: set[str]) -> None:
    store.resolve()
    assert {c.type for c in store.claims(**filters)} - {"REJECT"} == types  # type: ignore[arg-type]


def test_an_explanation_quotes_the_words(store: Store) -> None:
    claim = store.claims(type="AID")[0]
    found = store.explain(claim.event)
    assert found.trigger and found.trigger.text == "gave" and "Norway" in found.words.text
    assert found.rule and found.reader and found.reader.startswith("onrecord-")


def test_what_was_not_read_is_kept_once(store: Store) -> None:
    store.add_unread("lost.txt", "there is no such file")
    store.add_unread("lost.txt", "there is no such file")
    assert store.unread() == [("lost.txt", "there is no such file")]


def test_a_failed_document_leaves_the_store_as_it_was(
    store: Store, reports: list[tuple[Report, str]]
) -> None:
    before = store.claims()
    report, text = reports[0]
    bad = msgspec.structs.replace(report, reader="newer")
    store._connection.execute("DROP TABLE roles")
    with pytest.raises(StoreError):
        store.add(bad, text)
    assert store.claims() == before


def test_no_such_document(store: Store) -> None:
    with pytest.raises(StoreError, match="no document"):
        store.report("nothing")


def test_a_text_file_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are notes, and they are long enough to be taken for a header. " * 99)
    before = file.read_bytes()
    with pytest.raises(NotAStore):
        Store(str(file))
    assert file.read_bytes() == before


def test_a_foreign_database_is_no_store(path: str) -> None:
    with duckdb.connect(path) as other:
        other.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(NotAStore):
        Store(path)


def test_a_newer_schema_is_refused(path: str) -> None:
    Store(path).close()
    with duckdb.connect(path) as other:
        other.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    with pytest.raises(NewerSchema, match="999"):
        Store(path)


def test_a_store_that_is_not_there_is_not_made_for_reading(path: str) -> None:
    with pytest.raises(NotAStore):
        Store(path, read_only=True)
    assert not Path(path).exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable):
        Store(str(tmp_path / "none" / "store.duckdb"))


def test_two_writers(path: str) -> None:
    import subprocess
    import sys

    code = f"from onrecord import Store; Store({path!r})"
    with Store(path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert StoreBusy.__name__ in done.stderr
