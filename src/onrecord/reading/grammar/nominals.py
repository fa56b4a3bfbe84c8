"""Descriptions of actors: "North Korean troops", "the Russian Foreign Ministry", "its army".

In goes the head noun of a phrase; out comes what the phrase says of the actor: the words, the
kind and PLOVER sector of the noun (data: knowledge/nouns.csv), and the tokens that tell whose
it is: an adjective, a possessor, or an "of", "in" or "from" phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from onrecord.knowledge import tables, world
from onrecord.knowledge.world import Noun
from onrecord.reading.grammar.arguments import above, conjuncts

PREMODIFIERS = ("amod", "compound", "nmod", "nummod", "det", "poss", "advmod", "quantmod", "punct")
THINGS = ("nsubj", "nsubjpass", "dobj")
OWNING = ("of", "in", "from", "for", "at")
DEFINITE = ("the", "this", "that", "these", "those")


@cache
def lexicon() -> dict[str, Any]:
    """The words of knowledge/coreference.toml."""
    return tables.keys("coreference")


@dataclass(frozen=True)
class Nominal:
    """A description headed by `head`, its words at tokens [start, end)."""

    head: Token
    start: int
    end: int
    noun: Noun
    key: str


def lemma(token: Token) -> str:
    """The lemma in lower case, singular also where the tagger took a noun for a name."""
    form = token.lemma_.lower()
    if token.pos_ == "PROPN" and form.endswith("s") and (form[:-1],) in world.nouns():
        return form[:-1]
    return form


def is_thing(token: Token) -> bool:
    """Whether `token` heads a phrase that "it" or "they" can take up: a common noun that does
    something or has something done to it, and is no time."""
    head = above(token, ("conj", "appos"))
    return token.pos_ == "NOUN" and head.dep_ in THINGS and token.ent_type_ not in ("DATE", "TIME")


def nominal_at(token: Token) -> Nominal | None:
    """The description that `token` heads, if its noun is one of an actor."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.dep_ in ("compound", "nmod") and token.head.i == token.i + 1 and not _twice(token):
        return None
    doc, nouns = token.doc, world.nouns()
    words = [lemma(token)]
    matched: tuple[str, int] | None = None
    for back in range(3):
        if token.i - back < 0 or (back and doc[token.i - back].is_space):
            break
        if back:
            words.insert(0, doc[token.i - back].lower_)
        if tuple(words) in nouns:
            matched = (" ".join(words), back)
    if matched is None:
        return None
    key, back = matched
    start = _left(token, token.i - back)
    return Nominal(token, start, token.i + 1, nouns[tuple(key.split())], key)


def _twice(token: Token) -> bool:
    """Whether the parser took an apposition for a compound ("police chief" is not one)."""
    return token.head.pos_ == "PROPN" and token.head.ent_type_ == "PERSON"


def _left(head: Token, start: int) -> int:
    """Start of the phrase: its premodifiers, not beyond punctuation that ends another phrase."""
    lefts = [
        child.left_edge.i
        for child in head.lefts
        if child.dep_ in PREMODIFIERS and not child.is_punct and child.pos_ != "VERB"
    ]
    return min([start, *lefts])


def is_definite(head: Token) -> bool:
    """Whether the phrase points at somebody already known."""
    return any(c.dep_ == "det" and c.lower_ in DEFINITE for c in head.lefts)


def is_plural(head: Token) -> bool:
    """Whether the head noun is plural, by its tag."""
    return head.tag_ in ("NNS", "NNPS")


def possessor(head: Token) -> Token | None:
    """The head of the possessor ("Russia" in "Russia's army"), if there is one."""
    return next((child for child in head.children if child.dep_ == "poss"), None)


def origin_of(head: Token) -> Token | None:
    """The noun that says whose one is whom `head` describes or names: "national" in "the captain, a
    Dutch national" and in "the captain is a Dutch national"."""
    beside = [c for c in head.rights if c.dep_ == "appos"]
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ == "be":
        beside += [c for c in head.head.rights if c.dep_ == "attr"]
    return next((c for c in beside if _is_origin(c)), None)


def bearer_of(noun: Token) -> Token | None:
    """Whose origin `noun` tells: the reverse of :func:`origin_of`."""
    if not _is_origin(noun):
        return None
    beside = [noun.head] if noun.dep_ == "appos" else []
    if noun.dep_ == "attr":
        beside = [c for c in noun.head.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    return next((c for c in beside if (o := origin_of(c)) is not None and o.i == noun.i), None)


def _is_origin(token: Token) -> bool:
    return lemma(token) in lexicon()["origins"]["nouns"]


def names_class(head: Token) -> bool:
    """Whether a plural only says whose body it is that follows: "teachers" in "the teachers'
    union", both in "the doctors' and nurses' unions"."""
    doc, at = head.doc, head.i
    while is_plural(doc[at]) and at + 2 < len(doc) and doc[at + 1].text in ("'", "’"):
        at += 2
        while at + 1 < len(doc) and (
            doc[at].pos_ in ("ADJ", "CCONJ") or doc[at].dep_ == "compound"
        ):
            at += 1
    return at > head.i and lemma(doc[at]) in lexicon()["classes"]["bodies"]


def owners_after(
    head: Token, *, reach: int = 12, prepositions: tuple[str, ...] = OWNING
) -> list[list[Token]]:
    """Heads of what each phrase of the `prepositions` after `head` names."""
    return [
        [t for c in child.children if c.dep_ == "pobj" for t in conjuncts(c)]
        for child in head.rights
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i - head.i <= reach
    ]
