"""Phrases that point back: "the country", "the group", "the statement".

In goes the head noun of a phrase of a scene; out comes whom it stands for among those who were
seen before. The nouns are data (knowledge/coreference.toml).
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Actor
from onrecord.reading.actors.descriptions import is_led
from onrecord.reading.actors.owners import Owners
from onrecord.reading.actors.pronouns import Pronouns
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.nominals import is_definite, is_plural, lemma, lexicon
from onrecord.reading.places import use_of
from onrecord.words import folded


class Pointers:
    """Resolves the phrases of a scene that point back."""

    def __init__(self, scene: Scene, owners: Owners, pronouns: Pronouns) -> None:
        self.scene = scene
        self.owners = owners
        self.pronouns = pronouns
        self.draft = scene.draft

    def resolve(self, token: Token) -> bool:
        """Resolve "the country", "the group", "the statement", "the town"."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        word, table, scene = lemma(token), lexicon(), self.scene
        start = token.left_edge.i
        if word in table["issued"]["nouns"] and not self._is_deed(token):
            return self._issued(token, start)
        owned = self.owners.of(start, token)
        if word in table["other"]["nouns"] and (other := self._other(token)):
            scene.see(token, start, token.i + 1, (other,), "nominal")
            return True
        if word in ("side", "authority", "leadership") and owned:
            sharing, shared = self.owners.sharing(start, token)
            start = min(start, sharing)
            scene.see(token, start, token.i + 1, tuple(shared or owned[:1]), "nominal")
            return True
        if word in table["definite"]["place"]:
            located = use_of(token) == "place" or token.dep_ in ("dobj", "pobj")
            if located and (is_definite(token) or owned):
                scene.see(token, start, token.i + 1, (), "nominal", use="place")
                return True
        if not is_definite(token):
            return False
        if word in table["definite"]["state"] and not owned and not is_plural(token):
            return self._state(token, start)
        if word in table["definite"]["body"] and not is_plural(token):
            bodies = tuple(o for o in owned if self.owners.is_body(o))
            found: tuple[str, ...]
            bare = not any(c.dep_ in ("amod", "compound") for c in token.lefts)
            if word in table["definite"]["house"] and bare and not owned:
                found = self._house(word)
            else:
                found = bodies or (() if owned or is_led(token) else self._body(token))
            if found:
                scene.see(token, start, token.i + 1, tuple(found), "nominal")
            return bool(found)
        return False

    def _other(self, token: Token) -> str | None:
        """ "its neighbour", "his guest": whom the owner is dealing with."""
        owner = next((c for c in token.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        adjectives = [c for c in token.lefts if c.dep_ in ("amod", "compound")]
        owning = self.draft.referents.get(owner.i, ()) if owner is not None else ()
        if len(owning) != 1 or adjectives or is_plural(token):
            return None
        mine = self.draft.actors[owning[0]]
        persons = lemma(token) in lexicon()["other"]["persons"]
        cast = self.draft.actors
        found = self.scene.memory.latest(
            self.scene.sentence,
            lambda s: (
                len(s.actors) == 1
                and cast[s.actors[0]].country != mine.country
                and cast[s.actors[0]].kind == ("person" if persons else "state")
            ),
        )
        return found[0] if found else None

    def _state(self, token: Token, start: int) -> bool:
        forms = lexicon()["forms"].get(lemma(token))
        recent = self.scene.memory.kind(
            self.scene.sentence, lambda a: _is_state_of(a) and (not forms or a.country in forms)
        )
        code = self.draft.actors[recent[0]].country if recent else self.scene.memory.focus()
        if code is None:
            return False
        use = use_of(token)
        actors = (self.scene.cast.state(code),)
        self.scene.see(token, start, token.i + 1, actors, "nominal", use=use)
        return True

    def _house(self, word: str) -> tuple[str, ...]:
        """ "The Department": one named before, else that of who speaks in the first person."""
        named = self.scene.memory.kind(
            self.scene.sentence, lambda a: a.kind == "organ" and word in folded(a.name or "")
        )
        if named:
            return named
        author = self.pronouns.author()
        country = self.draft.actors[author].country if author else None
        if country is None or not self.pronouns.in_first_person():
            return ()
        return (self.scene.cast.add("organ", word.capitalize(), country=country, sector="GOV"),)

    def _body(self, token: Token) -> tuple[str, ...]:
        adjectives = {c.lower_ for c in token.lefts}
        armed = bool(adjectives & {"militant", "terrorist", "armed", "rebel", "extremist"})

        def fits(actor: Actor) -> bool:
            if armed or lemma(token) in ("militia", "faction"):
                return actor.sector in ("REB", "PRM")
            return actor.kind in ("organization", "group") and actor.id in self.scene.named

        return self.scene.memory.kind(self.scene.sentence, fits)

    def _is_deed(self, token: Token) -> bool:
        """Whether a noun of a document tells of a deed here ("the release of two pilots")."""
        issued = lexicon()["issued"]
        if lemma(token) not in issued["deeds"]:
            return False
        owned = any(c.dep_ == "poss" or c.lower_ == "of" for c in token.children)
        says = token.dep_ == "nsubj" and lemma(token.head) in lexicon()["speech"]["verbs"]
        within = token.dep_ == "pobj" and token.head.lower_ == "in"
        called = any(c.lower_ in issued["kinds"] for c in token.lefts)
        return owned and not (says or within or called)

    def _issued(self, token: Token, start: int) -> bool:
        scene = self.scene
        owners = self.owners.of(start, token) or [
            a
            for t in token.children
            if t.dep_ == "prep" and t.lower_ in ("from", "by", "of")
            for c in t.children
            if c.dep_ == "pobj"
            for a in self.draft.referents.get(c.i, ())
        ]
        if owners:
            scene.memory.issuer = tuple(owners[:1])
        elif token.dep_ == "pobj" and token.head.lower_ == "in":
            subject = next(
                (c for c in token.head.head.children if c.dep_ in ("nsubj", "nsubjpass")), None
            )
            if subject is not None and subject.i in self.draft.referents:
                scene.memory.issuer = self.draft.referents[subject.i]
            return False
        elif not is_definite(token):
            return False
        if not scene.memory.issuer:
            return False
        scene.see(token, start, token.i + 1, scene.memory.issuer, "metonym", remember=bool(owners))
        return True


def _is_state_of(actor: Actor) -> bool:
    return actor.country in world.states()
