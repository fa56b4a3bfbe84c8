"""Place or actor: whether the name of a state, capital or building acts or only locates.

In goes the head token of a name; out comes "actor" or "place", told by the preposition that
governs it and by the word which that preposition hangs on. The words are data
(knowledge/coreference.toml, table `place`).
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Use
from onrecord.reading.grammar.nominals import lemma, lexicon


def use_of(head: Token) -> Use:
    """How the name headed by `head` is used."""
    words = lexicon()["place"]
    token = head
    for _ in range(6):
        if token.dep_ in ("conj", "appos") and token.head.i != token.i:
            token = token.head
        else:
            break
    governor = token.head
    if token.dep_ == "pobj":
        if governor.lower_ in words["always"]:
            return "place"
        if governor.dep_ == "prep" and governor.head.lower_ in words["always"]:
            return "place"
        if governor.lower_ in words["moving"] and lemma(governor.head) in words["motion"]:
            return "place"
        return "actor"
    if token.dep_ in ("compound", "nmod", "amod", "poss") and lemma(governor) in (
        *words["events"],
        *lexicon()["definite"]["place"],
    ):
        return "place" if token.dep_ != "poss" else "actor"
    if token.dep_ == "dobj" and lemma(governor) in ("enter", "leave", "reach", "tour", "hit"):
        return "place"
    if token.dep_ == "npadvmod":
        return "place"
    return "actor"
