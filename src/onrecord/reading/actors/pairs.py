"""Pairs: whom "both sides", "the two leaders", "the pair" stand for.

In goes the head noun of such a phrase; out come two actors seen before. The parties of the talks,
the pact or the fight that the text tells come first (:mod:`onrecord.reading.actors.parties`), then
those whom it named together last, then the two most prominent; in each case such as the noun asks
for: states, no persons, persons, holders of such an office. The nouns are data
(knowledge/coreference.toml).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Actor
from onrecord.reading.actors.parties import parties
from onrecord.reading.actors.roles import Roles
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.nominals import is_definite, is_plural, lemma, lexicon

Fit = Callable[[Actor], bool]
ANYBODY = ("pair", "duo", "two")


class Pairs:
    """Resolves the phrases of a scene that stand for two."""

    def __init__(self, scene: Scene, roles: Roles) -> None:
        self.scene = scene
        self.roles = roles
        self.cast = scene.draft.actors

    def resolve(self, token: Token) -> bool:
        """Resolve "both sides", "the two leaders", "each country"."""
        if not (self._is_the_two(token) or self._is_pair(token)):
            return False
        self.scene.memory.barred = self.scene.subjects_of_clause(token)
        actors = self._whom(token, lemma(token))
        self.scene.memory.barred = frozenset()
        if not actors:
            return False
        start = token.left_edge.i
        self.scene.see(token, start, token.i + 1, actors, "nominal", plural=True)
        return True

    def _is_the_two(self, token: Token) -> bool:
        """ "The two discussed the border"."""
        placed = token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj")
        return token.lower_ == "two" and is_definite(token) and placed

    def _is_pair(self, token: Token) -> bool:
        pairs, word = lexicon()["pairs"], lemma(token)
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "DET"):
            return False
        if not (word in pairs["persons"] or word in pairs["states"]):
            return False
        marked = any(c.lower_ in pairs["markers"] and c.dep_ != "preconj" for c in token.lefts)
        grown = is_plural(token) or word in ANYBODY
        alone = word in pairs["alone"] and is_definite(token) and grown
        owned = any(c.dep_ == "amod" and c.i in self.scene.names.hit_at for c in token.lefts)
        return (marked or alone) and not owned

    def _whom(self, token: Token, word: str) -> tuple[str, ...]:
        pairs = lexicon()["pairs"]
        if token.lower_ in ANYBODY:
            return self._told(token, lambda actor: True) or self.scene.memory.two_persons()
        if word in pairs["persons"]:
            holding = self._told(token, lambda actor: self._holds(actor, word))
            return holding or self._told(token, self._is_one) or self.scene.memory.two_persons()
        if word in pairs["parties"]:
            sides = self._told(token, lambda actor: actor.kind != "person")
            return sides or self._states(token)
        return self._states(token)

    def _told(self, token: Token, fits: Fit) -> tuple[str, ...]:
        """The parties of what is told, else those named together last."""
        memory = self.scene.memory
        if told := parties(self.scene, token, fits):
            return told
        named = memory.pair(fits)
        return () if set(named) & memory.barred else named

    def _is_one(self, actor: Actor) -> bool:
        """Whether an actor is one person, named or not."""
        return actor.kind == "person" or actor.id in self.scene.memory.individuals

    def _holds(self, actor: Actor, word: str) -> bool:
        """Whether an actor is a person of an office that `word` can mean."""
        words = {word, *lexicon()["generic"].get(word, ())}
        titles = [actor.name or "", *self.roles.titles_of(actor.id)]
        return self._is_one(actor) and any(w in title.lower() for w in words for title in titles)

    def _states(self, token: Token) -> tuple[str, ...]:
        """The two states of those told of, else the two most in focus."""
        memory, states = self.scene.memory, world.states()
        told = self._told(token, lambda actor: actor.country in states)
        codes = dict.fromkeys(str(self.cast[actor].country) for actor in told)
        if len(codes) == 2:
            return tuple(self.scene.cast.state(code) for code in codes)
        barred = {self.cast[actor].country for actor in memory.barred}
        return tuple(self.scene.cast.state(code) for code in memory.two_states(barred))
