"""Facts about the world of international affairs: who is who by name, noun and title.

In go the CSV tables beside this module (countries, seats of government, bodies, outlets, armed
and other groups, regions, sector nouns, offices), each with its `source` column; out come
lookup tables, read once a process. Country codes are ISO 3166-1 alpha-3 (XKX for Kosovo) or
PLOVER's codes for actors of no country (:func:`onrecord.knowledge.ontology.international`);
sectors are those of PLOVER 2.0.

Keys of the gazetteer are tuples of tokens, split as spaCy's English tokenizer splits them, with
the case as written: "US" is a state, "us" a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from onrecord.knowledge import tables

EntryKind = Literal[
    "country",
    "adjective",
    "demonym",
    "capital",
    "seat",
    "body",
    "outlet",
    "group",
    "region",
    "people",
]
NounKind = Literal["organ", "group", "population", "person"]
Gender = Literal["f", "m"]


@dataclass(frozen=True)
class Entry:
    """What a name stands for. `name` is canonical: for an adjective, a demonym or a capital it
    is the name as written, and `country` says whose; `aliases` are all the written forms."""

    kind: EntryKind
    name: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Country:
    """A country or territory; the first of each list is the usual form."""

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True)
class Noun:
    """A common noun for actors. `individual`: its singular is one person ("a soldier"), while
    the singular of the others is still a body ("the army", "a battalion")."""

    lemma: tuple[str, ...]
    kind: NounKind
    sector: str | None
    individual: bool


@dataclass(frozen=True)
class Office:
    """A title of persons; an honorific ("Mr") says nothing about a role. `gender` is None
    where the title fits anybody, `country` that of the only one that has such an office."""

    title: str
    sector: str | None
    gender: Gender | None
    honorific: bool
    country: str | None = None


_PIECE = re.compile(
    r"(?:[A-Z]\.){2,}[A-Z]?|[A-Z]\.(?=\s|$)|(?:St|Gen|Adm|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Prof|"
    r"Rev)\.|['’]s\b|[^\W_]+(?:(?:['’](?!s\b)|\.(?=\w)|-(?=\d))[^\W_]+)*\+?|\S"
)
_TABLES: tuple[tuple[str, EntryKind], ...] = (
    ("regions", "region"),
    ("groups", "group"),
    ("outlets", "outlet"),
    ("bodies", "body"),
    ("seats", "seat"),
)


def split(phrase: str) -> tuple[str, ...]:
    """The tokens of `phrase`, as spaCy's English tokenizer makes them in running text."""
    return tuple(_PIECE.findall(phrase))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(item for part in cell.split(";") if (item := part.strip()))


def _written(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Keys of all forms of the phrases: straight and curly apostrophe."""
    for phrase in phrases:
        yield split(phrase)
        if "'" in phrase:
            yield split(phrase.replace("'", "’"))


@cache
def states() -> Mapping[str, Country]:
    """All countries and territories, by ISO 3166-1 alpha-3 code."""
    found = {
        row["code"]: Country(
            code=row["code"],
            name=row["name"],
            aliases=_listed(row["aliases"]),
            adjectives=_listed(row["adjectives"]),
            demonyms=_listed(row["demonyms"]),
            capitals=_listed(row["capitals"]),
        )
        for row in tables.rows("countries")
    }
    return MappingProxyType(found)


@cache
def country_points() -> Mapping[str, tuple[float, float]]:
    """Where on a map a whole country is drawn, by its code: degrees of latitude and longitude of a
    town in its midst (tools/build_country_points.py)."""
    rows = tables.rows("country_points")
    return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}


def country(code: str) -> Country:
    """The country with ISO 3166-1 alpha-3 `code`.

    Raises:
        KeyError: there is no such country in the table.
    """
    return states()[code]


def _country_entries(state: Country) -> Iterator[tuple[tuple[str, ...], Entry]]:
    lists: tuple[tuple[EntryKind, tuple[str, ...]], ...] = (
        ("capital", state.capitals),
        ("demonym", state.demonyms),
        ("adjective", state.adjectives),
        ("country", (state.name, *state.aliases)),
    )
    for kind, phrases in lists:
        for phrase in phrases:
            name = phrase if kind != "country" else state.name
            entry = Entry(kind, name, state.code, None, phrases)
            for key in _written((phrase,)):
                yield key, entry


@cache
def gazetteer() -> Mapping[tuple[str, ...], Entry]:
    """What each name stands for, by its tokens with their case.

    Where one form has several senses the later of region, group, outlet, body, seat, capital,
    demonym, adjective and country holds: "Chinese" is found as an adjective.
    """
    found: dict[tuple[str, ...], Entry] = {}
    for table, kind in _TABLES:
        for row in tables.rows(table):
            phrases = (*_listed(row["phrases"]), *_listed(row.get("singular", "")))
            entry = Entry(kind, row["name"], row["country"] or None, row["sector"] or None, phrases)
            found.update(dict.fromkeys(_written(phrases), entry))
    for state in states().values():
        found.update(_country_entries(state))
    return MappingProxyType(found)


@cache
def doubtful() -> frozenset[tuple[str, ...]]:
    """Those of its keys that are also names of persons or places: "Karen", "Amal"."""
    rows = (row for table, _ in _TABLES for row in tables.rows(table))
    return frozenset(key for row in rows for key in _written(_listed(row.get("doubtful", ""))))


@cache
def region_adjectives() -> frozenset[str]:
    """The words for what belongs to a region: "Kurdish", "Western"."""
    rows = (row for row in tables.rows("regions") if row["form"] in ("adjective", "people"))
    return frozenset(phrase for row in rows for phrase in _listed(row["phrases"]))


@cache
def peoples() -> frozenset[str]:
    """Those of these words that are of a people in several countries: "Kurdish"."""
    rows = (row for row in tables.rows("regions") if row["form"] == "people")
    return frozenset(phrase for row in rows for phrase in _listed(row["phrases"]))


@cache
def buildings() -> frozenset[str]:
    """Names of the seats of government that one can be in: a palace, not a ministry."""
    return frozenset(row["name"] for row in tables.rows("seats") if row["building"] == "1")


@cache
def openings() -> Mapping[str, int]:
    """The words with which keys of the gazetteer begin, and how many tokens the longest has."""
    return by_opening(gazetteer())


def by_opening(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The first words of `keys`, each with the length of its longest key in tokens: what a text
    need not be compared with where it has another word."""
    found: dict[str, int] = {}
    for key in keys:
        found[key[0]] = max(len(key), found.get(key[0], 0))
    return found


@cache
def nouns() -> Mapping[tuple[str, ...], Noun]:
    """The sector nouns, by the lower-case lemmas of their tokens ("security", "force")."""
    found: dict[tuple[str, ...], Noun] = {}
    for row in tables.rows("nouns"):
        for lemma in _written((row["lemma"],)):
            found[lemma] = Noun(
                lemma=lemma,
                kind=_noun_kind(row["kind"]),
                sector=row["sector"] or None,
                individual=row["individual"] == "1",
            )
    return MappingProxyType(found)


def _noun_kind(text: str) -> NounKind:
    kinds: dict[str, NounKind] = {
        "organ": "organ",
        "group": "group",
        "population": "population",
        "person": "person",
    }
    return kinds[text]


def noun(lemmas: tuple[str, ...]) -> Noun | None:
    """The sector noun with these lower-case `lemmas`, or None."""
    return nouns().get(lemmas)


@cache
def offices() -> Mapping[tuple[str, ...], Office]:
    """Titles of persons, by their lower-case tokens ("foreign", "minister")."""
    found: dict[tuple[str, ...], Office] = {}
    for row in tables.rows("offices"):
        office = Office(
            title=row["title"],
            sector=row["sector"] or None,
            gender=_gender(row["gender"]),
            honorific=row["honorific"] == "1",
            country=row["country"] or None,
        )
        for key in _written((row["title"],)):
            found[tuple(token.lower() for token in key)] = office
    return MappingProxyType(found)


def _gender(text: str) -> Gender | None:
    return "f" if text == "f" else "m" if text == "m" else None
