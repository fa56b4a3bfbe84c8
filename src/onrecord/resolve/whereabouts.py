"""Where and when: sources place one happening on two sides of a border, or on two days.

In go the versions of a happening and the pairs that are kept apart from it; out come the versions
that exclude each other. A place is compared by whose it is: "inside Greek waters" and "in open
sea", "on our side" and "three kilometres inside Uganda" (the words stand in
knowledge/disputes.toml). Days are compared only where both clauses name one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from onrecord.knowledge import world
from onrecord.model import Interval, Span
from onrecord.resolve.denials import HOLDING
from onrecord.resolve.phrases import any_of, lexicon
from onrecord.resolve.records import Position
from onrecord.resolve.sources import are_opposed, is_same
from onrecord.resolve.versions import Version

NOBODY = "nobody's"
"""Whose the high seas are."""
OWN = "the speaker's"
"""Whose "our side" is."""
NAME = r"[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){0,3}"


@dataclass(frozen=True)
class Site:
    """A phrase that says on whose side it was."""

    version: Version
    span: Span
    whose: str

    @property
    def position(self) -> Position:
        """What the source holds, in these words."""
        return self.version.position(self.span, self.span.of(self.version.text))


def places_among(
    versions: Sequence[Version], rivals: Sequence[tuple[Version, Version]] = ()
) -> list[Position]:
    """The positions of the dispute over where it was; none if there is no dispute."""
    told = [v for v in versions if v.stance in HOLDING]
    sites = [s for v in told for s in sites_of(v)]
    odd = [
        s
        for s in sites
        if any(
            (is_elsewhere(s, other) and are_opposed(s.version.source, other.version.source))
            for other in sites
        )
    ]
    return [s.position for s in odd]


def dates_among(
    versions: Sequence[Version], rivals: Sequence[tuple[Version, Version]] = ()
) -> list[Position]:
    """The positions of the dispute over when it was; none if there is no dispute."""
    told = [v for v in (*versions, *chain(*rivals)) if v.stance in HOLDING]
    dated = [(v, d) for v in told if (d := day_of(v)) is not None]
    odd = [
        (v, d)
        for v, d in dated
        if any(are_opposed(v.source, w.source) and are_apart(d, e) for w, e in dated)
    ]
    return [v.position(value=d.earliest) for v, d in sorted(odd, key=lambda vd: vd[0].order)]


def sites_of(version: Version) -> Iterator[Site]:
    """The phrases of a version that say on whose side it was."""
    seen: list[Span] = []
    for regex, owner in _patterns():
        for match in regex.finditer(version.text, version.span.start, version.span.end):
            span = Span(*match.span())
            whose = owner(match, version)
            if whose is not None and not any(span.overlaps(s) for s in seen):
                seen.append(span)
                yield Site(version, span, whose)


Owner = Callable[[re.Match[str], Version], str | None]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Owner], ...]:
    """The forms of such phrases, each with what tells whose the place is."""
    words = lexicon()["place"]
    prep, owned = any_of(words["prepositions"]), any_of(words["owned"])
    lengths, depth = any_of(words["lengths"]), any_of(words["depth"])
    common, mine = any_of(words["common"]), any_of(words["possessives"])
    return (
        (re.compile(rf"\b(?:{prep})\s(?:the\s)?(?:{common})\b", re.I), lambda m, v: NOBODY),
        (
            re.compile(rf"\b(?i:{prep})\s(?i:{mine})(?:\s\w+)?\s(?i:{owned})\b"),
            lambda m, v: OWN if v.source.name else None,
        ),
        (
            re.compile(
                rf"\b(?i:{prep})\s(?i:the\s)?(?P<name>{NAME})(?:['’]s?)?(?:\s[a-z]+)?\s(?i:{owned})\b"
            ),
            lambda m, v: _country(m["name"]),
        ),
        (
            re.compile(
                rf"(?:\b[\w.,-]+\s)?\b(?i:{lengths})\s(?i:{depth})\s(?i:the\s)?(?P<name>{NAME})"
            ),
            lambda m, v: _country(m["name"]) or _country_of_place(v, Span(*m.span("name"))),
        ),
    )


def _country(name: str) -> str | None:
    """The country that a name or an adjective is of."""
    for form in (name, name.removesuffix("'s").removesuffix("’s"), name.split()[0]):
        entry = world.gazetteer().get(world.split(form))
        if entry is not None and entry.country:
            return entry.country
    return None


def _country_of_place(version: Version, span: Span) -> str | None:
    found = [p for p in version.report.places if Span(p.start, p.end).overlaps(span)]
    return found[0].country if found else None


def _is_denied(a: Site, b: Site) -> bool:
    return is_elsewhere(a, b) and are_opposed(a.version.source, b.version.source)


def is_elsewhere(a: Site, b: Site) -> bool:
    """Whether two phrases place it on different sides. "Our side" is another than one that is
    nobody's, or the other source's own."""
    if OWN not in (a.whose, b.whose):
        return a.whose != b.whose
    if is_same(a.version.source, b.version.source):
        return a.whose != b.whose and NOBODY in (a.whose, b.whose)
    return all(
        site.whose in (OWN, NOBODY) or site.whose in site.version.source.countries
        for site in (a, b)
    )


def day_of(version: Version) -> Interval | None:
    """The day of a version, where its clause names one."""
    event = version.event
    if event is None or event.date is None or event.date.earliest is None:
        return None
    named = [
        t
        for t in version.report.times
        if Span(t.start, t.end).within(version.span)
        and t.grain == "day"
        and t.earliest == event.date.earliest
    ]
    return event.date if named and event.date.latest == event.date.earliest else None


def are_apart(a: Interval, b: Interval) -> bool:
    """Whether two days are two."""
    return a.earliest != b.earliest
