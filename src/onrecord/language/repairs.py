"""Known errors of the parser, mended before anything reads the tree.

In goes a parsed document; out comes the same document with heads moved where the order of the
words leaves no doubt. Each repair says what the parser gets wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = ("prep", "npadvmod", "advmod", "pobj")
TIMES = ("DATE", "TIME")
REPORTING = ("VBD", "VBZ", "VBP")


def repair(doc: Doc) -> Doc:
    """`doc`, its tree mended in place."""
    for token in doc:
        if token.dep_ in MODIFIERS and (verb := _said_when(token)) is not None:
            token.head = verb
    return doc


def _said_when(token: Token) -> Token | None:
    """ "A said on Tuesday it would help": the parser ties the time to "help"; said when?"""
    clause = token.head
    verb = clause.head
    if clause.dep_ != "ccomp" or token.i > clause.i or verb.tag_ not in REPORTING:
        return None
    if token.left_edge.i != verb.i + 1 or not any(t.ent_type_ in TIMES for t in token.subtree):
        return None
    subject = next((c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.i < token.i:
        return None
    between = token.doc[token.right_edge.i + 1 : subject.left_edge.i]
    return verb if not any(t.text == "," for t in between) else None
