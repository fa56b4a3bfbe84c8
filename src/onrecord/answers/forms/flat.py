"""Records as rows of a table: flat columns, and lists.

In goes a kind of record; out come its columns. A record within a record becomes columns whose
names begin with that of its field ("told_type"), and a list of records one list a column, all in
the same order ("positions_words", "positions_speaker"), so that no table needs structures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from onrecord.model import Record

Reader = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A column: its name, the Python type of its values, how many lists they lie in, and what
    reads it from a record."""

    name: str
    type: type[Any]
    depth: int
    read: Reader


@cache
def columns(kind: type[Record]) -> tuple[Column, ...]:
    """The columns of a kind of record, in the order of its fields."""
    return tuple(_columns(kind, "", lambda record: record))


def _columns(kind: type[msgspec.Struct], prefix: str, read: Reader) -> Iterator[Column]:
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    for field in described.fields:
        name, found = f"{prefix}{field.name}", _known(field.type)
        yield from _column(name, found, _field(field.name, read), 0)


def _column(name: str, found: inspect.Type, read: Reader, depth: int) -> Iterator[Column]:
    if isinstance(found, inspect.ListType):
        yield from _column(name, _known(found.item_type), read, depth + 1)
    elif isinstance(found, inspect.StructType):
        for inner in _columns(found.cls, f"{name}_", lambda record: record):
            yield Column(
                inner.name, inner.type, depth + inner.depth, _each(read, inner.read, depth)
            )
    else:
        yield Column(name, _type(found), depth, read)


def _known(found: inspect.Type) -> inspect.Type:
    """A type without the None that stands for unknown."""
    if isinstance(found, inspect.UnionType):
        (found,) = (one for one in found.types if not isinstance(one, inspect.NoneType))
    return found


def _type(found: inspect.Type) -> type[Any]:
    if isinstance(found, inspect.LiteralType):
        return type(found.values[0])
    kinds: dict[type[inspect.Type], type[Any]] = {
        inspect.StrType: str,
        inspect.IntType: int,
        inspect.FloatType: float,
        inspect.BoolType: bool,
    }
    return kinds[type(found)]


def _field(name: str, read: Reader) -> Reader:
    return lambda record: getattr(read(record), name)


def _each(outer: Reader, inner: Reader, depth: int) -> Reader:
    """Reads `outer`, and from each record in its lists `inner`; nothing from nothing."""

    def within(value: Any, left: int) -> Any:
        if value is None:
            return None
        return [within(one, left - 1) for one in value] if left else inner(value)

    return lambda record: within(outer(record), depth)
