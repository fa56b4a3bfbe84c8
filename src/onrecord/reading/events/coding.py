"""Coding: which word of a sentence is an event, and who takes part in it.

In goes a token; out comes the frame that it triggers with its participants, or None: verbs and
adjectives with their arguments, nouns with theirs or with those of the verb that carries them
("held talks"), obligations that a speaker lays on somebody. The frames are data
(knowledge/frames.toml); :mod:`onrecord.reading.events.stage` makes records of what is coded.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.events.participants import (
    assailants,
    carrier,
    deeds,
    fill,
    foreign_states,
    served,
    slot_heads,
    split_mutual,
    struck_state,
)
from onrecord.reading.grammar.arguments import is_passive, word_span
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.statements import innermost, withholds

COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")
HOSTILE = ("ASSAULT", "COERCE", "SANCTION")
UNAGENTED = ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "ACCUSE")
OFFICIAL = ("GOV", "MIL", "LEG", "JUD", None)


def code(draft: Draft, token: Token, coded: list[Coded]) -> Coded | None:
    """The event that `token` triggers, given those `coded` before it in its sentence."""
    if token.pos_ == "VERB" and token.dep_ not in ("acomp", "oprd"):
        return _obligation(draft, token) or _verb(draft, token, coded)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun(draft, token, coded)
    if token.dep_ in ("acomp", "oprd"):
        for frame in frames().adjectives.get(token.lower_, ()):
            return _try_verb(draft, token, frame)
    return None


def is_withheld(verb: Token) -> bool:
    """ "declined to comment": no word, and no deed either."""
    return any(withholds(word) for word in (verb, *verb.children))


def _verb(draft: Draft, verb: Token, coded: list[Coded]) -> Coded | None:
    if is_withheld(verb):
        return None
    table = frames().verbs
    name = lemma(verb)
    bare = not any(c.dep_ == "dobj" for c in verb.children)
    joined = ("prt", "prep") if bare else ("prt",)
    with_particle = [f"{name} {c.lower_}" for c in verb.children if c.dep_ in joined]
    for key in (*with_particle, name):
        for frame in table.get(key, ()):
            if not _is_promised(verb, frame, coded) and (event := _try_verb(draft, verb, frame)):
                return event
    return None


def _is_promised(verb: Token, frame: Frame, coded: list[Coded]) -> bool:
    """Whether a coded verb above promises, refuses or demands this deed, and is the event:
    "agreed to lend", "refused to meet", "urged A to withdraw"."""
    if frame.type not in COOPERATIVE:
        return False
    above = verb.head
    while above.dep_ in ("prep", "conj") and above.head.i != above.i and above.pos_ != "AUX":
        above = above.head
    return any(
        c.trigger.i == above.i
        and (c.frame.has("commissive") or c.frame.has("directive"))
        and verb.dep_ not in ("advcl", "relcl")
        for c in coded
    )


def _try_verb(draft: Draft, verb: Token, frame: Frame) -> Coded | None:
    if not _fits(draft, verb, frame):
        return None
    if frame.has("spoken"):
        return _spoken(draft, verb, frame)
    actors, recipients, heads = _participants(draft, verb, frame)
    if frame.has("crowd") and any(draft.actors[a].sector in OFFICIAL for a in actors):
        return None
    if frame.has("persons") and not any(_is_person(draft, a) for a in actors):
        return None
    if (frame.has("persons") or frame.has("reaching")) and not recipients:
        return None
    if _each_other(verb) and len(actors) > 1:
        return Coded(verb, frame, actors, actors, heads, "verb", verb, mutual=True)
    actors, recipients, mutual = split_mutual(frame, actors, recipients)
    if frame.type == "CONSULT" and not recipients:
        return None
    bare = is_passive(verb) and (frame.has("casualty") or frame.type in ("CONCEDE", "SANCTION"))
    if not actors and not recipients and not bare:
        return None
    if frame.has("states") and not any(draft.actors[r].kind == "state" for r in recipients):
        return None
    if frame.has("directive") and verb.dep_ in ("acl", "advcl") and is_passive(verb):
        return None  # "asked about the case, A said"
    if recipients and not actors and frame.type not in UNAGENTED:
        return None
    if frame.has("commissive") and _threatens(verb):
        frame = frames().verbs["threaten"][0]
    return Coded(verb, frame, actors, recipients, heads, "verb", verb, mutual)


def _threatens(verb: Token) -> bool:
    """Whether what is vowed is hostile: "vowed to retaliate", "promised to punish A"."""
    table = frames()
    return any(
        lemma(deed) in table.hostile or any(f.type in HOSTILE for f in table.of_verb(lemma(deed)))
        for deed in deeds(verb)
    )


def _fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    """Whether the words around `verb` are those that the frame asks for."""
    objects = frame.objects or frame.predicates
    if objects and not (_object_fits(draft, verb, frame) or _predicate_fits(verb, frame)):
        return False
    if frame.subjects and not any(lemma(s) in frame.subjects for s in slot_heads(verb, "subj")):
        return False
    if frame.needs and not _has_needed(verb, frame):
        return False
    if frame.has("passive") and not is_passive(verb):
        return False
    if frame.unless and any(lemma(deed) in frame.unless for deed in deeds(verb)):
        return False
    if frame.deeds and not any(lemma(deed) in frame.deeds for deed in deeds(verb)):
        return False
    if frame.has("infinitive") and not any(c.dep_ == "xcomp" for c in verb.children):
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


def _has_needed(verb: Token, frame: Frame) -> bool:
    """Whether a slot that the frame cannot do without is filled, on the verb or its object."""
    things = [verb, *slot_heads(verb, "obj")]
    return any(slot_heads(thing, slot) for thing in things for slot in frame.needs)


def _participants(
    draft: Draft, verb: Token, frame: Frame
) -> tuple[list[str], list[str], list[Token]]:
    """Actors and recipients of a verb's frame, and the heads of the phrases that name them."""
    actors, heads = fill(draft, verb, frame.actor)
    recipients, others = fill(draft, verb, frame.recipient, actors)
    if "denied" in frame.recipient and (denied := _denied_speakers(draft, verb)):
        recipients = denied
    if frame.has("commissive") and not recipients and len(actors) < 2:
        recipients, others = fill(draft, verb, ("deed",))
    if frame.has("casualty") and not actors:
        actors = assailants(draft, verb)
    if frame.has("place") and not recipients:
        targets = [h for slot in frame.recipient for h in slot_heads(verb, slot)]
        recipients = struck_state(draft, targets, verb)
    if frame.has("purpose") and not recipients:
        recipients = served(draft, verb)
    if not recipients:
        recipients = foreign_states(draft, verb, frame, actors, deep=frame.has("abroad"))
    return actors, recipients, heads + others


def _predicate_fits(verb: Token, frame: Frame) -> bool:
    """ "found A guilty", "held A hostage", "used A as shields"."""
    near = [verb, *verb.children, *(g for c in verb.children for g in c.children)]
    near += [g for c in near if c.dep_ == "prep" and c.lower_ == "as" for g in c.children]
    return any(t.lower_ in frame.predicates for t in near)


def _gives_things(verb: Token) -> bool:
    """Whether what is given is a thing, not a word or a chance."""
    things = slot_heads(verb, "obj")
    return bool(things) and not any(lemma(t) in frames().abstract for t in things)


def _each_other(verb: Token) -> bool:
    """ "accused each other", "one another": what one does the other does too."""
    return any(
        o.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in o.lefts)
        for o in slot_heads(verb, "obj")
    )


def _object_fits(draft: Draft, verb: Token, frame: Frame) -> bool:
    heads = slot_heads(verb, "obj")
    heads = heads or [h for p in ("from", "of", "to", "for") for h in slot_heads(verb, p)]
    for head in heads:
        phrase = [lemma(t) for t in head.subtree if t.dep_ in ("compound", "amod")] + [lemma(head)]
        if lemma(head) in frame.objects or any(
            f"{a} {b}" in frame.objects for a, b in pairwise(phrase)
        ):
            return True
        if "@place" in frame.objects and head.i in draft.locations:
            return True
        inner = [c for p in head.children if p.lower_ == "of" for c in p.children]
        if any(lemma(c) in frame.objects for c in inner):
            return True
    return False


def _spoken(draft: Draft, verb: Token, frame: Frame) -> Coded | None:
    """A deed that a statement ascribes to somebody is an accusation by the speaker."""
    carrying = innermost(draft, word_span(verb))
    recipients, heads = fill(draft, verb, frame.recipient)
    if carrying is None or not recipients or set(recipients) & set(carrying.speakers):
        return None
    return Coded(verb, frame, carrying.speakers, recipients, heads, "verb", verb)


def _obligation(draft: Draft, verb: Token) -> Coded | None:
    """ "A should investigate", said by B: B requests it of A."""
    if not any(c.dep_ == "aux" and c.lower_ in ("should", "must", "ought") for c in verb.children):
        return None
    if (
        verb.dep_ not in ("ROOT", "ccomp", "conj", "parataxis")
        or verb.sent.text.rstrip()[-1:] == "?"
    ):
        return None
    carrying = innermost(draft, word_span(verb))
    recipients, heads = fill(draft, verb, ("subj",))
    if carrying is None or not recipients or set(recipients) & set(carrying.speakers):
        return None
    frame = frames().verbs["urge"][0]
    return Coded(verb, frame, carrying.speakers, recipients, heads, "obligation", verb)


def _denied_speakers(draft: Draft, verb: Token) -> list[str]:
    """Who made the statement that `verb` denies."""
    for statement in draft.statements:
        if statement.cue and statement.cue.start == verb.idx and statement.denies:
            return next(s.speakers for s in draft.statements if s.id == statement.denies)
    return []


def _is_person(draft: Draft, actor: str) -> bool:
    return draft.actors[actor].kind in ("person", "group")


def _violent(verb: Token) -> bool:
    near = {lemma(t) for t in verb.subtree} | {lemma(a) for a in verb.ancestors}
    return bool(near & frames().violence)


def _noun(draft: Draft, noun: Token, coded: list[Coded]) -> Coded | None:
    table = frames().nouns
    before = [c.lower_ for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
    before += [noun.nbor(-1).lower_] if noun.i else []
    keys = (*(f"{word} {lemma(noun)}" for word in before), lemma(noun))
    found = next((k for k in keys if k in table), None)
    if found is None or noun.dep_ in ("compound", "amod", "nmod"):
        return None
    for frame in table[found]:
        if event := _try_noun(draft, noun, frame, coded):
            return event
    return None


def _try_noun(draft: Draft, noun: Token, frame: Frame, coded: list[Coded]) -> Coded | None:
    verb = carrier(noun)
    if _absorbed(noun, frame, coded):
        return None
    if frame.needs and not any(slot_heads(noun, slot) for slot in frame.needs):
        return None
    actors, heads = fill(draft, noun, frame.actor)
    recipients, others = fill(draft, noun, frame.recipient)
    if frame.has("carried") and verb is None and not (actors and recipients):
        return None
    own = bool(actors or recipients)
    if verb is not None:
        actors, recipients = _carried(draft, verb, frame, actors, recipients)
    if frame.has("place") and not recipients:
        anchors = [noun] if verb is None else [noun, verb]
        targets = [h for slot in frame.recipient for a in anchors for h in slot_heads(a, slot)]
        recipients = struck_state(draft, targets, noun)
        if not recipients and verb is not None:
            recipients = struck_state(draft, [], verb)
        own = own or bool(recipients)
    if verb is None and not own:
        return None
    if verb is None and _refers_back(noun) and not (actors and recipients):
        return None
    actors, recipients, mutual = split_mutual(frame, actors, recipients)
    happens = verb is not None and lemma(verb) in frames().happening and frame.type == "ASSAULT"
    if not actors and not recipients and not happens:
        return None
    if frame.type in ("CONSULT", "AGREE", "COOPERATE") and not recipients and verb is None:
        return None
    kind = "carried" if verb is not None else "noun"
    return Coded(noun, frame, actors, recipients, heads + others, kind, verb, mutual)


def _carried(
    draft: Draft, verb: Token, frame: Frame, actors: list[str], recipients: list[str]
) -> tuple[list[str], list[str]]:
    """Participants of a light verb: its subject acts, or undergoes where the verb reverses."""
    subject, _ = fill(draft, verb, ("subj",))
    if verb.lemma_.lower() in frames().reversing and verb.lemma_.lower() not in frames().light:
        source, _ = fill(draft, verb, ("from",))
        return source or actors, subject or recipients
    mine = [s for s in subject if s not in recipients]
    if not recipients:
        recipients, _ = fill(draft, verb, ("with", "to", "on", "against", "dative"))
    return actors or mine, recipients


def _absorbed(noun: Token, frame: Frame, coded: list[Coded]) -> bool:
    """Whether a coded verb (or noun) above this one already codes the same event."""
    for event in coded:
        above = event.trigger
        if above.i == noun.i or not above.is_ancestor(noun):
            continue
        apart = noun.head.lower_ in ("after", "before", "since", "during", "amid", "despite")
        if event.frame.type == frame.type and not apart:
            near = above.i == noun.head.i
            near = near or (noun.head.pos_ != "VERB" and above.i == noun.head.head.i)
            if event.frame.has("casualty") or near:
                return True
        if frame.type in ("AGREE", "SUPPORT", "AID") and noun.head.i == above.i:
            return True
        near = above.i in (noun.head.i, noun.head.head.i, _over(noun).i)
        if event.frame.objects and near and not apart:
            return True
    return False


def _over(noun: Token) -> Token:
    """The verb over "a series of A" or "weeks of A", for A."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return noun.head


def _refers_back(noun: Token) -> bool:
    return any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")
        for c in noun.children
    )
