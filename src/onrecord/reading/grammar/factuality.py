"""Factuality: what a clause is worth to its source, from the words on the way to the root.

In goes a word that tells of an event; out comes its :class:`Value`. From the root of the sentence
down to the word, each step gives the clause below a value: what governs it by its signature
("failed to", "hopes to"; knowledge/signatures.toml), then the operators of its own clause:
negation, modals, adverbs, conditions (knowledge/factuality.toml). After Sauri and Pustejovsky
2012, and Nairn, Condoravdi and Karttunen 2006. A clause of speech begins anew: what somebody says
is certain to the one who says it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.grammar.arguments import coordinated_with
from onrecord.reading.grammar.operators import (
    antecedent_of,
    apart,
    is_infinitive,
    is_whether,
    operated,
    undone,
)
from onrecord.reading.grammar.signatures import signature_of, words
from onrecord.reading.grammar.values import FACT, OPEN, Signature, Value, value

DEPTH = 12
PURPOSE = Signature(value("U+"), value("U+"), future=True)
HEADLINE = Signature(FACT, FACT, future=True)  # "Chile to visit Peru"
SAID = Signature(FACT, OPEN)  # a noun that holds a clause: "the claim that"
FINITE = ("VBD", "VBP", "VBZ")


def value_of(event: Token) -> Value:
    """The value of the clause or phrase of `event`: polarity, certainty, time, condition."""
    return _value(event, DEPTH)


def _value(token: Token, depth: int) -> Value:
    return operated(token, _context(token, depth - 1)) if depth else FACT


def _context(token: Token, depth: int) -> Value:
    """What reaches `token` from above, before the operators of its own clause."""
    if condition := antecedent_of(token):
        open_ = replace(OPEN, future=True, condition=condition, hypothetical=True)
        return FACT.by(_opener(condition), open_)
    head = coordinated_with(token)
    if head.i == token.i:
        return FACT
    match token.dep_:
        case "conj":
            return _coordinated(token, head, depth)
        case "xcomp" | "ccomp" | "csubj" | "csubjpass" | "acomp" | "oprd" | "attr":
            return _complement(token, head, depth)
        case "advcl":
            return _adverbial(token, head, depth)
        case "acl" | "relcl":
            return _adnominal(token, head, depth)
        case "dobj" | "nsubjpass":
            return _thing(token, head, depth)
        case "pobj" | "pcomp":
            return _prepositional(token, head, depth)
        case "compound":  # "attack plan", but no more than that: "attack victims"
            signature = signature_of(head, "noun")
            return signature.of(_value(head, depth), head) if signature else FACT
        case "amod" | "nmod":
            return _value(head, depth)
        case "prep" if head.pos_ in ("VERB", "AUX"):  # a participle taken for a preposition
            return _plain(_value(head, depth))
    return FACT


def _opener(condition: Token) -> Token:
    """The word that makes a condition: "if", "unless", the first word of the phrase."""
    marks = words()["condition"]["marks"]
    return next((c for c in condition.lefts if c.lower_ in marks), condition.left_edge)


def _coordinated(token: Token, head: Token, depth: int) -> Value:
    """A second verb shares what stands over the first; its operators too, where it has no
    subject and tense of its own ("did not attack or bomb", but "did not attack and bombed")."""
    but = any(c.dep_ == "cc" and c.lower_ == "but" and c.i < token.i for c in head.children)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "neg") for c in token.children)
    alike = head.tag_ in ("VBN", token.tag_)  # a past tense may be a participle
    tensed = token.tag_ in FINITE and not alike
    if token.dep_ == "conj" and (own or tensed or but):
        above = _context(head, depth)
        return above if head.tag_ != "VB" or not own else _plain(above)
    return _value(head, depth) if head.i != token.i else FACT


def _kind(token: Token) -> str:
    """The kind of complement that `token` heads."""
    if token.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
        return "noun"
    if is_infinitive(token):
        return "to"
    near = [token, *token.lefts]
    if token.dep_ == "ccomp" and any(t.tag_ in FINITE for t in near):
        return "that"
    if token.tag_ == "VBG":
        return "ing"
    if token.dep_ != "ccomp" and token.dep_ != "acl":
        return "to"  # "helped retake", "made A leave"
    modals = [c.lower_ for c in token.children if c.tag_ == "MD"]
    bare = token.tag_ in ("VB", "VBN") and not modals
    return "wish" if bare or "should" in modals else "that"


def _complement(token: Token, head: Token, depth: int) -> Value:
    """What a governing verb or predicate makes of its complement."""
    above, governor = _value(head, depth), head
    kind = _kind(token)
    if token.dep_ in ("acomp", "oprd", "attr"):
        return above
    if is_whether(token):
        return FACT.by(head, OPEN)
    if head.lemma_.lower() in words()["clauses"]["copulas"]:
        for predicate in head.children:
            if predicate.dep_ in ("acomp", "attr", "oprd") and signature_of(predicate, kind):
                governor = predicate
    signature = signature_of(governor, kind)
    bare = token.pos_ == "VERB" and token.lower_ == token.lemma_
    if kind == "that" and signature is None and bare:
        signature = signature_of(governor, "wish")  # "demanded that it cut": no past tense
    if token.tag_ == "VB" and kind == "wish" and signature is None:
        marked = any(c.dep_ == "mark" for c in token.children)
        signature = None if marked else signature_of(governor, "to")  # "let A leave"
    if signature is None:
        if kind in ("that", "wish"):
            return _said(above, governor)
        return PURPOSE.of(above, governor) if kind == "to" and is_infinitive(token) else above
    below = signature.of(above, governor)
    if kind == "that" and not signature.future:
        return replace(below, future=False)
    return below


def _said(above: Value, verb: Token) -> Value:
    """A clause of speech or thought begins anew, unless nobody says it, or the saying itself is
    but a condition."""
    start = replace(FACT, condition=above.condition, hypothetical=True)
    if above.hypothetical and above.condition is not None and verb.i in _indexes(above.condition):
        return replace(start, operator=above.operator)
    bidden = above.operator is not None and above.operator.tag_ == "MD"  # "should say that"
    said = above.polarity == "positive" or (above.polarity == "underspecified" and bidden)
    return FACT if said else FACT.by(above.operator or verb, OPEN)


def _indexes(head: Token) -> range:
    return range(head.left_edge.i, head.right_edge.i + 1)


def _adverbial(token: Token, head: Token, depth: int) -> Value:
    """A purpose is open; a participle shares what stands over its clause; a clause of time is to
    come where its main clause is."""
    if word := undone(token):
        return FACT.by(word, replace(FACT, polarity="negative"))
    if is_whether(token):
        return FACT.by(head, OPEN)
    if is_infinitive(token):
        return PURPOSE.of(_plain(_value(head, depth)), token.left_edge)
    marks = [c for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i]
    if not marks and token.tag_ in ("VBG", "VBN"):
        return _plain(_value(head, depth))
    if any(m.lower_ in words()["clauses"]["temporal"] for m in marks):
        above = _value(head, depth)
        if above.future and above.polarity == "negative":
            return FACT.by(marks[0], replace(FACT, condition=token, hypothetical=True))
        if above.future:
            return FACT.by(above.operator, replace(FACT, future=True))
    return FACT


def _plain(above: Value) -> Value:
    """A value without its negation, which does not reach a clause beside it."""
    return replace(above, polarity="positive") if above.polarity == "negative" else above


def _adnominal(token: Token, noun: Token, depth: int) -> Value:
    """ "a plan to attack", "the claim that A attacked"; other relative clauses tell facts."""
    if is_infinitive(token):
        phrase = {c.lower_ for c in noun.children} | {noun.lower_}
        if phrase & set(words()["clauses"]["singled"]):
            return _value(noun, depth)
        if noun.dep_ == "ROOT" and noun.pos_ == "PROPN":
            return HEADLINE.of(FACT, token.left_edge)
        signature = signature_of(noun, "to") or PURPOSE
        return signature.of(_held(noun, depth), noun)
    if token.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
        signature = signature_of(noun, _kind(token)) or SAID
        return signature.of(_held(noun, depth), noun)
    return FACT


def _held(noun: Token, depth: int) -> Value:
    """The value of a noun as governor: its clause's where it is what is done, else its own."""
    if noun.dep_ in ("nsubj", "nsubjpass", "attr", "appos", "conj", "ROOT"):
        return operated(noun, FACT)
    return _value(noun, depth)


def _thing(token: Token, head: Token, depth: int) -> Value:
    """What a verb makes of an event that is its object: planned, prevented, launched."""
    kind = "ing" if token.tag_ == "VBG" and token.pos_ == "VERB" else "noun"
    signature = signature_of(head, kind)
    settled = is_settled(token)
    if settled and signature_of(token, "to"):
        return FACT  # "rejected the offer": it was made
    if signature and (not settled or signature.definite or kind == "ing"):
        return signature.of(_value(head, depth), head)
    if token.dep_ == "nsubjpass" or settled or signature:
        return FACT
    return _value(head, depth)


def is_settled(token: Token) -> bool:
    """Whether the words take the event for a fact: "the attack", "Russia's war"."""
    definite = words()["clauses"]["definite"]
    return token.pos_ == "NOUN" and any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in definite) for c in token.children
    )


def _prepositional(token: Token, preposition: Token, depth: int) -> Value:
    """An event under a preposition: what governs that tells, or the preposition itself."""
    if word := undone(token):
        return FACT.by(word, replace(FACT, polarity="negative"))
    governor = preposition.head
    while governor.dep_ == "prep" and governor.pos_ == "ADP" and governor.head.i != governor.i:
        governor = governor.head
    kind = "noun" if token.pos_ in ("NOUN", "PROPN") else "ing"
    settled = kind == "noun" and is_settled(token)
    signature = None
    if governor.i != preposition.i:
        signature = (preposition.lower_ == "for" and signature_of(governor, "for")) or None
        signature = signature or signature_of(governor, kind)
    if apart(preposition) or (settled and not (signature and signature.definite)):
        return FACT
    if signature:
        return signature.of(_value(governor, depth), governor)
    if governor.pos_ in ("NOUN", "PROPN"):
        return _value(governor, depth) if preposition.lower_ == "of" else FACT
    return _plain(_value(governor, depth)) if kind == "ing" else _value(governor, depth)
