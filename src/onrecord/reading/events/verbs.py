"""Event verbs and adjectives, with their arguments; obligations that a speaker lays on somebody.

In goes a word, with what is coded before it in its sentence; out comes the event of the first
of its frames that fits, or None.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Actor
from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded, is_promised, is_repeated
from onrecord.reading.events.fitting import fits
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.events.participants import (
    HOSTILE,
    assailants,
    fill,
    foreign_states,
    named_by,
    served,
    split_mutual,
    struck_state,
)
from onrecord.reading.events.sites import site_of
from onrecord.reading.events.slots import deeds, slot_heads
from onrecord.reading.events.threats import code_threat, is_hostile
from onrecord.reading.grammar.arguments import agent_phrase, is_passive, word_span
from onrecord.reading.grammar.nominals import is_plural, lemma
from onrecord.reading.statements import innermost, withholds
from onrecord.reading.times import time_beside

UNAGENTED = ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "ACCUSE", "PROTEST")
PARTICLES = ("aside", "away", "back", "home", "off", "out", "over", "down", "up", "round")
OBLIGING = ("should", "must", "ought")
ANY = "*"
"""The key of rows that fit any verb."""
LAWLESS = ("REB", "UAF", "CRM")
OFFICIAL = ("GOV", "MIL", "LEG", "JUD")


def code_adjective(draft: Draft, word: Token) -> Coded | None:
    """The event that a predicative adjective codes: "is ready to help"."""
    for frame in frames().adjectives.get(word.lower_, ()):
        return _try_verb(draft, word, frame)
    return None


def is_withheld(verb: Token) -> bool:
    """ "declined to comment": no word, and no deed either."""
    return any(withholds(word) for word in (verb, *verb.children))


def code_verb(draft: Draft, verb: Token, coded: list[Coded]) -> Coded | None:
    table = frames().verbs
    name = lemma(verb)
    talks = any(lemma(deed) in frames().talks for deed in deeds(verb))
    withheld = is_withheld(verb) and not (name == "refuse" and talks)
    if withheld or is_repeated(verb, table.get(name, ()), coded):
        return None
    for key in (*(f"{name} {particle}" for particle in _particles(verb)), name, ANY):
        for frame in table.get(key, ()):
            if not is_promised(verb, frame, coded) and (event := _try_verb(draft, verb, frame)):
                return event
    return code_threat(draft, verb)


def _particles(verb: Token) -> list[str]:
    """The words that make another verb of it: particles ("handed over", "forced A out"), and
    prepositions where it has no object ("called on")."""
    bare = not any(c.dep_ == "dobj" for c in verb.children)
    found = [
        child.lower_
        for child in verb.children
        if child.dep_ == "prt"
        or (child.dep_ == "prep" and (bare or child.lower_ == "out"))
        or (child.dep_ == "advmod" and child.lower_ in PARTICLES)
    ]
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if (after.tag_ == "RP" or after.lower_ == "back") and after.lower_ not in found:
        found.append(after.lower_)  # "handed over 700 tents": the parser counts it to the number
    return found


def _try_verb(draft: Draft, verb: Token, frame: Frame) -> Coded | None:
    if not fits(draft, verb, frame):
        return None
    if frame.has("spoken"):
        return _spoken(draft, verb, frame)
    actors, recipients, heads = _participants(draft, verb, frame)
    if not _may_act(draft, frame, actors) or (frame.has("reaching") and not recipients):
        return None
    if _each_other(verb) and len(actors) > 1:
        return Coded(verb, frame, actors, actors, heads, "verb", verb, mutual=True)
    actors, recipients, mutual = split_mutual(frame, actors, recipients)
    if not _is_told(draft, verb, frame, actors, recipients):
        return None
    if frame.has("commissive") and frame.has("mutual") and _agrees_harm(draft, verb):
        return None  # "agreed to blacklist A", "agreed sanctions": the deed is the event
    if frame.has("commissive") and frame.type != "REJECT" and _threatens(draft, verb):
        frame = frames().threat
    if frame.has("taking") and _are_lawless(draft, actors):
        frame = frames().abduction
    return Coded(verb, frame, actors, recipients, heads, "verb", verb, mutual)


def _may_act(draft: Draft, frame: Frame, actors: list[str]) -> bool:
    """Whether those who act are such as the row is about: people, a crowd."""
    official = [_is_official(draft.actors[a]) for a in actors]
    if (frame.has("crowd") and any(official)) or (frame.has("official") and not all(official)):
        return False
    return not frame.has("persons") or any(_is_person(draft, a) for a in actors)


def _is_told(
    draft: Draft, verb: Token, frame: Frame, actors: list[str], recipients: list[str]
) -> bool:
    """Whether the clause names sides enough: one that a row is plain without needs none."""
    joint = frame.has("gathering") or (frame.has("together") and _are_several(verb))
    if not recipients and (frame.has("persons") or (frame.type == "CONSULT" and not joint)):
        return False
    bare = is_passive(verb) and (frame.has("casualty") or frame.type in ("CONCEDE", "SANCTION"))
    alone = frame.plain and _is_news(draft, verb) and not _is_toll(verb, frame)
    if not actors and not (alone or (recipients and frame.type in UNAGENTED)):
        return bare and not recipients
    if frame.has("states") and not any(draft.actors[r].kind == "state" for r in recipients):
        return False
    return not (frame.has("directive") and (_is_aside(verb) or "?" in verb.sent.text))


def _is_aside(verb: Token) -> bool:
    """Whether somebody was only asked: "asked about the case, A said"."""
    own = any(c.dep_ in ("nsubj", "dobj", "ccomp", "xcomp") for c in verb.children)
    participle = verb.tag_ in ("VBN", "VBD") and not own
    return verb.dep_ in ("acl", "advcl") and (is_passive(verb) or participle)


def _are_lawless(draft: Draft, actors: list[str]) -> bool:
    """Whether those who take somebody away can arrest nobody: rebels, gunmen, gangs."""
    return bool(actors) and all(draft.actors[a].sector in LAWLESS for a in actors)


def _are_several(verb: Token) -> bool:
    """Whether those who do it are more than one: "the two presidents met"."""
    doers = slot_heads(verb, "subj")
    return len(doers) > 1 or any(is_plural(d) or d.lower_ in ("they", "both") for d in doers)


def _is_toll(verb: Token, frame: Frame) -> bool:
    """Whether it counts on what the verb before tells: "nine were killed and 23 wounded"."""
    before = frames().verbs.get(lemma(verb.head), ()) if verb.dep_ == "conj" else ()
    return frame.has("casualty") and any(f.has("casualty") for f in before)


def _is_news(draft: Draft, verb: Token) -> bool:
    """Whether a clause tells news where nobody is named: a participle at a noun does if it says
    when or where ("a truce signed in Lima on Monday"), and else only describes."""
    if verb.dep_ not in ("acl", "amod") or not is_passive(verb):
        return True
    return time_beside(draft, verb) is not None or site_of(draft, verb, None) is not None


def _is_official(actor: Actor) -> bool:
    """Whether it is no crowd: a state, or its government or forces."""
    unnamed = actor.sector is None and actor.kind not in ("population", "group")
    return unnamed or actor.sector in OFFICIAL


def _agrees_harm(draft: Draft, verb: Token) -> bool:
    """Whether what is agreed is hostile, as a deed or as a thing."""
    things = [f for thing in slot_heads(verb, "obj") for f in frames().of_noun(thing)[:1]]
    return any(f.type in HOSTILE for f in things) or _threatens(draft, verb)


def _threatens(draft: Draft, verb: Token) -> bool:
    """Whether what is vowed is hostile: "vowed to retaliate", "prepared to impose a curfew"."""
    return any(is_hostile(draft, deed) for deed in deeds(verb))


def _participants(
    draft: Draft, verb: Token, frame: Frame
) -> tuple[list[str], list[str], list[Token]]:
    """Actors and recipients of a verb's frame, and the heads of the phrases that name them."""
    actors, heads = fill(draft, verb, frame.actor)
    if frame.has("casualty") and verb.dep_ == "advcl" and (by := agent_phrase(verb.head)):
        actors = named_by(draft, by)  # "was attacked by A, killing three"
    recipients, others = fill(draft, verb, frame.recipient, actors)
    if "denied" in frame.recipient and (denied := _denied_speakers(draft, verb)):
        recipients = denied
    if frame.has("commissive") and not recipients and len(actors) < 2:
        recipients, others = fill(draft, verb, ("deed",), actors)
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


def _each_other(verb: Token) -> bool:
    """ "accused each other", "one another": what one does the other does too."""
    return any(
        o.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in o.lefts)
        for o in slot_heads(verb, "obj")
    )


def _spoken(draft: Draft, verb: Token, frame: Frame) -> Coded | None:
    """A deed that a statement ascribes to somebody is an accusation by the speaker."""
    carrying = innermost(draft, word_span(verb))
    recipients, heads = fill(draft, verb, frame.recipient)
    if carrying is None or set(recipients) & set(carrying.speakers):
        return None
    if frame.type == "THREATEN":
        return Coded(verb, frame, carrying.speakers, recipients, heads, "obligation", verb)
    if not recipients:
        return None
    return Coded(verb, frame, carrying.speakers, recipients, heads, "verb", verb)


def code_obligation(draft: Draft, word: Token) -> Coded | None:
    """ "A should investigate", "A has to be ready", said by B: B requests it of A."""
    clause = _bound(word)
    if clause is None or "?" in word.sent.text:
        return None
    if clause.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
        return None
    carrying = innermost(draft, word_span(word))
    recipients, heads = fill(draft, clause, ("subj",))
    if carrying is None or not recipients or set(recipients) & set(carrying.speakers):
        return None
    frame = frames().verbs["urge"][0]
    return Coded(word, frame, carrying.speakers, recipients, heads, "obligation", clause)


def _bound(word: Token) -> Token | None:
    """The head of the clause that says that `word` is to be done, if it does: "must do", "has to
    do", "must be ready"."""
    over = word.head
    if word.dep_ == "xcomp" and over.lemma_ in ("have", "need"):
        bare = not any(c.dep_ == "dobj" for c in over.children)
        return over if bare and any(c.tag_ == "TO" for c in word.children) else None
    clause = word
    if word.dep_ in ("acomp", "oprd"):  # "must be ready to help", and not "must be proud"
        clause = over if any(c.dep_ == "xcomp" for c in word.children) else word
    helping = [c for c in clause.children if c.dep_ == "aux"]
    perfect = any(c.lemma_ == "have" for c in helping)  # "must have gone" is a guess
    return clause if not perfect and any(c.lower_ in OBLIGING for c in helping) else None


def _denied_speakers(draft: Draft, verb: Token) -> list[str]:
    """Who made the statement that `verb` denies."""
    for statement in draft.statements:
        if statement.cue and statement.cue.start == verb.idx and statement.denies:
            return next(s.speakers for s in draft.statements if s.id == statement.denies)
    return []


def _is_person(draft: Draft, actor: str) -> bool:
    return draft.actors[actor].kind in ("person", "group")
