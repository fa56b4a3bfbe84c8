"""CAMEO codes for events under PLOVER.

In go type, mode and contexts of an event with the deed that it announces, and
knowledge/cameo.toml; out comes the most specific
code that follows from them, or None. A code says what the deed is; whether it was done is told
by the event's factuality, for which CAMEO has no place but in the intent to cooperate.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from onrecord.knowledge import tables

PLANNED = "planned"


@dataclass(frozen=True)
class Row:
    """A code, and the mode and contexts that an event must have for it."""

    code: str
    mode: str | None
    contexts: frozenset[str]

    @property
    def detail(self) -> tuple[bool, int]:
        """How much the row asks for."""
        return self.mode is not None, len(self.contexts)


@dataclass(frozen=True)
class Codes:
    """The codes of a type: its root, None where it joins several, and the rows, the most
    specific first."""

    root: str | None
    rows: tuple[Row, ...]


@cache
def codes() -> frozenset[str]:
    """All codes of CAMEO that the list of conversions has, and their roots."""
    listed = tables.keys("cameo")["codes"]
    return frozenset(listed) | {code[:2] for code in listed}


@cache
def table(name: str) -> Mapping[str, Codes]:
    """The codes by type: of "types", or of those that are only "planned"."""
    found = {}
    for type, row in tables.keys("cameo")[name].items():
        listed = [
            Row(r["code"], r.get("mode"), frozenset(r.get("contexts", ()))) for r in row["rows"]
        ]
        listed.sort(key=lambda r: r.detail, reverse=True)
        found[type] = Codes(row.get("root"), tuple(listed))
    return found


def cameo_of(
    type: str,
    mode: str | None,
    contexts: Collection[str],
    factuality: str | None = None,
    deed: str | None = None,
) -> str | None:
    """The CAMEO code of an event, two to four digits: the most specific that follows, else the
    root of its type, None where the type joins several roots. What is planned, or agreed to
    as the `deed` of an AGREE, has the code of the intent.

    Raises:
        KeyError: PLOVER has no such type.
    """
    known = table("types")[type]
    if factuality == PLANNED or (type == "AGREE" and deed is not None):
        known = table("planned").get(deed or type, known)
    fitting = (
        row for row in known.rows if row.mode in (None, mode) and row.contexts.issubset(contexts)
    )
    for _, equals in groupby(fitting, key=lambda row: row.detail):
        if len(found := {row.code for row in equals}) == 1:
            return found.pop()
    return known.root
