"""The calendar: patterns of English time expressions and what each stands for.

In goes a match of a pattern and the publication date; out comes a closed interval of dates and
a grain, (None, None, grain) where the date is needed and unknown. Values follow TIMEX3.
"""

from __future__ import annotations

import calendar as months_of
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from onrecord.knowledge import tables
from onrecord.model import Grain

Resolved = tuple[dt.date | None, dt.date | None, Grain]

FAR = 183
"""Days from which a coming day is far."""


@dataclass
class Context:
    """What an expression is resolved against."""

    published: dt.date | None
    future: bool = False
    last: tuple[dt.date, dt.date] | None = None


Resolver = Callable[[re.Match[str], Context], Resolved]
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@cache
def lexicon() -> dict[str, Any]:
    """The words of knowledge/calendar.toml."""
    return tables.keys("calendar")


@cache
def patterns() -> list[tuple[re.Pattern[str], Resolver]]:
    """Every pattern with its resolver."""
    words = lexicon()
    month = "|".join(m.capitalize() for m in words["months"])
    short = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    m = rf"(?P<m>{month}|(?:{short})\b\.?)"
    week = "|".join(w.capitalize() for w in words["weekdays"])
    number = "|".join([*words["numbers"], *words["vague"], r"\d{1,3}"])
    season = "|".join(words["seasons"])
    year = r"(?P<y>(?:1[5-9]|20)\d\d)"
    rows: list[tuple[str, Resolver]] = [
        (r"(?P<y>\d{4})-(?P<mn>\d\d)-(?P<d>\d\d)", _day),
        (rf"{m} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {year})?", _day),
        (rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {m}(?:,? {year})?", _day),
        (rf"(?:(?P<part>early|mid|late)[ -])?{m},? (?:of )?{year}", _month),
        (rf"(?:(?P<part>early|mid|late|last|next|this)[ -])?{m}", _month),
        (rf"(?:the )?(?P<season>{season})(?: of)? {year}", _season),
        (rf"(?:(?:early|mid|late)[ -])?{year}", _year),
        (r"(?:the )?(?P<y>\d{3}0)s", _decade),
        (rf"\b(?:on )?(?:(?P<mod>last|next|this|late) )?(?P<w>{week})", _weekday),
        (r"(?i:today|tonight|this (?:morning|afternoon|evening))", partial(_offset, days=0)),
        (r"(?i:yesterday)", partial(_offset, days=-1)),
        (r"(?i:tomorrow)", partial(_offset, days=1)),
        (rf"(?i:(?P<n>{number}) (?P<u>day|week|month|year)s? ago)", _ago),
        (
            r"(?i:(?:the end of |earlier |later )?(?P<mod>last|this|next) (?P<u>week|month|year))",
            _unit,
        ),
        (r"(?:in )?recent (?P<u>day|week|month|year)s", _recent),
        (r"(?i:at the time|that day|the same day|that time|later in the day|then)", _anaphor),
        (r"(?i:(?:a|one) day (?:earlier|later)|the (?:following|previous) day)", _beside),
    ]
    return [(re.compile(rf"(?<![\w-])(?:{p})(?!\w)", re.UNICODE), r) for p, r in rows]


def _month_number(name: str) -> int:
    key = name.rstrip(".").lower()[:3]
    return next(i for i, m in enumerate(lexicon()["months"], 1) if m.startswith(key))


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _day(match: re.Match[str], context: Context) -> Resolved:
    number = _group(match, "mn")
    month = int(number) if number else _month_number(match["m"])
    year = _group(match, "y")
    day = int(match["d"])
    if year:
        return _exact(int(year), month, day)
    if context.published is None:
        return None, None, "day"
    candidates = [_exact(context.published.year + shift, month, day)[0] for shift in (-1, 0, 1)]
    return _choose([c for c in candidates if c], context)


def _choose(candidates: list[dt.date], context: Context) -> Resolved:
    """The nearest past date, or the nearest coming one where the clause looks ahead, and no less
    near than the past one if it is far: "ordered them to leave after the raid of May 3"."""
    published = context.published
    if published is None or not candidates:
        return None, None, "day"
    past = [c for c in candidates if c <= published]
    coming = [c for c in candidates if c >= published]
    ahead = context.future and bool(coming)
    if ahead and past and (min(coming) - published).days > FAR:
        ahead = min(coming) - published <= published - max(past)
    date = min(coming) if ahead else max(past) if past else min(candidates)
    return date, date, "day"


def _exact(year: int, month: int, day: int) -> Resolved:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None, None, "day"
    return date, date, "day"


def _whole_month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, months_of.monthrange(year, month)[1])


def _month(match: re.Match[str], context: Context) -> Resolved:
    month, written = _month_number(match["m"]), _group(match, "y")
    published = context.published
    if written:
        year = int(written)
    elif published is None:
        return None, None, "month"
    elif context.future or _group(match, "part") == "next":
        year = published.year + (month < published.month)
    else:
        year = published.year - (month > published.month)
    first, last = _whole_month(year, month)
    part = _group(match, "part")
    if part == "early":
        last = first.replace(day=10)
    elif part == "mid":
        first, last = first.replace(day=10), first.replace(day=20)
    elif part == "late":
        first = first.replace(day=20)
    return first, last, "month"


def _season(match: re.Match[str], context: Context) -> Resolved:
    first = lexicon()["seasons"][match["season"]]
    year = int(match["y"])
    start = dt.date(year, first, 1)
    end = _whole_month(year + (first + 2 > 12), (first + 1) % 12 + 1)[1]
    return start, end, "season"


def _year(match: re.Match[str], context: Context) -> Resolved:
    year = int(re.search(r"\d{4}", match[0])[0])  # type: ignore[index]
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def _decade(match: re.Match[str], context: Context) -> Resolved:
    year = int(match["y"])
    if not 1000 <= year < 9990:
        return None, None, "decade"
    return dt.date(year, 1, 1), dt.date(year + 9, 12, 31), "decade"


def _weekday(match: re.Match[str], context: Context) -> Resolved:
    published = context.published
    if published is None:
        return None, None, "day"
    wanted = lexicon()["weekdays"].index(match["w"].lower())
    back = (published.weekday() - wanted) % 7
    if match["mod"] == "next" or (context.future and match["mod"] is None):
        date = published + dt.timedelta(days=(7 - back) % 7 or 7)
    elif match["mod"] == "last" and back == 0:
        date = published - dt.timedelta(days=7)
    else:
        date = published - dt.timedelta(days=back)
    return date, date, "day"


def _offset(match: re.Match[str], context: Context, *, days: int) -> Resolved:
    if context.published is None:
        return None, None, "day"
    date = context.published + dt.timedelta(days=days)
    return date, date, "day"


def _ago(match: re.Match[str], context: Context) -> Resolved:
    unit: Grain = match["u"].lower()  # type: ignore[assignment]
    published = context.published
    if published is None:
        return None, None, unit
    words, number = lexicon(), match["n"].lower()
    if number in words["vague"]:
        least, most = words["vague"][number]
    else:
        least = most = words["numbers"].get(number) or int(number)
    size = UNIT_DAYS[unit]
    slack = 0 if unit == "day" else size // 2
    try:
        earliest = published - dt.timedelta(days=most * size + slack)
        latest = published - dt.timedelta(days=least * size - slack)
    except OverflowError:
        return None, None, unit
    return earliest, latest, unit


def _unit(match: re.Match[str], context: Context) -> Resolved:
    unit: Grain = match["u"].lower()  # type: ignore[assignment]
    published = context.published
    if published is None:
        return None, None, unit
    step = {"last": -1, "this": 0, "next": 1}[match["mod"].lower()]
    if unit == "week":
        monday = published + dt.timedelta(days=7 * step - published.weekday())
        return monday, monday + dt.timedelta(days=6), unit
    if unit == "month":
        month = published.month - 1 + step
        first, last = _whole_month(published.year + month // 12, month % 12 + 1)
        return first, last, unit
    year = published.year + step
    start = dt.date(year, 12, 1) if match[0].lower().startswith("the end") else dt.date(year, 1, 1)
    return start, dt.date(year, 12, 31), unit


def _recent(match: re.Match[str], context: Context) -> Resolved:
    return None, None, "period"


def _anaphor(match: re.Match[str], context: Context) -> Resolved:
    if match[0].lower() == "then" or context.last is None:
        return None, None, "day"
    return context.last[0], context.last[1], "day"


def _beside(match: re.Match[str], context: Context) -> Resolved:
    if context.last is None or context.last[0] != context.last[1]:
        return None, None, "day"
    back = "earlier" in match[0] or "previous" in match[0]
    date = context.last[0] + dt.timedelta(days=-1 if back else 1)
    return date, date, "day"
