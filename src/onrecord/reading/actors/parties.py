"""Two parties that a text sets against each other: "A clashed with B", "talks between A and B".

In goes a scene; out come the two actors of the fight or the talks that were told of last, for
whom "both sides" stands. The words are data (knowledge/coreference.toml).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.actors.salience import MAX_DISTANCE
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.arguments import conjuncts, obliques, subjects
from onrecord.reading.grammar.nominals import lemma, lexicon

AGAINST = ("with", "against")


def parties(scene: Scene, token: Token) -> tuple[str, ...]:
    """The two actors, no persons, of the latest fight or talks before `token`; else none."""
    sentences, at = 0, token.i
    while at and sentences <= MAX_DISTANCE:
        at -= 1
        sentences += bool(token.doc[at].is_sent_start)
        for sides in _set_against(token.doc[at]):
            found = [scene.draft.referents.get(side.i, ()) for side in sides]
            if [len(ids) for ids in found] == [1, 1] and found[0] != found[1]:
                pair = found[0] + found[1]
                persons = any(scene.draft.actors[actor].kind == "person" for actor in pair)
                if not persons and not set(pair) & scene.memory.barred:
                    return pair
    return ()


def _set_against(token: Token) -> Iterator[list[Token]]:
    """The heads of the two parties of the fight or the talks that `token` tells of."""
    words = lexicon()["parties"]
    if token.pos_ == "VERB" and lemma(token) in words["verbs"]:
        who = list({t.i: t for subject in subjects(token) for t in conjuncts(subject)}.values())
        yield who
        yield who + obliques(token, *AGAINST)
    if lemma(token) in words["nouns"] or token.lower_ in words["nouns"]:
        yield obliques(token, "between")
