"""Stage four: who is mentioned, and whom pronouns, titles and short forms stand for.

In goes a draft with its parse and places; out come its actors, mentions and roles, and
`referents`, which tells later stages whom the phrase headed by a token stands for. One pass
in the order of the text: each name, description, title or pronoun is resolved against what
the gazetteer knows and against the memory of what came before
(:mod:`onrecord.reading.actors.salience`). First-person pronouns come last, for they need the
speaker.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.knowledge.world import Entry
from onrecord.model import ActorKind, Mention, MentionForm, Span, Use
from onrecord.reading.actors.cast import clean_name
from onrecord.reading.actors.descriptions import Descriptions
from onrecord.reading.actors.hits import Hit
from onrecord.reading.actors.names import Names, PersonName, find_names
from onrecord.reading.actors.offices import add_holdings
from onrecord.reading.actors.organisations import is_domestic
from onrecord.reading.actors.pairs import Pairs
from onrecord.reading.actors.pointers import Pointers
from onrecord.reading.actors.pronouns import Pronouns
from onrecord.reading.actors.roles import Roles
from onrecord.reading.actors.scene import SUBJECTS, Scene
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.nominals import is_thing, lexicon, nominal_at
from onrecord.reading.places import use_of

MODIFIERS = ("amod", "compound", "nmod")
KIND_OF_ENTRY: dict[str, ActorKind] = {
    "seat": "organ",
    "body": "organization",
    "outlet": "organization",
    "group": "group",
    "region": "group",
    "demonym": "population",
    "people": "population",
}
PEOPLES = ("demonym", "people")


def read_actors(draft: Draft) -> None:
    """Fill the draft's actors, mentions, roles and referents."""
    names = find_names(draft.doc, {place.name for place in draft.places})
    add_holdings(draft.doc, names)
    _Pass(draft, names).read()


def _aside(draft: Draft) -> set[int]:
    """Tokens of datelines, bylines and promotion, in which nobody acts."""
    blocks = [p for p in draft.passages if p.kind in ("dateline", "byline", "promotion")]
    return {
        token.i
        for block in blocks
        for token in draft.tokens(Span(block.start, block.end))
        if token.i not in draft.locations
    }


def _datelines(draft: Draft) -> set[int]:
    blocks = [p for p in draft.passages if p.kind == "dateline"]
    return {t.i for block in blocks for t in draft.tokens(Span(block.start, block.end))}


def _published_in(publisher: str | None) -> frozenset[str]:
    """The state of an outlet, by its row or by a state's name in its own ("Peru Daily")."""
    named = world.split(publisher or "")
    keys = [named, *((word,) for word in named)]
    entries = [entry for key in keys if (entry := world.gazetteer().get(key)) is not None]
    codes = [entry.country for entry in entries if entry.country in world.states()]
    return frozenset(str(code) for code in codes[:1])


class _Pass:
    """One pass over a document: sends each token to what can resolve it."""

    def __init__(self, draft: Draft, names: Names) -> None:
        self.draft = draft
        self.names = names
        self.scene = Scene(draft, names)
        self.roles = Roles(self.scene)
        self.descriptions = Descriptions(self.scene, self.roles)
        self.pronouns = Pronouns(self.scene)
        self.pairs = Pairs(self.scene, self.roles)
        self.pointers = Pointers(self.scene, self.descriptions.owners, self.pronouns)
        self.aside = _aside(draft)
        self.datelines = _datelines(draft)
        self.scene.homes = self._written_in() | _published_in(draft.document.publisher)
        self._homes: dict[str, str | None] = {}

    def read(self) -> None:
        """Resolve every mention, in order."""
        self.roles.introduce()
        done = -1
        starts = {passage.start for passage in self.draft.passages}
        for number, sentence in enumerate(self.draft.doc.sents):
            self.scene.sentence = number
            if sentence.start_char in starts:
                self.scene.paragraph = number
            for token in sentence:
                self.scene.memory.quoted = self.draft.quoted(token.idx)
                if token.i > done and not token.is_space and token.i not in self.aside:
                    done = max(done, self._resolve(token))
        self.pronouns.first_person()
        self.roles.settle()
        self.roles.record()

    def _written_in(self) -> frozenset[str]:
        """The states of the datelines, but for seats of diplomacy and of the news."""
        found = set()
        for i in self.datelines & self.draft.locations.keys():
            place = self.draft.places[self.draft.locations[i]]
            if place.name.casefold() not in words("datelines", "hubs"):
                found.add(place.country)
        return frozenset(str(code) for code in found if code in world.states())

    def _resolve(self, token: Token) -> int:
        """Resolve what begins or heads at `token`; the index of the last token consumed."""
        i = token.i
        if (person := self.names.person_at.get(i)) and person.start == i:
            self._person(person)
            return person.end - 1
        if (hit := self.names.hit_at.get(i)) and hit.start == i:
            self._entry(hit)
            nominal = nominal_at(self.draft.doc[hit.end - 1])
            return hit.end - 1 if nominal is None or hit.entry.kind != "adjective" else i
        if i in self.draft.locations:
            self._place(token)
            return i
        if i in self.names.held or self.roles.is_named_counterpart(token):
            return i
        title = self.names.title_at.get(i)
        if title is not None and title.start == i and self.descriptions.title(title):
            return title.end - 1
        if self.pairs.resolve(token) or self.pointers.resolve(token):
            return i
        if nominal := nominal_at(token):
            self.descriptions.nominal(nominal)
            return i
        self.pronouns.resolve(token)
        if is_thing(token) and i not in self.draft.referents:
            self.scene.see_thing(token)
        return i

    def _person(self, name: PersonName) -> None:
        seen = [self.roles.actor_of(person) for person in name.persons]
        latest = (
            self.scene.memory.kind(self.scene.sentence, lambda a: a.id in seen)
            if len(seen) > 1
            else ()
        )
        actor = latest[0] if len(seen) > 1 and latest else seen[0]
        span = self.draft.doc[name.start : name.end]
        alias = clean_name(span.text)
        known = self.draft.actors[actor]
        self.scene.cast.add("person", known.name, alias=alias, key=self.roles.key_of(actor))
        self.scene.see(span.root, name.start, name.end, (actor,), "name")
        self.roles.spread(name, actor)

    def _entry(self, hit: Hit) -> None:
        entry, span = hit.entry, self.draft.doc[hit.start : hit.end]
        head = span.root
        if entry.kind in PEOPLES and nominal_at(head.head) and head.dep_ in MODIFIERS:
            return  # "Tuareg rebels": the noun is the actor
        if entry.kind == "capital" and self._shared_seat(hit):
            name = lexicon()["shared_seats"][entry.name]
            body = next(h.entry for h in self.names.hits if h.entry.name == name)
            actor = self.scene.cast.add("organization", body.name, country=body.country)
            self.scene.see(head, hit.start, hit.end, (actor,), "metonym")
        elif entry.kind in ("country", "adjective", "capital"):
            self._state(hit, head)
        elif self._only_locates(entry, head):
            self.scene.see(head, hit.start, hit.end, (), "name", use="place")
        else:
            self._body(hit, head)

    def _state(self, hit: Hit, head: Token) -> None:
        """A state by its name, adjective or capital."""
        entry = hit.entry
        assert entry.country is not None
        adjective, capital = entry.kind == "adjective", entry.kind == "capital"
        state = self.scene.cast.state(entry.country)
        use: Use = "actor" if adjective else use_of(head)
        if use == "place":
            self.scene.memory.locate(entry.country, self.scene.sentence)
        seen = () if capital and use == "place" else (state,)
        form: MentionForm = "metonym" if capital else "name"
        self.scene.see(head, hit.start, hit.end, seen, form, use=use, remember=not adjective)
        if adjective:
            self.scene.memory.locate(entry.country, self.scene.sentence, weight=1.0)

    def _only_locates(self, entry: Entry, head: Token) -> bool:
        if entry.kind == "seat":
            return use_of(head) == "place"
        return entry.kind == "region" and head.dep_ not in (*SUBJECTS, "poss", "amod")

    def _body(self, hit: Hit, head: Token) -> None:
        """A body, outlet, group, seat of government, region or people."""
        entry = hit.entry
        kind, country = KIND_OF_ENTRY[entry.kind], entry.country or self._home_of(hit)
        if entry.kind in PEOPLES or (entry.kind == "group" and entry.sector == "CVL"):
            country = self.descriptions.owners.home(entry, head)
        actor = self.scene.cast.add(kind, entry.name, country=country, sector=entry.sector)
        if entry.kind in ("body", "outlet", "group"):
            self.scene.named.add(actor)
        for alias in entry.aliases:
            self.scene.cast.add(kind, entry.name, country=country, alias=alias)
        form: MentionForm = "metonym" if entry.kind == "seat" else "name"
        plural = entry.kind in PEOPLES
        alone = head.dep_ not in MODIFIERS  # "UN sanctions": "it" is hardly the UN
        self.scene.see(head, hit.start, hit.end, (actor,), form, plural=plural, remember=alone)
        if head.dep_ in ("appos", "compound", "nmod") and head.i - head.head.i == 1:
            self.draft.referents[head.head.i] = (actor,)  # "the regional bloc ECOWAS"

    def _home_of(self, hit: Hit) -> str | None:
        """The country of a party, court or armed group that names none: the one in focus when
        it is first named. The noun may stand behind the name ("the Reform party")."""
        entry, doc = hit.entry, self.draft.doc
        noun = doc[hit.end].text.title() if hit.end < len(doc) else ""
        if entry.kind != "body" or not (is_domestic(entry.name) or is_domestic(noun)):
            return None
        return self._homes.setdefault(entry.name, self.scene.memory.focus())

    def _shared_seat(self, hit: Hit) -> bool:
        """ "Brussels" for the Union, where the text names that and not Belgium."""
        body = lexicon()["shared_seats"].get(hit.entry.name)
        if body is None or use_of(self.draft.doc[hit.start : hit.end].root) == "place":
            return False
        others = [h.entry for h in self.names.hits if h.start != hit.start]
        own = any(e.country == hit.entry.country and e.kind != "capital" for e in others)
        return not own and any(e.name == body for e in others)

    def _place(self, token: Token) -> None:
        place = self.draft.places[self.draft.locations[token.i]]
        self.draft.mentions.append(Mention(place.start, place.end, None, "name", "place"))
        if token.i in self.datelines and place.name.casefold() in words("datelines", "hubs"):
            return
        if place.country and place.country in world.states():
            self.scene.memory.locate(place.country, self.scene.sentence)


def words(table: str, key: str) -> list[str]:
    """A list of knowledge/coreference.toml."""
    found = lexicon()[table][key]
    return [str(word) for word in found]
