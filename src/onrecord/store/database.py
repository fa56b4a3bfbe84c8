"""Opening the store's file, its schema and its migrations.

In goes a path; out comes an open DuckDB connection whose schema is the newest, or the error
that says why not. Nothing but a DuckDB file is ever handed to DuckDB, which would otherwise
look for an extension that reads the file. Migrations are the numbered SQL files of
store/schema, applied in order, all in one transaction with the new version number and the
claims, which are made anew from the stored reports. What is opened for reading only is migrated
too, for which the file must be writable that once.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from onrecord.errors import NewerSchema, NotAStore, StoreUnwritable
from onrecord.store.failures import translated
from onrecord.store.tables import renew

MAGIC, MAGIC_AT = b"DUCK", 8
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
FIRST = "read something into it first"
NOT_ONE = "the file is not an onrecord store"


@cache
def migrations() -> tuple[str, ...]:
    """The scripts of the schema; the one at index n leads from version n to n + 1."""
    folder = resources.files("onrecord.store") / "schema"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in files)


SCHEMA_VERSION = len(migrations())


@dataclass(frozen=True)
class Migration:
    """What opening an older store changed: its version `before` and `after`, how many documents
    it has, and of how many of them the report could not be made into rows."""

    before: int
    after: int
    documents: int
    failed: int


def connect(path: str, *, read_only: bool) -> tuple[duckdb.DuckDBPyConnection, Migration | None]:
    """An open connection to the store at `path`, which is made if it is new, and migrated if
    it is older; what the migration did, if there was one. A new one is not made for reading only.

    Raises:
        NotAStore, NewerSchema, StoreBusy, StoreUnwritable, StoreDamaged: as their names say.
    """
    new = _is_new(path)
    if new and read_only:
        raise NotAStore("there is no store here", subject=path, todo=FIRST)
    try:
        with translated(path, read_only=read_only):
            connection = duckdb.connect(path, read_only=read_only, config=SETTINGS)
            try:
                version, migration = _prepare(connection, path, read_only=read_only)
            except BaseException:
                connection.close()
                raise
    except StoreUnwritable:
        if new:
            _remove_stump(path)
        raise
    if version == len(migrations()):
        return connection, migration
    connection.close()
    try:
        connection, migration = connect(path, read_only=False)
    except StoreUnwritable as cause:
        raise StoreUnwritable(
            f"the store has schema {version}, must be migrated to {len(migrations())} before it is"
            " read, and cannot be written",
            subject=path,
            todo="make it writable, or a copy of it, and open that once",
        ) from cause
    connection.close()
    return connect(path, read_only=True)[0], migration


def _is_new(path: str) -> bool:
    """Whether there is nothing at `path` yet.

    Raises:
        NotAStore: what is there is no DuckDB file.
        StoreUnwritable: it cannot be looked at.
    """
    file = Path(path)
    try:
        path.encode("utf-8")
        if not file.exists():
            return True
        if file.is_file():
            with file.open("rb") as stream:
                if stream.read(MAGIC_AT + len(MAGIC))[MAGIC_AT:] == MAGIC:
                    return False
    except OSError as cause:
        why = (cause.strerror or type(cause).__name__).lower()
        raise StoreUnwritable(
            f"the store cannot be opened ({why})", subject=path, todo="check the path"
        ) from cause
    except ValueError as cause:
        raise NotAStore("this is no path", subject=repr(path), todo="name another") from cause
    what = "this is a directory, not an onrecord store" if file.is_dir() else NOT_ONE
    raise NotAStore(what, subject=path, todo="name another file, or a new one")


def _remove_stump(path: str) -> None:
    """Take away what is left of a store that could not be made."""
    for name in (path, f"{path}.wal"):
        with contextlib.suppress(OSError):
            Path(name).unlink()


def _prepare(
    connection: duckdb.DuckDBPyConnection, path: str, *, read_only: bool
) -> tuple[int, Migration | None]:
    """Bring the schema to the newest version unless `read_only`; the version that it then has,
    and what that took if the store was older."""
    version = _version(connection, path)
    newest = len(migrations())
    if version > newest:
        raise NewerSchema(
            f"the store has schema {version}, this onrecord knows {newest}",
            subject=path,
            todo="use a newer onrecord, or another store",
        )
    if read_only:
        if version == 0:
            raise NotAStore("the store is empty", subject=path, todo=FIRST)
        return version, None
    if version == newest:
        return newest, None
    migration = _migrate(connection, version, newest)
    return newest, migration if version else None


def _migrate(connection: duckdb.DuckDBPyConnection, version: int, newest: int) -> Migration:
    """Run the scripts that lead from `version` to `newest`, and make the claims anew."""
    connection.begin()
    try:
        for script in migrations()[version:newest]:
            connection.execute(script)
        connection.execute("DELETE FROM meta WHERE key = 'schema_version'")
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(newest)])
        documents, failed = renew(connection)
    except BaseException:
        with contextlib.suppress(duckdb.Error):
            connection.rollback()
        raise
    connection.commit()
    return Migration(version, newest, documents, failed)


def _version(connection: duckdb.DuckDBPyConnection, path: str) -> int:
    """The version of the schema; 0 in a database without tables.

    Raises:
        NotAStore: somebody else's tables are in it.
    """
    tables = {
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
        ).fetchall()
    }
    if not tables:
        return 0
    foreign = NotAStore(
        "this is a DuckDB database, but not an onrecord store",
        subject=path,
        todo="name another file, or a new one",
    )
    if "meta" not in tables:
        raise foreign
    try:
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except duckdb.BinderException:
        raise foreign from None
    number = str(found.get("schema_version", ""))
    if found.get("application") != "onrecord" or not number.isdecimal():
        raise foreign
    return int(number)
