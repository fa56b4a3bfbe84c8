"""Reading gold: reports with their texts, and texts alone.

In go paths of gold; out come gold objects with their texts, or texts in the order of the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import fixtures


@dataclass(frozen=True)
class GoldReport:
    """A gold report, the file that it came from and its text."""

    path: Path
    data: dict[str, Any]
    text: str

    @property
    def ident(self) -> str:
        """The gold's own id, which predictions carry as their title."""
        return str(self.data["id"])


def gold_reports(paths: list[Path]) -> Iterator[GoldReport]:
    """Gold reports of files and folders: annotated TOML, or JSON beside its text."""
    for path in paths:
        for file in sorted(path.glob("*.*")) if path.is_dir() else [path]:
            if file.suffix == ".toml":
                yield GoldReport(file, *fixtures.load(file))
            if file.suffix != ".json":
                continue
            data = json.loads(file.read_text("utf-8"))
            own = file.with_name(f"{data['id']}.txt")
            text = own if own.exists() else file.with_name("article.txt")
            yield GoldReport(file, data, text.read_text("utf-8"))


def texts(paths: list[Path]) -> list[str]:
    """All texts of JSON Lines files (their key `text`), text files, and folders of these."""
    found: list[str] = []
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if file.suffix == ".txt":
                found.append(file.read_text("utf-8"))
            elif file.suffix == ".jsonl":
                rows = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line)
                found += [row["text"] for row in rows if row.get("text", "").strip()]
    return found
