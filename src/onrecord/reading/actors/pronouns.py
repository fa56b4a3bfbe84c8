"""Pronouns: "her", "it", "they", "which", and "we", which needs the speaker.

In goes a pronoun of a scene; out comes the actor or actors that it stands for, by the memory
of the scene. Relative pronouns stand for the head of their clause; first-person pronouns are
resolved when the whole text has been read, by who speaks the words in which they stand.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.model import Span
from onrecord.reading.actors.scene import Scene
from onrecord.reading.grammar.arguments import antecedent, subjects
from onrecord.reading.grammar.labels import label_before
from onrecord.reading.grammar.nominals import lemma, lexicon

BODIES = ("state", "organ", "organization", "group")
THINGS = ("state", "organ", "organization")
EXPLETIVE_VERBS = ("be", "remain", "seem", "appear", "become")


class Pronouns:
    """Resolves the pronouns of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.draft = scene.draft
        self.of_word = {
            word: person for person, words in lexicon()["pronouns"].items() for word in words
        }
        self._waiting: list[Token] = []

    def resolve(self, token: Token) -> None:
        """Resolve `token` if it is a pronoun."""
        if token.tag_ in ("WP", "WDT", "WP$"):
            self._relative(token)
            return
        person = self.of_word.get(token.lower_)
        if person is None or token.pos_ not in ("PRON", "DET"):
            return
        if person in ("i", "we"):
            if token.text != "US":
                self._waiting.append(token)
            return
        if person == "it" and (_is_expletive(token) or _is_judged(token)):
            return
        others = self._others(token)
        self.scene.memory.barred = others or self.scene.subjects_of_clause(token)
        own = () if others else self._coordinated(token) or self._own(token, person)
        actors = own or self._third(token, person)
        self.scene.memory.barred = frozenset()
        if actors:
            self._record(token, actors, plural=person == "they")

    def _others(self, token: Token) -> frozenset[str]:
        """ "A summoned its envoy": whoever does that, whose envoy it is not."""
        noun = token.head
        if token.dep_ != "poss" or lemma(noun.head) not in lexicon()["foreign"]["verbs"]:
            return frozenset()
        doers = subjects(noun.head) if noun.dep_ == "dobj" else []
        return frozenset(a for doer in doers for a in self.draft.referents.get(doer.i, ()))

    def _coordinated(self, token: Token) -> tuple[str, ...]:
        """ "the state and its allies": the possessor is what stands before the "and"."""
        noun = token.head
        if token.dep_ != "poss" or noun.dep_ != "conj":
            return ()
        return self.draft.referents.get(noun.head.i, ())

    def _own(self, token: Token, person: str) -> tuple[str, ...]:
        """ "helped A retake its region": what has a thing is the subject of the clause; "A said it
        was ready": who does what A says is A."""
        if person != "it" or token.dep_ not in ("poss", "nsubj"):
            return ()
        verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
        told = token if token.dep_ == "nsubj" else token.head
        if verb is not None and verb.dep_ == "ccomp" and told in _subjects(verb):
            verb = verb.head  # "A said its officers had been shot"
        elif token.dep_ == "nsubj":
            return ()
        around = list(verb.children) if verb is not None else []
        if token.dep_ == "nsubj" and any(c.dep_ in ("dobj", "dative") for c in around):
            return ()  # "told B that it must leave"
        named = [c for c in around if c.dep_ == "nsubj"]
        if len(named) != 1 or named[0].i > token.i:
            return ()
        actors = self.draft.referents.get(named[0].i, ())
        things = all(self.draft.actors[a].kind in THINGS for a in actors)
        return actors if things and len(actors) == 1 else ()

    def _third(self, token: Token, person: str) -> tuple[str, ...]:
        memory, sentence = self.scene.memory, self.scene.sentence
        if person == "he":
            return memory.person(sentence, "m")
        if person == "she":
            return memory.person(sentence, "f")
        if person == "they":
            return memory.many(sentence, token.dep_)
        return memory.thing(sentence, token.dep_)

    def _relative(self, token: Token) -> None:
        head = antecedent(token)
        if head.i == token.i and token.dep_ == "pobj" and token.head.dep_ == "prep":
            clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
            head = clause.head if clause is not None else token
        actors = self.draft.referents.get(head.i, ())
        if head.i != token.i and actors:
            self._record(token, actors, plural=len(actors) > 1)

    def _record(self, token: Token, actors: tuple[str, ...], *, plural: bool) -> None:
        self.scene.see(token, token.i, token.i + 1, actors, "pronoun", plural=plural)

    def in_first_person(self) -> bool:
        """Whether the text has spoken of itself as "I" or "we" so far."""
        return bool(self._waiting)

    def first_person(self) -> None:
        """Resolve "I" and "we" by who speaks them."""
        for token in self._waiting:
            speaker, named = self._speaker(token)
            if speaker is None:
                continue
            actor = self.draft.actors[speaker]
            plural = self.of_word[token.lower_] == "we"
            if plural and named is not None and (body := self._spoken_for(named)):
                speaker = body
            elif self.of_word[token.lower_] == "i":
                if actor.kind != "person":
                    continue
            elif actor.kind == "person" and actor.country in world.states():
                speaker = self.scene.cast.state(str(actor.country))
            self.scene.see(token, token.i, token.i + 1, (speaker,), "pronoun", remember=False)

    def _spoken_for(self, named: Token) -> str | None:
        """The body that a spokesman is named after: "a Hamas spokesman", "a spokesman for the
        army"."""
        words = list(named.subtree)
        spokesmen = lexicon()["speech"]["spokesmen"]
        if not any(t.lemma_.lower() in spokesmen for t in words):
            return None
        own = self.draft.referents.get(named.i, ())
        ids = [a for t in words for a in self.draft.referents.get(t.i, ()) if a not in own]
        bodies = [a for a in ids if self.draft.actors[a].kind in BODIES]
        return bodies[0] if bodies else None

    def _label(self, token: Token) -> Token | None:
        """The head of the words that a colon parts from the quotation in which `token` stands."""
        for quote in self.draft.quotes:
            if quote.start <= token.idx < quote.end:
                label = label_before(self.draft.tokens(quote)[0])
                return label.root if label is not None else None
        return None

    def _speaker(self, token: Token) -> tuple[str | None, Token | None]:
        """The label of the quotation, or the subject of the nearest verb of speech around, as an
        actor and the word that names it; else who the whole text is by. Outside a quotation only
        the verb of speech that governs the word counts: "he claimed it. We reject that" is two."""
        label = self._label(token)
        if label is not None and len(ids := self.draft.referents.get(label.i, ())) == 1:
            return ids[0], label
        verbs = lexicon()["speech"]["verbs"]
        quoted, above = self.draft.quoted(token.idx), {a.i for a in token.ancestors}
        passage = self.draft.passage_at(token.idx)
        around = Span(passage.start, passage.end) if passage else Span(token.idx, token.idx + 1)
        near = self.draft.tokens(around)
        sentences = [t.sent for t in near if t.is_sent_start or t.i == near.start]
        here = [s for s in sentences if s.start <= token.i < s.end]
        for sentence in here + sentences:
            for verb in sentence:
                if verb.lemma_ not in verbs or verb.pos_ != "VERB":
                    continue
                if not quoted and verb.i not in above:
                    continue
                for child in verb.children:
                    if child.dep_ == "nsubj" and child.i != token.i:
                        ids = self.draft.referents.get(child.i, ())
                        if len(ids) == 1 and self.draft.actors[ids[0]].kind != "state":
                            return ids[0], child
        return self.author(), None

    def author(self) -> str | None:
        """Who a text in the first person is by: the subject that it opens with."""
        for seen in self.scene.memory.sightings:
            if seen.subject and len(seen.actors) == 1:
                return seen.actors[0]
        return None


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]


def _is_judged(token: Token) -> bool:
    """ "condemned it": who is condemned is named, what is done is "it"."""
    return token.dep_ == "dobj" and lemma(token.head) in lexicon()["judging"]["verbs"]


def _is_expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in EXPLETIVE_VERBS:
        return False
    return any(c.dep_ in ("acomp", "attr") for c in verb.children) and any(
        c.dep_ in ("ccomp", "xcomp", "advcl") for c in verb.children
    )
