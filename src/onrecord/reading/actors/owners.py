"""Owners: whose a description is ("Iraqi officials", "the army of Iraq", "its troops").

In goes the head of a phrase of a scene; out come the actors that its adjective, possessor or
"of" phrase names; where there is none, the state of the place or clause around it.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Actor
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.arguments import subjects
from onrecord.reading.grammar.nominals import lemma, lexicon, owners_after, possessor


class Owners:
    """Finds the owners of a scene's nameless phrases."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.draft = scene.draft

    def of(self, start: int, head: Token) -> list[str]:
        """Actors whom the phrase says it belongs to: adjective, name, possessor, "of" phrase."""
        found: list[str] = []
        names = self.scene.names
        for i in range(head.i - 1, start - 1, -1):
            if i in names.hit_at and names.hit_at[i].entry.kind not in ("seat", "region"):
                found = list(self.draft.referents.get(i, ()))
                if not found and names.hit_at[i].entry.country in world.states():
                    found = [self.scene.cast.state(str(names.hit_at[i].entry.country))]
                break
            if self.draft.doc[i].dep_ in ("poss", "compound") and i in self.draft.referents:
                found = list(self.draft.referents[i])
                break
        if found:
            return found
        owner = possessor(head)
        if owner is not None and (ids := self._refer(owner)):
            return list(ids)
        for after in owners_after(head):
            found += [a for a in self._refer(after) if a not in found]
        return found

    def sharing(self, start: int, head: Token) -> list[str]:
        """The states of coordinated adjectives: "Armenian and Azerbaijani troops"."""
        hits = self.scene.names.hit_at
        found = {
            hits[i].entry.country: None
            for i in range(start, head.i)
            if i in hits and hits[i].entry.kind == "adjective"
        }
        joined = any(t.lower_ in ("and", ",", "&") for t in self.draft.doc[start : head.i])
        if len(found) < 2 or not joined:
            return []
        return [self.scene.cast.state(str(code)) for code in found]

    def _refer(self, token: Token) -> tuple[str, ...]:
        """Whom a token stands for; one ahead in the sentence is looked up in the gazetteer."""
        if token.i in self.draft.referents:
            return self.draft.referents[token.i]
        hit = self.scene.names.hit_at.get(token.i)
        if hit is not None and hit.entry.country in world.states():
            return (self.scene.cast.state(str(hit.entry.country)),)
        if hit is not None and hit.entry.kind == "body":
            entry = hit.entry
            return (
                self.scene.cast.add(
                    "organization", entry.name, country=entry.country, sector=entry.sector
                ),
            )
        if token.i in self.draft.locations:
            country = self.draft.places[self.draft.locations[token.i]].country
            if country is None or country not in world.states():
                return ()
            return (self.scene.cast.state(country),)
        for before in token.lefts if token.pos_ == "NOUN" else ():
            owning = before.dep_ in ("compound", "poss", "nmod", "amod")
            if owning and (ids := self._refer(before)):
                return ids
        for after in owners_after(token) if token.pos_ == "NOUN" else ():
            if after.i != token.i and (ids := self._refer(after)):
                return ids
        return ()

    def regional(self, start: int, head: Token) -> bool:
        """ "Western envoys", "European diplomats": of no one country."""
        hits = self.scene.names.hit_at
        return any(i in hits and hits[i].entry.kind == "region" for i in range(start, head.i))

    def is_body(self, ident: str) -> bool:
        """Whether an actor is a body, or a group that was named."""
        actor = self.draft.actors[ident]
        return actor.kind in ("organization", "group") and ident in self.scene.named

    def around(self, head: Token) -> str | None:
        """The state that a phrase without an owner belongs to: that of the clause around it, the
        one in focus, or the first that is named later."""
        return self._where(head) or self.scene.memory.focus() or self._ahead(head)

    def _where(self, head: Token) -> str | None:
        """The state of the place that a "where" clause tells of ("in A, where the army ...")."""
        for ancestor in head.ancestors:
            if ancestor.dep_ == "relcl" and any(c.lower_ == "where" for c in ancestor.children):
                hit = self.scene.names.hit_at.get(ancestor.head.i)
                place = self.draft.locations.get(ancestor.head.i)
                country = hit.entry.country if hit is not None else None
                if country is None and place is not None:
                    country = self.draft.places[place].country
                return country if country in world.states() else None
        return None

    def _ahead(self, head: Token) -> str | None:
        """The state of the first place later in the sentence ("43 people died in Azaz")."""
        for token in self.draft.doc[head.i + 1 : head.sent.end]:
            hit = self.scene.names.hit_at.get(token.i)
            country = hit.entry.country if hit is not None else None
            if country is None and token.i in self.draft.locations:
                country = self.draft.places[self.draft.locations[token.i]].country
            if country in world.states():
                return country
        return None

    def mover(self, head: Token) -> Actor | None:
        """The state that sends, deploys or withdraws forces which nothing else owns."""
        verb = head.head
        if head.dep_ != "dobj" or lemma(verb) not in lexicon()["own"]["verbs"]:
            return None
        for subject in subjects(verb):
            ids = self.draft.referents.get(subject.i, ())
            if len(ids) == 1 and self.draft.actors[ids[0]].country in world.states():
                return self.draft.actors[ids[0]]
        return None
