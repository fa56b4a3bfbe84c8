"""Places: the named places of a text, with country and coordinates where they are known.

In goes a parsed draft; out come its places and, for the head token of each, the place. Names are
looked up in the gazetteer of knowledge.world (countries, capitals, regions, buildings) and in the
cities of GeoNames (knowledge.cities); a name that neither knows is a place where the text says
so: a settlement noun governs it ("the town of"), a place noun belongs to it ("airport",
"province") or stands in apposition, or a locative preposition governs a name that the parser
takes for a place. Several places of one name are told apart as in Leidner 2007, "Toponym
Resolution in Text": the country of the same phrase, else population with a bonus for the
countries that the document names.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.knowledge import world
from onrecord.knowledge.cities import City, cities
from onrecord.knowledge.world import Entry
from onrecord.model import Place
from onrecord.reading.draft import Draft
from onrecord.reading.locating import use_of

Precision = Literal["point", "city", "region", "country"]

PLACE_TYPES = {"GPE", "LOC", "FAC"}
NO_PLACE_TYPES = {"PERSON", "DATE", "TIME", "NORP", "LANGUAGE", "MONEY", "EVENT", "PERCENT"}
NAMED = {"PROPN", "NOUN", "ADJ", "X"}
MENTIONED_BONUS = 1.5
"""What a mention of its country is worth to a city, in powers of ten of population."""
SMALLEST_UNSURE = 10_000
LONGEST_NAME = 8


@dataclass(frozen=True)
class Words:
    """The words by which English places names: knowledge/placewords.csv."""

    nouns: dict[str, Precision]
    settlements: frozenset[str]
    leads: frozenset[str]
    directions: frozenset[str]
    prepositions: frozenset[str]
    settling: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True)
class Found:
    """A name at tokens [start, end) and what the tables know under it."""

    start: int
    end: int
    entry: Entry | None = None
    cities: tuple[City, ...] = ()


@cache
def words() -> Words:
    """The place words, read once."""
    table = files("onrecord.knowledge").joinpath("placewords.csv").read_text(encoding="utf-8")
    uses: dict[str, list[str]] = {}
    nouns: dict[str, Precision] = {}
    precisions: dict[str, Precision] = {"city": "city", "region": "region", "point": "point"}
    for row in csv.DictReader(table.splitlines()):
        uses.setdefault(row["use"], []).append(row["word"])
        if row["use"] in ("settlement", "region", "water", "facility", "lead"):
            nouns.setdefault(row["word"], precisions[row["precision"]])
    return Words(
        nouns=nouns,
        settlements=frozenset(uses["settlement"] + uses["region"]),
        leads=frozenset(uses["lead"]),
        directions=frozenset(uses["direction"]),
        prepositions=frozenset(uses["preposition"]),
        settling=frozenset(uses["settling"]),
        particles=frozenset(uses["particle"]),
    )


def read_places(draft: Draft) -> None:
    """Fill `draft.places` and `draft.locations`, in the order of the text."""
    mentioned = _mentioned(draft.doc)
    for run in _runs(draft):
        found = _lookup(draft.doc, run)
        if found is None or not _is_place(draft.doc, found, run):
            continue
        start, end = _extent(draft.doc, found, run)
        span = draft.doc[start:end]
        if span.root.i in draft.locations:
            continue
        draft.locations[span.root.i] = len(draft.places)
        draft.places.append(_place(draft.doc, found, span, mentioned))


def _mentioned(doc: Doc) -> Counter[str]:
    """How often the document names each country, by any word that belongs to one."""
    entries, longest = world.gazetteer(), world.longest()
    texts = [token.text for token in doc]
    counts: Counter[str] = Counter()
    for i, text in enumerate(texts):
        if not text[:1].isupper():
            continue
        for n in range(min(longest, len(texts) - i), 0, -1):
            entry = entries.get(tuple(texts[i : i + n]))
            if entry is not None:
                if entry.country and entry.kind in ("country", "adjective", "demonym"):
                    counts[entry.country] += 1
                break
    return counts


def _runs(draft: Draft) -> Iterator[Tokens]:
    """Capitalised stretches that may hold a name, each within one sentence."""
    doc = draft.doc
    i = 0
    while i < len(doc):
        if not _opens(doc[i]):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and not doc[end].is_sent_start:
            step = _continued(doc, end)
            if not step:
                break
            end += step
        yield doc[i:end]
        i = end


def _opens(token: Token) -> bool:
    return token.text[:1].isupper() and (token.pos_ in NAMED or token.ent_type_ in PLACE_TYPES)


def _continued(doc: Doc, i: int) -> int:
    """How many tokens from `i` on continue a name: a capitalised word, with the particles or
    the hyphen before it; 0 if none do."""
    if _opens(doc[i]):
        return 1
    for n in (1, 2, 3):
        if i + n >= len(doc):
            return 0
        last = doc[i + n - 1]
        hyphen = last.text in ("-", "–") and not last.whitespace_ and not doc[i + n - 2].whitespace_
        if not hyphen and last.text not in words().particles:
            return 0
        if _opens(doc[i + n]):
            return n + 1
    return 0


def _lookup(doc: Doc, run: Tokens) -> Found | None:
    """The longest known name at the start of `run`, or the whole run as an unknown name."""
    start = run.start
    while start < run.end and _is_leading(doc, start):
        start += 1
    if start == run.end:
        start = run.start
    for first in dict.fromkeys((run.start, start)):
        for end in range(min(run.end, first + LONGEST_NAME), first, -1):
            found = _known(doc, first, end)
            if found is not None:
                return found
    return Found(start, run.end)


def _is_leading(doc: Doc, i: int) -> bool:
    """Whether the capitalised token only leads up to a name: "Syrian", "Northern"."""
    entry = world.gazetteer().get((doc[i].text,))
    if entry is not None and entry.kind in ("adjective", "demonym"):
        return True
    return doc[i].lower_ in words().directions


def _known(doc: Doc, start: int, end: int) -> Found | None:
    texts = tuple(token.text for token in doc[start:end])
    entry = world.gazetteer().get(texts)
    if entry is not None and entry.kind in ("adjective", "demonym"):
        # "New Zealand" and "Singapore" are country and adjective; the country comes last.
        entry = None
        return None
    if entry is not None:
        return Found(start, end, entry, cities(doc[start:end].text))
    if texts[-1] in ("-", "–") or texts[-1] in words().particles:
        return None
    known = cities(doc[start:end].text)
    return Found(start, end, None, known) if known else None


def _is_place(doc: Doc, found: Found, run: Tokens) -> bool:
    """Whether the name is used as that of a place."""
    span = doc[found.start : found.end]
    head = span.root
    noun = _noun_in(doc, found, run) is not None
    kind = found.entry.kind if found.entry else None
    if kind in ("body", "outlet", "group"):
        return False
    if _names_person(doc, found, run) and not _settled(head):
        return False
    rest = run.end > found.end and not noun
    if kind in ("country", "capital", "seat"):
        return noun or _directed(doc, found) or (not rest and use_of(head) == "place")
    if kind == "region":
        return noun or (not rest and head.dep_ not in ("amod",) and head.pos_ != "ADJ")
    if found.cities:
        return _settled(head) or noun or (not rest and _sounds_placed(span, found))
    return _settled(head) or _unknown_place(doc, found, noun)


def _unknown_place(doc: Doc, found: Found, noun: bool) -> bool:
    span = doc[found.start : found.end]
    head = span.root
    if head.pos_ != "PROPN" and not noun:
        return False
    types = {token.ent_type_ for token in span}
    governed = _preposition(head)
    if noun:
        return bool(governed) or bool(types & PLACE_TYPES)
    if types & {"ORG", *NO_PLACE_TYPES} or len(span.text) < 3 or span.text.isupper():
        return False
    if governed in words().settling:
        return bool(types & PLACE_TYPES)
    return bool(types & PLACE_TYPES) and head.dep_ in ("dobj", "pobj", "appos", "conj")


def _sounds_placed(span: Tokens, found: Found) -> bool:
    """Whether a city's name is used as one: many are also surnames or common words."""
    head = span.root
    types = {token.ent_type_ for token in span}
    if types & NO_PLACE_TYPES or head.pos_ != "PROPN":
        return False
    large = max(city.population for city in found.cities) >= SMALLEST_UNSURE
    if types & PLACE_TYPES:
        return True
    return large and _preposition(head) in words().settling


def _preposition(head: Token) -> str:
    """The locative preposition that governs the phrase of `head`, or ""."""
    token = head
    for _ in range(5):
        if token.dep_ in ("conj", "appos", "compound", "nmod") and token.head.i != token.i:
            token = token.head
    governor = token.head.lower_
    return governor if token.dep_ == "pobj" and governor in words().prepositions else ""


def _settled(head: Token) -> bool:
    """Whether a settlement noun governs the name ("town of X") or is apposed to it."""
    nouns = words().settlements
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in nouns:
        return True
    if head.dep_ == "appos" and head.head.lower_ in nouns:
        return True
    return any(
        child.dep_ == "appos" and child.lower_ in nouns and child.i > head.i
        for child in head.children
    )


def _directed(doc: Doc, found: Found) -> bool:
    """Whether a direction modifies the name ("northern Iraq")."""
    before = doc[found.start - 1] if found.start else None
    return before is not None and before.lower_ in words().directions and before.pos_ != "ADP"


def _names_person(doc: Doc, found: Found, run: Tokens) -> bool:
    """Whether the name belongs to a person: the parser says so and no table knows it as a
    country, or a title stands before it, or a first name does."""
    span = doc[found.start : found.end]
    if found.start > run.start and not all(
        _is_leading(doc, i) for i in range(run.start, found.start)
    ):
        return True
    if found.start and not found.entry:
        before = doc[found.start - 1].lower_.rstrip(".")
        office = world.offices().get((before,))
        if office is not None and doc[found.start - 1].text[:1].isupper():
            return True
    person = any(token.ent_type_ == "PERSON" for token in span)
    return person and (found.entry is None or span.root.ent_type_ == "PERSON" and len(run) > 1)


def _noun_in(doc: Doc, found: Found, run: Tokens) -> int | None:
    """The index of the place noun that belongs to the name: in the rest of the run ("Mosul
    University"), right after it ("Kursk region") or at its head ("Camp Nour")."""
    nouns = words().nouns
    for i in range(found.end, run.end):
        if doc[i].lower_ in nouns:
            return i
    if found.entry is None and doc[found.start].lower_ in words().leads and len(run) > 1:
        return found.start
    if found.entry is None and not found.cities:
        for i in range(found.start + 1, found.end):
            if doc[i].lower_ in nouns:
                return i
    after = doc[run.end] if run.end < len(doc) else None
    if after is not None and _belongs(doc, after, run):
        return after.i
    # "Damascus international airport"
    if after is not None and after.lower_ == "international" and after.i + 1 < len(doc):
        if doc[after.i + 1].lower_ in nouns:
            return after.i + 1
    return None


def _belongs(doc: Doc, noun: Token, run: Tokens) -> bool:
    """Whether the common place noun after `run` is part of its name ("Kursk region")."""
    governed = run.root.head.i == noun.i and run.root.dep_ in ("compound", "nmod", "amod")
    return governed and noun.lower_ in words().nouns and noun.pos_ in ("NOUN", "PROPN")


def _extent(doc: Doc, found: Found, run: Tokens) -> tuple[int, int]:
    """The tokens that name the place, with its direction and its place noun."""
    start, end = found.start, found.end
    noun = _noun_in(doc, found, run)
    if noun is not None and noun >= end:
        end = max(noun + 1, run.end)
    if _directed(doc, found):
        start -= 1
    return start, end


def _place(doc: Doc, found: Found, span: Tokens, mentioned: Counter[str]) -> Place:
    stated = _stated(doc, found, span)
    city = _choose(found, stated, mentioned)
    country = _country(found, city, stated)
    whole = span.start == found.start and span.end == found.end
    located = city if whole or span.root.lower_ in ("city", "town", "port") else None
    return Place(
        start=span.start_char,
        end=span.start_char + len(span.text.rstrip()),
        name=" ".join(span.text.split()),
        country=country,
        latitude=located.latitude if located else None,
        longitude=located.longitude if located else None,
        geonames=located.geonames if located else None,
        precision=_precision(doc, found, span, located),
    )


def _country(found: Found, city: City | None, stated: str | None) -> str | None:
    entry = found.entry
    if city is not None:
        return city.country
    if entry is not None and entry.kind not in ("capital",) and entry.country in world.states():
        return entry.country
    if stated is None and entry is not None and entry.kind == "capital":
        return entry.country
    return stated


def _precision(doc: Doc, found: Found, span: Tokens, city: City | None) -> Precision | None:
    if city is not None:
        return "city"
    for token in (span.root, *span):
        if token.lower_ in words().nouns:
            return words().nouns[token.lower_]
    entry = found.entry
    if entry is None:
        return "city" if _settled(doc[found.start : found.end].root) else None
    if entry.kind == "country":
        return "country" if span.start == found.start else "region"
    return "region" if entry.kind == "region" else "point" if entry.kind == "seat" else "city"


def _choose(found: Found, stated: str | None, mentioned: Counter[str]) -> City | None:
    """The likeliest of the cities of that name, or None."""
    entry = found.entry
    if entry is not None and entry.kind in ("country", "region", "seat"):
        return None
    candidates = [city for city in found.cities if stated is None or city.country == stated]
    if not candidates:
        return None

    def weight(city: City) -> tuple[float, int]:
        size = math.log10(city.population + 1)
        capital = entry is not None and entry.country == city.country
        bonus = MENTIONED_BONUS if mentioned[city.country] else 0.0
        return size + bonus + (0.5 if capital else 0.0), -city.geonames

    return max(candidates, key=weight)


def _stated(doc: Doc, found: Found, span: Tokens) -> str | None:
    """The country that the phrase itself gives: "Azaz, Syria", "the Iraqi town of Daquq",
    "Ukraine's Kharkiv region", "Sabboura, an area outside Damascus"."""
    after = span.end
    if after + 1 < len(doc) and doc[after].text == ",":
        if code := _country_at(doc, after + 1):
            return code
    head = doc[found.start : found.end].root
    around = [head, span.root, span.root.head]
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        around.append(head.head.head)
    around += [child for child in head.children if child.dep_ == "appos"]
    for token in around:
        for child in token.children:
            inside = found.start <= child.i < found.end
            if not inside and child.dep_ in ("amod", "poss", "compound", "nmod"):
                if code := _country_at(doc, child.left_edge.i, child.i + 1):
                    return code
    return _stated_after(doc, head)


def _stated_after(doc: Doc, head: Token) -> str | None:
    """The country of a place named inside an apposition or an "in" phrase of the name."""
    heads = [head, *(c for c in head.children if c.dep_ == "appos")]
    for token in heads:
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ in words().settling:
                for inner in prep.children:
                    if inner.dep_ == "pobj" and (code := _country_at(doc, inner.left_edge.i)):
                        return code
    return None


def _country_at(doc: Doc, i: int, end: int | None = None) -> str | None:
    """The country of the gazetteer name that begins at token `i` (after an article or a
    direction), reaching no further than `end`."""
    while i < len(doc) and (doc[i].lower_ in words().directions or doc[i].lower_ == "the"):
        i += 1
    last = min(len(doc), i + world.longest(), end if end is not None else len(doc))
    for stop in range(last, i, -1):
        entry = world.gazetteer().get(tuple(token.text for token in doc[i:stop]))
        if entry is not None:
            fits = entry.kind in ("country", "adjective", "capital", "region")
            return entry.country if fits and entry.country in world.states() else None
    return None
