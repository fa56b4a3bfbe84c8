"""Opening the store's file, its schema and its migrations.

In goes a path; out comes an open DuckDB connection whose schema is the newest, or the error
that says why not. Migrations are the numbered SQL files of store/schema, applied in order,
each in one transaction with the new version number.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import duckdb

from onrecord.errors import NewerSchema, NotAStore, StoreBusy, StoreError, StoreUnwritable


def _migrations() -> list[str]:
    folder = resources.files("onrecord.store") / "schema"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [f.read_text(encoding="utf-8") for f in files]


SCHEMA_VERSION = len(_migrations())


def connect(path: str, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """An open connection to the store at `path`, made or migrated unless `read_only`.

    Raises:
        NotAStore, NewerSchema, StoreBusy, StoreUnwritable: as their names say.
    """
    new = not Path(path).exists()
    if new and read_only:
        raise NotAStore("there is no store here", subject=path, todo="read something into it first")
    try:
        connection = duckdb.connect(path, read_only=read_only)
    except duckdb.Error as cause:
        raise store_error(cause, path) from cause
    try:
        _prepare(connection, path, read_only=read_only)
    except duckdb.Error as cause:
        connection.close()
        raise store_error(cause, path) from cause
    except StoreError:
        connection.close()
        raise
    return connection


def _prepare(connection: duckdb.DuckDBPyConnection, path: str, *, read_only: bool) -> None:
    version = _version(connection, path)
    if version > SCHEMA_VERSION:
        raise NewerSchema(
            f"the store has schema {version}, this onrecord knows {SCHEMA_VERSION}",
            subject=path,
            todo="use a newer onrecord, or another store",
        )
    if read_only:
        return
    for number, script in enumerate(_migrations()[version:], version + 1):
        connection.begin()
        connection.execute(script)
        connection.execute("DELETE FROM meta WHERE key = 'schema_version'")
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(number)])
        connection.commit()


def _version(connection: duckdb.DuckDBPyConnection, path: str) -> int:
    tables = {
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
        ).fetchall()
    }
    if not tables:
        return 0
    if "meta" in tables:
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        if found.get("application") == "onrecord":
            return int(found["schema_version"])
    raise NotAStore(
        "this is a DuckDB database, but not an onrecord store", subject=path, todo="name another"
    )


def store_error(cause: duckdb.Error, path: str) -> StoreError:
    """The error of the tree that `cause` is."""
    words = str(cause).lower()
    if "lock" in words:
        return StoreBusy(
            "another process is writing to the store", subject=path, todo="try again when it ends"
        )
    if "not a valid duckdb" in words or "is a directory" in words or "serialization" in words:
        return NotAStore("the file is not an onrecord store", subject=path, todo="name another")
    if any(w in words for w in ("permission", "read-only", "no space", "cannot open", "could not")):
        return StoreUnwritable(
            "the store cannot be written", subject=path, todo="check the folder and the disk"
        )
    return StoreError(str(cause).splitlines()[0], subject=path, todo="see the cause")
