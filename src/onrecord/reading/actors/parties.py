"""Two parties that a text sets against each other: "A clashed with B", "talks between A and B".

In goes a scene; out come the two actors of the fight or the talks that were told of last, for
whom "both sides", "the two leaders" stand. The words are data (knowledge/coreference.toml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord.model import Actor
from onrecord.reading.actors.salience import MAX_DISTANCE
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.arguments import conjuncts, objects, obliques, subjects
from onrecord.reading.grammar.nominals import lemma, lexicon

AGAINST = ("with", "against")


def parties(scene: Scene, token: Token, fits: Callable[[Actor], bool]) -> tuple[str, ...]:
    """The two actors, both such as `fits`, of the latest fight or talks before `token`; else
    none."""
    sentences, at = 0, token.i
    while at and sentences <= MAX_DISTANCE:
        at -= 1
        sentences += bool(token.doc[at].is_sent_start)
        for sides in _set_against(token.doc[at]):
            found = [scene.draft.referents.get(side.i, ()) for side in sides]
            ids = tuple(dict.fromkeys(actor for one in found for actor in one))
            free = not set(ids) & scene.memory.barred
            if free and len(ids) == 2 and all(fits(scene.draft.actors[a]) for a in ids):
                return ids
    return ()


def _set_against(token: Token) -> Iterator[list[Token]]:
    """The heads of the two parties of the fight or the talks that `token` tells of."""
    words = lexicon()["parties"]
    if token.pos_ == "VERB" and lemma(token) in words["verbs"]:
        who = list({t.i: t for subject in subjects(token) for t in conjuncts(subject)}.values())
        yield who
        yield who + obliques(token, *AGAINST)
        yield who + objects(token)  # "A met B"
    if lemma(token) in words["nouns"] or token.lower_ in words["nouns"]:
        yield obliques(token, "between")
        verb = token.head  # "A held talks with B", "A and B signed a pact"
        if token.dep_ == "dobj" and verb.pos_ == "VERB":
            who = list({t.i: t for s in subjects(verb) for t in conjuncts(s)}.values())
            yield who + obliques(token, *AGAINST) + obliques(verb, *AGAINST)
