"""Known errors of the parser, mended before anything reads the tree.

In goes a parsed document; out comes the same document with heads moved where the order of the
words leaves no doubt, and lemmas that the spelling rules out put right. Each repair says what the
parser gets wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = ("prep", "npadvmod", "advmod", "pobj")
JOINED = ("conj", "appos")
PLACING = ("pobj", "conj", "appos", "npadvmod")
"""How what stands in a phrase of place before a clause hangs together, up to its preposition."""
TIMES = ("DATE", "TIME")
REPORTING = ("VBD", "VBZ", "VBP")
OWNED = {"VB": "NN", "VBP": "NN", "VBZ": "NNS"}
"""What a noun is that the parser took for a verb, by the tag that it gave it."""

_DOUBLING = re.compile(r"(?:qu|[^aeiou])*[aeiou][bdgklmnprt]")
"""Verbs that double their last letter before an ending ("hop", "hopped")."""


def repair(doc: Doc) -> Doc:
    """`doc`, its tree and lemmas mended in place."""
    for token in doc:
        if _lost_its_e(token):
            token.lemma_ += "e"
        if token.dep_ in MODIFIERS and (verb := _said_when(token)) is not None:
            token.head = verb
        if token.tag_ in OWNED and (owner := _owner(token)) is not None:
            _make_noun(token, owner)
        if token.dep_ == "nsubj" and _is_label(token):
            token.dep_ = "dep"
        if token.dep_ in JOINED and (verb := _begun_by(token)) is not None:
            passive = any(c.dep_ == "auxpass" for c in verb.children)
            token.head, token.dep_ = verb, "nsubjpass" if passive else "nsubj"
    return doc


def _begun_by(token: Token) -> Token | None:
    """ "In Lima, Chile and Peru signed a pact": the parser counts them to the place, and leaves
    the verb without a subject."""
    before, top = token.left_edge.i - 1, token.head
    while top.dep_ in PLACING or (top.dep_ == "prep" and top.head.dep_ in (*PLACING, "prep")):
        top = top.head
    verb = top.head
    if before < 1 or token.doc[before].text != "," or top.dep_ != "prep" or verb.i < token.i:
        return None
    if verb.pos_ != "VERB" or top.i > before:
        return None
    between = token.doc[token.right_edge.i + 1 : verb.i]
    owned = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children)
    return None if owned or any(t.pos_ not in ("AUX", "ADV", "PART") for t in between) else verb


def _lost_its_e(token: Token) -> bool:
    """ "hoped" is of "hope", "fining" of "fine": of "hop" and "fin" the letter would be doubled."""
    stem = token.lemma_.lower()
    ending = token.lower_.removeprefix(stem)
    return ending in ("ed", "ing") and _DOUBLING.fullmatch(stem) is not None


def _is_label(token: Token) -> bool:
    """ "A spokesman: "We won"": what stands before a colon is no subject beside that of the clause
    behind it."""
    behind = token.doc[token.right_edge.i + 1 : token.right_edge.i + 2]
    again = any(c.dep_ == "nsubj" and c.i > token.i for c in token.head.children)
    return again and any(t.text == ":" for t in behind)


def _owner(token: Token) -> Token | None:
    """ "called A's offer a lie": what is right behind "A's" is no verb whose subject A is."""
    mark = token.nbor(-1) if token.i else token
    owner = mark.head
    alone = owner.dep_ == "nsubj" and owner.head.i == token.i and token.head.pos_ == "VERB"
    return owner if mark.tag_ == "POS" and alone else None


def _make_noun(token: Token, owner: Token) -> None:
    """Make a noun of `token`, and what it had for an object one of the verb above."""
    verb = token.head
    for child in list(token.children):
        if child.dep_ == "dobj":
            child.head, child.dep_ = verb, "oprd"
    owner.dep_, token.dep_ = "poss", "dobj"
    token.tag_, token.pos_ = OWNED[token.tag_], "NOUN"


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
