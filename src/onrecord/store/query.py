"""The one query for claims: filters in, SQL and its values out."""

from __future__ import annotations

from typing import Any

MATCHES = "(a.country = upper(?) OR contains(lower(coalesce(a.name, '')), lower(?))" \
    " OR list_has_any(list_transform(a.aliases, lambda x: lower(x)), [lower(?)]))"  # fmt: skip
TAKES_PART = (
    "EXISTS (SELECT 1 FROM participants p JOIN actors a ON a.document = p.document"
    f" AND a.id = p.actor WHERE p.document = c.document AND p.event = c.event AND {MATCHES})"
)
SAYS = (
    "EXISTS (WITH RECURSIVE chain(id) AS (SELECT c.within UNION ALL SELECT s.within FROM statements"
    " s JOIN chain ON s.id = chain.id AND s.document = c.document) SELECT 1 FROM chain"
    " JOIN speakers k ON k.statement = chain.id AND k.document = c.document"
    f" JOIN actors a ON a.id = k.actor AND a.document = c.document WHERE {MATCHES})"
)
LOW = "coalesce(c.latest, d.published)"
HIGH = "coalesce(c.earliest, d.published)"


def claim_query(
    actor: str | None,
    with_: str | None,
    type: str | None,
    since: str | None,
    until: str | None,
    speaker: str | None,
    disputed: bool,
) -> tuple[str, list[Any]]:
    """SQL over the tables of the store, and its values; see :meth:`Store.claims`."""
    tests: list[str] = []
    values: list[Any] = []
    for test, value, times in (
        (TAKES_PART, actor, 3),
        (TAKES_PART, with_, 3),
        ("c.type = upper(?)", type, 1),
        (f"{LOW} >= ?", since, 1),
        (f"{HIGH} <= ?", until, 1),
        (SAYS, speaker, 3),
    ):
        if value is not None:
            tests.append(test)
            values += [value] * times
    if disputed:
        tests.append("c.disputed")
    where = " AND ".join(tests) or "true"
    return (
        "SELECT c.claim FROM claims c JOIN documents d ON d.id = c.document"
        f" WHERE {where} ORDER BY d.published NULLS LAST, d.id, c.position",
        values,
    )
