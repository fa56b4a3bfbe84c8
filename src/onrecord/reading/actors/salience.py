"""Who is in focus: the memory by which pronouns and short forms are resolved.

In goes each sighting of an actor in the order of the text; out comes, for a pronoun or a
definite phrase, the likeliest earlier actor. The measure is the usual one of centering and of
Lappin and Leass (1994): subjects before others, near before far, halved by each sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from onrecord.knowledge import ontology, world
from onrecord.model import Actor
from onrecord.reading.grammar.arguments import UNDERGOING

MAIN_WEIGHT = 2.3
"""A subject of the sentence's own verb."""
SUBJECT_WEIGHT = 2.0
OTHER_WEIGHT = 1.0
PARALLEL_WEIGHT = 1.5
"""What it adds, for the subject of a passive, that something was done to whom or what was seen."""
PLACE_WEIGHT = 0.6
HOME_WEIGHT = 1.5
"""What it adds to a state's focus that the report opens with it."""
BALANCE = 0.85
"""States whose focus is at least this share of the greatest are in balance."""
DECAY = 0.85
DISTANCE = 1.1
MAX_DISTANCE = 6
SURE_WEIGHT = 0.9
"""What it adds, for "he" and "she", that the gender is known to be that: less than a sentence."""


@dataclass(frozen=True)
class Sighting:
    """One mention: the actors it stands for, where, and how prominent. A `thing` ("the tanker")
    stands for those whose it is."""

    actors: tuple[str, ...]
    sentence: int
    subject: bool
    plural: bool
    quoted: bool = False
    main: bool = False
    undergoes: bool = False
    thing: bool = False

    @property
    def weight(self) -> float:
        """How prominent the mention is."""
        if self.main:
            return MAIN_WEIGHT
        return SUBJECT_WEIGHT if self.subject else OTHER_WEIGHT


@dataclass
class Memory:
    """Sightings so far, of actors alone and with those of things, and how strongly each state is
    in focus."""

    cast: dict[str, Actor]
    sightings: list[Sighting] = field(default_factory=list)
    with_things: list[Sighting] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    genders: dict[str, str] = field(default_factory=dict)
    individuals: set[str] = field(default_factory=set)
    issuer: tuple[str, ...] = ()
    quoted: bool = False
    homes: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    _sentence: int = 0

    def see(self, seen: Sighting) -> None:
        """Remember a mention; the states of its actors come into focus. Those of the first main
        subject are `homes`: whose affairs the report tells."""
        self.with_things.append(seen)
        if seen.thing:
            return
        actors = seen.actors
        codes = {str(self.cast[actor].country) for actor in actors} & world.states().keys()
        if seen.main and not self.homes:
            self.homes = frozenset(codes)
        elif len(actors) > 1 and self.homes < codes and self._opens_with(actors[0]):
            self.homes = frozenset(codes)  # "A and B signed": B as much as A
        self.sightings.append(seen)
        weight = SUBJECT_WEIGHT if seen.subject else OTHER_WEIGHT
        for actor in actors:
            if country := self.cast[actor].country:
                self.locate(country, seen.sentence, weight)

    def _opens_with(self, actor: str) -> bool:
        """Whether `actor` is the main subject seen first."""
        first = next((seen for seen in self.sightings if seen.main), None)
        return first is not None and actor in first.actors

    def locate(self, country: str, sentence: int, weight: float = PLACE_WEIGHT) -> None:
        """Bring a state into focus, as the scene or as an actor's country."""
        if len(country) != 3 or country in ontology.international():
            return
        for _ in range(min(sentence - self._sentence, 40)):
            for code in self.states:
                self.states[code] *= DECAY  # type: ignore[assignment]
        self._sentence = max(self._sentence, sentence)
        self.states[country] += weight  # type: ignore[assignment]

    def latest(
        self, sentence: int, fits: Callable[[Sighting], bool], reach: int = MAX_DISTANCE
    ) -> tuple[str, ...]:
        """Actors of the most prominent earlier sighting that `fits`; empty if none is near."""
        found = self._best(self.sightings, sentence, fits, reach)
        return found.actors if found else ()

    def _best(
        self,
        sightings: Sequence[Sighting],
        sentence: int,
        fits: Callable[[Sighting], bool],
        reach: int,
        extra: Callable[[Sighting], float] = lambda _: 0.0,
    ) -> Sighting | None:
        """The most prominent of `sightings` that `fits`, with what is `extra` to it; the latest of
        several. Words outside a quotation do not take up those who are named only inside one."""
        best: tuple[float, Sighting] | None = None
        for seen in reversed(sightings):
            distance = sentence - seen.sentence
            if distance > reach:
                break
            if self.barred & set(seen.actors) or (seen.quoted and not self.quoted):
                continue
            if fits(seen):
                score = seen.weight + extra(seen) - DISTANCE * distance
                if best is None or score > best[0] + 1e-9:
                    best = (score, seen)
        return best[1] if best else None

    def person(self, sentence: int, gender: str | None) -> tuple[str, ...]:
        """The one person whom "he" or "she" stands for: one whose gender is known to be that
        before one of whom nothing is known."""

        def known(seen: Sighting) -> str | None:
            return self.genders.get(seen.actors[0]) if gender else None

        def fits(seen: Sighting) -> bool:
            return len(seen.actors) == 1 and not seen.plural and known(seen) in (None, gender)

        def named(seen: Sighting) -> bool:
            return fits(seen) and self.cast[seen.actors[0]].kind == "person"

        def nameless(seen: Sighting) -> bool:
            return fits(seen) and seen.actors[0] in self.individuals

        def sure(seen: Sighting) -> float:
            return SURE_WEIGHT * (known(seen) is not None)

        for likely, reach in ((nameless, 0), (named, MAX_DISTANCE), (nameless, MAX_DISTANCE)):
            if found := self._best(self.sightings, sentence, likely, reach, sure):
                if gender:
                    self.genders.setdefault(found.actors[0], gender)
                return found.actors
        return ()

    def thing(self, sentence: int, role: str = "") -> tuple[str, ...]:
        """The one state, organ or body that "it" stands for in a grammatical role; where it may
        stand for a thing that was more prominent, whose that is. It is none of several named
        together."""
        return self._it(sentence, role, plural=False, reach=3) or ()

    def many(self, sentence: int, role: str = "") -> tuple[str, ...]:
        """The several whom "they" stands for, or whose the things are; else a collective."""
        several = self._it(sentence, role, plural=True, reach=2)
        return self.thing(sentence) if several is None else several

    def _it(self, sentence: int, role: str, *, plural: bool, reach: int) -> tuple[str, ...] | None:
        """What "it" or "they" stands for; nobody for a thing of nobody's, None where nothing is
        near. Things are not thought to do anything, and who does it is no thing."""
        together = self._together(sentence)

        def fits(seen: Sighting) -> bool:
            if plural or seen.plural or seen.thing:
                return seen.plural == plural
            return (
                len(seen.actors) == 1
                and (seen.actors[0], seen.sentence) not in together
                and self.cast[seen.actors[0]].kind != "person"
                and seen.actors[0] not in self.individuals
            )

        def parallel(seen: Sighting) -> float:
            return PARALLEL_WEIGHT * (role == "nsubjpass" and seen.undergoes)

        pool = self.with_things if role in UNDERGOING else self.sightings
        found = self._best(pool, sentence, fits, reach, parallel)
        return found.actors if found else None

    def _together(self, sentence: int) -> set[tuple[str, int]]:
        """Who was named together with others of late, and in which sentence."""
        found: set[tuple[str, int]] = set()
        for seen in reversed(self.sightings):
            if sentence - seen.sentence > MAX_DISTANCE:
                break
            found |= {(a, seen.sentence) for a in seen.actors if len(seen.actors) > 1}
        return found

    def kind(self, sentence: int, fits: Callable[[Actor], bool]) -> tuple[str, ...]:
        """The latest single actor of which `fits` holds."""
        for seen in reversed(self.sightings):
            if len(seen.actors) == 1 and fits(self.cast[seen.actors[0]]):
                return seen.actors
        return ()

    def focus(self) -> str | None:
        """The state most in focus; the one that the report opens with before others."""
        weights = self._weights()  # in the order in which the text names them
        return max(weights, key=lambda code: weights[code], default=None)

    def leading(self) -> frozenset[str]:
        """The states most in focus: several where they are in balance."""
        weights = self._weights()
        most = max(weights.values(), default=0.0)
        return frozenset(code for code, weight in weights.items() if weight >= BALANCE * most)

    def _weights(self) -> dict[str, float]:
        return {c: weight + HOME_WEIGHT * (c in self.homes) for c, weight in self.states.items()}

    def pair(self, fits: Callable[[Actor], bool] = lambda actor: True) -> tuple[str, ...]:
        """The two who were named together last ("A and B"), both such as `fits`, or none."""
        for seen in reversed(self.sightings):
            if len(seen.actors) == 2 and all(fits(self.cast[actor]) for actor in seen.actors):
                return seen.actors
        return ()

    def two_states(self, barred: Collection[str | None] = ()) -> tuple[str, ...]:
        """The two states most in focus that are not `barred`, or none."""
        states = [item for item in self.states.items() if item[0] not in barred]
        ranked = sorted(states, key=lambda item: (-item[1], item[0]))
        return tuple(code for code, _ in ranked[:2]) if len(ranked) > 1 else ()

    def two_persons(self) -> tuple[str, ...]:
        """The two persons seen last, in the order in which they were seen."""
        found: list[str] = []
        for seen in reversed(self.sightings):
            for actor in reversed(seen.actors):
                taken = actor in found or actor in self.barred
                if self.cast[actor].kind == "person" and not taken:
                    found.append(actor)
            if len(found) >= 2:
                return tuple(reversed(found[:2]))
        return ()
