"""Who held which office when, as many reports together tell it.

In go holdings, one an office that a report gives to somebody who has been identified; out come
tenures, one an office and holder: the first and the last report that says so, and since when and
until when as read. Nothing is decided: where two hold at one time what one person holds
(knowledge/offices_held.toml), each tenure names the other's holder.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from onrecord.model import Record
from onrecord.resolve.actors.bodies import bag
from onrecord.resolve.actors.offices import is_single, office_words
from onrecord.resolve.actors.people import Office


class Holding(Record, frozen=True):
    """That a report gives an office to somebody. `person` is who it is across reports, `name` the
    name as written, `published` the ISO date of the report."""

    person: str
    name: str
    office: Office
    document: str
    published: str | None = None


class Tenure(Record, frozen=True):
    """One holder of one office. `title` and `name` are the forms met most often, then first in
    the alphabet; `first` and `last` the days of the reports that say so, `over` that of the first
    which says that it is past; `since` and `until` as read, each distinct value once; `rivals`
    are those who hold it at the same time, where it is an office of one."""

    title: str
    person: str
    name: str
    documents: list[str]
    country: str | None = None
    organization: str | None = None
    first: str | None = None
    last: str | None = None
    over: str | None = None
    since: list[str] = []
    until: list[str] = []
    rivals: list[str] = []

    @property
    def start(self) -> str | None:
        """The first day on which it is known to be held."""
        return min((d for d in (*self.since, self.first) if d), default=None)

    @property
    def end(self) -> str | None:
        """The last day on which it is known to be held."""
        return max((d for d in (*self.until, self.last) if d), default=self.start)


Post = tuple[tuple[str, ...], str, str]
"""An office by its words, its country and its body."""


def tenures(holdings: Iterable[Holding]) -> list[Tenure]:
    """The tenures that `holdings` tell of, by office and time; free of the order of these."""
    grouped: dict[tuple[Post, str], list[Holding]] = {}
    for holding in holdings:
        grouped.setdefault((_post(holding.office), holding.person), []).append(holding)
    by_post: dict[Post, list[Tenure]] = {}
    for (post, _), group in sorted(grouped.items(), key=lambda item: item[0]):
        by_post.setdefault(post, []).append(_tenure(group))
    found: list[Tenure] = []
    for post, held in by_post.items():
        held.sort(key=lambda t: (t.start is None, t.start or "", t.person))
        found += [_with_rivals(t, held) for t in held] if is_single(frozenset(post[0])) else held
    return found


def _post(office: Office) -> Post:
    words, body = office_words(office.title), office_words(office.organization or "")
    named = sorted(words - body or words)
    country = office.country or min(bag(office.title).countries, default="")
    return tuple(named), country, " ".join(sorted(body))


def _tenure(group: list[Holding]) -> Tenure:
    held = [h for h in group if not h.office.over]
    days = sorted(h.published for h in held if h.published)
    past = sorted(h.published for h in group if h.office.over and h.published)
    return Tenure(
        title=_usual(h.office.title for h in group),
        person=group[0].person,
        name=_usual(h.name for h in group),
        documents=sorted({h.document for h in group}),
        country=min((h.office.country for h in group if h.office.country), default=None),
        organization=min(
            (h.office.organization for h in group if h.office.organization), default=None
        ),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        over=past[0] if past else None,
        since=sorted({h.office.since for h in group if h.office.since}),
        until=sorted({h.office.until for h in group if h.office.until}),
    )


def _usual(written: Iterable[str]) -> str:
    """The form met most often, of equals the first in the alphabet."""
    counts: dict[str, int] = {}
    for form in written:
        counts[form] = counts.get(form, 0) + 1
    return min(counts, key=lambda form: (-counts[form], form))


def _with_rivals(tenure: Tenure, held: list[Tenure]) -> Tenure:
    rivals = sorted(t.person for t in held if t.person != tenure.person and _overlap(t, tenure))
    return msgspec.structs.replace(tenure, rivals=rivals)


def _overlap(a: Tenure, b: Tenure) -> bool:
    """Whether two hold at one time; the day of handing over is nobody's fault."""
    if not (a.start and a.end and b.start and b.end):
        return False
    return max(a.start, b.start) < min(a.end, b.end) or a.start == b.start
