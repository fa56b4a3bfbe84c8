"""Nationality: whose official a person is, where no country stands beside the title.

In go a name with its title and the memory of a scene; out comes the state whose office it is, or
None. What the text tells of it comes first: whose "its minister" is, a capital in which the person
speaks, the office described before without a name. Weaker cues follow, each of which may leave
several states in balance: the next cue chooses among those, and where none does the country stays
open, for a wrong one is worse. A state is out of the question if somebody else holds the same
office of it, or if the person deals with it as with another ("thanked New Zealand"). The words are
data (knowledge/coreference.toml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.reading.actors.hits import Hit
from onrecord.reading.actors.names import Holding, Person, PersonName, Title, of_several
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.arguments import above, conjuncts, obliques, subjects
from onrecord.reading.grammar.nominals import lemma, lexicon
from onrecord.words import folded

NEAR = 5
"""How many words around a name tell that its bearer took an office over."""
States = frozenset[str]


class Nationality:
    """The countries of a scene's officials."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.draft = scene.draft

    def of(self, name: PersonName, person: Person, holding: Holding) -> str | None:
        """The state whose office `person` holds by `holding`, told where `name` stands."""
        if of_several(self.draft.doc, holding.title) and self._is_sole(holding.title):
            return None  # "Presidents A and B": each of another state, and which is not said
        if holding.title.start > name.end and self.owners(holding.title):
            return None  # "X, the fund's chief": whose "the fund" is, is not read yet
        barred = self._opposed(name) | self._held_by_others(name, holding)
        left: States = frozenset()
        for cue in self._cues(name, person, holding.title):
            found = frozenset(code for code in cue() if code) - barred
            found = found & left if left & found else found
            if len(found) == 1:
                return min(found)
            left = found & left or left or found
        return None if left else holding.title.office.country

    def _cues(
        self, name: PersonName, person: Person, title: Title
    ) -> Iterable[Callable[[], Iterable[str | None]]]:
        """What tells the state, the surest first."""
        return (
            lambda: (self.possessed(title),),
            lambda: (self.by_title(title),),
            lambda: (self._speaking_in(name),),
            lambda: (self._described(title),),
            lambda: (self._spoken_for(name),),
            lambda: self._of_subject(name),
            lambda: (person.likely,),
            lambda: (self._nearest(name),),
            lambda: self.scene.memory.leading(),
            lambda: self.scene.homes,
        )

    def by_title(self, title: Title) -> str | None:
        """The state of which a title is ("Taoiseach"), where the text names it: "Defence
        Secretary" is one of more states than one."""
        state = title.office.country
        return state if any(h.entry.country == state for h in self.scene.names.hits) else None

    def _speaking_in(self, name: PersonName) -> str | None:
        """ "Foreign Minister X said in Doha", "In Doha, ...", "told reporters in Doha": officials
        speak at home unless the text says not."""
        verb = self._verb(name)
        for prep in (p for g in (verb, *_direct(verb)) for p in g.children):
            if prep.dep_ == "prep" and prep.lower_ in ("in", "from"):
                for inner in prep.children:
                    hit = self.scene.names.hit_at.get(inner.i)
                    if hit is not None and hit.entry.kind == "capital":
                        return hit.entry.country
        return None

    def _verb(self, name: PersonName) -> Token:
        """The word that governs a name, whatever the name stands beside."""
        return above(self.draft.doc[name.start : name.end].root, ("appos", "compound", "nmod")).head

    def possessed(self, title: Title) -> str | None:
        """The country of whoever "its" stands for ("its commission chief, X")."""
        for owner in self.owners(title):
            if ids := self.draft.referents.get(owner.i, ()):
                return self.draft.actors[ids[0]].country
        return None

    def owners(self, title: Title) -> list[Token]:
        """The words that say whose office a title is: "its", "the fund's"."""
        return [c for c in self.draft.doc[title.end - 1].lefts if c.dep_ == "poss"]

    def _described(self, title: Title) -> str | None:
        """The state whose office was described before, without a name ("Benin's president")."""
        words = set(title.office.title.lower().split())
        found = self.scene.memory.kind(
            self.scene.sentence,
            lambda a: (
                a.kind == "group"
                and a.id in self.scene.memory.individuals
                and a.country in world.states()
                and words <= set(folded(a.name or "").split())
            ),
        )
        return self.draft.actors[found[0]].country if found else None

    def _spoken_for(self, name: PersonName) -> str | None:
        """The state that the person says hopes, regrets or is ready for something: one's own."""
        own = lexicon()["nationality"]
        for clause in (c for c in self._verb(name).children if c.dep_ == "ccomp"):
            words = (clause, *(c for c in clause.children if c.dep_ in ("acomp", "attr")))
            if not any(lemma(w) in own["feeling"] or w.lower_ in own["feeling"] for w in words):
                continue
            for subject in (c for c in clause.children if c.dep_ == "nsubj"):
                return self._state(subject)
        return None

    def _of_subject(self, name: PersonName) -> States:
        """The states of the latest subject, where the name is a subject too ("A will help B,
        Prime Minister X said" is a word of A's)."""
        if not self.scene.is_subject(self.draft.doc[name.start : name.end].root):
            return frozenset()
        memory, cast = self.scene.memory, self.draft.actors
        found = memory.latest(
            self.scene.sentence,
            lambda s: (
                s.subject
                and s.sentence >= self.scene.paragraph
                and all(cast[a].country in world.states() for a in s.actors)
            ),
            reach=1,
        )
        return frozenset(str(cast[actor].country) for actor in found)

    def _nearest(self, name: PersonName) -> str | None:
        """The state named last before a name that is no subject ("to Syria in support of
        President X"): a subject may well be of the other side."""
        root = self.draft.doc[name.start : name.end].root
        if self.scene.is_subject(root):
            return None
        for i in range(name.start - 1, root.sent.start - 1, -1):
            if (state := self._state(self.draft.doc[i])) is not None:
                return state
        return None

    def _state(self, token: Token) -> str | None:
        hit: Hit | None = self.scene.names.hit_at.get(token.i)
        country = hit.entry.country if hit is not None else None
        return country if country in world.states() else None

    def _opposed(self, name: PersonName) -> States:
        """The states that the person deals with as with others: objects of what he or she does
        ("thanked Peru", "spoke with Peru"), by their own names; and who does to the person what
        nobody does to one's own ("Peru summoned the ambassador, X")."""
        verb = self._verb(name)
        subject = self.scene.is_subject(self.draft.doc[name.start : name.end].root)
        if not subject and lemma(verb) in lexicon()["foreign"]["verbs"]:
            doers = (self.draft.referents.get(s.i, ()) for s in subjects(verb))
            return frozenset(str(self.draft.actors[a].country) for ids in doers for a in ids)
        if not subject or lemma(verb) in lexicon()["nationality"]["domestic"]:
            return frozenset()
        objects = [*_direct(verb), *obliques(verb, "with", "against")]
        hits = (self.scene.names.hit_at.get(o.i) for thing in objects for o in conjuncts(thing))
        return frozenset(
            str(hit.entry.country)
            for hit in hits
            if hit is not None and hit.entry.kind in ("country", "capital")
        )

    def _held_by_others(self, name: PersonName, holding: Holding) -> States:
        """The states of which somebody else holds the same office, if only one at a time can."""
        words = self._words(holding.title)
        if not self._is_sole(holding.title) or self._is_taken_over(name):
            return frozenset()
        return frozenset(
            held.owner.entry.country or ""
            for other in self.scene.names.people
            if other.persons[0] is not name.persons[0]
            for held in other.persons[0].holdings
            if held.owner is not None
            and self._words(held.title) == words
            and not self._is_taken_over(other)
        )

    def _is_sole(self, title: Title) -> bool:
        """Whether one person of a state holds the office at a time."""
        office = title.office.title.lower().split()
        return office[-1] in lexicon()["nationality"]["sole"]

    def _words(self, title: Title) -> list[str]:
        return [token.lower_ for token in self.draft.doc[title.start : title.end]]

    def _is_taken_over(self, name: PersonName) -> bool:
        """Whether the words around a name tell that its bearer holds an office after, or before,
        somebody else ("his successor, X", "the former minister X")."""
        near = self.draft.doc[max(0, name.start - NEAR) : name.end + NEAR]
        told = lexicon()["nationality"]["succession"]
        return any(lemma(t) in told and t.i not in self.scene.names.hit_at for t in near)


def _direct(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "dobj"]
