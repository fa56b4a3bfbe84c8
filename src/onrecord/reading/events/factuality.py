"""Factuality: whether the clause of an event asserts, denies, plans, supposes or conditions it.

In goes the trigger of an event; out comes one of asserted, negated, possible, planned and
conditional, by walking from the trigger to the root of its clause: the outermost operator
wins over an inner one only if it is weaker than assertion (after Sauri and Pustejovsky 2012).
The operators are data (knowledge/factuality.toml).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Token

from onrecord.knowledge import tables
from onrecord.model import Factuality
from onrecord.reading.grammar.arguments import coordinated_with
from onrecord.reading.statements import is_reporting, is_unsaid, withholds

ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
CLAUSAL = (
    "xcomp",
    "advcl",
    "acl",
    "relcl",
    "conj",
    "pcomp",
    "dobj",
    "pobj",
    "prep",
    "compound",
    "amod",
)


@cache
def lexicon() -> dict[str, Any]:
    """The words of knowledge/factuality.toml."""
    return tables.keys("factuality")


def factuality_of(trigger: Token) -> Factuality:
    """The factuality that the clause of `trigger` gives it."""
    token = trigger
    for _ in range(6):
        if found := _own(token):
            return found
        if token.dep_ == "ccomp" and (found := _said(token, token.head)):
            return found
        if token.dep_ not in CLAUSAL or token.head.i == token.i or _is_settled(token):
            break
        if token.dep_ == "relcl" and not _is_infinitive(token):
            break
        outer = coordinated_with(token)
        if found := _governed(token, outer):
            return found
        token = outer
    return "asserted"


def _said(clause: Token, verb: Token) -> Factuality | None:
    """What a verb of saying makes of its clause: a deed demanded is planned, unless the clause
    tells it as a fact ("insists that A has left"); one that nobody confirms is possible."""
    finite = any(t.tag_ in ("VBD", "VBP", "VBZ") for t in (clause, *clause.lefts))
    if verb.lemma_.lower() in lexicon()["governors"]["demanded"] and not finite:
        return "planned"
    asked = any(c.dep_ == "mark" and c.lower_ == "whether" for c in clause.children)
    if asked or withholds(verb) or (is_reporting(verb) and is_unsaid(verb)):
        return "possible"
    return None


def is_announced(verb: Token) -> bool:
    """Whether the clause speaks of what will be ("will meet", "is to meet", "would not sign")."""
    token = verb
    for _ in range(4):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & set(lexicon()["modals"]["announced"]):
            return True
        if token.dep_ == "xcomp" and token.head.lemma_.lower() in lexicon()["announcing"]["verbs"]:
            return True
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return False


def _is_settled(token: Token) -> bool:
    """Whether the words take the event for a fact: "those killed", "Russia's war"."""
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBD"):
        return True
    definite = ("the", "this", "that", "these", "those")
    return token.pos_ == "NOUN" and any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in definite) for c in token.children
    )


def _own(token: Token) -> Factuality | None:
    words = lexicon()
    marks = words["marks"]["conditional"]
    if any(child.dep_ == "mark" and child.lower_ in marks for child in token.children):
        return "conditional"
    if any(child.dep_ == "neg" for child in token.children):
        return "negated"
    for child in token.children:
        lower = child.lower_
        if child.dep_ == "det" and lower == "no":
            return "negated"
        if child.dep_ in ARGUMENTS and _is_none(child):
            return "negated"
        if child.dep_ == "aux" and lower in words["modals"]["planned"]:
            return "planned"
        if child.dep_ == "aux" and lower in words["modals"]["possible"]:
            return "possible"
        if child.dep_ in ("amod", "advmod") and lower in words["modifiers"]["possible"]:
            return "possible"
        if child.dep_ == "amod" and lower in words["modifiers"]["planned"]:
            return "planned"
        if (
            child.dep_ == "prep"
            and lower == "in"
            and any(c.lower_ in words["nouns"]["conditional"] for c in child.children)
        ):
            return "conditional"
    if any(c.dep_ == "advcl" and _is_condition(c) for c in token.children):
        return "conditional"
    return None


def _is_none(argument: Token) -> bool:
    """ "nobody", "no soldier": the clause has no such participant, so it did not happen."""
    if argument.lower_ in lexicon()["negation"]["pronouns"]:
        return True
    return any(c.dep_ == "det" and c.lower_ == "no" for c in argument.children)


def _is_condition(clause: Token) -> bool:
    marks = lexicon()["marks"]["conditional"]
    return any(c.dep_ == "mark" and c.lower_ in marks for c in clause.children)


def _governed(token: Token, outer: Token) -> Factuality | None:
    """What a governing verb or noun makes of its complement."""
    words = lexicon()["governors"]
    lemma = outer.lemma_.lower()
    if token.dep_ in ("xcomp", "pcomp", "acl", "relcl", "dobj", "pobj", "advcl", "prep"):
        infinitive = _is_infinitive(token)
        if token.dep_ == "advcl" and infinitive:
            return "planned"
        if lemma in words["planned"] and (token.dep_ != "dobj" or token.pos_ == "NOUN"):
            return "planned"
        if lemma in words["possible"]:
            return "possible"
        if lemma in words["negated"]:
            return "negated"
        if token.dep_ in ("acl", "relcl") and infinitive:
            return "planned"
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
