"""Likeness: whether two tellings are of one and the same event.

In go two tellings; out come a score from 0 to 1, the reasons for it, each with what it
contributes, and what bars the two from being one, if anything does. A value that either of them
lacks is no evidence either way. The score is a function of the two alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping

from onrecord.model import Interval, Record
from onrecord.resolve.tellings import Party, Telling

SAME = 0.5
"""The score from which two tellings are one."""
UNSURE = 0.25
"""The score from which two tellings may be one: between the two a person decides."""


class Reason(Record, frozen=True):
    """A piece of evidence: its value in [0, 1], and what it adds to the log odds."""

    name: str
    value: float
    contribution: float


class Likeness(Record, frozen=True):
    """How alike two tellings are; `barred` says why they can never be one."""

    score: float
    reasons: list[Reason] = []
    barred: str | None = None


WEIGHTS = {"word": 3.0, "concept": 1.2, "type": 0.8, "document": 5.0, "clause": 3.0,
           "participants": 1.5, "date": 1.0, "place": 1.0, "within": 1.0}  # fmt: skip
BIAS = -3.5
MEANS = {"participants": 0.5, "date": 0.5, "place": 0.5, "type": 0.5}
"""Where a value says nothing: below it is evidence against."""


def likeness(a: Telling, b: Telling) -> Likeness:
    """How alike two tellings are; the same either way round."""
    reasons = [
        Reason(name, round(value, 4), round(WEIGHTS[name] * (value - MEANS.get(name, 0.0)), 4))
        for name, value in features(a, b).items()
    ]
    odds = BIAS + sum(reason.contribution for reason in reasons)
    barred = bar(a, b)
    score = 0.0 if barred else round(1 / (1 + math.exp(-odds)), 4)
    return Likeness(score, reasons, barred)


def features(a: Telling, b: Telling) -> dict[str, float]:
    """What is known of the pair; a feature that either side lacks is absent."""
    found = {
        "word": float(a.word == b.word),
        "concept": float(bool(set(a.concepts) & set(b.concepts))),
        "document": _cosine(a.vocabulary, b.vocabulary),
        "clause": _cosine(a.clause, b.clause),
        "within": float(a.document == b.document),
    }
    if a.type and b.type:
        found["type"] = float(a.type == b.type)
    who = [_alike(x, y) for x, y in _sides(a, b)]
    if who:
        found["participants"] = sum(who) / len(who)
    near = _nearness(a.date, b.date)
    if near is not None:
        found["date"] = near
    if a.places and b.places:
        found["place"] = float(bool(set(a.places) & set(b.places)))
    return found


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(a[word] * b[word] for word in a if word in b)


def _sides(a: Telling, b: Telling) -> Iterator[tuple[list[Party], list[Party]]]:
    """The sides that both know."""
    if a.mutual or b.mutual:
        sides = (([*a.actors, *a.recipients], [*b.actors, *b.recipients]),)
    else:
        sides = ((a.actors, b.actors), (a.recipients, b.recipients))  # type: ignore[assignment]
    yield from ((x, y) for x, y in sides if x and y)


def _alike(some: list[Party], others: list[Party]) -> float:
    """How well the likest of two sides agree."""
    return max(_match(x, y) for x in some for y in others)


def _match(a: Party, b: Party) -> float:
    """1 for one and the same, 0 for two of different countries or names."""
    if a.name and b.name:
        shared = set(a.name.split()) & set(b.name.split())
        return 1.0 if shared else 0.0
    if a.country and b.country and a.country != b.country:
        return 0.0
    if a.sector and b.sector and a.sector != b.sector:
        return 0.4
    return 0.8


def _days(date: Interval | None) -> tuple[dt.date, dt.date] | None:
    if date is None or date.earliest is None or date.latest is None:
        return None
    return dt.date.fromisoformat(date.earliest), dt.date.fromisoformat(date.latest)


def _nearness(a: Interval | None, b: Interval | None) -> float | None:
    """1 where the dates overlap, down to 0 at a week apart; None where one is unknown."""
    one, other = _days(a), _days(b)
    if one is None or other is None:
        return None
    gap = max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)
    return max(0.0, 1 - gap / 7)


def bar(a: Telling, b: Telling) -> str | None:
    """Why two tellings can never be one, if something says so."""
    if _nearness(a.date, b.date) == 0.0:
        return "dates"
    sides = list(_sides(a, b))
    if sides and all(_alike(x, y) == 0.0 for x, y in sides):
        return "participants"
    planned = {a.factuality, b.factuality}
    if "planned" in planned and "asserted" in planned:
        return "plan"
    return None


def blocks(telling: Telling) -> list[str]:
    """Keys of which any pair that may be one shares at least one."""
    when = (telling.date and telling.date.earliest) or telling.published
    months = _months(when) if when else [""]
    names = {telling.word, telling.type or "", *telling.concepts} - {""}
    who = {p.country or p.name or "" for p in (*telling.actors, *telling.recipients)} or {""}
    return sorted(f"{name}|{one}|{month}" for name in names for one in who for month in months)


def _months(when: str) -> list[str]:
    """The month of a date and the one after it: neighbours share one."""
    year, month = int(when[:4]), int(when[5:7])
    return [when[:7], f"{year + month // 12:04d}-{month % 12 + 1:02d}"]
