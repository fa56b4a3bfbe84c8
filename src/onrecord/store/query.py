"""The one set of filters, and what they let through: filters in, SQL and its values out.

An actor is asked for by a code in capitals ("KOR"), by a country in any of its names or
adjectives ("South Korea", "russian"; then everybody of that country is meant), or by words of
a name ("Lavrov", "foreign ministry"), with the code of a country if need be ("Lavrov (RUS)", as
claims show persons); words match whole words only, whatever their accents, those of a place and of
a publisher likewise. A type goes alone ("SANCTION") or with a mode ("SANCTION/expel"). A day may be
a month or a year, whose first day "since" means, and whose last "until".
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args

from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.knowledge.ontology import international, is_mode, types
from onrecord.knowledge.world import states
from onrecord.model import Factuality, Record
from onrecord.resolve.records import Commitment, Dispute, Happening
from onrecord.store.tables import FEW, between_spaces
from onrecord.words import pattern, plain_words

NAMED = "contains(a.folded, ?)"
ACTORS = "SELECT a.document, a.id FROM actors a WHERE {0}"
PARTS = (
    "SELECT p.* FROM participants p JOIN ({0}) one"
    " ON one.document = p.document AND one.id = p.actor"
)
OF_COUNTRY = "SELECT p.* FROM participants p WHERE p.country = ?"
"""The parts that somebody takes: of a country's code the rows tell it themselves."""
TAKES = "SELECT event FROM ({0})"
MEET = (
    "WITH one AS MATERIALIZED ({0}), other AS MATERIALIZED ({1})"
    " SELECT one.event FROM one JOIN other ON other.event = one.event AND other.actor <> one.actor"
)
DOES = f"{MEET} WHERE one.side = 'actor' AND other.side = 'recipient'"
SAYS = (
    f"WITH RECURSIVE said(id) AS (SELECT k.statement FROM speakers k JOIN ({ACTORS}) one"
    " ON one.document = k.document AND one.id = k.actor UNION SELECT s.id FROM statements s"
    " JOIN said ON s.within = said.id) SELECT id FROM said"
)
LOW = "coalesce(c.latest, c.earliest, d.published)"
HIGH = "coalesce(c.earliest, c.latest, d.published)"
CLAIMS = "FROM claims c JOIN documents d ON d.id = c.document"
ORDER = "ORDER BY d.published NULLS LAST, d.id, c.position"
AT_ODDS = "SELECT t.event FROM tellings t WHERE t.happening IN (SELECT happening FROM disputes)"
"""The tellings of what is disputed."""
TOLD = "SELECT t.happening FROM tellings t WHERE t.event IN ({0})"
KEPT: Mapping[type[Record], tuple[str, str, str]] = {
    Claim: ("claims", "event", "claim"),
    Happening: ("happenings", "id", "happening"),
    Dispute: ("disputes", "happening", "dispute"),
    Commitment: ("commitments", "happening", "commitment"),
}
"""Where records stand as JSON: the table, the column of the id that finds them, and theirs."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?")
_LABEL = re.compile(r"(.*\S)\s*\(([A-Z]{3})\)")

Test = tuple[str, list[Any]]


@dataclass(frozen=True, repr=False)
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
        disputed: only events over which sources stand against each other, as :class:`Dispute` says
            it, and the claims that tell of these, once their documents are resolved; what one
            source denies and none asserts is not.
        uncoded: also deeds without a type, which no rule codes.
        place: words of the name of the place, as the text has it.
        publisher: words of the name of who published the report.
        directed: only what `actor` does to `with_`, not the other way and not what both do.
    """

    actor: str | None = None
    with_: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    factuality: str | None = None
    disputed: bool = False
    uncoded: bool = False
    place: str | None = None
    publisher: str | None = None
    directed: bool = False

    def __repr__(self) -> str:
        asked = ((f.name, getattr(self, f.name)) for f in fields(self))
        given = [f"{name}={value!r}" for name, value in asked if value]
        return f"Filters({', '.join(given)})"


EVERYTHING = Filters()


def claim_query(filters: Filters) -> Test:
    """SQL for the ids of the events whose claims `filters` let through, in the order of
    publication and of their texts, and its values.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    where, values = claim_test(filters)
    return f"SELECT c.event {CLAIMS} WHERE {where} {ORDER}", values


def claim_test(filters: Filters) -> Test:
    """That `filters` let a claim `c` and its document `d` through, and the values.

    Raises:
        BadFilter: as :func:`claim_query`.
    """
    tests = _claimed(filters)
    if not filters.uncoded:
        tests.append(("c.type IS NOT NULL", []))
    if (events := _takes_part(filters)) is not None:
        tests.append((f"c.event IN ({events[0]})", events[1]))
    if filters.disputed:
        tests.append((f"c.event IN ({AT_ODDS})", []))
    return _all(tests)


def telling_query(filters: Filters) -> Test | None:
    """SQL for the events whose claims pass, in no order, of any type or none, and its values; None
    where all pass.

    Raises:
        BadFilter: as :func:`claim_query`.
    """
    told = _takes_part(filters)
    if others := _claimed(filters):
        more = [(f"c.event IN ({told[0]})", told[1])] if told else []
        where, values = _all([*others, *more])
        told = f"SELECT c.event {CLAIMS} WHERE {where}", values
    return told


def happening_query(filters: Filters) -> Test:
    """SQL for the ids of the happenings of which a telling passes, and its values.

    Raises:
        BadFilter: as :func:`claim_query`.
    """
    told = telling_query(filters)
    tests = [(f"id IN ({TOLD.format(told[0])})", told[1])] if told else []
    if not filters.uncoded:
        tests.append(("type IS NOT NULL", []))
    if filters.disputed:
        tests.append(("id IN (SELECT happening FROM disputes)", []))
    where, values = _all(tests)
    return f"SELECT id FROM happenings WHERE {where}", values


def document_query(filters: Filters) -> Test:
    """SQL for the ids of the documents with a claim that passes, and its values.

    Raises:
        BadFilter: as :func:`claim_query`.
    """
    sql, values = claim_query(filters)
    return f"SELECT document FROM claims WHERE event IN ({sql})", values


def kept_query(kind: type[Record], ids: Sequence[str]) -> Test:
    """SQL for the records of `kind` that have these ids, each row with its id, and its values."""
    table, key, column = KEPT[kind]
    among, values = among_query(ids)
    return f"SELECT {key}, {column} FROM {table} WHERE {key} IN ({among}) ORDER BY ALL", values


def among_query(values: Sequence[str]) -> Test:
    """SQL for what stands between the brackets of `IN ()`, and its values: a few are looked up in
    an index, for many DuckDB reads the table."""
    few = len(values) <= FEW
    return (
        (", ".join("?" * len(values)) or "NULL", list(values))
        if few
        else ("SELECT unnest(?)", [list(values)])
    )


def _claimed(filters: Filters) -> list[Test]:
    """What is asked of a claim `c` and its document `d` beside who takes part."""
    tests = _dated(filters.since, filters.until)
    if filters.type is not None:
        tests.append(_coded(filters.type))
    if filters.factuality is not None:
        tests.append(("c.factuality = ?", [_factuality(filters.factuality)]))
    if filters.speaker is not None:
        test, values = is_meant(filters.speaker)
        tests.append((f"c.within IN ({SAYS.format(test)})", values))
    if filters.place is not None:
        tests.append(has_words("c.place", filters.place))
    if filters.publisher is not None:
        tests.append(has_words("d.publisher", filters.publisher))
    return tests


def _all(tests: Sequence[Test]) -> Test:
    """That all of the tests hold."""
    where = " AND ".join(test for test, _ in tests) or "true"
    return where, [value for _, values in tests for value in values]


def actor_query(who: str) -> Test | None:
    """SQL for the actors of the store whom the words `who` mean; None where they mean a country or
    an international code, whether or not the store holds one.

    Raises:
        BadFilter: an empty name.
    """
    test, values = is_meant(who)
    if country_codes(who):
        return None
    return f"SELECT 1 FROM actors a WHERE {test} LIMIT 1", values


def _takes_part(filters: Filters) -> Test | None:
    """SQL for the events in which all those take part who are asked for, two of them as two
    different actors; None where nobody is."""
    wanted = [_parts(who) for who in (filters.actor, filters.with_) if who is not None]
    if not wanted:
        return None
    query = TAKES if len(wanted) == 1 else DOES if filters.directed else MEET
    sql = query.format(*(test for test, _ in wanted))
    return sql, [value for _, values in wanted for value in values]


def _parts(who: str) -> Test:
    """SQL for the rows of the participants whom the words `who` mean."""
    if _is_code(who):
        return OF_COUNTRY, [who]
    test, values = is_meant(who)
    return PARTS.format(ACTORS.format(test)), values


def is_meant(who: str) -> Test:
    """That the row `a` of the actors is one whom the words `who` mean.

    Raises:
        BadFilter: an empty name.
    """
    if _is_code(who):
        return "a.country = ?", [who]
    if (shown := _LABEL.fullmatch(who)) and _is_code(shown[2]):
        test, values = is_meant(shown[1])
        return f"(a.country = ? AND {test})", [shown[2], *values]
    words = plain_words(who)
    if not words:
        raise BadFilter(f"{who!r} names nobody", todo="write a code (KOR), a country or a name")
    values = [between_spaces(who)]
    codes = country_codes(who)
    if not codes:
        return NAMED, values
    marks = ", ".join("?" * len(codes))
    return f"(a.country IN ({marks}) OR (a.country IS NULL AND {NAMED}))", [
        *sorted(codes),
        *values,
    ]


def has_words(column: str, name: str) -> Test:
    """That the text of a column holds the words of `name`, one after another, as whole words.

    Raises:
        BadFilter: there are none.
    """
    words = plain_words(name)
    if not words:
        raise BadFilter(f"{name!r} names nothing", todo="write words of the name")
    return f"regexp_matches(strip_accents(lower({column})), ?)", [pattern(words)]


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
    first, last = period(since, until)
    tests: list[Test] = []
    if first is not None:
        tests.append((f"{LOW} >= ?", [first]))
    if last is not None:
        tests.append((f"{HIGH} <= ?", [last]))
    return tests


def period(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day between two dates, months or years, as ISO dates.

    Raises:
        BadFilter: one is no date, or the first comes after the last.
    """
    first, last = _day(since, last=False), _day(until, last=True)
    if first is not None and last is not None and first > last:
        raise BadFilter(f"no day is since {first} and until {last}", todo="exchange the two")
    return first, last


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
