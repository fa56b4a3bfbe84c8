"""One store, several processes: nobody is locked out for longer than a moment."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import Store, StoreBusy
from onrecord.errors import StoreError
from onrecord.store.session import IDLE

HOLD = "import sys, time; from onrecord import Store; s = Store(sys.argv[1], shared={shared}); \
print('open', flush=True); time.sleep({seconds}); s.rows('SELECT 1')"


def holder(path: str, *, shared: bool, seconds: float) -> subprocess.Popen[str]:
    """Another process that has the store open for writing."""
    code = HOLD.format(shared=shared, seconds=seconds)
    found = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True)
    assert found.stdout is not None and found.stdout.readline() == "open\n"
    return found


def test_who_comes_while_it_is_held_waits(tmp_path: Path) -> None:
    path = str(tmp_path / "store.duckdb")
    Store(path).close()
    with holder(path, shared=False, seconds=1.0):
        with pytest.raises(StoreBusy):
            Store(path, read_only=True)
        with Store(path, read_only=True, patience=20) as store:
            assert store.rows("SELECT count(*) FROM documents") == [(0,)]


def test_a_shared_store_is_left_while_nothing_is_asked_of_it(tmp_path: Path) -> None:
    path = str(tmp_path / "store.duckdb")
    Store(path).close()
    with holder(path, shared=True, seconds=15) as other:
        start = time.monotonic()
        with Store(path, patience=10) as store:
            store.add_unread("a.txt", "no text")
        assert time.monotonic() - start < 10
        other.kill()


def test_a_shared_store_opens_again_by_itself(tmp_path: Path) -> None:
    path = str(tmp_path / "store.duckdb")
    with Store(path, shared=True) as store:
        store.add_unread("a.txt", "no text")
        time.sleep(IDLE * 4)
        with Store(path) as other:
            other.add_unread("b.txt", "no text")
        assert [source for source, _ in store.unread()] == ["a.txt", "b.txt"]
    with pytest.raises(StoreError, match="was closed"):
        store.unread()
