"""Descriptions and unattached titles: phrases without a name that say what somebody is.

In goes a phrase of a scene ("Iraqi officials", "the prime minister"); out comes whom it stands
for. A description that says whose it is makes its own actor; one that does not points back, or
takes the state in focus.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Actor, ActorKind
from onrecord.reading.actors import genders
from onrecord.reading.actors.cast import clean_name
from onrecord.reading.actors.crews import aboard, of_civil_vessel
from onrecord.reading.actors.names import Title
from onrecord.reading.actors.owners import Owners
from onrecord.reading.actors.roles import Roles
from onrecord.reading.actors.salience import MAX_DISTANCE
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.nominals import (
    Nominal,
    bearer_of,
    is_definite,
    is_plural,
    lemma,
    lexicon,
    names_class,
)
from onrecord.words import folded

UNITED = {"MIL": "armed forces", "GOV": "government"}
SENT = ("MIL", "GOV", "COP")
"""Sectors of those whom a state sends."""
SPOKESPERSONS = ("spokesman", "spokeswoman", "spokesperson")
NAMED_ORGANS = ("ministry", "department", "office", "agency", "council", "court", "bank")


class Descriptions:
    """Resolves the nameless phrases of a scene."""

    def __init__(self, scene: Scene, roles: Roles) -> None:
        self.scene = scene
        self.roles = roles
        self.owners = Owners(scene)
        self.draft = scene.draft

    def nominal(self, nominal: Nominal) -> None:
        """Resolve a description such as "the Iraqi army" or "residents"."""
        if names_class(nominal.head):
            return
        scene, head, nominal = self.scene, nominal.head, self._of_force(aboard(nominal))
        start = self._with_names(nominal.start)
        owners = self.owners.of(start, head)
        plural = is_plural(head)
        if bearers := self._bearers(head):
            country = self.draft.actors[owners[0]].country if owners else None
            for bearer in bearers:
                scene.cast.refine(bearer, country=country)
            scene.see(head, start, nominal.end, bearers, "nominal", plural=plural)
            return
        if not plural and (person := self._apposed(nominal.end)):
            country = self.draft.actors[owners[0]].country if owners else None
            self._belongs(person, owners, nominal.noun.sector, country)
            scene.see(head, start, nominal.end, (person,), "nominal")
            return
        if not owners and (nominal.noun.sector is None or self._generic(nominal, start)):
            return
        if not owners and (again := self._again(nominal)):
            scene.see(head, start, nominal.end, again, "nominal", plural=plural)
            return
        sharing, shared = start, list[str]()
        if plural or not nominal.noun.individual:
            sharing, shared = self.owners.sharing(start, head)
        if shared:
            actors = self._shared(nominal, shared)
            start = min(start, sharing)
        else:
            actors = self._described(nominal, start, owners)
        if nominal.noun.individual and not plural:
            scene.memory.individuals |= set(actors)
            if len(actors) == 1 and (gender := genders.of_noun(nominal.key)):
                scene.memory.genders.setdefault(actors[0], gender)
        scene.see(head, start, nominal.end, actors, "nominal", plural=plural)

    def _bearers(self, head: Token) -> tuple[str, ...]:
        """Whose origin alone a phrase tells ("the captain, a Dutch national")."""
        bearer = bearer_of(head)
        if bearer is None:
            return ()
        named = self.scene.persons.get(bearer.i)
        return self.draft.referents.get(bearer.i, ()) or ((named,) if named else ())

    def _of_force(self, nominal: Nominal) -> Nominal:
        """ "Officers fired", in a paragraph about the police: they are of the force named last."""
        ranks, scene = lexicon()["ranks"], self.scene
        if nominal.key not in ranks["nouns"]:
            return nominal
        head = nominal.head
        for token in reversed(head.doc[head.sent.start : head.i]):  # "a police post"
            noun = world.noun((lemma(token),))
            if noun is not None and noun.sector in ranks["forces"]:
                return replace(nominal, noun=replace(nominal.noun, sector=noun.sector))
        for seen in reversed(scene.memory.sightings):
            if seen.sentence < min(scene.paragraph, scene.sentence - 1):
                break
            for actor in seen.actors:
                sector = self.draft.actors[actor].sector
                if sector in ranks["forces"]:
                    return replace(nominal, noun=replace(nominal.noun, sector=sector))
        return nominal

    def _again(self, nominal: Nominal) -> tuple[str, ...]:
        """Whom an earlier phrase with the same noun described ("nine police officers ... the
        officers"); a phrase that says more of them than that may mean others."""
        head = nominal.head
        if nominal.noun.kind == "organ" or not is_definite(head) or is_led(head):
            return ()
        if any(c.dep_ in ("relcl", "acl") or c.lower_ in ("of", "from") for c in head.rights):
            return ()
        said = set(nominal.key.split()[:-1])
        for earlier in reversed(self.scene.described):
            if self.scene.sentence - earlier.sentence > MAX_DISTANCE:
                break
            if earlier.noun == lemma(head) and said <= earlier.words:
                return earlier.actors
        return ()

    def _described(self, nominal: Nominal, start: int, owners: list[str]) -> tuple[str, ...]:
        """Whom a description stands for, by whose it is."""
        head = nominal.head
        bodies = [o for o in owners if self.owners.is_body(o)]
        if region := self.owners.regional(start, head):
            country = self.owners.home(region.entry, head)
            if country is None and owners:  # "Iraqi Kurdish"
                country = self.draft.actors[owners[0]].country if region.start > start else None
            return (self._make(nominal, start, Actor("", "group", None, country)),)
        if not owners or is_led(head):
            return self._unowned(nominal, start)
        if bodies and (nominal.noun.kind != "organ" or self._repeats(head)):
            return tuple(bodies)
        if self._official(nominal) and len(owners) > 1:
            return tuple(owners)
        several = owners if is_plural(head) else owners[:1]
        made = (self._make(nominal, start, self.draft.actors[o]) for o in several)
        return tuple(dict.fromkeys(made))

    def _repeats(self, head: Token) -> bool:
        """Whether the noun only says what a named body is ("the Hamas movement")."""
        definite = lexicon()["definite"]
        return lemma(head) in definite["body"] and lemma(head) not in definite["house"]

    def _shared(self, nominal: Nominal, owners: list[str]) -> tuple[str, ...]:
        """One actor for each owner; a body acts itself ("NATO and Afghan soldiers")."""
        start = nominal.end - len(nominal.key.split())
        made = (
            o if self.owners.is_body(o) else self._make(nominal, start, self.draft.actors[o])
            for o in owners
        )
        return tuple(dict.fromkeys(made))

    def _belongs(
        self, person: str, owners: list[str], sector: str | None, country: str | None
    ) -> None:
        """Give a person what the description says; one of a body is of no state."""
        self.scene.cast.refine(person, country=country, sector=sector)
        if owners and country is None:
            self.scene.stateless.add(person)

    def _apposed(self, end: int) -> str | None:
        """The person whose name follows in apposition to a phrase that ends at token `end`."""
        name = self.scene.names.apposed(self.draft.doc, end)
        return self.roles.actor_of(name.persons[0]) if name is not None else None

    def _generic(self, nominal: Nominal, start: int) -> bool:
        """A bare singular such as "in person" or "deadly force" describes nobody."""
        head = nominal.head
        if lemma(head) in lexicon()["bare"]["nouns"] and head.dep_ == "pobj":
            return not is_plural(head) and not any(c.dep_ in ("det", "poss") for c in head.lefts)
        return nominal.noun.individual and start == head.i and not is_plural(head)

    def _with_names(self, start: int) -> int:
        """Start of the phrase with the adjective or name that stands right before it."""
        doc, names = self.draft.doc, self.scene.names
        while (
            start > 0
            and (start - 1 in names.hit_at or doc[start - 1].text in ("'s", "’s", "’", "'"))
            and not doc[start].is_sent_start
        ):
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
        lefts = [c for c in head.lefts if c.dep_ != "punct"]
        start = min([title.start, *(c.left_edge.i for c in lefts)])
        owners = self.owners.of(start, head)
        if not owners and not any(c.dep_ in ("det", "poss") for c in lefts):
            return False
        if owners and (len(owners) > 1 or (self.owners.is_body(owners[0]) and is_plural(head))):
            scene.see(head, start, title.end, tuple(owners), "title", plural=is_plural(head))
            return True
        if is_plural(head):
            return False
        if person := self._apposed(title.end):
            known = owners[0] if owners else self._unnamed_holder(title)
            country = self.draft.actors[known].country if known else None
            self._belongs(person, owners, title.office.sector, country)
            scene.see(head, start, title.end, (person,), "title")
            return True
        if title.office.sector in ("REL", "JUD") and head.text.islower():
            return False
        holder = self._holder(title, start, head, owners)
        scene.see(head, start, title.end, (holder,), "title")
        return True

    def _holder(self, title: Title, start: int, head: Token, owners: list[str]) -> str:
        """Who holds an office: a person or nameless holder seen before, else a new one."""
        scene, sector = self.scene, title.office.sector
        if sector == "MIL" and of_civil_vessel(head):
            sector = "LAB"
        if not owners and head.lower_ in SPOKESPERSONS and (voice := self._voice()):
            owners = list(voice)
            sector = self.draft.actors[voice[0]].sector or sector
        country = self.draft.actors[owners[0]].country if owners else None
        holder = self.roles.holder(title, country, self.draft.referents)
        if holder is None and not owners and is_definite(head):
            holder = self._unnamed_holder(title)
        if holder is not None:
            return holder
        country = country or title.office.country or scene.memory.focus()
        key = f"{country} {title.office.title.lower()}"
        name = self._name(start, title.end)
        holder = scene.cast.add("group", name, country=country, sector=sector, key=key)
        scene.memory.individuals.add(holder)
        return holder

    def _unnamed_holder(self, title: Title) -> str | None:
        """The nameless holder of an office that was described before ("the ambassador")."""
        words = set(title.office.title.lower().split())
        known = self.scene.memory.kind(
            self.scene.sentence,
            lambda a: a.kind == "group" and words <= set(folded(a.name or "").split()),
        )
        return known[0] if known else None

    def _official(self, nominal: Nominal) -> bool:
        return nominal.noun.sector == "GOV"

    def _make(self, nominal: Nominal, start: int, owner: Actor) -> str:
        country = owner.country
        name = self._name(start, nominal.end)
        kind: ActorKind = "group" if nominal.noun.kind == "person" else nominal.noun.kind
        named = nominal.head.text[0].isupper() or nominal.key.split()[-1] in NAMED_ORGANS
        if owner.kind == "group":  # "Bosnian Serb forces" are not those of the state
            name = f"{owner.name} {name}" if owner.name else name
            key = f"{country} {name}"
        elif nominal.noun.sector in UNITED and not named and kind in ("organ", "group"):
            key = f"{country} {UNITED[nominal.noun.sector]}"
            kind = "organ"
            if country is not None and country in world.states():
                adjectives = world.country(country).adjectives
                name = f"{adjectives[0] if adjectives else country} {UNITED[nominal.noun.sector]}"
        else:
            key = f"{country} {nominal.key}"
        return self.scene.cast.add(
            kind, name, country=country, sector=nominal.noun.sector, alias=name, key=folded(key)
        )

    def _name(self, start: int, end: int) -> str:
        """The words of a description without determiners and counts."""
        skip = ("det", "nummod", "quantmod", "advmod")
        words = [
            t
            for t in self.draft.doc[start:end]
            if t.dep_ not in skip and t.tag_ not in ("PRP$", "WP$", "DT", "CD")
        ]
        name = clean_name("".join(t.text_with_ws for t in words)).removeprefix("-year-old ")
        return name or clean_name(self.draft.doc[start:end].text)

    def _unowned(self, nominal: Nominal, start: int) -> tuple[str, ...]:
        """Points back at one of its sector, else takes the state in focus."""
        scene, noun = self.scene, nominal.noun
        if nominal.key.split()[-1] in lexicon()["equipment"]["nouns"]:
            return ()  # "fighter jets struck": whose is not said
        adjectives = {c.lower_ for c in nominal.head.lefts if c.dep_ in ("amod", "compound")}
        if is_led(nominal.head) or nominal.key == "coalition":
            name = self._name(self._led_start(nominal.head), nominal.end)
            short = name.split()[-1]
            known = scene.memory.kind(
                scene.sentence, lambda a: a.kind == "organization" and a.sector == "MIL"
            )
            if name == short and known:
                return known
            sector = "MIL" if nominal.key == "coalition" else noun.sector
            return (scene.cast.add("organization", name, sector=sector, key=folded(name)),)
        if noun.sector == "REB" and not adjectives and is_definite(nominal.head):
            named = scene.memory.kind(
                scene.sentence,
                lambda a: a.sector == "REB" and a.id in scene.named and a.country != "IGO",
            )
            if named:
                return named
        if (mover := self.owners.mover(nominal.head)) and noun.sector in SENT:
            body = self.owners.is_body(mover.id)
            return (mover.id,) if body else (self._make(nominal, start, mover),)
        if noun.kind == "organ" or (noun.sector == "MIL" and "foreign" not in adjectives):

            def fits(actor: Actor) -> bool:
                same = actor.sector == noun.sector and actor.kind in ("organ", "group")
                same = same and actor.id not in scene.memory.individuals
                if nominal.key.split()[-1] in NAMED_ORGANS:
                    return same and nominal.key.split()[-1] in folded(actor.name or "")
                return same and actor.country in world.states()

            if found := scene.memory.kind(scene.sentence, fits):
                return found
        new = noun.sector != "GOV" and noun.kind != "organ" and not is_definite(nominal.head)
        country = self.owners.scene_of(nominal.head) if new else None
        country = country or self.owners.around(nominal.head)
        if nominal.head.dep_ == "dobj" and noun.sector == "GOV" and not is_definite(nominal.head):
            country = None  # "will expel two diplomats": not the diplomats of whoever is in focus
        return (self._make(nominal, start, Actor("", "state", None, country)),)

    def _led_start(self, head: Token) -> int:
        """Start of "US-led coalition" where the hyphen splits the parse."""
        i = head.i
        while (
            i > head.sent.start
            and (
                self.draft.doc[i - 1].text in ("-", "‑")
                or self.draft.doc[i - 1].whitespace_ == ""
                or self.draft.doc[i - 1].lower_ in ("led", "backed")
            )
            and self.draft.doc[i - 1].text not in (",", "“", '"', "(")
        ):
            i -= 1
        return i

    def _voice(self) -> tuple[str, ...]:
        """The organ or body for which an unattached spokesman speaks."""
        cast = self.draft.actors
        return self.scene.memory.latest(
            self.scene.sentence,
            lambda s: (
                len(s.actors) == 1 and cast[s.actors[0]].kind in ("organ", "organization", "state")
            ),
        )

    def _modifies_name(self, head: Token) -> bool:
        return head.dep_ in ("compound", "nmod") and head.head.i in self.scene.names.person_at


def is_led(head: Token) -> bool:
    """Whether it is a body led by somebody ("the Saudi-led coalition")."""
    words = [word.lower_ for word in head.doc[max(head.sent.start, head.i - 5) : head.i]]
    return any(
        word in ("led", "backed", "counter", "anti") and "-" in words[max(0, at - 1) : at + 2]
        for at, word in enumerate(words)
    )
