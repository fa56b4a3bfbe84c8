"""A survey of tellings, however many they are: what is counted and listed in one query of SQL.

In go an open store, SQL for the events that are meant, and the parts that are asked for; out come
their values: numbers, and lists whose length is bounded. Who takes part is looked for once, and
nothing is decoded but what is shown. What is not joined with other reports yet is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from onrecord.store import Store
from onrecord.store.query import Test

TOLD = (
    "WITH meant AS MATERIALIZED ({0}),"
    " told AS MATERIALIZED (SELECT t.* FROM tellings t"
    " SEMI JOIN meant ON meant.event = t.event WHERE t.type IS NOT NULL),"
    " first AS (SELECT happening, min(published) AS first FROM told GROUP BY happening),"
    " dated AS MATERIALIZED (SELECT h.id, coalesce(h.earliest, h.latest, f.first) AS day,"
    " f.first, h.disputed FROM happenings h JOIN first f ON f.happening = h.id"
    " WHERE h.type IS NOT NULL)"
)
"""`told` are the tellings that are meant; `dated` their happenings, each with the day at which it
stands: its own, else that of the first of these reports. Step by step, for DuckDB does not find
this order, which begins with the fewest, by itself."""
COUNTS: Mapping[str, str] = {
    "reports": "SELECT count(DISTINCT document) FROM told",
    "claims": "SELECT count(*) FROM told",
    "events": "SELECT count(*) FROM dated",
    "disputed": "SELECT count(*) FROM dated WHERE disputed",
    "undated": "SELECT count(DISTINCT document) FROM told WHERE published IS NULL",
    "first": "SELECT min(published) FROM told",
    "last": "SELECT max(published) FROM told",
}
Order = Literal["newest", "oldest"]
ORDERS: Mapping[Order, str] = {"newest": "day DESC NULLS LAST, id", "oldest": "day NULLS LAST, id"}


def listed(sql: str, order: str, bounds: str = "LIMIT ?", each: str = "r") -> str:
    """SQL for one value: the first rows of `sql` in an order, each whole or one column of it."""
    return (
        f"SELECT list({each} ORDER BY {order})"
        f" FROM (SELECT * FROM ({sql}) ORDER BY {order} {bounds}) r"
    )


def events(order: Order = "newest", among: str = "true", bounds: str = "LIMIT ? OFFSET ?") -> str:
    """SQL for one value: the ids of the happenings `among` which the rows of `dated` are."""
    return listed(f"SELECT id, day FROM dated WHERE {among}", ORDERS[order], bounds, "id")


def survey(store: Store, meant: Test, parts: Mapping[str, str], *values: Any) -> dict[str, Any]:
    """The value of each part, by its name; a list with nothing in it is empty.

    Args:
        store: an open store whose documents are resolved.
        meant: SQL for the events that are meant, in a column `event`, and its values.
        parts: SQL for one value each, over `told` and `dated`.
        values: what stands for the ? of the parts, in their order.
    """
    sql, mine = meant
    asked = ", ".join(f"({part}) AS {name}" for name, part in parts.items())
    (row,) = store.rows(f"{TOLD.format(sql)} SELECT {asked}", *mine, *values)
    return {
        name: [] if found is None and part.startswith("SELECT list(") else found
        for (name, part), found in zip(parts.items(), row, strict=True)
    }
