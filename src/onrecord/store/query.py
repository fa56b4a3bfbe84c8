"""The one query for claims: filters in, SQL and its values out.

An actor is asked for by a code in capitals ("KOR"), by a country in any of its names or
adjectives ("South Korea", "russian"; then everybody of that country is meant), or by words of
a name ("Lavrov", "foreign ministry"); words match whole words only, whatever their accents. A
type goes alone ("SANCTION") or with a mode ("SANCTION/expel").
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from onrecord.errors import BadFilter
from onrecord.knowledge.ontology import international, is_mode, types
from onrecord.knowledge.world import states
from onrecord.model import Factuality

NAMED = (
    "(regexp_matches(strip_accents(lower(coalesce({0}.name, ''))), ?)"
    " OR len(list_filter({0}.aliases, x -> regexp_matches(strip_accents(lower(x)), ?))) > 0)"
)
PARTICIPANT = (
    "SELECT 1 FROM participants {0} JOIN actors {0}a ON {0}a.document = {0}.document"
    " AND {0}a.id = {0}.actor WHERE {0}.document = c.document AND {0}.event = c.event"
)
SAYS = (
    "EXISTS (WITH RECURSIVE chain(id) AS (SELECT c.within UNION SELECT s.within FROM statements"
    " s JOIN chain ON s.id = chain.id AND s.document = c.document) SELECT 1 FROM chain"
    " JOIN speakers k ON k.statement = chain.id AND k.document = c.document"
    " JOIN actors a ON a.id = k.actor AND a.document = c.document WHERE {0})"
)
LOW = "coalesce(c.latest, c.earliest, d.published)"
HIGH = "coalesce(c.earliest, c.latest, d.published)"

Test = tuple[str, list[Any]]


def claim_query(
    actor: str | None,
    with_: str | None,
    type: str | None,
    since: str | None,
    until: str | None,
    speaker: str | None,
    factuality: str | None,
    disputed: bool,
) -> Test:
    """SQL over the tables of the store, and its values; see :meth:`Store.claims`.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    tests: list[Test] = [_takes_part([who for who in (actor, with_) if who is not None])]
    if type is not None:
        tests.append(_coded(type))
    if factuality is not None:
        tests.append(("c.factuality = ?", [_factuality(factuality)]))
    first, last = _day(since), _day(until)
    if first is not None:
        tests.append((f"{LOW} >= ?", [first]))
    if last is not None:
        tests.append((f"{HIGH} <= ?", [last]))
    if first is not None and last is not None and first > last:
        raise BadFilter(f"no day is since {first} and until {last}", todo="exchange the two")
    if speaker is not None:
        test, values = _is(speaker, "a")
        tests.append((SAYS.format(test), values))
    if disputed:
        tests.append(("c.disputed", []))
    where = " AND ".join(test for test, _ in tests)
    sql = (
        "SELECT c.claim FROM claims c JOIN documents d ON d.id = c.document"
        f" WHERE {where} ORDER BY d.published NULLS LAST, d.id, c.position"
    )
    return sql, [value for _, values in tests for value in values]


def actor_query(who: str) -> Test | None:
    """SQL for the actors of the store whom the words `who` mean; None where they mean a country or
    an international code, whether or not the store holds one.

    Raises:
        BadFilter: an empty name.
    """
    test, values = _is(who, "a")
    if _is_code(who) or _words(who) in _country_names():
        return None
    return f"SELECT 1 FROM actors a WHERE {test} LIMIT 1", values


def _takes_part(wanted: list[str]) -> Test:
    """That each of `wanted` takes part, two of them as two different actors."""
    if not wanted:
        return "true", []
    first, values = _is(wanted[0], "pa")
    inner = f"{PARTICIPANT.format('p')} AND {first}"
    if len(wanted) > 1:
        second, more = _is(wanted[1], "qa")
        other = f"{PARTICIPANT.format('q')} AND {second} AND q.actor <> p.actor"
        inner, values = f"{inner} AND EXISTS ({other})", values + more
    return f"EXISTS ({inner})", values


def _is(who: str, actor: str) -> Test:
    """That the row `actor` of the actors is the one whom the words `who` mean."""
    if _is_code(who):
        return f"{actor}.country = ?", [who]
    words = _words(who)
    if not words:
        raise BadFilter(f"{who!r} names nobody", todo="write a code (KOR), a country or a name")
    pattern = r"(^|[^\pL\pN])" + r"[^\pL\pN]+".join(map(re.escape, words)) + r"($|[^\pL\pN])"
    named, values = NAMED.format(actor), [pattern, pattern]
    codes = _country_names().get(words)
    if not codes:
        return named, values
    marks = ", ".join("?" * len(codes))
    return f"({actor}.country IN ({marks}) OR ({actor}.country IS NULL AND {named}))", [
        *sorted(codes),
        *values,
    ]


def _is_code(who: str) -> bool:
    return who in international() or who in states()


def _words(name: str) -> tuple[str, ...]:
    """The words of `name` in lower case without accents."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain))


@cache
def _country_names() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Codes of countries by the words of their names, aliases, adjectives and demonyms."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for code, state in states().items():
        for phrase in (state.name, *state.aliases, *state.adjectives, *state.demonyms):
            words = _words(phrase)
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


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadFilter(f"{text!r} is not a date", todo="write it as YYYY-MM-DD") from None
