"""Descriptions, unattached titles, pairs and pointers: phrases without a name.

In goes a phrase of a scene ("Iraqi officials", "the prime minister", "both sides", "the
country", "the statement"); out comes whom it stands for. A description that says whose it is
makes its own actor; one that does not points back, or takes the state in focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Actor, ActorKind
from onrecord.reading.cast import clean_name, folded
from onrecord.reading.locating import use_of
from onrecord.reading.names import Title
from onrecord.reading.nominals import (
    Nominal,
    is_definite,
    is_plural,
    lemma,
    lexicon,
    owners_after,
    possessor,
)

if TYPE_CHECKING:
    from onrecord.reading.actors import Scene

UNITED = {"MIL": "armed forces", "GOV": "government"}
SPOKESPERSONS = ("spokesman", "spokeswoman", "spokesperson")
NAMED_ORGANS = ("ministry", "department", "office", "agency", "council", "court", "bank")


class Descriptions:
    """Resolves the nameless phrases of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.draft = scene.draft

    def nominal(self, nominal: Nominal) -> None:
        """Resolve a description such as "the Iraqi army" or "residents"."""
        scene, head = self.scene, nominal.head
        start = self._with_names(nominal.start)
        owners = self._owners(start, head)
        bodies = [o for o in owners if self._is_body(o)]
        plural = is_plural(head)
        actors: tuple[str, ...]
        if bodies and nominal.noun.kind != "organ":
            actors = tuple(bodies)
        elif owners and self._official(nominal) and len(owners) > 1:
            actors = tuple(owners)
        elif owners:
            actors = (self._make(nominal, start, self.draft.actors[owners[0]]),)
        else:
            actors = self._unowned(nominal)
        scene.see(head, start, nominal.end, actors, "nominal", plural=plural)

    def _with_names(self, start: int) -> int:
        """Start of the phrase with the adjective or name that stands right before it."""
        doc, names = self.draft.doc, self.scene.names
        while start > 0 and (
            start - 1 in names.hit_at or doc[start - 1].text in ("'s", "’s", "’", "'")
        ) and not doc[start].is_sent_start:
            start -= 1
        return start

    def title(self, title: Title) -> bool:
        """Resolve an office without a name beside it; whether it was one."""
        doc, scene = self.draft.doc, self.scene
        head = doc[title.end - 1]
        if title.office.honorific or head.pos_ not in ("NOUN", "PROPN"):
            return False
        if head.i in self.draft.referents or self._modifies_name(head):
            return False
        start = min([title.start, *(c.left_edge.i for c in head.lefts if c.dep_ != "punct")])
        owners = self._owners(start, head)
        if owners and (len(owners) > 1 or self._is_body(owners[0]) and is_plural(head)):
            scene.see(head, start, title.end, tuple(owners), "title", plural=is_plural(head))
            return True
        if is_plural(head):
            return False
        if not owners and head.lower_ in SPOKESPERSONS:
            owners = list(self._voice())
        country = self.draft.actors[owners[0]].country if owners else None
        holder = scene.roles.holder(title, country, self.draft.referents)
        if holder is None and country is None and not self._starts_new(head):
            country = title.office.country or scene.memory.focus()
        if holder is None:
            name = clean_name(doc[start : title.end].text.removeprefix("the ").removeprefix("The "))
            holder = scene.cast.add(
                "group",
                name,
                country=country,
                sector=title.office.sector,
                key=f"{country} {title.office.title.lower()}",
            )
        scene.see(head, start, title.end, (holder,), "title")
        return True

    def pair(self, token: Token) -> bool:
        """Resolve "both sides", "the two leaders", "each country"."""
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "DET"):
            return False
        pairs, word = lexicon()["pairs"], lemma(token)
        marked = any(c.lower_ in pairs["markers"] for c in token.lefts)
        alone = word in pairs["alone"] and is_definite(token) and is_plural(token)
        if not (marked or alone) or any(c.dep_ == "amod" and c.i in self.scene.names.hit_at
                                        for c in token.lefts):
            return False
        memory, cast = self.scene.memory, self.scene.cast
        if word in pairs["persons"]:
            actors = memory.two_persons()
        elif word in pairs["states"]:
            actors = tuple(cast.state(code) for code in memory.two_states())
        else:
            return False
        if not actors:
            return False
        start = token.left_edge.i
        self.scene.see(token, start, token.i + 1, actors, "nominal", plural=True)
        return True

    def pointer(self, token: Token) -> bool:
        """Resolve "the country", "the group", "the statement", "the town"."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        word, table, scene = lemma(token), lexicon(), self.scene
        start = token.left_edge.i
        if word in table["issued"]["nouns"]:
            return self._issued(token, start)
        owned = self._owners(start, token)
        if word in ("side", "ally", "authority", "leadership") and owned:
            scene.see(token, start, token.i + 1, (owned[0],), "nominal")
            return True
        if word in table["definite"]["place"] and use_of(token) == "place":
            if is_definite(token) or owned:
                scene.see(token, start, token.i + 1, (), "nominal", use="place")
                return True
        if not is_definite(token):
            return False
        if word in table["definite"]["state"] and not owned and not is_plural(token):
            return self._state(token, start)
        if word in table["definite"]["body"] and not is_plural(token):
            bodies = [o for o in owned if self._is_body(o)]
            found = bodies or (() if owned or _is_led(token) else self._body(token))
            if found:
                scene.see(token, start, token.i + 1, tuple(found), "nominal")
            return bool(found)
        return False

    def _state(self, token: Token, start: int) -> bool:
        recent = self.scene.memory.kind(self.scene.sentence, lambda a: _is_state_of(a))
        code = self.draft.actors[recent[0]].country if recent else self.scene.memory.focus()
        if code is None:
            return False
        use = use_of(token)
        actors = (self.scene.cast.state(code),)
        self.scene.see(token, start, token.i + 1, actors, "nominal", use=use)
        return True

    def _body(self, token: Token) -> tuple[str, ...]:
        adjectives = {c.lower_ for c in token.lefts}
        armed = bool(adjectives & {"militant", "terrorist", "armed", "rebel", "extremist"})

        def fits(actor: Actor) -> bool:
            if armed or lemma(token) in ("militia", "faction"):
                return actor.sector in ("REB", "PRM")
            return actor.kind in ("organization", "group") and actor.name is not None

        return self.scene.memory.kind(self.scene.sentence, fits)

    def _issued(self, token: Token, start: int) -> bool:
        scene = self.scene
        owners = self._owners(start, token) or [
            a for t in token.children if t.dep_ == "prep" and t.lower_ in ("from", "by", "of")
            for c in t.children if c.dep_ == "pobj" for a in self.draft.referents.get(c.i, ())
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
        scene.see(
            token, start, token.i + 1, scene.memory.issuer, "metonym", remember=bool(owners)
        )
        return True

    def _owners(self, start: int, head: Token) -> list[str]:
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
            return (self.scene.cast.state(country),) if country in world.states() else ()
        for after in owners_after(token) if token.pos_ == "NOUN" else ():
            if after.i != token.i and (ids := self._refer(after)):
                return ids
        return ()

    def _is_body(self, ident: str) -> bool:
        actor = self.draft.actors[ident]
        return actor.kind in ("organization", "group") and actor.name is not None and (
            actor.kind == "organization" or actor.sector in ("REB", "PRM")
        )

    def _official(self, nominal: Nominal) -> bool:
        return nominal.noun.sector == "GOV"

    def _make(self, nominal: Nominal, start: int, owner: Actor) -> str:
        country = owner.country
        words = self.draft.doc[start : nominal.end].text
        name = clean_name(_without_determiner(words))
        kind: ActorKind = "group" if nominal.noun.kind == "person" else nominal.noun.kind
        named = nominal.head.text[0].isupper() or nominal.key.split()[-1] in NAMED_ORGANS
        if nominal.noun.sector in UNITED and not named and kind in ("organ", "group"):
            key = f"{country} {UNITED[nominal.noun.sector]}"
            kind = "organ"
        else:
            key = f"{country} {nominal.key}"
        return self.scene.cast.add(
            kind, name, country=country, sector=nominal.noun.sector, alias=name, key=folded(key)
        )

    def _unowned(self, nominal: Nominal) -> tuple[str, ...]:
        """Points back at one of its sector, else takes the state in focus."""
        scene, noun = self.scene, nominal.noun
        adjectives = {c.lower_ for c in nominal.head.lefts if c.dep_ in ("amod", "compound")}
        if _is_led(nominal.head) or nominal.key == "coalition":
            name = clean_name(_without_determiner(
                self.draft.doc[nominal.start : nominal.end].text
            ))
            return (scene.cast.add("organization", name, sector="MIL", key="coalition"),)
        if noun.kind == "organ" or (noun.sector == "MIL" and "foreign" not in adjectives):

            def fits(actor: Actor) -> bool:
                same = actor.sector == noun.sector and actor.kind in ("organ", "group")
                if nominal.key.split()[-1] in NAMED_ORGANS:
                    return same and nominal.key.split()[-1] in folded(actor.name or "")
                return same and actor.country in world.states()

            if found := scene.memory.kind(scene.sentence, fits):
                return found
        unknown = Actor("", "state", None, scene.memory.focus())
        return (self._make(nominal, nominal.start, unknown),)

    def _voice(self) -> tuple[str, ...]:
        """The organ or body for which an unattached spokesman speaks."""
        cast = self.draft.actors
        return self.scene.memory.latest(
            self.scene.sentence,
            lambda s: len(s.actors) == 1
            and cast[s.actors[0]].kind in ("organ", "organization", "state"),
        )

    def _modifies_name(self, head: Token) -> bool:
        return head.dep_ in ("compound", "nmod") and head.head.i in self.scene.names.person_at

    def _starts_new(self, head: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in head.lefts)


def _is_led(head: Token) -> bool:
    """Whether it is a body led by somebody ("the Saudi-led coalition")."""
    return any(word.lower_ in ("led", "backed") for word in head.doc[head.left_edge.i : head.i])


def _is_state_of(actor: Actor) -> bool:
    return actor.country in world.states()


def _without_determiner(words: str) -> str:
    first, _, rest = words.partition(" ")
    determiners = ("the", "a", "an", "some", "its", "their", "his", "her", "our", "another")
    return rest if rest and first.lower() in determiners else words
