"""Access: pages read while one writes, and see what was committed."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord import Store
from onrecord.errors import StoreBusy, StoreError
from onrecord.web import access as access_module
from onrecord.web.access import Access
from tests.conftest import LONG, until
from tests.store.test_sharing import holder


def _unread(access: Access) -> int:
    with access.reading() as store:
        return len(store.unread())


def test_pages_read_while_one_writes(tmp_path: Path) -> None:
    access, started, going = (
        Access(str(tmp_path / "s.duckdb")),
        threading.Event(),
        threading.Event(),
    )

    def write() -> None:
        with access.writing() as store:
            store.add_unread("one.pdf", "no text")
            with store._transaction():
                store.add_unread("two.pdf", "no text")
                started.set()
                assert going.wait(LONG)

    with ThreadPoolExecutor(4) as pool:
        writer = pool.submit(write)
        assert started.wait(LONG)
        try:
            assert pool.submit(_unread, access).result(LONG) == 1
        finally:
            going.set()
        writer.result(LONG)
        assert pool.submit(_unread, access).result(LONG) == 2


def test_who_reads_with_the_writer_may_stay_behind(tmp_path: Path) -> None:
    access = Access(str(tmp_path / "s.duckdb"))
    with access.writing() as store:
        store.add_unread("one.pdf", "no text")
        late = access.reading()
        kept = late.__enter__()
    assert len(kept.unread()) == _unread(access) == 1
    with access.writing() as store:
        store.add_unread("two.pdf", "no text")
    assert len(kept.unread()) == 2
    late.__exit__(None, None, None)
    with access.reading() as store, pytest.raises(StoreError):
        store.add_unread("three.pdf", "no text")


def test_writers_come_in_their_order_and_readers_let_the_first_go_first(tmp_path: Path) -> None:
    access, order = Access(str(tmp_path / "s.duckdb")), list[str]()

    def write(name: str) -> None:
        with access.writing() as store:
            order.append(name)
            store.add_unread(name, "no text")

    with ThreadPoolExecutor(6) as pool:
        early = access.reading()
        early.__enter__()
        writers = []
        for name in ("one", "two", "three"):
            writers.append(pool.submit(write, name))
            until(lambda: len(access._queue) == len(writers))
        late = pool.submit(_unread, access)
        time.sleep(0.1)
        assert order == [] and not late.done()
        early.__exit__(None, None, None)
        for writer in writers:
            writer.result(LONG)
        assert late.result(LONG) >= 0
    assert order == ["one", "two", "three"] and _unread(access) == 3


def test_readers_who_never_end_together_keep_no_writer_away(tmp_path: Path) -> None:
    access, going = Access(str(tmp_path / "s.duckdb")), threading.Event()

    def read(shift: float) -> None:
        time.sleep(shift)
        while not going.is_set():
            with access.reading():
                time.sleep(0.05)

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read, shift) for shift in (0.0, 0.025)]
        try:
            until(lambda: access._readers == len(readers))
            with access.writing(LONG) as store:
                store.add_unread("one.pdf", "no text")
        finally:
            going.set()
        for reader in readers:
            reader.result(LONG)
    assert _unread(access) == 1


def test_who_waits_too_long_for_a_turn_is_told_and_leaves_the_queue(tmp_path: Path) -> None:
    access = Access(str(tmp_path / "s.duckdb"))
    late = access.writing(0.05)
    with access.writing(), pytest.raises(StoreBusy, match="others are still writing"):
        late.__enter__()
    with access.writing(0.05) as store:
        store.add_unread("one.pdf", "no text")
    assert _unread(access) == 1


def test_many_read_and_write_at_once(tmp_path: Path) -> None:
    access = Access(str(tmp_path / "s.duckdb"))

    def write(n: int) -> None:
        with access.writing() as store:
            store.add_unread(f"{n}.pdf", "no text")

    with ThreadPoolExecutor(6) as pool:
        done = [
            pool.submit(write if n % 3 == 0 else lambda n: _unread(access), n) for n in range(60)
        ]
        for one in done:
            one.result(LONG)
    assert _unread(access) == 20
    with Store(access.path) as store:
        assert len(store.unread()) == 20


def test_the_file_stays_open_from_page_to_page_and_is_left_soon_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_module, "IDLE", LONG)
    access = Access(str(tmp_path / "s.duckdb"))
    assert _unread(access) == 0
    with pytest.raises(StoreBusy):
        Store(access.path)
    with access.writing() as store:  # the desk itself need not wait
        store.add_unread("one.pdf", "no text")
    monkeypatch.setattr(access_module, "IDLE", 0.3)
    assert _unread(access) == 1
    with Store(access.path, patience=10) as store:
        assert len(store.unread()) == 1


def test_the_end_waits_for_who_writes_and_lets_nobody_in(tmp_path: Path) -> None:
    access = Access(str(tmp_path / "s.duckdb"))
    started, going = threading.Event(), threading.Event()

    def write() -> None:
        with access.writing() as store:
            started.set()
            assert going.wait(LONG)
            store.add_unread("one.pdf", "no text")

    with ThreadPoolExecutor(3) as pool:
        writer = pool.submit(write)
        assert started.wait(LONG)
        late = pool.submit(write)
        ending = pool.submit(access.close)
        try:
            with pytest.raises(StoreError, match="has ended"):
                late.result(LONG)
            assert not ending.done()
        finally:
            going.set()
        ending.result(LONG)
        writer.result(LONG)
    with pytest.raises(StoreError, match="has ended"):
        _unread(access)
    with Store(access.path) as store:
        assert len(store.unread()) == 1


def test_pages_that_come_together_wait_together_for_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_module, "PATIENCE", 2.0)
    access = Access(str(tmp_path / "s.duckdb"))
    with holder(access.path, shared=False):
        start = time.monotonic()
        with ThreadPoolExecutor(6) as pool:
            for one in [pool.submit(_unread, access) for _ in range(6)]:
                with pytest.raises(StoreBusy):
                    one.result(LONG)
        assert time.monotonic() - start < 4 * access_module.PATIENCE
