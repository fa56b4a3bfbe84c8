"""What factuality adds to an event: the condition that it hangs on, and whether it is announced.

In goes a trigger, or the value of its clause (:mod:`onrecord.reading.grammar.factuality`); out
come the characters of the condition, and whether the clause speaks of what will be.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.grammar.arguments import inner_span
from onrecord.reading.grammar.signatures import words
from onrecord.reading.grammar.values import Value


def condition_span(held: Value) -> Span | None:
    """The characters of the clause or phrase of condition that a value hangs on, if on any: from
    its opening word to its end, without the punctuation at either."""
    head = held.condition
    return inner_span(head.doc, head.left_edge.i, head.right_edge.i) if head is not None else None


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
