"""Opening the store's file, its schema and its migrations.

In goes a path; out comes an open DuckDB connection whose schema is the newest, or the error
that says why not. Nothing but a DuckDB file is ever handed to DuckDB, which would otherwise
look for an extension that reads the file. Migrations are the numbered SQL files of
store/schema, applied in order, all in one transaction with the new version number and the flat
tables, whose rows are made anew from the stored reports.
"""

from __future__ import annotations

import contextlib
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb
import msgspec

from onrecord.errors import NewerSchema, NotAStore, StoreDamaged, StoreUnwritable
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


def connect(path: str, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """An open connection to the store at `path`, which is made if it is new, and migrated if
    it is older. A new one is not made, and a change not kept, for reading only.

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
                version = _prepare(connection, path, read_only=read_only)
            except BaseException:
                connection.close()
                raise
    except StoreUnwritable:
        if new:
            _remove_stump(path)
        raise
    if version == len(migrations()):
        return connection
    connection.close()
    connect(path, read_only=False).close()
    return connect(path, read_only=True)


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


def _prepare(connection: duckdb.DuckDBPyConnection, path: str, *, read_only: bool) -> int:
    """Bring the schema to the newest version unless `read_only`; the version that it has."""
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
        return version
    if version < newest:
        _migrate(connection, migrations()[version:], newest, path)
    return newest


def _migrate(
    connection: duckdb.DuckDBPyConnection, scripts: tuple[str, ...], newest: int, path: str
) -> None:
    """Run the scripts that lead to version `newest`, and make the flat tables anew.

    Raises:
        StoreDamaged: a stored report cannot be read.
    """
    connection.begin()
    try:
        for script in scripts:
            connection.execute(script)
        connection.execute("DELETE FROM meta WHERE key = 'schema_version'")
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(newest)])
        renew(connection)
    except msgspec.DecodeError as cause:
        with contextlib.suppress(duckdb.Error):
            connection.rollback()
        raise StoreDamaged(
            f"a report in the store does not follow the schema ({cause})",
            subject=path,
            todo="read its document into a new store",
        ) from cause
    except BaseException:
        with contextlib.suppress(duckdb.Error):
            connection.rollback()
        raise
    connection.commit()


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
