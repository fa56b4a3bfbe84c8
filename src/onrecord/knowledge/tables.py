"""Reading the tables of data that lie in this folder.

In goes the name of a table; out come its rows (CSV) or its keys (TOML), in UTF-8. Callers keep
what they make of a table for the life of the process.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of the CSV table `name`, by the names of its columns."""
    yield from csv.DictReader(_text(f"{name}.csv").splitlines())


def keys(name: str) -> dict[str, Any]:
    """The TOML table `name`."""
    return tomllib.loads(_text(f"{name}.toml"))


def _text(file: str) -> str:
    return files(__package__).joinpath(file).read_text(encoding="utf-8")
