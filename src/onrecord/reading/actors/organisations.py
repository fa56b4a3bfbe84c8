"""Organisations that no table knows: found by their names' words and by the parser.

In go a document and the names already found in it; out come further names, as entries of their
own: a run of capitalised words that the parser takes for an organisation, or that ends in a
word of organisations ("Front", "Council"; knowledge/orgwords.csv), and the short form that
stands in brackets behind it ("(IDF)") wherever it is used again. The word tells the sector; the
country is the one in the name, else unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from onrecord.knowledge import tables, world
from onrecord.knowledge.world import Entry
from onrecord.reading.actors.cast import clean_name
from onrecord.reading.grammar.nominals import lexicon, nominal_at

TYPES = ("ORG", "NORP", "FAC", "GPE", "PERSON", "LOC")
OFFICIALS = ("minister", "president", "secretary", "ambassador")
UNNAMED = ("government", "army", "forces", "ministry", "parliament", "police", "military")
INNER = ("of", "for", "and", "the", "on", "in", "against", "&")


@dataclass(frozen=True)
class OrganisationWord:
    """A word that ends the names of organisations; `home`: they belong to one country."""

    sector: str | None
    home: bool


@cache
def words() -> Mapping[str, OrganisationWord]:
    """The table of such words."""
    return {
        row["word"]: OrganisationWord(row["sector"] or None, row["home"] == "1")
        for row in tables.rows("orgwords")
    }


def organisations(
    doc: Doc, taken: Mapping[int, Entry], blocked: Collection[int], places: Collection[str] = ()
) -> Iterator[tuple[int, int, Entry]]:
    """Start, end and entry of each unknown organisation's name, in no order.

    `taken` are the entries already found, by token; `blocked` the tokens of titles and persons;
    `places` the names of places, which are no organisations.
    """
    known: dict[str, Entry] = {}
    spans: list[tuple[int, int]] = []
    for entity in doc.ents:
        span = _name_in(entity)
        if span is None or any(i in blocked for i in range(span[0], span[1])):
            continue
        inside = [taken[i] for i in range(*span) if i in taken]
        if any(e.kind in ("body", "outlet", "group", "seat") for e in inside):
            continue
        if _describes(doc[span[0] : span[1]], inside):
            continue
        if _is_organisation(doc[span[0] : span[1]], entity.label_):
            name = clean_name(doc[span[0] : span[1]].text)
            if name in places:
                continue
            known.setdefault(name, _entry(name, inside))
            spans.append(span)
    for start, end in spans:
        entry = known[clean_name(doc[start:end].text)]
        yield start, end, entry
        if short := _bracketed(doc, end):
            known.setdefault(short, entry)
    whole = {i for start, end in spans for i in range(start, end)}
    for token in doc:
        if token.text in known and token.i not in whole | taken.keys() and token.i not in blocked:
            yield token.i, token.i + 1, known[token.text]


def _describes(name: Tokens, inside: list[Entry]) -> bool:
    """Whether it is a description of a state's own ("Government of Iraq", "Iraqi Army",
    "Foreign Ministers"), which is resolved as such."""
    if len(name) < 2:
        return True
    heads = [t for t in name if t.i + 1 >= name.end or t.nbor(1).lower_ in INNER]
    if not any(nominal_at(t) is not None or t.lower_.rstrip("s") in OFFICIALS for t in heads[:1]):
        return False
    return bool(inside) or heads[0].tag_ in ("NNS", "NNPS") or heads[0].lower_ in UNNAMED


def _name_in(entity: Tokens) -> tuple[int, int] | None:
    """The tokens of an entity from its first to its last capitalised word."""
    if entity.label_ not in TYPES:
        return None
    named = [t.i for t in entity if t.text[:1].isupper() and t.is_alpha and t.lower_ != "the"]
    return (named[0], named[-1] + 1) if named else None


def _is_organisation(name: Tokens, label: str) -> bool:
    """Whether the name ends in a word of organisations, or is one of several words that the
    parser takes for one and nothing speaks against it."""
    if _word_of([token.text for token in name]) is not None:
        return len(name) > 1
    if label != "ORG" or len(name) < 2 or name.root.pos_ != "PROPN":
        return False
    return name[-1].text not in lexicon()["names"]["things"] and not name[-1].is_digit


def _word_of(names: list[str]) -> OrganisationWord | None:
    """The word of the table that a name ends in, before any "of" or "for"."""
    end = next((i for i, name in enumerate(names) if i and name.lower() in INNER), len(names))
    if not end:
        return None
    return words().get(" ".join(names[max(0, end - 2) : end])) or words().get(names[end - 1])


def _entry(name: str, inside: list[Entry]) -> Entry:
    word = _word_of(name.split())
    country = next((e.country for e in inside if e.country in world.states()), None)
    return Entry("body", name, country, word.sector if word else None, (name,))


def _bracketed(doc: Doc, end: int) -> str | None:
    """ "(IDF)" right behind a name: its short form."""
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return None
    short = doc[end + 1].text
    return short if short.isupper() and len(short) > 1 else None


def is_domestic(name: str) -> bool:
    """Whether an organisation of this name belongs to one country (a party, a court)."""
    word = _word_of(name.split())
    return word is not None and word.home
