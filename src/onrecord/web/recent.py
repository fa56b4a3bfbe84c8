"""What was counted lately, for as long as the store stays as it is.

In go a key and a function that counts; out comes what it found, now or before. Counting goes over
all that a question finds, while people look at one question page by page and go back and forth.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SIZE = 256
"""How many answers are remembered."""


class Recent:
    """Remembers the latest answers over the store at `path`. It is asked while the store is open
    for reading, when nobody can change the file."""

    def __init__(self, path: str) -> None:
        self._files = (Path(path), Path(f"{path}.wal"))
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._state: Hashable = None

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` finds, or found for this key since the store was last written."""
        state = tuple(_state(file) for file in self._files)
        with self._lock:
            if state != self._state:
                self._found.clear()
                self._state = state
            if key in self._found:
                self._found.move_to_end(key)
                found: T = self._found[key]
                return found
        found = make()
        with self._lock:
            if state == self._state:
                self._found[key] = found
                while len(self._found) > SIZE:
                    self._found.popitem(last=False)
        return found


def _state(file: Path) -> tuple[int, int] | None:
    """By what one tells that a file was written; None where there is none."""
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return stat.st_mtime_ns, stat.st_size
