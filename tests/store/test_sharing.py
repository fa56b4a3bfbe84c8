"""One store, several processes: nobody is locked out for longer than a moment."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord import Store, StoreBusy
from onrecord.errors import StoreError
from tests.conftest import LONG

HOLD = "import sys; from onrecord import Store; s = Store(sys.argv[1], shared={shared}); \
print('open', flush=True); sys.stdin.readline(); s.rows('SELECT 1')"


@contextmanager
def holder(path: str, *, shared: bool) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open for writing, until its input is closed."""
    code = [sys.executable, "-c", HOLD.format(shared=shared), path]
    with subprocess.Popen(code, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as found:
        try:
            assert found.stdout is not None and found.stdout.readline() == "open\n"
            yield found
        finally:
            found.kill()


def test_who_comes_while_it_is_held_waits(tmp_path: Path) -> None:
    path = str(tmp_path / "store.duckdb")
    Store(path).close()
    with holder(path, shared=False) as other:
        with pytest.raises(StoreBusy):
            Store(path, read_only=True)
        assert other.stdin is not None
        threading.Timer(1.0, other.stdin.close).start()
        with Store(path, read_only=True, patience=LONG) as store:
            assert store.rows("SELECT count(*) FROM documents") == [(0,)]


def test_a_shared_store_is_left_while_nothing_is_asked_of_it(tmp_path: Path) -> None:
    path = str(tmp_path / "store.duckdb")
    Store(path).close()
    with holder(path, shared=True), Store(path, patience=10) as store:
        store.add_unread("a.txt", "no text")


def test_a_shared_store_opens_again_by_itself(tmp_path: Path) -> None:
    path = str(tmp_path / "store.duckdb")
    with Store(path, shared=True) as store:
        store.add_unread("a.txt", "no text")
        with Store(path, patience=10) as other:
            other.add_unread("b.txt", "no text")
        assert [source for source, _ in store.unread()] == ["a.txt", "b.txt"]
    with pytest.raises(StoreError, match="was closed"):
        store.unread()
