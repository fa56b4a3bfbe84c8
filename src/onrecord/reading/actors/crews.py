"""Crews: whether those aboard a vessel are soldiers.

In goes a noun for people of a ship or an aircraft ("sailor", "captain"); out comes whether their
vessel is a civil one, by its words in knowledge/coreference.toml.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from spacy.tokens import Token

from onrecord.reading.grammar.nominals import (
    Nominal,
    is_definite,
    lemma,
    lexicon,
    owners_after,
)

REACH = 3
"""Sentences back in which a vessel is sought whose crew is told of."""


def aboard(nominal: Nominal) -> Nominal:
    """ "The sailors of a Danish trawler" are workers and no soldiers."""
    if nominal.noun.sector != "MIL" or not of_civil_vessel(nominal.head):
        return nominal
    return replace(nominal, noun=replace(nominal.noun, sector="LAB"))


def of_civil_vessel(head: Token) -> bool:
    """Whether a crew is that of a civil vessel: the one that its phrase names, or else, where the
    text takes it for known ("the captain"), the vessel told of last."""
    crews = lexicon()["crews"]
    if lemma(head) not in crews["nouns"]:
        return False
    named = [*chain(*owners_after(head, prepositions=("of", "from", "on", "aboard")))]
    vessels = [v for v in named if lemma(v) in crews["vessels"]] or _last_vessel(head)
    return any(not {c.lower_ for c in v.lefts} & {*crews["warlike"]} for v in vessels)


def _last_vessel(head: Token) -> list[Token]:
    """The vessel that was told of last before a crew that the text takes for known."""
    if not is_definite(head):
        return []
    vessels, sentence = lexicon()["crews"]["vessels"], head.sent
    for _ in range(REACH):
        if sentence.start == 0:
            return []
        sentence = head.doc[sentence.start - 1].sent
        if found := [t for t in sentence if t.pos_ == "NOUN" and lemma(t) in vessels]:
            return found[-1:]
    return []
