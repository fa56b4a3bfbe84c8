"""Factuality of a trigger: asserted, negated, possible, planned or conditional.

In goes the trigger of an event; out comes the one of five values that stands for what its clause
is worth to its source (:mod:`onrecord.reading.grammar.factuality`), and whether the clause
announces what will be.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Factuality, Span
from onrecord.reading.grammar.factuality import value_of
from onrecord.reading.grammar.signatures import words
from onrecord.reading.grammar.values import Value

__all__ = ["Value", "condition_span", "factuality_of", "is_announced", "value_of"]


def factuality_of(trigger: Token) -> Factuality:
    """The factuality that the clause of `trigger` gives it."""
    return value_of(trigger).factuality


def condition_span(held: Value) -> Span | None:
    """The characters of the clause or phrase of condition that a value hangs on, if on any: from
    its opening word to its end, without the punctuation at either."""
    if held.condition is None:
        return None
    head = held.condition
    tokens = list(head.doc[head.left_edge.i : head.right_edge.i + 1])
    kept = [t for t in tokens if not (t.is_punct or t.is_space)] or tokens
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1].text))


def is_announced(verb: Token) -> bool:
    """Whether the clause speaks of what will be ("will meet", "is to meet", "would not sign")."""
    lists = words()["announced"]
    token = verb
    for _ in range(4):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & set(lists["modals"]):
            return True
        if token.dep_ == "xcomp" and token.head.lemma_.lower() in lists["verbs"]:
            return True
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return False
