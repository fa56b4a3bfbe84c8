"""The question that an address asks: filters, and where a list goes on.

In goes the query of an address; out come :class:`Filters` and the page of a list, and back from
these the addresses of neighbouring states, so that every state of a page has its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from onrecord.errors import BadFilter
from onrecord.store.query import Filters

T = TypeVar("T")
Choice = TypeVar("Choice", bound=str)
NAMES = {field.name: field.name.rstrip("_") for field in fields(Filters)}
"""The fields of the filters, and what they are called in an address."""
SIZE = 50
"""Entries of a list that stand on one page."""


def filters_of(query: QueryParams, **fixed: Any) -> Filters:
    """What a query asks for; `fixed` comes before it."""
    found: dict[str, Any] = {}
    for field, name in NAMES.items():
        given = " ".join(query.get(name, "").split())
        if given:
            flag = isinstance(getattr(Filters(), field), bool)
            found[field] = given.lower() not in ("0", "false", "no") if flag else given
    return Filters(**{**found, **fixed})


def chosen(given: str | None, among: Sequence[Choice], what: str) -> Choice | None:
    """One of a few words, as it was asked for; None where it was not.

    Raises:
        BadFilter: it is none of them.
    """
    for one in among:
        if one == given:
            return one
    if given:
        raise BadFilter(f"there is no {what} {given!r}", todo=f"write {', '.join(among)}")
    return None


def query_of(filters: Filters) -> dict[str, str]:
    """The query that asks for `filters`: only what is asked for."""
    found = {}
    for field, name in NAMES.items():
        value = getattr(filters, field)
        if value:
            found[name] = "1" if value is True else str(value)
    return found


def address(*parts: str, **query: object) -> str:
    """An address of the desk: ``address("event", ident, page=2)``; what is None is left out."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(asked)}" if asked else path


@dataclass(frozen=True)
class Page(Generic[T]):
    """A stretch of a list: its entries, its number from 1 on, and how many entries there are in
    all; the addresses of the pages before and after, None where there is none."""

    entries: Sequence[T]
    number: int
    total: int
    before: str | None
    after: str | None
    first: int

    @property
    def last(self) -> int:
        """The number of the last entry in the whole list."""
        return self.first + len(self.entries) - 1


def page_number(query: QueryParams) -> int:
    """The page that is asked for, from 1 on; the first where it is no number."""
    return max(1, number_of(query, "page", 1))


def number_of(query: QueryParams, name: str, otherwise: int) -> int:
    """The number that a query gives; `otherwise` where it gives none, or none of use."""
    given = query.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else otherwise


def page_of(
    entries: Sequence[T], total: int, path: str, query: Mapping[str, str], number: int,
    size: int = SIZE,
) -> Page[T]:  # fmt: skip
    """The page `number` of a list of `total`, whose `entries` were found already; `path` and
    `query` make the address of its neighbours."""

    def there(other: int) -> str:
        return f"{path}?{urlencode({**query, 'page': str(other)})}"

    return Page(
        entries=entries,
        number=number,
        total=total,
        before=there(number - 1) if number > 1 else None,
        after=there(number + 1) if number * size < total else None,
        first=(number - 1) * size + 1,
    )
