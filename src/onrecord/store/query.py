"""The one set of filters, and what they let through: filters in, SQL and its values out.

An actor is asked for by a code in capitals ("KOR"), by a country in any of its names or
adjectives ("South Korea", "russian"; then everybody of that country is meant), or by words of
a name ("Lavrov", "foreign ministry"); words match whole words only, whatever their accents. A
type goes alone ("SANCTION") or with a mode ("SANCTION/expel"). A day may be a month or a year,
whose first day "since" means, and whose last "until".
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.knowledge.ontology import international, is_mode, types
from onrecord.knowledge.world import states
from onrecord.model import Factuality, Record
from onrecord.resolve.records import Commitment, Dispute, Happening
from onrecord.words import pattern, plain_words

FORMS = "strip_accents(lower(concat_ws('|', {0}.name, array_to_string({0}.aliases, '|'))))"
NAMED = (
    f"(contains({FORMS}, ?) AND (regexp_matches(strip_accents(lower(coalesce({{0}}.name, ''))), ?)"
    " OR len(list_filter({0}.aliases, x -> regexp_matches(strip_accents(lower(x)), ?))) > 0))"
)
"""The words of a name, looked for as letters first, which is quick and rarely true."""
TAKES = "FROM participants p JOIN actors pa ON pa.document = p.document AND pa.id = p.actor"
BESIDE = (
    " JOIN participants q ON q.event = p.event AND q.actor <> p.actor"
    " JOIN actors qa ON qa.document = q.document AND qa.id = q.actor"
)
SAYS = (
    "c.within IN (WITH RECURSIVE said(id) AS (SELECT k.statement FROM speakers k JOIN actors a"
    " ON a.document = k.document AND a.id = k.actor WHERE {0} UNION SELECT s.id FROM statements s"
    " JOIN said ON s.within = said.id) SELECT id FROM said)"
)
LOW = "coalesce(c.latest, c.earliest, d.published)"
HIGH = "coalesce(c.earliest, c.latest, d.published)"
CLAIMS = "FROM claims c JOIN documents d ON d.id = c.document"
ORDER = "ORDER BY d.published NULLS LAST, d.id, c.position"
TOLD = f'h.id IN (SELECT g.id {CLAIMS} JOIN "groups" g ON g.member = c.event WHERE {{0}})'
KEPT: Mapping[type[Record], tuple[str, str, str]] = {
    Claim: ("claims", "event", "claim"),
    Happening: ("happenings", "id", "happening"),
    Dispute: ("disputes", "happening", "dispute"),
    Commitment: ("commitments", "happening", "commitment"),
}
"""Where records stand as JSON: the table, the column of the id that finds them, and theirs."""
FEW = 2000
"""How many ids DuckDB looks up in an index; for more it reads the table."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?")

Test = tuple[str, list[Any]]


@dataclass(frozen=True)
class Filters:
    """What is asked for; what is None lets everything through.

    Args:
        actor: takes part on either side: a country's code in capitals, a country (then
            everybody who belongs to it), or words of a name.
        with_: another who takes part, on either side.
        type: PLOVER type ("SANCTION"), or type and mode ("SANCTION/expel").
        since, until: ISO dates, months ("2024-03") or years ("2024"); the event's date, or else
            the report's, lies between them.
        speaker: says it, at any depth of the chain; written as `actor`.
        factuality: asserted, negated, possible, planned or conditional.
        disputed: only what somebody denies, or what sources disagree on.
    """

    actor: str | None = None
    with_: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    factuality: str | None = None
    disputed: bool = False


def claim_query(filters: Filters) -> Test:
    """SQL for the ids of the events whose claims `filters` let through, in the order of
    publication and of their texts, and its values.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    where, values = claim_test(filters)
    if filters.disputed:
        where = f"{where} AND c.disputed"
    return f"SELECT c.event {CLAIMS} WHERE {where} {ORDER}", values


def kept_query(kind: type[Record], ids: Sequence[str]) -> Test:
    """SQL for the records of `kind` that have these ids, each row with its id, and its values."""
    table, key, column = KEPT[kind]
    few = len(ids) <= FEW
    among = ", ".join("?" * len(ids)) if few else "SELECT unnest(?)"
    sql = f"SELECT {key}, {column} FROM {table} WHERE {key} IN ({among}) ORDER BY ALL"
    return sql, list(ids) if few else [list(ids)]


def happening_test(filters: Filters) -> Test:
    """That one of the tellings of the happening `h` passes, and its values.

    Raises:
        BadFilter: as :func:`claim_query`.
    """
    where, values = claim_test(filters)
    told = TOLD.format(where) if values else "true"
    return (f"{told} AND h.disputed" if filters.disputed else told), values


def claim_test(filters: Filters) -> Test:
    """That the claim `c` of the document `d` passes, disputed or not, and its values.

    Raises:
        BadFilter: as :func:`claim_query`.
    """
    tests = [_takes_part([who for who in (filters.actor, filters.with_) if who is not None])]
    if filters.type is not None:
        tests.append(_coded(filters.type))
    if filters.factuality is not None:
        tests.append(("c.factuality = ?", [_factuality(filters.factuality)]))
    tests += _dated(filters.since, filters.until)
    if filters.speaker is not None:
        test, values = is_meant(filters.speaker, "a")
        tests.append((SAYS.format(test), values))
    where = " AND ".join(test for test, _ in tests)
    return where, [value for _, values in tests for value in values]


def actor_query(who: str) -> Test | None:
    """SQL for the actors of the store whom the words `who` mean; None where they mean a country or
    an international code, whether or not the store holds one.

    Raises:
        BadFilter: an empty name.
    """
    test, values = is_meant(who, "a")
    if country_codes(who):
        return None
    return f"SELECT 1 FROM actors a WHERE {test} LIMIT 1", values


def _takes_part(wanted: list[str]) -> Test:
    """That each of `wanted` takes part, two of them as two different actors."""
    if not wanted:
        return "true", []
    test, values = is_meant(wanted[0], "pa")
    tables = TAKES
    if len(wanted) > 1:
        second, more = is_meant(wanted[1], "qa")
        tables, test, values = TAKES + BESIDE, f"{test} AND {second}", values + more
    return f"c.event IN (SELECT p.event {tables} WHERE {test})", values


def is_meant(who: str, actor: str) -> Test:
    """That the row `actor` of the actors is the one whom the words `who` mean.

    Raises:
        BadFilter: an empty name.
    """
    if _is_code(who):
        return f"{actor}.country = ?", [who]
    words = plain_words(who)
    if not words:
        raise BadFilter(f"{who!r} names nobody", todo="write a code (KOR), a country or a name")
    named, values = NAMED.format(actor), [max(words, key=len), *[pattern(words)] * 2]
    codes = country_codes(who)
    if not codes:
        return named, values
    marks = ", ".join("?" * len(codes))
    return f"({actor}.country IN ({marks}) OR ({actor}.country IS NULL AND {named}))", [
        *sorted(codes),
        *values,
    ]


def country_codes(who: str) -> frozenset[str]:
    """The codes of the countries, or the international code, that the words `who` mean; none
    where they are words of a name."""
    return (
        frozenset([who]) if _is_code(who) else _country_names().get(plain_words(who), frozenset())
    )


def _is_code(who: str) -> bool:
    return who in international() or who in states()


@cache
def _country_names() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Codes of countries by the words of their names, aliases, adjectives and demonyms."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for code, state in states().items():
        for phrase in (state.name, *state.aliases, *state.adjectives, *state.demonyms):
            words = plain_words(phrase)
            found[words] = found.get(words, frozenset()) | {code}
    return found


def _coded(name: str) -> Test:
    """That a claim is of the type, or the type and mode, that `name` is."""
    kind, slash, mode = name.partition("/")
    kind, mode = kind.upper(), mode.lower()
    if kind not in types():
        known = ", ".join(sorted(types()))
        raise BadFilter(f"there is no type {name!r}", todo=f"the types are {known}")
    if not slash:
        return "c.type = ?", [kind]
    if not is_mode(kind, mode):
        known = ", ".join(types()[kind].modes) or "none"
        raise BadFilter(f"{kind} has no mode {mode!r}", todo=f"its modes are {known}")
    return "c.type = ? AND c.mode = ?", [kind, mode]


def _factuality(name: str) -> str:
    known = get_args(Factuality)
    if name.lower() not in known:
        raise BadFilter(f"nothing is {name!r}", todo=f"write one of {', '.join(known)}")
    return name.lower()


def _dated(since: str | None, until: str | None) -> list[Test]:
    """That the claim lies between two days, each of which may be open."""
    first, last = _day(since, last=False), _day(until, last=True)
    if first is not None and last is not None and first > last:
        raise BadFilter(f"no day is since {first} and until {last}", todo="exchange the two")
    tests: list[Test] = []
    if first is not None:
        tests.append((f"{LOW} >= ?", [first]))
    if last is not None:
        tests.append((f"{HIGH} <= ?", [last]))
    return tests


def _day(text: str | None, *, last: bool) -> str | None:
    """A day as an ISO date; of a month or a year its `last` day, or else its first."""
    if text is None:
        return None
    try:
        if match := _DAY.fullmatch(text):
            year, month = int(match[1]), int(match[2] or (12 if last else 1))
            day = calendar.monthrange(year, month)[1] if last else 1
            return dt.date(year, month, day).isoformat()
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadFilter(
            f"{text!r} is not a date", todo="write it as YYYY-MM-DD, YYYY-MM or YYYY"
        ) from None
