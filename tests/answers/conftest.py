"""The record that the tests of answers ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord import Store
from tests.answers import record


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record.written(tmp_path_factory.mktemp("record"))


@pytest.fixture
def store(path: str) -> Iterator[Store]:
    with Store(path, read_only=True) as opened:
        yield opened
