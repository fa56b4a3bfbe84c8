"""Places: the named places of a text, with country and coordinates where they are known.

In goes a parsed draft; out come its places and, for the head token of each, the place. Which
names are places is told in reading.toponyms. Several places of one name are told apart as in
Leidner 2007, "Toponym Resolution in Text": the country that the same phrase gives, else
population with a bonus for the countries that the document names. A name that is in no table
keeps unknown coordinates, and takes the country that the text gives it anywhere.
"""

from __future__ import annotations

import math
from collections import Counter

import msgspec
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.knowledge import world
from onrecord.knowledge.cities import City, cities
from onrecord.model import Place, Span
from onrecord.reading.draft import Draft
from onrecord.reading.places.toponyms import (
    Found,
    Precision,
    directed,
    is_locative,
    is_place,
    lookup,
    place_noun,
    runs,
    settled,
    words,
)

FURTHEST = 24
"""Characters between a place and the place that it lies in."""
MENTIONED_BONUS = 1.5
"""What a mention of its country is worth to a city, in powers of ten of population."""


def read_places(draft: Draft) -> None:
    """Fill `draft.places` and `draft.locations`, in the order of the text."""
    doc = draft.doc
    mentioned = _mentioned(doc)
    where: dict[str, str] = {}
    for found, run in _toponyms(draft):
        start, end = _extent(doc, found, run)
        span = doc[start:end]
        if span.root.i in draft.locations:
            continue
        place = _place(doc, found, span, mentioned)
        if place.country:
            where.setdefault(_name(doc, found), place.country)
        draft.locations[span.root.i] = len(draft.places)
        draft.places.append(place)
    _spread_countries(draft, where)


def _toponyms(draft: Draft) -> list[tuple[Found, Tokens]]:
    """The names of places, in order. A name that was certainly a place once is one wherever a
    preposition of place governs it."""
    doc = draft.doc
    certain: set[str] = set()
    skipped = _tokens_of(draft, "promotion", "byline", "dateline")
    candidates = [(found, doc[found.start : found.end], True) for found in _datelines(draft)]
    for run in runs(doc):
        if run.start in skipped:
            continue
        found = lookup(doc, run)
        sure = is_place(doc, found, run)
        candidates.append((found, run, sure))
        if sure and found.entry is None:
            certain.add(_name(doc, found))
    return [
        (found, run)
        for found, run, sure in sorted(candidates, key=lambda candidate: candidate[0].start)
        if sure
        or (found.end == run.end and _name(doc, found) in certain and is_locative(doc, found))
    ]


def _tokens_of(draft: Draft, *kinds: str) -> set[int]:
    """The indexes of the tokens in passages of these kinds."""
    return {
        token.i
        for passage in draft.passages
        if passage.kind in kinds
        for token in draft.tokens(Span(passage.start, passage.end))
    }


def _datelines(draft: Draft) -> list[Found]:
    """The places from which the text was sent, often in capitals: "GENEVA, May 3 - "."""
    tokens = _tokens_of(draft, "dateline")
    found: list[Found] = []
    for i in sorted(tokens):
        if i - 1 in tokens:
            continue
        end = i
        while end in tokens and draft.doc[end].text[:1].isupper():
            end += 1
        titled = tuple(token.text.title() for token in draft.doc[i:end])
        entry, known = world.gazetteer().get(titled), cities(" ".join(titled))
        if entry is not None and entry.kind not in ("country", "capital", "region"):
            entry = None
        if entry is not None or known:
            found.append(Found(i, end, entry, known))
    return found


def _name(doc: Doc, found: Found) -> str:
    return doc[found.start : found.end].text


def _spread_countries(draft: Draft, where: dict[str, str]) -> None:
    """Give places without a country that of the place which the text puts them in ("Rus in
    Kharkiv region"), or that of an equal name elsewhere in the text."""
    for i in reversed(range(len(draft.places))):
        place = draft.places[i]
        if place.country is not None or place.latitude is not None:
            continue
        country = where.get(place.name)
        if country is None and i + 1 < len(draft.places):
            after = draft.places[i + 1]
            between = draft.text[place.end : min(after.start, place.end + FURTHEST)]
            if between and set(between.replace(",", " , ").split()) <= words().links:
                country = after.country
        if country is not None:
            draft.places[i] = msgspec.structs.replace(place, country=country)


def _mentioned(doc: Doc) -> Counter[str]:
    """How often the document names each country, by any word that belongs to one."""
    entries, openings = world.gazetteer(), world.openings()
    texts = [token.text for token in doc]
    counts: Counter[str] = Counter()
    for i, text in enumerate(texts):
        if not text[:1].isupper():
            continue
        for n in range(min(openings.get(text, 0), len(texts) - i), 0, -1):
            entry = entries.get(tuple(texts[i : i + n]))
            if entry is not None:
                if entry.country and entry.kind in ("country", "adjective", "demonym"):
                    counts[entry.country] += 1
                break
    return counts


def _extent(doc: Doc, found: Found, run: Tokens) -> tuple[int, int]:
    """The tokens that name the place, with its direction and its place noun."""
    start, end = found.start, found.end
    noun = place_noun(doc, found, run)
    if noun is not None and noun >= end:
        end = max(noun + 1, run.end)
    if directed(doc, found):
        start -= 1
    return start, end


def _place(doc: Doc, found: Found, span: Tokens, mentioned: Counter[str]) -> Place:
    stated = _stated(doc, found, span)
    city = _choose(found, stated, mentioned)
    country = _country(found, city, stated)
    # An airport or a province does not lie where the city lies that it is called after.
    located = city if span.end == found.end else None
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
        return "city" if found.cities or settled(doc[found.start : found.end].root) else None
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
    """The country that the phrase itself gives: "Aleppo, Syria", "the Iraqi town of Tuz",
    "Ukraine's Kharkiv region", "Harasil, a suburb near Damascus"."""
    after = span.end
    if after + 1 < len(doc) and doc[after].text == "," and not _begins_clause(doc[after + 1]):
        code = _country_at(doc, after + 1)
        if code is not None:
            return code
    head = doc[found.start : found.end].root
    around = [head, span.root]
    if span.root.dep_ in ("compound", "nmod", "appos"):
        around.append(span.root.head)
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        around.append(head.head.head)
    around += [child for child in head.children if child.dep_ == "appos"]
    for token in around:
        for child in token.children:
            inside = found.start <= child.i < found.end
            owns = not inside and child.dep_ in ("amod", "poss", "compound", "nmod")
            if owns and (code := _country_at(doc, child.left_edge.i, child.i + 1)):
                return code
    return _stated_after(doc, head)


def _begins_clause(token: Token) -> bool:
    """Whether a name is the subject of what follows ("near Lachin, Azerbaijan said")."""
    subject = token.head if token.dep_ in ("compound", "amod") else token
    return subject.dep_ in ("nsubj", "nsubjpass")


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
    stop_at = end if end is not None else len(doc)
    while i < stop_at:
        for stop in range(min(stop_at, i + world.openings().get(doc[i].text, 0)), i, -1):
            entry = world.gazetteer().get(tuple(token.text for token in doc[i:stop]))
            if entry is not None:
                fits = entry.kind in ("country", "adjective", "capital", "region")
                return entry.country if fits and entry.country in world.states() else None
        if doc[i].lower_ != "the" and doc[i].lower_ not in words().directions:
            return None
        i += 1
    return None
