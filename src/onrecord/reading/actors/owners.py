"""Owners: whose a description is ("Iraqi officials", "the army of Iraq", "its troops").

In goes the head of a phrase of a scene; out come the actors that its adjective, possessor or
"of" phrase names; where there is none, the state of the place or clause around it.
"""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.knowledge.world import Entry
from onrecord.model import Actor, ActorKind
from onrecord.reading.actors.hits import Hit
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.arguments import subjects
from onrecord.reading.grammar.nominals import (
    OWNING,
    lemma,
    lexicon,
    origin_of,
    owners_after,
    possessor,
)

SHARING = ("adjective", "country", "body", "group", "region")
NAMED = ("body", "group")
"""Entries that are actors of their own, and no state's."""
PLACES = ("country", "capital", "region")
BROAD = ("seat", "region", "people")
"""Entries that do not tell by themselves whose something is."""
CONJUNCTIONS = {"and", "&", "or"}
JOINING = {*CONJUNCTIONS, ",", "the", "both"}


class Owners:
    """Finds the owners of a scene's nameless phrases."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.draft = scene.draft

    def of(self, start: int, head: Token) -> list[str]:
        """Actors whom the phrase says it belongs to: adjective, name, possessor, what is said of
        its origin, "of" phrase."""
        found: list[str] = []
        names = self.scene.names
        for i in range(head.i - 1, start - 1, -1):
            if i in names.hit_at and names.hit_at[i].entry.kind not in BROAD:
                found = list(self.draft.referents.get(i, ()))
                if not found and names.hit_at[i].entry.country in world.states():
                    found = [self.scene.cast.state(str(names.hit_at[i].entry.country))]
                break
            if self.draft.doc[i].dep_ in ("poss", "compound", "nmod") and i in self.draft.referents:
                found = list(self.draft.referents[i])
                break
        if found:
            return found
        owner = possessor(head)
        if owner is not None and (ids := self._refer(owner)):
            return list(ids)
        if (origin := origin_of(head)) is not None:
            return self.of(origin.left_edge.i, origin)
        if (first := _counted_with(head)) is not None:
            return self.of(first.left_edge.i, first)
        for phrase in self._behind(head):
            found = list(dict.fromkeys(a for after in phrase for a in self._refer(after)))
            if found:
                break
        return found

    def _behind(self, head: Token) -> list[list[Token]]:
        """Heads of the phrases behind `head` that can say whose it is: none that tell where
        forces go, and whom they are loyal to."""
        words = lexicon()["own"]
        moved = head.head if head.dep_ == "dobj" else head.head.head
        moving = head.dep_ in ("dobj", "pobj", "nsubjpass") and (
            lemma(moved) in words["nouns"] or lemma(moved) in words["verbs"]
        )
        sides = [c for c in head.rights if c.lower_ in words["loyal"]]
        loyal = [p for side in sides for p in owners_after(side, prepositions=("to", "with"))]
        return loyal + owners_after(head, prepositions=("of",) if moving else OWNING)

    def sharing(self, start: int, head: Token) -> tuple[int, list[str]]:
        """Where the names that share a description begin, and whom they name, if there are
        several: "US and British forces", "the EU, Turkish and Iraqi envoys"."""
        hits, doc = self.scene.names.hit_at, self.draft.doc
        last = next((i for i in range(head.i - 1, start - 1, -1) if i in hits), None)
        found: list[Hit] = []
        between: set[str] = set()
        joined = False
        while last is not None and last in hits and self._shares(hits[last], found, between):
            found.insert(0, hits[last])
            start, at = found[0].start, found[0].start - 1
            while at >= head.sent.start and doc[at].lower_ in JOINING:
                at -= 1
            between = {token.lower_ for token in doc[at + 1 : start]}
            joined = joined or bool(between & CONJUNCTIONS and at in hits)
            last = at if between else None
        ids = [actor for hit in found if joined for actor in self._named(hit)]
        distinct = list(dict.fromkeys(ids))
        return (start, distinct) if len(distinct) > 1 else (head.i, [])

    def _shares(self, hit: Hit, after: list[Hit], between: set[str]) -> bool:
        """Whether a name can share what those `after` it describe. One with a noun phrase of its
        own cannot: "Iran and Russian officials", "the EU and the Turkish envoy"."""
        entry = hit.entry
        if entry.kind == "adjective" or not after:
            return entry.kind in SHARING
        if entry.kind == "country":
            form = self.draft.doc[hit.start : hit.end].text
            adjectives = world.country(str(entry.country)).adjectives
            if adjectives and form not in adjectives and not form.replace(".", "").isupper():
                return False
        return entry.kind in SHARING and "the" not in between

    def _named(self, hit: Hit) -> tuple[str, ...]:
        """The state or body that a gazetteer entry names."""
        entry = hit.entry
        if entry.kind == "region":
            return (self.scene.cast.add("group", entry.name, country=entry.country),)
        if entry.kind in NAMED:
            kind: ActorKind = "group" if entry.kind == "group" else "organization"
            actor = self.scene.cast.add(
                kind, entry.name, country=entry.country, sector=entry.sector
            )
            self.scene.named.add(actor)
            return (actor,)
        code = entry.country if entry.country in world.states() else None
        return (self.scene.cast.state(code),) if code else ()

    def _refer(self, token: Token) -> tuple[str, ...]:
        """Whom a token stands for; one ahead in the sentence is looked up in the gazetteer."""
        if token.i in self.draft.referents:
            return self.draft.referents[token.i]
        if token.i in self.scene.persons:
            return (self.scene.persons[token.i],)
        hit = self.scene.names.hit_at.get(token.i)
        if hit is not None and hit.entry.kind in NAMED:
            return self._named(hit)
        if hit is not None and hit.entry.country in world.states():
            return (self.scene.cast.state(str(hit.entry.country)),)
        if token.i in self.draft.locations:
            state = self._state_at(token, None)
            return (self.scene.cast.state(state),) if state is not None else ()
        for before in token.lefts if token.pos_ == "NOUN" else ():
            owning = before.dep_ in ("compound", "poss", "nmod", "amod")
            if owning and (ids := self._refer(before)):
                return ids
        for after in chain(*owners_after(token)) if token.pos_ == "NOUN" else ():
            if after.i != token.i and (ids := self._refer(after)):
                return ids
        return ()

    def regional(self, start: int, head: Token) -> Hit | None:
        """The region or people whose a description is, and no one country's: "Western envoys",
        "Kurdish rebels"."""
        hits = self.scene.names.hit_at
        found = [hits[i] for i in range(start, head.i) if i in hits]
        return next((hit for hit in found if hit.entry.kind in ("region", "people")), None)

    def home(self, entry: Entry, head: Token) -> str | None:
        """The country of a region or people: its own; that of the place behind, or the one in
        focus, where it has none or lives abroad ("ethnic Russians in Latvia")."""
        named = set(entry.aliases) & world.peoples()
        abroad = entry.kind == "people"
        if entry.kind == "region" and not named:
            return entry.country
        within = ("of", "in") if abroad or entry.country is None else ("of",)
        for phrase in owners_after(head, prepositions=within):
            for actor in chain(*map(self._refer, phrase)):
                if self.draft.actors[actor].country in world.states():
                    return self.draft.actors[actor].country
        if entry.country and not abroad:
            return entry.country
        found = self.scene_of(head) or self.scene.memory.focus()
        return found or self._ahead(head, but=entry.country) or entry.country

    def is_body(self, ident: str) -> bool:
        """Whether an actor is a body, or a group that was named."""
        actor = self.draft.actors[ident]
        named = actor.kind in ("organization", "group") and ident in self.scene.named
        return named and actor.sector != "CVL"

    def around(self, head: Token) -> str | None:
        """The state that a phrase without an owner belongs to: that of the clause around it, the
        one in focus, or the first that is named later."""
        return self._where(head) or self.scene.memory.focus() or self._ahead(head)

    def scene_of(self, head: Token) -> str | None:
        """The state of the place where the sentence says that newcomers act or suffer: right
        behind them, else of their clause ("gunmen killed two Dutch nurses in Goma")."""
        verb = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), head.sent.root)
        own = [*head.subtree]
        beside = [t for t in verb.subtree if _hangs_on(verb, t.head.head)]
        for token in (*own, *beside):
            if token.i > head.i and token.dep_ == "pobj" and (state := self._located(token)):
                return state
        return None

    def _located(self, token: Token) -> str | None:
        """The state of a place, if it is one in which something happens."""
        preposition = token.head.lower_
        if preposition not in lexicon()["place"]["always"] and preposition != "on":
            return None
        hit = self.scene.names.hit_at.get(token.i)
        named = hit if hit is not None and hit.entry.kind in PLACES else None
        return self._state_at(token, named)

    def _state_at(self, token: Token, hit: Hit | None) -> str | None:
        """The state that a name of the gazetteer has, else that of the place at `token`."""
        country = hit.entry.country if hit is not None else None
        if country is None and token.i in self.draft.locations:
            country = self.draft.places[self.draft.locations[token.i]].country
        return country if country in world.states() else None

    def _where(self, head: Token) -> str | None:
        """The state of the place that a "where" clause tells of ("in A, where the army ...")."""
        for ancestor in head.ancestors:
            if ancestor.dep_ == "relcl" and any(c.lower_ == "where" for c in ancestor.children):
                return self._state_at(ancestor.head, self.scene.names.hit_at.get(ancestor.head.i))
        return None

    def _ahead(self, head: Token, *, but: str | None = None) -> str | None:
        """The state of the first place later in the sentence ("43 people died in Azaz") that is
        not `but`."""
        for token in self.draft.doc[head.i + 1 : head.sent.end]:
            state = self._state_at(token, self.scene.names.hit_at.get(token.i))
            if state is not None and state != but:
                return state
        return None

    def mover(self, head: Token) -> Actor | None:
        """The state or body that sends, deploys or withdraws those whom nothing else owns."""
        verb = head.head
        if head.dep_ != "dobj" or lemma(verb) not in lexicon()["own"]["verbs"]:
            return None
        for subject in subjects(verb):
            ids = self.draft.referents.get(subject.i, ())
            actors = [self.draft.actors[i] for i in ids]
            if len(ids) == 1 and (actors[0].country in world.states() or self.is_body(ids[0])):
                return actors[0]
        return None


def _hangs_on(verb: Token, token: Token) -> bool:
    """Whether a phrase hangs on a verb, or on a noun of it: not on a verb of its own ("killed two,
    a day after talks were held in A")."""
    return token.i == verb.i or (token.head.i == verb.i and token.pos_ not in ("VERB", "AUX"))


def _counted_with(head: Token) -> Token | None:
    """ "two Belarusian firms and four officials": the noun before "and", if both are counted and
    nothing else tells the second from the first."""
    first = head.head
    if head.dep_ != "conj" or first.pos_ != "NOUN" or first.i > head.i:
        return None
    counted = all(any(c.dep_ == "nummod" for c in noun.lefts) for noun in (first, head))
    bare = all(c.dep_ in ("nummod", "amod") and c.ent_type_ != "NORP" for c in head.lefts)
    return first if counted and bare and not list(head.rights) else None
