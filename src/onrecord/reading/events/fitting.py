"""Whether the words around a verb are those that a frame asks for.

In go a verb and a frame; out comes whether its objects, subjects, deeds and prepositions are
those of the row (knowledge/frames.toml).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.reading.draft import Draft
from onrecord.reading.events.factuality import is_announced
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.events.slots import deeds, held, slot_heads
from onrecord.reading.grammar.arguments import is_passive, obliques
from onrecord.reading.grammar.nominals import lemma, nominal_at

PERSONAL = ("he", "him", "she", "her", "they", "them", "we", "us", "who", "whom", "i", "me")
COUNTS = (
    "dozens", "hundreds", "thousands", "scores", "others", "one", "many", "some", "several", "all",
    "both", "most", "none", "nobody", "anybody", "anyone", "somebody", "someone", "everyone",
)  # fmt: skip

SHORT = 5
"""Letters of nouns that are too short to tell by their ending: "list", "hand"."""
CROWDS = ("dozens", "hundreds", "thousands", "scores", "tens", "many", "crowds")

TIMES = ("DATE", "TIME")


def fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    """Whether the words around `verb` are those that the frame asks for."""
    if frame.objects and not _object_fits(draft, verb, frame):
        return False
    if frame.predicates and not _predicate_fits(verb, frame):
        return False
    doers = [t for head in slot_heads(verb, "subj") for t in (head, *held(head))]
    if frame.subjects and not _named_in(draft, doers, frame.subjects):
        return False
    if frame.needs and not _has_needed(verb, frame):
        return False
    if frame.has("passive") and not is_passive(verb):
        return False
    if frame.has("to_come") and not is_announced(verb):
        return False
    if frame.barring and any(t.lower_ in frame.barring for t in _near(verb)):
        return False
    if frame.type == "ASSAULT" and is_mishap(verb):
        return False
    if frame.unless and any(lemma(deed) in frame.unless for deed in deeds(verb)):
        return False
    if frame.deeds and not any(lemma(deed) in frame.deeds for deed in _set_deeds(verb)):
        return False
    if frame.has("infinitive") and not any(map(_is_infinitive, verb.children)):
        return False
    if frame.has("own_object") and not any(
        c.tag_ == "PRP$" for h in slot_heads(verb, "obj") for c in h.children
    ):
        return False
    if frame.has("bare") and any(c.dep_ == "dobj" for c in verb.children):
        return False
    if frame.has("alone") and any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in verb.children):
        return False
    if frame.has("material") and not _gives_things(verb):
        return False
    return not frame.has("violent") or _violent(verb)


def is_mishap(verb: Token) -> bool:
    """Whether nobody did it: "killed in a flood", "a storm hit the town", "struck a mine"."""
    collides = lemma(verb) in frames().colliding and not is_passive(verb)
    if collides and any(lemma(o) in frames().hazards for o in slot_heads(verb, "obj")):
        return True
    if any(_is_when(c) and _befalls(c) for c in _clauses(verb)):
        return True
    causes = [*slot_heads(verb, "subj"), *obliques(verb, "in", "by", "during", "from")]
    return any(lemma(word) in frames().mishaps for cause in causes for word in _named(cause))


def _named(cause: Token) -> list[Token]:
    """A cause and, where it is the name of nobody, the words before it: "Cyclone Hela"."""
    own = cause.pos_ == "PROPN" and nominal_at(cause) is None
    return [cause, *(c for c in cause.children if own and c.dep_ == "compound")]


def _clauses(verb: Token) -> list[Token]:
    """The clauses on a verb, or on one coordinated with it ("killed and injured when")."""
    joined = [c for c in verb.children if c.dep_ == "conj"]
    joined += [verb.head] if verb.dep_ == "conj" else []
    return [c for word in (verb, *joined) for c in word.children if c.dep_ == "advcl"]


def _befalls(clause: Token) -> bool:
    """Whether a clause tells what befell a thing, and nobody's deed ("a ferry capsized")."""
    people = any(is_people(doer) for doer in slot_heads(clause, "subj"))
    return lemma(clause) in frames().befalling and not people and not slot_heads(clause, "obj")


def _is_when(clause: Token) -> bool:
    return any(c.lower_ in ("when", "after", "as") and c.i < clause.i for c in clause.children)


def _is_infinitive(clause: Token) -> bool:
    return clause.dep_ == "xcomp" or (
        clause.dep_ == "ccomp" and any(c.tag_ == "TO" for c in clause.children)
    )


def _has_needed(verb: Token, frame: Frame) -> bool:
    """Whether a slot that the frame cannot do without is filled, on the verb or its object, by
    more than a time ("launched two missiles on Monday")."""
    things = [verb, *slot_heads(verb, "obj")]
    heads = (h for thing in things for slot in frame.needs for h in slot_heads(thing, slot))
    return any(h.ent_type_ not in TIMES for h in heads)


def _set_deeds(verb: Token) -> list[Token]:
    """What is promised, refused or demanded, also by a noun: "gave A two days to leave"."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and _is_bare_infinitive(c)]
    things = [c for c in verb.children if c.dep_ in ("dobj", "oprd")]
    return [*deeds(verb), *clauses, *(d for thing in things for d in deeds(thing))]


def _is_bare_infinitive(clause: Token) -> bool:
    return clause.tag_ == "VB" and any(c.tag_ == "TO" for c in clause.children)


def _predicate_fits(verb: Token, frame: Frame) -> bool:
    """ "found A guilty", "held A hostage", "used A as shields", "called it an act of war"."""
    return any(t.lower_ in frame.predicates or lemma(t) in frame.predicates for t in _near(verb))


def _near(verb: Token) -> list[Token]:
    """What hangs on `verb`, and on that."""
    near = [*verb.children, *(g for c in verb.children for g in c.children)]
    for _ in range(2):  # "the doors of the bank"
        near += [g for c in near if c.dep_ == "prep" for g in c.children if g not in near]
    return near + [g for c in near if c.dep_ == "pobj" for g in c.children if g not in near]


def _gives_things(verb: Token) -> bool:
    """Whether what is given is a thing, not a word or a chance."""
    things = slot_heads(verb, "obj")
    return bool(things) and not any(lemma(t) in frames().abstract for t in things)


def _object_fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    heads = slot_heads(verb, "obj") or slot_heads(verb, "clause")
    heads += [c for c in verb.children if c.dep_ == "dobj" and c not in heads]  # "was given asylum"
    if heads:
        return _named_in(draft, [t for h in heads for t in (h, *held(h))], frame.objects)
    others = [h for p in ("from", "of", "to", "for", "out of") for h in slot_heads(verb, p)]
    return any(_is_one_of(t, frame.objects) for h in others for t in (h, *held(h)))


def _named_in(draft: Draft, heads: Iterable[Token], words: frozenset[str]) -> bool:
    """Whether one of the phrases is one of `words`: of places if "@place" is among them, of
    people if "@person" is."""
    return any(
        _is_one_of(head, words)
        or ("@place" in words and head.i in draft.locations)
        or ("@person" in words and is_people(head))
        or ("@number" in words and _is_number(head))
        for head in heads
    )


def _is_number(head: Token) -> bool:
    """Whether a phrase only counts people: "some 30,000", "thousands of them"."""
    return head.pos_ == "NUM" or head.lower_ in CROWDS


def is_people(head: Token) -> bool:
    """Whether a phrase stands for people, known or not: "he", "two others", "the nine men"."""
    if head.lower_ in PERSONAL:
        return True
    if head.pos_ == "NUM" or head.lower_ in COUNTS:
        counted = [c for p in head.children if p.lower_ == "of" for c in p.children]
        return not counted or any(is_people(c) for c in counted if c.dep_ == "pobj")
    found = nominal_at(head)
    if head.ent_type_ in ("PERSON", "NORP") or (found is not None and found.noun.individual):
        return True
    name = lemma(head)
    return head.pos_ == "NOUN" and len(name) > SHORT and name.endswith(frames().human)


def _is_one_of(head: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of `words`, alone or with the word before it; of a name, whether the
    noun that it stands beside is ("the frigate A", "the frigate, A")."""
    nouns = [head]
    if head.pos_ == "PROPN":
        nouns += [c for c in head.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"]
        nouns += [head.head] if head.dep_ == "appos" else []
    return any(_is_called(noun, words) for noun in nouns)


def _is_called(noun: Token, words: frozenset[str]) -> bool:
    before = [t for t in noun.lefts if t.dep_ in ("compound", "amod")][-1:]
    return lemma(noun) in words or any(f"{lemma(t)} {lemma(noun)}" in words for t in before)


def _violent(verb: Token) -> bool:
    near = {lemma(t) for t in verb.subtree} | {lemma(a) for a in verb.ancestors}
    return bool(near & frames().violence)
