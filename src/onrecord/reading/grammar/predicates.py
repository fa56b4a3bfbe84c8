"""Predications: every predicate of a text with its arguments in roles, and what it is worth.

In goes a parsed text or a part of it; out come its predications in the order of the text: verbs,
forms of "to be" with what is predicated, and nouns of events; each with its arguments in the
numbered roles of PropBank and NomBank (Arg0 who does it, Arg1 who or what undergoes it, Arg2 to
whom or what, ...) or as adjuncts (Argm-LOC, Argm-TMP, Argm-MNR, Argm-PRP, Argm-OTHER), as spans of
whole phrases. Passives, control and relative clauses are undone by the one argument finder;
polarity, certainty and time are those of the one mechanism of factuality. Words and classes are
data (knowledge/predicates.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.knowledge import tables
from onrecord.model import Span
from onrecord.reading.grammar.arguments import (
    agent_phrase,
    conjuncts,
    inner_span,
    objects,
    spread,
    subjects,
    word_span,
)
from onrecord.reading.grammar.factuality import value_of
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.grammar.values import Value

NAMED = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM")


@dataclass(frozen=True)
class Argument:
    """A phrase in a role of a predicate; `head` is its head word."""

    role: str
    span: Span
    head: Token


@dataclass(frozen=True)
class Predication:
    """A predicate with its arguments; `value` holds polarity, certainty and time."""

    predicate: Token
    span: Span
    arguments: tuple[Argument, ...]
    value: Value


@cache
def lexicon() -> dict[str, Any]:
    """The lists of knowledge/predicates.toml, as sets where they are asked for a word."""
    data = tables.keys("predicates")
    data["eventive"] = frozenset(data["nouns"]["eventive"])
    data["plain"] = frozenset(data["nouns"]["plain"])
    data["classes"] = {verb: row for row in reversed(data["class"]) for verb in row["verbs"]}
    return data


def predications(text: Doc | Tokens) -> list[Predication]:
    """The predications of `text`, a whole parse or a part of it, in order."""
    found = []
    for token in text:
        if is_predicate(token):
            arguments = tuple(_unique(arguments_of(token)))
            found.append(Predication(token, word_span(token), arguments, value_of(token)))
    return found


def is_predicate(token: Token) -> bool:
    """Whether `token` tells of an event or a state: no auxiliary, no participle that only
    describes a noun or stands for a preposition ("including")."""
    if token.pos_ == "AUX":
        return token.dep_ not in ("aux", "auxpass") and token.lemma_ == "be"
    if token.pos_ == "VERB":
        if token.tag_ == "MD" or token.dep_ in ("aux", "auxpass", "amod", "compound", "nmod"):
            return False
        joined = token.dep_ in ("prep", "acl", "advcl") and token.tag_ in ("VBG", "VBN")
        bare = not any(c.dep_ in ("aux", "auxpass", "mark") for c in token.children)
        return not (joined and bare and lemma(token) in lexicon()["verbs"]["prepositional"])
    return token.pos_ == "NOUN" and is_eventive(token)


def is_eventive(noun: Token) -> bool:
    """Whether a noun names an event: by the list, or by its ending."""
    name = lemma(noun)
    if name in lexicon()["eventive"]:
        return True
    return name not in lexicon()["plain"] and name.endswith(tuple(lexicon()["nouns"]["endings"]))


def arguments_of(predicate: Token) -> Iterator[Argument]:
    """The arguments of a predicate, coordinated phrases each for itself."""
    if predicate.pos_ in ("VERB", "AUX"):
        yield from _of_verb(predicate)
    else:
        yield from _of_noun(predicate)


def role_of(verb: str, place: str) -> str:
    """The role of a place ("subject", "object", "to") in the clause of a verb."""
    own, plain = _class(verb), lexicon()["roles"]
    for table in (own, plain):
        if place in table:
            return str(table[place])
        if place in table.get("prepositions", {}):
            return str(table["prepositions"][place])
    return "Argm-OTHER"


def _of_verb(verb: Token) -> Iterator[Argument]:
    name = lemma(verb)
    things = objects(verb)
    given = [t for t in things if t.dep_ == "dative"]
    amounts = [t for t in things if _is_amount(t)] if "extent" in _class(name) else []
    direct = [t for t in things if t not in given and t not in amounts]
    subject = role_of(name, "subject")
    if subject == "Arg1" and direct and "object" not in _class(name):
        subject = "Arg0"  # "the shop closed" undergoes, "the owner closed the shop" does
    yield from _filled(subject, subjects(verb))
    yield from _filled(role_of(name, "extent"), amounts)
    yield from _filled(role_of(name, "object"), direct)
    yield from _filled("Arg2" if direct else role_of(name, "object"), given)
    existing = any(c.dep_ == "expl" for c in verb.children)  # "there are"
    for child in verb.children:
        match child.dep_:
            case "attr" | "oprd":
                yield from _filled(
                    subject if existing else role_of(name, "predicate"), conjuncts(child)
                )
            case "npadvmod":
                yield from _filled(_extent(name, child), [child])
            case "ccomp" | "xcomp":
                yield Argument(role_of(name, "clause"), phrase_span(child), child)
            case "advmod" if child.lower_.endswith("ly"):
                yield Argument("Argm-MNR", word_span(child), child)
            case "advcl" if any(c.tag_ == "TO" for c in child.children):
                yield Argument("Argm-PRP", phrase_span(child), child)
            case "prep" | "dative":
                yield from _oblique(verb, child)


def _class(verb: str) -> dict[str, Any]:
    row: dict[str, Any] = lexicon()["classes"].get(verb, {})
    return row


def _is_amount(phrase: Token) -> bool:
    """Whether a phrase names an amount ("40 points", "3 percent"), and no counted things."""
    amounts = lexicon()["amounts"]
    if phrase.ent_type_ in amounts["entities"] or lemma(phrase) in amounts["measures"]:
        return True
    return phrase.pos_ == "NUM" and phrase.ent_type_ not in lexicon()["adjuncts"]["time_entities"]


def _extent(name: str, phrase: Token) -> str:
    if phrase.ent_type_ in lexicon()["adjuncts"]["time_entities"]:
        return "Argm-TMP"
    return role_of(name, "extent")


def _of_noun(noun: Token) -> Iterator[Argument]:
    yield from _filled(role_of("", "possessor"), [c for c in noun.children if c.dep_ == "poss"])
    agents = spread(agent_phrase(noun))
    yield from _filled("Arg0", agents)
    for child in noun.children:
        if child.dep_ in ("compound", "nmod") and child.pos_ in ("PROPN", "NOUN"):
            if not is_eventive(child):
                named = child.ent_type_ in ("ORG", "PERSON", "GPE", "NORP")
                yield from _filled(role_of("", "named_compound" if named else "compound"), [child])
        elif child.dep_ == "prep" and child.lower_ != "by":
            yield from _oblique(noun, child)
    verb = _support(noun)
    if verb is not None and not agents and not any(c.dep_ == "poss" for c in noun.children):
        yield from _filled("Arg0", subjects(verb))


def _support(noun: Token) -> Token | None:
    """The verb whose subject does what the noun, its object, tells: "announced cuts"."""
    verb = noun.head
    if noun.dep_ == "dobj" and lemma(verb) in lexicon()["verbs"]["supporting"]:
        return verb
    return None


def _oblique(predicate: Token, preposition: Token) -> Iterator[Argument]:
    """The phrases under a preposition, by what they name: place, time, or an argument."""
    for head in spread(c for c in preposition.children if c.dep_ == "pobj"):
        yield Argument(_oblique_role(predicate, preposition.lower_, head), phrase_span(head), head)


def _oblique_role(predicate: Token, word: str, head: Token) -> str:
    adjuncts, kind = lexicon()["adjuncts"], head.ent_type_
    verbal = predicate.pos_ in ("VERB", "AUX")
    name = lemma(predicate) if verbal else ""
    own = _class(name).get("prepositions", {})
    if kind in adjuncts["time_entities"]:
        return "Argm-TMP"
    towards = word == "to" or (word == "on" and not verbal)  # "an attack on the port"
    if word in adjuncts["place"] and not (word in own or towards) and _is_place(word, head):
        return "Argm-LOC"
    if not verbal and word == "of" and _is_amount(head):
        return role_of("", "amount")
    if word == "by" and _is_amount(head):
        return role_of(name, "amount")
    if not verbal and word in lexicon()["roles"]["nouns"]:
        return str(lexicon()["roles"]["nouns"][word])
    return role_of(name, word)


def _is_place(word: str, head: Token) -> bool:
    adjuncts = lexicon()["adjuncts"]
    if head.ent_type_ in adjuncts["place_entities"] or lemma(head) in adjuncts["places"]:
        return True
    return word == "at" and head.ent_type_ == "ORG"


def _filled(role: str, heads: list[Token]) -> Iterator[Argument]:
    for head in heads:
        if head.dep_ != "expl":
            yield Argument(role, phrase_span(head), head)


def phrase_span(head: Token) -> Span:
    """The whole phrase of `head`, without what is coordinated with it and without punctuation at
    either end."""
    left, right = head.left_edge.i, head.right_edge.i
    for child in head.rights:
        if child.dep_ in ("cc", "conj") or (child.dep_ == "punct" and _coordinates(head, child)):
            right = child.left_edge.i - 1
            break
    return inner_span(head.doc, left, right)


def _coordinates(head: Token, comma: Token) -> bool:
    return comma.text == "," and any(c.dep_ == "conj" and c.i > comma.i for c in head.children)


def _unique(arguments: Iterator[Argument]) -> Iterator[Argument]:
    """Each phrase once, in the first role that it was found in."""
    seen: set[int] = set()
    for argument in arguments:
        if argument.head.i not in seen:
            seen.add(argument.head.i)
            yield argument
