"""Likeness: whether two tellings are of one and the same event.

In go two tellings; out come a score from 0 to 1, the reasons for it, each with what it
contributes, and what bars the two from being one, if anything does. A value that either of them
lacks is no evidence either way. The score is a function of the two alone.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from onrecord.model import Interval, Record
from onrecord.resolve.identity.tellings import Party, Telling
from onrecord.resolve.identity.words import weight

SAME = 0.5
"""The score from which two tellings are one."""
UNSURE = 0.15
"""The score from which two tellings may be one: between the two a person decides."""


MONTH = 30
SLACK = 0
"""How many days the dates of one event may lie apart."""
RARE = 0.7
"""The weight from which a word that two sentences share has their tellings compared."""
OPEN = ("possible", "conditional")


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


def likeness(a: Telling, b: Telling) -> Likeness:
    """How alike two tellings are; the same either way round. What is barred has its score too: two
    sources that dispute a day are alike in all but that."""
    weights = _weights()
    reasons = [
        Reason(name, round(value, 4), round(weights["features"][name] * value, 4))
        for name, value in features(a, b).items()
        if value
    ]
    odds = weights["bias"] + sum(reason.contribution for reason in reasons)
    return Likeness(round(1 / (1 + math.exp(-odds)), 4), reasons, bar(a, b))


@cache
def _weights() -> dict[str, Any]:
    """What each feature adds to the log odds (made by ``python -m training.identity``)."""
    return dict(
        json.loads(files("onrecord.resolve.identity").joinpath("weights.json").read_text("utf-8"))
    )


def features(a: Telling, b: Telling) -> dict[str, float]:
    """What the pair has in common, from 0 to 1 each; 0 too where either side does not know."""
    within = float(a.document == b.document)
    return {
        **_words(a, b, within),
        "within": within,
        **_types(a, b),
        **_participants(a, b),
        **_circumstances(a, b),
        "recorded": float(a.event is not None) * float(b.event is not None),
        "denied": float((a.factuality == "negated") != (b.factuality == "negated")),
        "open": float((a.factuality in OPEN) != (b.factuality in OPEN)),
    }


def _words(a: Telling, b: Telling, within: float) -> dict[str, float]:
    """The words of the trigger, beside it, near it, of its sentence and of its document. Roots of
    cosines stand beside them: the first words that two texts share say most."""
    same = float(a.word == b.word)
    clause, near = cosine(a.clause, b.clause), cosine(a.near, b.near)
    document = 0.0 if within else cosine(a.vocabulary, b.vocabulary)
    return {
        "same word": same,
        "word": same * weight(a.word),
        "word within": same * within,
        "word, document": same * document,
        "word, near": same * near,
        "concept": float(not set(a.concepts).isdisjoint(b.concepts)),
        "before": _shared(set(a.before), set(b.before)),
        "after": _shared(set(a.after), set(b.after)),
        "just before": float(a.before[:1] == b.before[:1] != []),
        "just after": float(a.after[:1] == b.after[:1] != []),
        "near": near,
        "near (root)": math.sqrt(near),
        "near within": near * within,
        "clause": clause,
        "clause (root)": math.sqrt(clause),
        "clause within": clause * within,
        "document": document,
        "document (root)": math.sqrt(document),
    }


def _types(a: Telling, b: Telling) -> dict[str, float]:
    typed = a.type is not None and b.type is not None
    same = typed and a.type == b.type
    return {
        "type": float(same),
        "only of the type": float(same and a.peers == b.peers == 1),
        "of many of the type": 1 - 1 / max(a.peers, b.peers) if same else 0.0,
        "other type": float(typed and not same),
        "untyped": float((a.type is None) != (b.type is None)),
    }


def _participants(a: Telling, b: Telling) -> dict[str, float]:
    all_a, all_b = [*a.actors, *a.recipients], [*b.actors, *b.recipients]
    sides = {"actors": (a.actors, b.actors), "recipients": (a.recipients, b.recipients)}
    found = {f"names of {side}": _shared(_names(x), _names(y)) for side, (x, y) in sides.items()}
    found |= {f"{side} unknown": float(not (x and y)) for side, (x, y) in sides.items()}
    found["countries"] = _shared(_countries(all_a), _countries(all_b))
    found["names"] = _shared(_names(all_a), _names(all_b))
    found["other names"] = float(_apart(_names(all_a), _names(all_b)))
    found["other countries"] = float(_apart(_countries(all_a), _countries(all_b)))
    return found


def _circumstances(a: Telling, b: Telling) -> dict[str, float]:
    gap = _gap(a.date, b.date)
    places = bool(a.places and b.places)
    shared = bool(set(a.places) & set(b.places))
    mine, other = ({q.unit: (q.lower, q.upper) for q in t.quantities} for t in (a, b))
    units = mine.keys() & other.keys()
    return {
        "day": float(gap == 0),
        "other day": float(bool(gap)),
        "place": float(shared),
        "other place": float(places and not shared),
        "number": float(any(mine[unit] == other[unit] for unit in units)),
        "unit": float(bool(units)),
        "time between": _between(a.published, b.published),
    }


def _shared(a: set[str], b: set[str]) -> float:
    """The share of what either has that both have."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _apart(a: set[str], b: set[str]) -> bool:
    """Whether both are known and have nothing in common."""
    return bool(a and b) and a.isdisjoint(b)


def _names(parties: list[Party]) -> set[str]:
    return {word for party in parties if party.name for word in party.name.split()}


def _countries(parties: list[Party]) -> set[str]:
    return {party.country for party in parties if party.country}


def _between(a: str | None, b: str | None) -> float:
    """The days between two publications, as a share of MONTH; 1 from there on."""
    if a is None or b is None:
        return 0.0
    days = abs((dt.date.fromisoformat(a) - dt.date.fromisoformat(b)).days)
    return min(days / MONTH, 1.0)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1."""
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


def _gap(a: Interval | None, b: Interval | None) -> int | None:
    """How many days lie between two dates, 0 where they overlap; None where one is unknown."""
    one, other = _days(a), _days(b)
    if one is None or other is None:
        return None
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def bar(a: Telling, b: Telling) -> str | None:
    """Why two tellings can never be one, if something says so."""
    if (_gap(a.date, b.date) or 0) > SLACK:
        return "dates"
    if a.document == b.document and (b.trigger.start in a.spaced or a.trigger.start in b.spaced):
        return "time between"
    sides = list(_sides(a, b))
    if sides and all(_alike(x, y) == 0.0 for x, y in sides):
        return "participants"
    planned = {a.factuality, b.factuality}
    if "planned" in planned and "asserted" in planned:
        return "plan"
    return None


def blocks(telling: Telling) -> list[str]:
    """Keys under which a telling finds those that may be of its event: within a month, the same
    word or concept, a rare word of the sentence, two countries or one with the type, a name, or a
    place."""
    when = (telling.date and telling.date.earliest) or telling.published
    parties = [*telling.actors, *telling.recipients]
    countries = sorted(_countries(parties))
    keys = {f"word {word}" for word in (telling.word, *telling.concepts) if word}
    keys |= {f"clause {word}" for word in telling.clause if weight(word) > RARE}
    keys |= {f"pair {a} {b}" for a, b in combinations(countries, 2)}
    keys |= {f"type {telling.type} {country}" for country in countries if telling.type}
    keys |= {f"name {party.name}" for party in parties if party.name}
    keys |= {f"place {place}" for place in telling.places}
    near = months(when) if when else [""]
    return sorted(f"{key}|{month}" for key in keys for month in near)


def months(when: str) -> list[str]:
    """The month of a date and the one after it: neighbours share one."""
    year, month = int(when[:4]), int(when[5:7])
    return [when[:7], f"{year + month // 12:04d}-{month % 12 + 1:02d}"]
