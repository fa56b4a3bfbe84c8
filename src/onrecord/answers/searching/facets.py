"""Facets: by which further filters a question can be narrowed, and what each would leave.

In goes a question that was asked; out come, for each filter that it leaves open, the values that
most of what it finds has, with counts of claims, distinct events or documents, as it lists them.
A count is exactly what the question finds when that value is added to it: an actor is counted under
every name that the filter matches, a speaker at every depth, an event in each month that it may
fall in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.answers.searching.questions import Asked
from onrecord.knowledge.world import states
from onrecord.model import Record
from onrecord.store.query import ACTORS, country_codes, is_meant, period
from onrecord.words import plain_words

SHOWN, WHOLE = 10, 200
"""How many values of a facet are listed, and of one that is wanted whole."""
SPARE = 2
"""How many times as many names are looked at, for some are of countries."""
VALUES = (
    "SELECT {value}, {counted} AS n FROM telling WHERE {where} GROUP BY 1"
    " ORDER BY n DESC, 1 LIMIT ?"
)
MONTHS = (
    "WITH spans AS (SELECT DISTINCT low, high FROM telling WHERE low <= high),"
    " months AS (SELECT low, high, left(unnest(generate_series((low || '-01')::DATE,"
    " (high || '-01')::DATE, INTERVAL 1 MONTH))::VARCHAR, 7) AS month FROM spans)"
    " SELECT month, count(DISTINCT item) FROM telling JOIN months USING (low, high)"
    " WHERE month BETWEEN ? AND ? GROUP BY month ORDER BY month DESC LIMIT ?"
)
FORM = "hash(a.folded) AS form"
ACTOR = "JOIN actors a ON hash(a.document, a.id) = hash({0}.document, {0}.actor)"
TAKING = (
    f"CREATE OR REPLACE TEMP TABLE parties AS SELECT t.item, a.country, {FORM}"
    f" FROM telling t JOIN participants p ON hash(p.event) = t.event {ACTOR.format('p')}"
)
BESIDE = (
    " JOIN participants o ON o.event = p.event AND o.actor <> p.actor"
    f" JOIN ({ACTORS}) one ON one.document = o.document AND one.id = o.actor"
)
"""Only those who take part beside another one."""
SAYING = (
    "CREATE OR REPLACE TEMP TABLE saying AS WITH RECURSIVE up(item, statement) AS"
    " (SELECT item, within FROM telling WHERE within IS NOT NULL UNION"
    " SELECT up.item, hash(s.within) FROM up JOIN statements s ON hash(s.id) = up.statement"
    f" WHERE s.within IS NOT NULL) SELECT up.item, a.country, {FORM} FROM up"
    f" JOIN speakers k ON hash(k.statement) = up.statement {ACTOR.format('k')}"
)
COUNTRIES = (
    "SELECT country, count(DISTINCT item) AS n FROM {0} WHERE country IS NOT NULL GROUP BY 1"
    " ORDER BY n DESC, 1 LIMIT ?"
)
NAMES = (
    "WITH named AS (SELECT form, count(DISTINCT item) AS n FROM {0} GROUP BY 1),"
    " forms AS (SELECT DISTINCT hash(a.folded) AS form, a.name FROM actors a"
    " WHERE a.name IS NOT NULL AND a.kind NOT IN ('state', 'population'))"
    " SELECT name, sum(n) AS n FROM named JOIN forms USING (form) GROUP BY 1"
    " ORDER BY n DESC, 1 LIMIT ?"
)
ALIKE = (
    "WITH forms AS MATERIALIZED (SELECT DISTINCT {form} AS form, {names}"
    " FROM {source} WHERE form IN (SELECT form FROM {table}))"
    " SELECT n, form, name, aliases FROM forms JOIN"
    " (SELECT unnest(?) AS n, unnest(?) AS word) ON contains(folded, word)"
)
"""Names that may be matched: they hold the longest word, at least as letters. Which are is told in
Python, for each regular expression would cost DuckDB several milliseconds."""
MATCHED = (
    "SELECT n, count(DISTINCT item) FROM {table} JOIN"
    " (SELECT unnest(?) AS n, unnest(?::UBIGINT[]) AS form) USING (form) GROUP BY n"
)


class Value(Record, frozen=True):
    """A value: what the filter takes, what it is called, and how many there are with it."""

    value: str
    label: str
    count: int


class Facet(Record, frozen=True):
    """The values of one kind, those of the most first, months from the latest on; `field` is the
    filter that they set, of months "month", and `more` whether there are further ones."""

    name: str
    field: str
    values: list[Value]
    more: bool


def facets(asked: Asked, whole: str | None = None) -> list[Facet]:
    """The facets of a question that have values; the one called `whole` with all of them, up to
    WHOLE."""
    asked.gather()
    return [facet for facet in _Counting(asked, whole).facets() if facet.values]


@dataclass(frozen=True)
class _Counting:
    """Counts what a question finds, by the filters that it leaves open."""

    asked: Asked
    whole: str | None

    def facets(self) -> Iterator[Facet]:
        """All of them, in the order in which they are shown."""
        filters = self.asked.question.filters
        yield self._types()
        beside = [who for who in (filters.actor, filters.with_) if who is not None]
        if len(beside) < 2:
            self._make_taking(*beside)
            field = "with_" if filters.actor is not None else "actor"
            yield self._countries("with country" if beside else "country", field, "parties")
            yield self._names("with" if beside else "actor", field, "parties")
        if filters.speaker is None:
            self._rows(SAYING)
            yield self._countries("speaker's country", "speaker", "saying")
            yield self._names("speaker", "speaker", "saying")
        yield self._months()
        yield from (self._words(c) for c in ("place", "publisher") if getattr(filters, c) is None)
        if filters.factuality is None:
            yield self._column("factuality", "factuality")
        if not filters.disputed:
            yield self._disputed()

    def _types(self) -> Facet:
        """The types, or the modes of the one that is asked for."""
        asked = self.asked.question.filters.type
        if asked is None:
            return self._column("type", "type", "type IS NOT NULL")
        where = "mode IS NOT NULL" if "/" not in asked else "false"
        return self._column("type", "type || '/' || mode", where)

    def _column(self, name: str, value: str, where: str = "true") -> Facet:
        sql = VALUES.format(value=value, counted=self.asked.counted, where=where)
        return self._facet(
            name, name, [Value(v, v, n) for v, n in self._rows(sql, *self._limit(name))]
        )

    def _disputed(self) -> Facet:
        ((n,),) = self._rows(f"SELECT {self.asked.counted} FROM telling WHERE disputed")
        return self._facet("disputed", "disputed", [Value("1", "disputed", n)] if n else [])

    def _months(self) -> Facet:
        """The months that lie wholly in the period that is asked for."""
        filters = self.asked.question.filters
        if filters.since is not None and filters.since == filters.until:
            return self._facet("month", "month", [])
        since, until = period(filters.since, filters.until)
        rows = self._rows(MONTHS, *_whole_months(since, until), *self._limit("month"))
        return self._facet("month", "month", [Value(month, month, n) for month, n in rows])

    def _make_taking(self, *beside: str) -> None:
        """Who takes part in what, beside the one who is asked for."""
        sql = TAKING
        values: list[Any] = []
        for who in beside:
            test, values = is_meant(who)
            sql += BESIDE.format(test)
        self._rows(sql, *values)

    def _countries(self, name: str, field: str, table: str) -> Facet:
        rows = self._rows(COUNTRIES.format(table), *self._limit(name))
        known = [(code, n) for code, n in rows if country_codes(code) == {code}]
        return self._facet(name, field, [Value(code, _country(code), n) for code, n in known])

    def _names(self, name: str, field: str, table: str) -> Facet:
        """Names of other than countries, each counted as the filter matches it."""
        limit = self._limit(name)[0]
        found = [row[0] for row in self._rows(NAMES.format(table), limit * SPARE)]
        names = [who for who in found if plain_words(who) and not country_codes(who)][:limit]
        sql = ALIKE.format(
            form="hash(folded)", names="name, aliases, folded", source="actors", table=table
        )
        return self._facet(name, field, self._matched(sql, table, names))

    def _words(self, column: str) -> Facet:
        """Names of places or publishers, each counted as the filter matches it."""
        sql = VALUES.format(value=column, counted=self.asked.counted, where=f"{column} IS NOT NULL")
        found = [row[0] for row in self._rows(sql, *self._limit(column))]
        names = [name for name in found if plain_words(name)]
        table = f"(SELECT item, hash({column}) AS form FROM telling)"
        sql = ALIKE.format(
            form=f"hash({column})", source="telling", table=table,
            names=f"{column} AS name, []::VARCHAR[] AS aliases,"
            f" strip_accents(lower({column})) AS folded",
        )  # fmt: skip
        return self._facet(column, column, self._matched(sql, table, names))

    def _matched(self, sql: str, table: str, names: Sequence[str]) -> list[Value]:
        """What is counted under each of the names: whatever has a name that holds its words."""
        words = [plain_words(name) for name in names]
        longest = [max(found, key=len) for found in words]
        alike = self._rows(sql, list(range(len(names))), longest) if names else []
        matched = [
            (n, form)
            for n, form, name, aliases in alike
            if any(_holds(plain_words(one), words[n]) for one in (name or "", *aliases))
        ]
        counts: dict[int, int] = {}
        if matched:
            found = zip(*matched, strict=True)
            counts = dict(self._rows(MATCHED.format(table=table), *map(list, found)))
        values = [Value(name, name, counts.get(n, 0)) for n, name in enumerate(names)]
        return sorted(values, key=lambda value: (-value.count, value.value))

    def _limit(self, name: str) -> list[int]:
        """One more than are listed."""
        return [(WHOLE if name == self.whole else SHOWN) + 1]

    def _facet(self, name: str, field: str, found: Sequence[Value]) -> Facet:
        size = self._limit(name)[0] - 1
        return Facet(name, field, list(found[:size]), len(found) > size and size < WHOLE)

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.asked.store.rows(sql, *values)


def _holds(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words stand in a name one after another."""
    return any(name[at : at + len(words)] == words for at in range(len(name) - len(words) + 1))


def _country(code: str) -> str:
    return states()[code].name if code in states() else code


def _whole_months(since: str | None, until: str | None) -> tuple[str, str]:
    """Between which months, in their order as texts, those stand that lie wholly between two days,
    each of which may be open. Behind the last month of a year stands a thirteenth, before the first
    one a month 0, for there is no year beyond 9999."""
    first, last = since or "", until or "9999-12-31"
    if since is not None and not since.endswith("-01"):
        first = f"{since[:5]}{int(since[5:7]) + 1:02}"
    if until is not None and until != period(None, until[:7])[1]:
        last = f"{until[:5]}{int(until[5:7]) - 1:02}"
    return first[:7], last[:7]
