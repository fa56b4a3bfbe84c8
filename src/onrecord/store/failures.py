"""What DuckDB says when it fails, as errors of the tree.

In goes an exception of DuckDB and the store's path; out comes the error with what happened and
what to do. DuckDB has one class for all that the operating system refuses, so its words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from onrecord.errors import StoreBusy, StoreDamaged, StoreError, StoreUnwritable

REFUSED = {
    "no space left on device": "free some space, then read the rest again",
    "disk quota exceeded": "free some space, then read the rest again",
    "file too large": "name a store where larger files are allowed",
    "read-only file system": "name a store in another folder",
    "permission denied": "check who may write to the file and its folder",
    "operation not permitted": "check who may write to the file and its folder",
    "no such file or directory": "make its folder first",
    "not a directory": "name a store in a folder",
    "file name too long": "name it otherwise",
    "input/output error": "check the disk",
}
DAMAGE = (
    "could not read enough bytes", "checksum", "corrupt", "serializ", "replaying wal", "not a valid"
)  # fmt: skip
DAMAGE_KINDS = (
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
    duckdb.CatalogException,
    duckdb.BinderException,
)
_HOLDER = re.compile(r"\(PID (\d+)\)")


@contextmanager
def translated(path: str, *, read_only: bool = False) -> Iterator[None]:
    """What DuckDB raises inside comes out as an error of the tree, and Ctrl-C as Ctrl-C."""
    try:
        yield
    except duckdb.Error as cause:
        raise store_error(cause, path, read_only=read_only) from cause
    except RuntimeError as cause:
        if isinstance(cause.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from cause
        raise


def store_error(cause: duckdb.Error, path: str, *, read_only: bool = False) -> StoreError:
    """The error of the tree that `cause` is."""
    words = str(cause)
    low = words.lower()
    if "could not set lock" in low:
        return _busy(words, path)
    if "different configuration" in low:
        return StoreBusy(
            "this process has the store open in another way", subject=path, todo="close it first"
        )
    for why, todo in REFUSED.items():
        if why in low:
            verb = "opened" if read_only else "written"
            return StoreUnwritable(f"the store cannot be {verb} ({why})", subject=path, todo=todo)
    if isinstance(cause, DAMAGE_KINDS) or any(word in low for word in DAMAGE):
        return StoreDamaged(
            f"the store is damaged ({_first_line(words)})",
            subject=path,
            todo="take a copy of it, or read the reports into a new store",
        )
    return StoreError(
        f"the store cannot be used ({_first_line(words)})", subject=path, todo="name another"
    )


def _busy(words: str, path: str) -> StoreBusy:
    holder = _HOLDER.search(words)
    who = f"another process ({holder[1]})" if holder else "another process"
    return StoreBusy(f"{who} is using the store", subject=path, todo="try again when it has ended")


def _first_line(words: str) -> str:
    return (words.splitlines() or ["no reason given"])[0][:200]
