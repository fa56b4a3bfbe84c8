"""What was counted is counted again only when the store was written, or long ago."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import Store
from onrecord.web import recent as module
from onrecord.web.access import Access
from onrecord.web.recent import Recent


def test_it_is_counted_once_until_the_store_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "s.duckdb")
    access, recent, made = Access(path), Recent(path), []

    def asked(key: str) -> int:
        with access.reading():
            return recent.of(key, lambda: made.append(key) or len(made))

    assert [asked("a"), asked("b"), asked("a")] == [1, 2, 1]
    with Store(path) as store:
        store.add_unread("scan.pdf", "it is no text")
    assert asked("a") == 3
    monkeypatch.setattr(module, "SIZE", 2)
    assert [asked("b"), asked("a"), asked("c"), asked("a"), asked("b")] == [4, 3, 5, 3, 6]


def test_what_fails_is_not_remembered(tmp_path: Path) -> None:
    recent = Recent(str(tmp_path / "s.duckdb"))
    with pytest.raises(ZeroDivisionError):
        recent.of("a", lambda: 1 // 0)
    assert recent.of("a", lambda: 1) == 1
