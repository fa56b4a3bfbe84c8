"""Where and when: sources place one happening on two sides of a border, or on two days.

In goes an affair; out come the versions that exclude each other. A place is compared by whose it
is: "inside Greek waters" and "in open sea", "on our side" and "three kilometres inside Uganda", "in
Arsal" and "inside Syria" (the words stand in knowledge/disputes.toml). Who denies that it was in
one place, and names another, takes part. Days are compared only where both sentences name one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from onrecord.knowledge import tables, world
from onrecord.model import Span
from onrecord.resolve.disputes.affairs import Affair
from onrecord.resolve.identity.words import root_of
from onrecord.resolve.records import Position
from onrecord.resolve.versions.phrases import any_of, lexicon, pattern
from onrecord.resolve.versions.sources import are_opposed, is_same
from onrecord.resolve.versions.versions import HOLDING, READ, Version

NOBODY = "nobody's"
"""Whose the high seas are."""
OWN = "the speaker's"
"""Whose "our side" is."""
OUTSIDE = "not there"
"""Whose a place is of which only that is said."""
NAME = r"[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){0,3}"
REACH = 30
"""Characters between a preposition and the name of the place ("in the barren hills of Arsal")."""


@dataclass(frozen=True)
class Site:
    """A phrase that says on whose side it was; no `border` where it names but a place."""

    version: Version
    span: Span
    whose: str
    border: bool = True

    @property
    def position(self) -> Position:
        """What the source holds, in these words."""
        return self.version.position(self.span, self.span.of(self.version.text))


@dataclass(frozen=True)
class Day:
    """The words that date a version, and the ISO day that they stand for."""

    version: Version
    span: Span
    date: str

    @property
    def position(self) -> Position:
        """What the source holds, the day as its value."""
        return self.version.position(self.span, self.date)


def places_among(affair: Affair) -> list[Position]:
    """The positions of the dispute over where it was; none if there is no dispute."""
    told = [v for v in affair.story.versions if v.stance in (*HOLDING, "denies")]
    sites = [s for v in told for s in sites_of(v)]
    odd = affair.odd(
        sites,
        partial(_is_odd, sites=sites),
        lambda site: site.version,
        lambda a, b: _are_of_border(a, b) or affair.story.alike(a.version, b.version, ("places",)),
    )
    return [s.position for s in sorted(odd, key=lambda s: (s.version.order, s.span.start))]


def _are_of_border(a: Site, b: Site) -> bool:
    """Whether two opposed sources both say on whose side of a border it was: of one story, they
    speak of one matter."""
    return a.border and b.border and are_opposed(a.version.source, b.version.source)


def _is_odd(a: Site, b: Site, sites: Sequence[Site]) -> bool:
    """Whether two sources place it differently, or one denies the other's place and names one
    instead."""
    if a.version.stance in HOLDING and b.version.stance in HOLDING:
        return _is_denied(a, b)
    if b.version.stance != "denies":
        return False
    instead = [
        s
        for s in sites
        if s.version.stance in HOLDING
        and is_same(s.version.source, b.version.source)
        and is_elsewhere(s, b)
    ]
    return bool(instead) and (a in instead or (a.version.stance in HOLDING and a.whose == b.whose))


def dates_among(affair: Affair) -> list[Position]:
    """The positions of the dispute over when it was; none if there is no dispute."""
    days = [
        d for v in affair.story.versions if v.stance in HOLDING and (d := day_of(v)) is not None
    ]
    odd = affair.odd(
        days,
        _excludes,
        lambda day: day.version,
        lambda a, b: affair.story.alike(a.version, b.version, ("date",)),
    )
    return [day.position for day in odd]


def _excludes(a: Day, b: Day) -> bool:
    return a.date != b.date and are_opposed(a.version.source, b.version.source)


@lru_cache(READ)
def sites_of(version: Version) -> tuple[Site, ...]:
    """The phrases of a version that say on whose side it was; names of places where none do."""
    seen: list[Site] = []
    for regex, owner in _patterns():
        for match in regex.finditer(version.text, version.span.start, version.span.end):
            span = Span(*match.span())
            whose = owner(match, version)
            if whose is not None and not any(span.overlaps(s.span) for s in seen):
                seen.append(Site(version, span, whose))
    return tuple(seen) or tuple(_named(version))


def _named(version: Version) -> Iterator[Site]:
    """The named places that a version puts the happening in, by their countries."""
    inner = any_of(lexicon()["place"]["inner"])
    for place in version.report.places:
        span = Span(place.start, place.end)
        if place.country is None or not span.within(version.span):
            continue
        before = version.text[max(version.span.start, place.start - REACH) : place.start]
        found = re.search(rf"\b(?:{inner})\s[^,;:]*$", before, re.IGNORECASE)
        if found is not None and not pattern("place", "towards").search(found.group()):
            yield Site(
                version,
                Span(place.start - len(found.group()), place.end),
                place.country,
                border=False,
            )


Owner = Callable[[re.Match[str], Version], str | None]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Owner], ...]:
    """The forms of such phrases, each with what tells whose the place is."""
    words = lexicon()["place"]
    prep, owned, inner = (any_of(words[k]) for k in ("prepositions", "owned", "inner"))
    lengths, depth, outside = (any_of(words[k]) for k in ("lengths", "depth", "outside"))
    common, mine = any_of(words["common"]), any_of(words["possessives"])
    far = rf"(?:\b[\w.,-]+\s)?\b(?i:{lengths})\s"
    return (
        (re.compile(rf"\b(?:{prep})\s(?:the\s)?(?:{common})\b", re.I), lambda m, v: NOBODY),
        (
            re.compile(rf"{far}(?i:{outside})\s(?:it|them|the|{NAME})\b"),
            lambda m, v: OUTSIDE,
        ),
        (
            re.compile(rf"\b(?i:{prep})\s(?i:{mine})(?:\s\w+)?\s(?i:{owned})\b"),
            lambda m, v: OWN if v.source.voice else None,
        ),
        (
            re.compile(
                rf"\b(?i:{prep})\s(?i:the\s)?(?P<name>{NAME})(?:['’]s?)?(?:\s[a-z]+)?\s"
                rf"(?i:{owned})\b"
            ),
            lambda m, v: _country(m["name"]),
        ),
        (
            re.compile(rf"\b(?i:{prep})\s(?i:the\s)?(?i:{owned})\sof\s(?P<name>{NAME})"),
            lambda m, v: _country(m["name"]) or _country_of_place(v, Span(*m.span("name"))),
        ),
        (
            re.compile(rf"{far}(?i:{depth})\s(?:[a-z]+\s){{0,2}}(?P<name>{NAME})"),
            lambda m, v: _country(m["name"]) or _country_of_place(v, Span(*m.span("name"))),
        ),
        (
            re.compile(rf"\b(?i:{inner})\s(?P<name>{NAME})\b(?!['’])"),
            lambda m, v: _state(m["name"]),
        ),
    )


def _country(name: str) -> str | None:
    """The country that a name or an adjective is of."""
    for form in (name, name.removesuffix("'s").removesuffix("’s"), name.split()[0]):
        entry = world.gazetteer().get(world.split(form))
        if entry is not None and entry.country:
            return entry.country
    return None


def _state(name: str) -> str | None:
    """The country that has this name."""
    entry = world.gazetteer().get(world.split(name))
    return entry.country if entry is not None and entry.kind == "country" else None


def _country_of_place(version: Version, span: Span) -> str | None:
    found = [p for p in version.report.places if Span(p.start, p.end).overlaps(span)]
    return found[0].country if found else None


def _is_denied(a: Site, b: Site) -> bool:
    return is_elsewhere(a, b) and are_opposed(a.version.source, b.version.source)


def is_elsewhere(a: Site, b: Site) -> bool:
    """Whether two phrases place it on different sides. "Our side" is another than one that is
    nobody's, or the other source's own."""
    if OWN not in (a.whose, b.whose):
        return a.whose != b.whose and {a.whose, b.whose} != {OUTSIDE, NOBODY}
    if is_same(a.version.source, b.version.source):
        return a.whose != b.whose and NOBODY in (a.whose, b.whose)
    return all(
        site.whose in (OWN, NOBODY) or site.whose in site.version.source.countries
        for site in (a, b)
    )


@lru_cache(READ)
def day_of(version: Version) -> Day | None:
    """The day that the sentence of a version gives it: the one day that it names, not counting
    the day on which somebody said so."""
    if version.event is None:
        return None
    trigger, sentence = version.event.trigger, version.sentence(version.event.trigger)
    days = [
        Day(version, Span(t.start, t.end), t.earliest)
        for t in version.report.times
        if Span(t.start, t.end).within(sentence)
        and t.earliest is not None
        and t.earliest == t.latest
        and (t.start > trigger.start or t.start >= version.span.start)
        and not _is_of_saying(version.text[sentence.start : t.start])
        and not _is_refused(version.text[sentence.start : t.start])
    ]
    return days[0] if len({day.date for day in days}) == 1 else None


def _is_refused(before: str) -> bool:
    """Whether a day is named as the wrong one: "on Saturday, not on Friday"."""
    ends = [m.end() for m in pattern("figures", "refused").finditer(before)]
    return bool(ends) and before[ends[-1] :].strip() in ("", "on")


def _is_of_saying(before: str) -> bool:
    """Whether the words before a time end with a verb of saying: "said on Monday"."""
    found = re.search(r"(\w+)\s+(?:(?:on|late|early)\s+){0,2}$", before)
    return found is not None and root_of(found[1]) in _saying()


@cache
def _saying() -> frozenset[str]:
    cues = tables.keys("cues")["verbs"]
    return frozenset(root_of(verb) for verb in (*cues["plain"], *cues["denies"]))
