"""Roles: who holds which office of which country or body, as the text says it.

In go the persons of a scene with the titles that stand beside their names; out come person
actors with country and sector, and role records with the words that say so. "Her Russian
counterpart Sergey Lavrov" holds the office of the person whom "her" stands for.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Role, Span
from onrecord.reading.actors import genders
from onrecord.reading.actors.cast import clean_name
from onrecord.reading.actors.names import Holding, Person, PersonName, Title, of_several
from onrecord.reading.actors.nationality import Nationality
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.nominals import lexicon
from onrecord.words import folded

COUNTERPART = "counterpart"
COUNTERPARTS = (COUNTERPART, "colleague")


def _is_counterpart(token: Token) -> bool:
    """ "counterpart", "colleague", "opposite number"."""
    if token.lower_ == "number":
        return token.i > 0 and token.nbor(-1).lower_ == "opposite"
    return token.lower_ in COUNTERPARTS


class Roles:
    """The offices of a scene's persons."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.draft = scene.draft
        self._actor: dict[int, str] = {}
        self._key: dict[str, str] = {}
        self._counterpart: dict[str, str] = {}
        self._person: dict[str, Person] = {}
        self.nationality = Nationality(scene)

    def introduce(self) -> None:
        """Make an actor of each person, with the country and sector that the titles give."""
        for name in self.scene.names.people:
            for person in name.persons:
                if id(person) not in self._actor:
                    self._add(person)
            actor = self.actor_of(name.persons[0])
            self.scene.persons |= dict.fromkeys(range(name.start, name.end), actor)

    def _add(self, person: Person) -> None:
        sector: str | None = None
        gender: str | None = None
        country = person.country
        for holding in person.holdings:
            office = holding.title.office
            country = self._country(holding) or country
            if not office.honorific:
                sector = sector or self._sector(holding)
            gender = gender or office.gender
        key, country = folded(person.name), country or person.presumed
        actor = self.scene.cast.add("person", person.name, country=country, sector=sector, key=key)
        self._actor[id(person)] = actor
        self._key[actor] = key
        self._person[actor] = person
        if gender := gender or genders.of_name(person.tokens):
            self.scene.memory.genders.setdefault(actor, gender)

    def _sector(self, holding: Holding) -> str | None:
        """The sector of an office; who leads or speaks for a body is of that body's."""
        office, owner = holding.title.office, holding.owner
        any_body = office.title.split()[-1].lower() in lexicon()["leading"]["titles"]
        own = owner.entry.sector if owner is not None and any_body else None
        return own or office.sector

    def actor_of(self, person: Person) -> str:
        """The actor id of a person of the text."""
        return self._actor[id(person)]

    def key_of(self, actor: str) -> str:
        """The key under which a person is kept."""
        return self._key[actor]

    def spread(self, name: PersonName, actor: str) -> None:
        """Let the title words beside a name stand for the person too."""
        person = self._person[actor]
        known = self.draft.actors[actor]
        for holding in person.holdings:
            if not (holding.start <= name.start < holding.end):
                continue
            for i in range(holding.title.start, holding.title.end):
                self.draft.referents[i] = (actor,)
            guess = known.country is None and holding.owner is None
            if guess and actor not in self.scene.stateless:
                country = self.nationality.of(name, person, holding)
                self.scene.cast.refine(actor, country=country)
        self._read_counterpart(name, actor)

    def settle(self) -> None:
        """At the end of a text, give those who hold an office of a body its country, and those of
        whom nothing else is known that of the only state that the text speaks of."""
        seen = {a for sighting in self.scene.memory.sightings for a in sighting.actors}
        states = {str(self.draft.actors[a].country) for a in seen} & world.states().keys()
        for actor, person in self._person.items():
            for holding in person.holdings if self.draft.actors[actor].country is None else ():
                title, owner = holding.title, holding.owner
                inside = range(owner.start, owner.end) if owner else range(title.start, title.end)
                bodies = [a for i in inside for a in self.draft.referents.get(i, ()) if a != actor]
                country = self.draft.actors[bodies[0]].country if bodies else None
                country = country or (None if owner else self.nationality.possessed(title))
                owned = owner is not None or self.nationality.owners(title)
                alone = len(states) == 1 and not owned and actor not in self.scene.stateless
                self.scene.cast.refine(actor, country=country or (min(states) if alone else None))

    def _read_counterpart(self, name: PersonName, actor: str) -> None:
        """ "her Russian counterpart X": X holds what the possessor holds, for Russia."""
        doc = self.draft.doc
        at = name.start - 1
        if at >= 0 and doc[at].text == ",":
            at -= 1
        if at < 1 or not _is_counterpart(doc[at]):
            return
        owner, possessor, start = None, None, at
        for i in range(at - 1, max(-1, at - 6), -1):
            if i in self.scene.names.hit_at and owner is None:
                owner = self.scene.names.hit_at[i].entry
            elif doc[i].dep_ == "poss" or doc[i].tag_ == "PRP$" or i in self.draft.referents:
                possessor = self.draft.referents.get(i)
                start = i
                break
        country = owner.country if owner else None
        self.draft.referents[at] = (actor,)
        self.scene.cast.refine(actor, country=country, sector="GOV")
        if possessor and (title := self._title_of(possessor[0])):
            evidence = doc[start : name.end]
            self.draft.roles.append(
                Role(actor, title, Span(evidence.start_char, evidence.end_char), country)
            )

    def is_named_counterpart(self, token: Token) -> bool:
        """Whether `token` is a "counterpart" whose name follows."""
        if not _is_counterpart(token):
            return False
        after = token.i + 1
        if after < len(token.doc) and token.doc[after].text == ",":
            after += 1
        return after in self.scene.names.person_at

    def titles_of(self, actor: str) -> list[str]:
        """The words of the offices that the text gives to a person."""
        person = self._person.get(actor)
        return [self._words(holding) for holding in person.holdings] if person else []

    def _title_of(self, actor: str) -> str | None:
        person = self._person.get(actor)
        if person is None:
            return None
        for holding in person.holdings:
            if holding.title.office.title.lower() != COUNTERPART:
                return self._words(holding)
        return None

    def holder(
        self, title: Title, country: str | None, referents: Mapping[int, tuple[str, ...]]
    ) -> str | None:
        """The person already seen who holds the office `title`, of `country` if it is given."""
        name = title.office.title.lower()
        wanted = [set(words.split()) for words in (name, *lexicon()["generic"].get(name, ()))]
        for seen in reversed(self.scene.memory.sightings):
            for actor in seen.actors:
                person = self._person.get(actor)
                if person is None:
                    continue
                if country and self.draft.actors[actor].country not in (country, None):
                    continue
                for holding in person.holdings:
                    held = set(holding.title.office.title.lower().split())
                    if any(words <= held for words in wanted):
                        return actor
        return None

    def record(self) -> None:
        """Write the roles, each office of a person once."""
        seen: set[tuple[str, str, str | None]] = {
            (r.actor, folded(r.title), r.country) for r in self.draft.roles
        }
        for name in self.scene.names.people:
            for person in name.persons[:1]:
                for holding in person.holdings:
                    self._write(self.actor_of(person), holding, seen)
        self.draft.roles.sort(key=lambda role: (role.evidence.start, role.title))

    def _write(self, actor: str, holding: Holding, seen: set[tuple[str, str, str | None]]) -> None:
        office = holding.title.office
        if office.honorific or office.title.lower() == COUNTERPART:
            return
        country = self._country(holding) or self.draft.actors[actor].country
        title = self._words(holding)
        key = (actor, folded(title), country)
        shorter = any(a == actor and folded(title) in t for a, t, _ in seen)
        if key in seen or shorter:
            return
        seen.add(key)
        words = self.draft.doc[holding.start : holding.end]
        body = holding.owner.entry.name if holding.owner and not self._is_state(holding) else None
        evidence = Span(words.start_char, words.end_char)
        self.draft.roles.append(Role(actor, title, evidence, country, body))

    def _words(self, holding: Holding) -> str:
        title = holding.title
        if of_several(self.draft.doc, title):
            return title.office.title.lower()  # "Presidents A and B"
        return clean_name(self.draft.doc[title.start : title.end].text)

    def _is_state(self, holding: Holding) -> bool:
        return holding.owner is not None and holding.owner.entry.country in world.states()

    def _country(self, holding: Holding) -> str | None:
        if holding.owner is not None:
            return holding.owner.entry.country
        return self.nationality.by_title(holding.title)
