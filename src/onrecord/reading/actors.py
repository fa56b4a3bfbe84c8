"""Stage four: who is mentioned, and whom pronouns, titles and short forms stand for.

In goes a draft with its parse and places; out come its actors, mentions and roles, and
`referents`, which tells later stages whom the phrase headed by a token stands for. One pass
in the order of the text: each name, description, title or pronoun is resolved against what
the gazetteer knows and against the memory of what came before
(:mod:`onrecord.reading.salience`). First-person pronouns come last, for they need the speaker.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import ActorKind, Mention, MentionForm, Use
from onrecord.reading.cast import Cast, clean_name, state_actor
from onrecord.reading.descriptions import Descriptions
from onrecord.reading.draft import Draft
from onrecord.reading.locating import use_of
from onrecord.reading.names import Hit, Names, PersonName, find_names
from onrecord.reading.nominals import lexicon, nominal_at
from onrecord.reading.offices import add_holdings
from onrecord.reading.pointers import Pointers
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.roles import Roles
from onrecord.reading.salience import Memory

__all__ = ["read_actors", "state_actor"]

MODIFIERS = ("amod", "compound", "nmod")
SUBJECTS = ("nsubj", "nsubjpass", "agent", "csubj")
KIND_OF_ENTRY: dict[str, ActorKind] = {
    "seat": "organ",
    "body": "organization",
    "outlet": "organization",
    "group": "group",
    "region": "group",
    "demonym": "population",
}


def read_actors(draft: Draft) -> None:
    """Fill the draft's actors, mentions, roles and referents."""
    names = find_names(draft.doc)
    add_holdings(draft.doc, names)
    scene = Scene(draft, names)
    scene.read()


def _aside(draft: Draft) -> set[int]:
    """Tokens of datelines, bylines and promotion, in which nobody acts."""
    blocks = [p for p in draft.passages if p.kind in ("dateline", "byline", "promotion")]
    return {
        token.i
        for block in blocks
        for token in draft.doc.char_span(block.start, block.end, alignment_mode="expand") or ()
        if token.i not in draft.locations
    }


class Scene:
    """The state of one pass: the cast, the memory, and the sentence that is being read."""

    def __init__(self, draft: Draft, names: Names) -> None:
        self.draft = draft
        self.names = names
        self.cast = Cast(draft)
        self.memory = Memory(draft.actors)
        self.sentence = 0
        self.named: set[str] = set()
        self.aside = _aside(draft)
        self.roles = Roles(self)
        self.descriptions = Descriptions(self)
        self.pointers = Pointers(self)
        self.pronouns = Pronouns(self)

    def read(self) -> None:
        """Resolve every mention, in order."""
        self.roles.introduce()
        done = -1
        for number, sentence in enumerate(self.draft.doc.sents):
            self.sentence = number
            for token in sentence:
                self.memory.quoted = self.draft.quoted(token.idx)
                if token.i > done and not token.is_space and token.i not in self.aside:
                    done = max(done, self._resolve(token))
        self.pronouns.first_person()
        self.roles.record()

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
        if self.pointers.pair(token) or self.pointers.resolve(token):
            return i
        if nominal := nominal_at(token):
            self.descriptions.nominal(nominal)
            return i
        self.pronouns.resolve(token)
        return i

    def see(
        self,
        head: Token,
        start: int,
        end: int,
        actors: tuple[str, ...],
        form: MentionForm,
        *,
        use: Use = "actor",
        plural: bool = False,
        remember: bool = True,
    ) -> None:
        """Record tokens [start, end) as a mention of `actors`, and remember who was seen."""
        alone = head.dep_ not in ("amod", "compound", "nmod")
        if start and alone and form in ("name", "metonym"):
            start -= self.draft.doc[start - 1].lower_ == "the"
        span = self.draft.doc[start:end]
        left = span.start_char
        right = left + len(span.text.rstrip())
        for actor in actors or (None,):
            self.draft.mentions.append(Mention(left, right, actor, form, use))
        if use == "place" or not actors:
            return
        for token in span:
            self.draft.referents.setdefault(token.i, actors)
        self.draft.referents[head.i] = actors
        if remember:
            self.memory.see(actors, self.sentence, subject=self.is_subject(head), plural=plural)
            self._join(head, start, actors)

    def is_subject(self, head: Token) -> bool:
        """Whether the phrase is a subject, or an object that is the subject of what follows."""
        token = head
        while token.dep_ in ("conj", "appos", "compound", "nmod") and token.head.i != token.i:
            token = token.head
        if token.dep_ in SUBJECTS:
            return True
        return token.dep_ == "dobj" and any(c.dep_ == "xcomp" for c in token.head.children)

    def _join(self, head: Token, start: int, actors: tuple[str, ...]) -> None:
        """Remember "A and B" as a pair, told by the words between two names."""
        doc = self.draft.doc
        before = start - 1
        while before > 0 and doc[before].lower_ in ("the", ","):
            before -= 1
        if before < 1 or doc[before].lower_ not in ("and", "&"):
            return
        other = self.draft.referents.get(before - 1, ())
        if other and not set(other) & set(actors):
            self.memory.see(other + actors, self.sentence, subject=self.is_subject(head))

    def _person(self, name: PersonName) -> None:
        seen = [self.roles.actor_of(person) for person in name.persons]
        latest = self.memory.kind(self.sentence, lambda a: a.id in seen) if len(seen) > 1 else ()
        actor = latest[0] if latest and latest[0] in seen else seen[0]
        span = self.draft.doc[name.start : name.end]
        alias = clean_name(span.text)
        known = self.draft.actors[actor]
        self.cast.add("person", known.name, alias=alias, key=self.roles.key_of(actor))
        self.see(span.root, name.start, name.end, (actor,), "name")
        self.roles.spread(name, actor)

    def _entry(self, hit: Hit) -> None:
        entry, span = hit.entry, self.draft.doc[hit.start : hit.end]
        head = span.root
        if entry.kind == "demonym" and nominal_at(head.head) and head.dep_ in MODIFIERS:
            return  # "Tuareg rebels": the noun is the actor
        if entry.kind in ("country", "adjective", "capital"):
            assert entry.country is not None
            state = self.cast.state(entry.country, alias=None)
            use: Use = "actor" if entry.kind == "adjective" else use_of(head)
            if use == "place":
                self.memory.locate(entry.country, self.sentence)
            form: MentionForm = "metonym" if entry.kind == "capital" else "name"
            located = entry.kind == "capital" and use == "place"
            self.see(
                head,
                hit.start,
                hit.end,
                () if located else (state,),
                form,
                use=use,
                remember=entry.kind != "adjective",
            )
            if entry.kind == "adjective":
                self.memory.locate(entry.country, self.sentence, weight=1.0)
            return
        use = "actor"
        if entry.kind == "seat":
            use = use_of(head)
        elif entry.kind == "region" and head.dep_ not in (*SUBJECTS, "poss", "amod"):
            use = "place"
        if use == "place":
            self.see(head, hit.start, hit.end, (), "name", use="place")
            return
        country = entry.country
        actor = self.cast.add(
            KIND_OF_ENTRY[entry.kind], entry.name, country=country, sector=entry.sector
        )
        if entry.kind in ("body", "outlet", "group"):
            self.named.add(actor)
        for alias in entry.aliases:
            self.cast.add(KIND_OF_ENTRY[entry.kind], entry.name, country=country, alias=alias)
        form = "metonym" if entry.kind == "seat" else "name"
        plural = entry.kind == "demonym"
        self.see(head, hit.start, hit.end, (actor,), form, plural=plural)

    def _place(self, token: Token) -> None:
        place = self.draft.places[self.draft.locations[token.i]]
        self.draft.mentions.append(Mention(place.start, place.end, None, "name", "place"))
        if place.country and place.country in world.states():
            self.memory.locate(place.country, self.sentence)


def words(table: str, key: str) -> list[str]:
    """A list of knowledge/coreference.toml."""
    found = lexicon()[table][key]
    return [str(word) for word in found]
