"""The scene: what is known at the point of a document that is being read.

It holds the cast, the memory of who was seen, and the sentence under way; :meth:`Scene.see`
is the one place where a mention is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Mention, MentionForm, Use
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.names import Names
from onrecord.reading.actors.salience import Memory, Sighting
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import UNDERGOING, above, subjects
from onrecord.reading.grammar.nominals import lemma

IN_PHRASE = ("conj", "appos", "compound", "nmod")
OWNERS = ("amod", "compound", "nmod", "poss")
SUBJECTS = ("nsubj", "nsubjpass", "agent", "csubj")


@dataclass(frozen=True)
class Description:
    """A phrase that described somebody: its head noun, all its words, whom, and where."""

    noun: str
    words: frozenset[str]
    actors: tuple[str, ...]
    sentence: int


class Scene:
    """The state of one pass over a document; `named` holds the bodies seen by name, `persons`
    whom the tokens of persons' names stand for, `homes` the states in which the report was written
    and published."""

    def __init__(self, draft: Draft, names: Names) -> None:
        self.draft = draft
        self.names = names
        self.cast = Cast(draft)
        self.memory = Memory(draft.actors)
        self.sentence = 0
        self.named: set[str] = set()
        self.stateless: set[str] = set()
        self.paragraph = 0
        self.described: list[Description] = []
        self.persons: dict[int, str] = {}
        self.homes: frozenset[str] = frozenset()

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
        if form in ("nominal", "title"):
            words = frozenset(token.lower_ for token in span)
            self.described.append(Description(lemma(head), words, actors, self.sentence))
        if remember:
            self.memory.see(self._sighting(head, actors, plural=plural or len(actors) > 1))
            self._join(head, start, actors)

    def see_thing(self, noun: Token) -> None:
        """Remember a thing that is no actor, and whose it is."""
        owners = {
            child.i: self.draft.referents[child.i]
            for child in noun.children
            if child.dep_ in OWNERS and child.i in self.draft.referents
        }
        whose = owners[max(owners)] if owners else ()
        plural = noun.tag_ in ("NNS", "NNPS")
        self.memory.see(self._sighting(noun, whose, plural=plural, thing=True))

    def _sighting(
        self, head: Token, actors: tuple[str, ...], *, plural: bool, thing: bool = False
    ) -> Sighting:
        subject = self.is_subject(head)
        return Sighting(
            actors,
            self.sentence,
            subject=subject,
            plural=plural,
            quoted=self.memory.quoted,
            main=subject and self._is_main(head),
            undergoes=head.dep_ in UNDERGOING,
            thing=thing,
        )

    def is_subject(self, head: Token) -> bool:
        """Whether the phrase is a subject, or an object that is the subject of what follows."""
        token = above(head, IN_PHRASE)
        if token.dep_ in SUBJECTS:
            return True
        return token.dep_ == "dobj" and any(c.dep_ == "xcomp" for c in token.head.children)

    def subjects_of_clause(self, token: Token) -> frozenset[str]:
        """Whom an object cannot stand for: the subject of its own verb ("A met him")."""
        phrase = token.head if token.dep_ == "pobj" else token
        verb = phrase.head
        if verb.like_num and verb.dep_ == "dobj":
            verb = verb.head  # "arrested six of them"
        if token.dep_ not in ("dobj", "dative", "pobj") or verb.pos_ != "VERB":
            return frozenset()
        if token.lower_.endswith(("self", "selves")):
            return frozenset()
        return frozenset(a for s in subjects(verb) for a in self.draft.referents.get(s.i, ()))

    def _is_main(self, head: Token) -> bool:
        """Whether the verb of the subject is the sentence's own, not that of a clause in it; a
        clause that opens the sentence, before who says it, is as good ("A left, B said")."""
        token = above(head, IN_PHRASE)
        verb = token.head
        opens = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i
        return verb.dep_ == "ROOT" or opens

    def _join(self, head: Token, start: int, actors: tuple[str, ...]) -> None:
        """Remember "A and B", "A, B and C" as named together, told by the words between names."""
        doc = self.draft.doc
        before = start - 1
        while before > 0 and doc[before].lower_ in ("the", ","):
            before -= 1
        if before < 1 or doc[before].lower_ not in ("and", "&"):
            return
        others = self._listed(before - 1 - (doc[before - 1].text == ","))
        if others and not set(others) & set(actors):
            self.memory.see(self._sighting(head, others + actors, plural=True))

    def _listed(self, last: int) -> tuple[str, ...]:
        """Whom the names stand for that commas part before token `last` and at it: "A, B"."""
        doc, referents = self.draft.doc, self.draft.referents
        named = referents.get(last, ())
        first = last
        while named and first > 0 and referents.get(first - 1) == named:
            first -= 1
        first -= first > 0 and doc[first - 1].lower_ == "the"
        before = (
            self._listed(first - 2) if named and first > 1 and doc[first - 1].text == "," else ()
        )
        return (*(actor for actor in before if actor not in named), *named)
