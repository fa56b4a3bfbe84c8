"""Toponyms: which capitalised words of a text are used as the name of a place.

In goes a parsed document; out come the names, with what the tables know under each: an entry of
the gazetteer (knowledge.world) or cities of GeoNames (knowledge.cities). A name that neither
knows is a place where the text says so: a settlement noun governs it ("the town of"), a place
noun belongs to it ("airport", "province") or stands in apposition, or a locative preposition
governs a name that the parser takes for a place. The place words are data
(knowledge/placewords.csv).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.knowledge import tables, world
from onrecord.knowledge.cities import City, cities
from onrecord.knowledge.world import Entry
from onrecord.reading.places.locating import use_of

Precision = Literal["point", "city", "region", "country"]

PLACE_TYPES = {"GPE", "LOC", "FAC"}
NO_PLACE_TYPES = {"PERSON", "DATE", "TIME", "NORP", "LANGUAGE", "MONEY", "EVENT", "PERCENT"}
NAMED = {"PROPN", "NOUN", "ADJ", "X"}
SMALLEST_UNSURE = 10_000
"""Inhabitants that a city needs where only a preposition says that a name is a place."""
LARGE = 50_000
"""Inhabitants from which a name of several words is more likely a city than a person."""
LONGEST_NAME = 8
LONGEST_ACRONYM = 6
FURTHEST_NOUN = 3
"""Tokens after a name within which its place noun stands ("Tarhuna military airport")."""


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
    verbs: frozenset[str]
    captures: frozenset[str]
    links: frozenset[str]


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
    uses: dict[str, list[str]] = {}
    nouns: dict[str, Precision] = {}
    precisions: dict[str, Precision] = {"city": "city", "region": "region", "point": "point"}
    for row in tables.rows("placewords"):
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
        verbs=frozenset(uses["verb"]),
        captures=frozenset(uses["capture"]),
        links=frozenset(uses["link"]),
    )


def runs(doc: Doc) -> Iterator[Tokens]:
    """Capitalised stretches that may hold a name, each within one sentence."""
    i = 0
    while i < len(doc):
        if not _opens(doc[i]):
            i += 1
            continue
        end = i + _entry_length(doc, i)
        while end < len(doc) and not doc[end].is_sent_start:
            step = _continued(doc, end)
            if not step:
                break
            end += step
        yield doc[_with_article(doc, i) : end]
        i = end


def _entry_length(doc: Doc, i: int) -> int:
    """The number of tokens of the gazetteer's name at `i` ("Strait of Hormuz"), at least 1."""
    words = tuple(token.text for token in doc[i : i + world.openings().get(doc[i].text, 1)])
    for length in range(len(words), 1, -1):
        if words[:length] in world.gazetteer():
            return length
    return 1


def _with_article(doc: Doc, i: int) -> int:
    """The start of the name at `i` with an Arabic article in small letters ("al-Tanf")."""
    if i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
        article = doc[i - 2]
        if article.text in words().particles and not article.whitespace_:
            return i - 2
    return i


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


def lookup(doc: Doc, run: Tokens) -> Found:
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
    """Whether the capitalised token only leads up to a name: "The", "Syrian", "Northern"."""
    if doc[i].lower_ == "the":
        return True
    entry = world.gazetteer().get((doc[i].text,))
    if entry is not None and entry.kind in ("adjective", "demonym"):
        return True
    return doc[i].lower_ in words().directions


def _known(doc: Doc, start: int, end: int) -> Found | None:
    texts = tuple(token.text for token in doc[start:end])
    entry = world.gazetteer().get(texts)
    if entry is not None and entry.kind in ("adjective", "demonym"):
        return None
    if entry is not None:
        return Found(start, end, entry, cities(doc[start:end].text))
    if texts[-1] in ("-", "–") or texts[-1] in words().particles:
        return None
    if all(t.lower_ in words().nouns or t.lower_ in words().directions for t in doc[start:end]):
        return None
    known = cities(doc[start:end].text)
    return Found(start, end, None, known) if known else None


def is_place(doc: Doc, found: Found, run: Tokens) -> bool:
    """Whether the name is used as that of a place."""
    head = doc[found.start : found.end].root
    kind = found.entry.kind if found.entry else None
    if kind in ("body", "outlet", "group") or head.ent_type_ == "DATE" or _prefixed(doc, found):
        return False
    if all(token.lower_ in words().directions for token in doc[found.start : found.end]):
        return False
    noun = place_noun(doc, found, run)
    if noun is not None and words().nouns[doc[noun].lower_] == "point":
        return _is_site(doc, found, noun)
    if _names_person(doc, found, run) and not _surely_city(head, found):
        return False
    if noun is not None and (found.entry is not None or found.cities):
        return True
    if run.end > found.end and not settled(head):
        return False
    return _is_plain_place(doc, found, noun)


def _is_plain_place(doc: Doc, found: Found, noun: int | None) -> bool:
    """Whether a name that makes up its whole run is used as that of a place."""
    span = doc[found.start : found.end]
    head, entry = span.root, found.entry
    if head.dep_ == "poss" and head.head.lemma_ in words().settlements:
        # "Beirut's southern suburbs"
        return entry is None or entry.kind != "country"
    if entry is not None and entry.kind == "seat":
        return entry.name in world.buildings() and use_of(head) == "place"
    if entry is not None and entry.kind == "region":
        modifies = head.dep_ in ("compound", "nmod", "amod") and use_of(head) != "place"
        return not modifies and span.text not in world.region_adjectives()
    if entry is not None:
        return directed(doc, found) or use_of(head) == "place"
    if found.cities:
        return settled(head) or _sounds_placed(span, found)
    return settled(head) or _unknown_place(doc, found, noun is not None)


def _is_site(doc: Doc, found: Found, noun: int) -> bool:
    """Whether a name with the noun of a building or a site ("airport", "university") locates: an
    institution also acts, so that a preposition or the parser must say so."""
    head = doc[noun]
    if found.entry is not None and found.entry.kind == "seat":
        return False
    name = doc[found.start : found.end].root
    if any(_preposition(token) in words().settling for token in (head, name)):
        return True
    if _taken(head):
        return True
    if head.ent_type_ == "ORG" or name.ent_type_ == "ORG":
        return False
    placed = {head.ent_type_, name.ent_type_} & PLACE_TYPES
    return bool(placed) or name.dep_ == "dobj" or head.dep_ in ("dobj", "nsubjpass", "pobj")


def is_locative(doc: Doc, found: Found) -> bool:
    """Whether a preposition of place governs the name."""
    return bool(_preposition(doc[found.start : found.end].root))


def _unknown_place(doc: Doc, found: Found, noun: bool) -> bool:
    span = doc[found.start : found.end]
    head = span.root
    if head.pos_ != "PROPN" and not noun:
        return False
    types = {token.ent_type_ for token in span}
    governed = _preposition(head)
    if noun:
        return bool(governed or types & PLACE_TYPES or head.dep_ in ("dobj", "nsubjpass"))
    if types & {"ORG", *NO_PLACE_TYPES} or len(span.text) < 3 or span.text.isupper():
        return False
    if governed in words().settling:
        return bool(types & PLACE_TYPES)
    return bool(types & PLACE_TYPES) and head.dep_ in ("dobj", "pobj", "appos", "conj")


def _sounds_placed(span: Tokens, found: Found) -> bool:
    """Whether a city's name is used as one: many are also surnames or common words."""
    head = span.root
    types = {token.ent_type_ for token in span}
    if _taken(head) or (use_of(head) == "place" and head.dep_ == "dobj"):
        return True
    large = max(city.population for city in found.cities) >= SMALLEST_UNSURE
    if head.pos_ != "PROPN" or (span.text.isupper() and len(span.text) < LONGEST_ACRONYM):
        return False
    if _coordinated(head, found):
        return large
    if types & NO_PLACE_TYPES:
        return _surely_city(head, found)
    if types & PLACE_TYPES:
        return True
    return large and (_preposition(head) in words().settling or len(span) > 1)


def _preposition(head: Token) -> str:
    """The locative preposition that governs the phrase of `head`, or ""."""
    token = head
    for _ in range(5):
        if token.dep_ in ("conj", "appos", "compound", "nmod") and token.head.i != token.i:
            token = token.head
    governor = token.head.lower_
    return governor if token.dep_ == "pobj" and governor in words().prepositions else ""


def settled(head: Token) -> bool:
    """Whether a settlement noun governs the name ("town of X") or is apposed to it."""
    nouns = words().settlements
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.text in nouns:
        return True
    if head.ent_type_ == "PERSON" and head.left_edge.i < head.i:
        return False
    if head.dep_ == "appos" and head.head.lower_ in nouns:
        return True
    return any(
        child.dep_ == "appos" and child.lower_ in nouns and child.i > head.i
        for child in head.children
    )


def directed(doc: Doc, found: Found) -> bool:
    """Whether a direction modifies the name ("northern Iraq")."""
    before = doc[found.start - 1] if found.start else None
    return before is not None and before.lower_ in words().directions and before.pos_ != "ADP"


def _prefixed(doc: Doc, found: Found) -> bool:
    """Whether the name is only the first part of a compound word ("US-led")."""
    if found.end >= len(doc) or doc[found.end - 1].whitespace_:
        return False
    return doc[found.end].text in ("-", "–") and not doc[found.end].whitespace_


def _taken(head: Token) -> bool:
    """Whether the word is what is reached or taken: "seized Kherson", "control of Kherson"."""
    if head.dep_ == "dobj":
        return head.head.lemma_.lower() in words().verbs
    governor = head.head
    return (
        head.dep_ == "pobj" and governor.lower_ == "of" and governor.head.lower_ in words().captures
    )


def _surely_city(head: Token, found: Found) -> bool:
    """Whether the sentence says that a name is a place, whatever type the parser gives it."""
    if settled(head) or _coordinated(head, found):
        return True
    if not found.cities:
        return False
    if found.end - found.start > 1:
        # Hardly a person bears the full name of a large city.
        return found.cities[0].population >= LARGE and head.dep_ in ("pobj", "dobj", "conj")
    return _taken(head)


def _coordinated(head: Token, found: Found) -> bool:
    """Whether a city stands beside another place ("Odesa and Kherson"), which is surer than the
    parser's type."""
    if not found.cities or head.dep_ != "conj" or found.end - found.start > 1:
        return False
    return head.head.ent_type_ in PLACE_TYPES and bool(cities(head.head.text))


def _names_person(doc: Doc, found: Found, run: Tokens) -> bool:
    """Whether the name belongs to a person: the parser says so and no table knows it as a
    country, or a title stands before it, or a first name does."""
    span = doc[found.start : found.end]
    if found.entry is None and doc[found.start].lower_ in words().leads and len(span) > 1:
        return False
    if found.start and not found.entry:
        before = doc[found.start - 1].lower_.rstrip(".")
        office = world.offices().get((before,))
        if office is not None and doc[found.start - 1].text[:1].isupper():
            return True
    person = any(token.ent_type_ == "PERSON" for token in span)
    return person and (found.entry is None or (span.root.ent_type_ == "PERSON" and len(run) > 1))


def place_noun(doc: Doc, found: Found, run: Tokens) -> int | None:
    """The index of the place noun that belongs to the name: in the rest of the run ("Tikrit
    University"), after it ("Kursk region") or before it ("Camp Nour"); None if there is none."""
    nouns = words().nouns
    if all(token.lower_ in nouns for token in doc[found.start : found.end]):
        return None
    for i in range(found.end, run.end):
        if doc[i].lower_ in nouns:
            return i
    if found.entry is None and not found.cities:
        if doc[found.start].lower_ in words().leads:
            return found.start
        for i in range(found.start + 1, found.end):
            if doc[i].lower_ in nouns:
                return i
    head = run.root.head
    after = run.end <= head.i < min(run.end + FURTHEST_NOUN, len(doc))
    governs = run.root.dep_ in ("compound", "nmod", "amod", "npadvmod")
    if after and governs and head.lower_ in nouns and head.pos_ in ("NOUN", "PROPN"):
        return head.i
    return None
