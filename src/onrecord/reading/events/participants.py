"""Participants of an event: which actors stand in the slots of its frame.

In goes a trigger and a slot of its frame; out come actor ids, through the argument finder that
statements use too. Where nobody is named and the frame allows it, the state of the place that
was hit undergoes the event.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from spacy.tokens import Token

from onrecord.knowledge import world
from onrecord.reading.actors import state_actor
from onrecord.reading.draft import Draft
from onrecord.reading.events.fitting import fits
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.events.slots import aims, carrier, deeds, held, slot_heads
from onrecord.reading.grammar.arguments import agent_phrase, objects, obliques, spread, subjects
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.grammar.operators import is_condition

Reached = tuple[list[str], list[Token]]
"""Actors, and the heads of the phrases that name them."""
PLACES = ("in", "near", "at")
CARRIED = ("at", "into", "to", "for", "with", "against", "on", "from", "between")
SITES = ("in", "near", "along", "off", "around", "on", "from")
BORDERS = ("border", "frontier")
OWNING = ("of", "from", "by", "for", "between", "among")
HOSTILE = ("ASSAULT", "COERCE", "SANCTION")
ABOUT = ("against", "over", "at", "about", "in")
OPPOSING = ("protest", "defiance", "opposition", "anger", "outrage", "response", "rejection")
ONE_SIDED = ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "CONCEDE")
POINTED_BACK = 400
"""Within how many characters before it lies the deed that a noun points back at."""
OPPOSED = ("REQUEST", "REJECT", "ACCUSE", "PROTEST", "ASSAULT", "COERCE")


def fill(
    draft: Draft, trigger: Token, slots: tuple[str, ...], barred: Collection[str] = ()
) -> tuple[list[str], list[Token]]:
    """Actors of the first slot that names any but those `barred`, and the heads that name them."""
    if trigger.pos_ == "NOUN":  # "a mediation mission", itself a body
        barred = {*barred, *draft.who(trigger)}
    for slot in slots:
        if slot in REACHING:
            reached, named = REACHING[slot](draft, trigger, barred)
            if reached:
                return reached, named
        heads = [h for h in slot_heads(trigger, slot) if h.i != trigger.i]
        if slot == "subj" and not named_by(draft, heads):
            heads = _makers(heads) or heads
        if slot in PLACES:  # "at demonstrators", but not "at the embassy of A"
            heads = [h for h in heads if draft.who(h)]
        if not heads and trigger.pos_ == "VERB" and slot in (*CARRIED, "along"):
            things = [t for o in objects(trigger) for t in (o, *held(o))]
            heads = [h for thing in things for h in slot_heads(thing, slot)]
        found = [actor for actor in named_by(draft, heads) if actor not in barred]
        if found:
            return found, heads
    return [], []


def _makers(things: list[Token]) -> list[Token]:
    """Who makes the words, or holds the ceremony, that is said to do it: "A issued a statement
    condemning", "A's letter urging"."""
    found = []
    for noun in (thing for thing in things if thing.pos_ == "NOUN"):
        verb = carrier(noun)
        found += (subjects(verb) if verb is not None else []) or slot_heads(noun, "poss")
    return found


def _promised(draft: Draft, trigger: Token, barred: Collection[str]) -> Reached:
    return _affected(draft, deeds(trigger), barred)


def _conditional(draft: Draft, trigger: Token, barred: Collection[str]) -> Reached:
    """Who has to do something lest a threat be carried out: "will strike unless A pays"."""
    for clause in trigger.subtree:
        heads = subjects(clause) if is_condition(clause) or _is_limit(clause) else []
        if found := [actor for actor in named_by(draft, heads) if actor not in barred]:
            return found, heads
    return [], []


def _is_limit(clause: Token) -> bool:
    """ "until A pays": no condition, but A can end it."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ == "until" for c in clause.children
    )


def _opposed(draft: Draft, trigger: Token, barred: Collection[str]) -> Reached:
    """Whom a protest is against: "a march to demand A's resignation", "a strike over a law that A
    passed", "in protest at the killing of B by A"."""
    verbs = [v for v in (trigger, carrier(trigger)) if v is not None]
    done = [deed for verb in verbs for deed in aims(verb)]
    reached, named = _affected(draft, done, barred)
    if reached:
        return reached, named
    own = {*barred, *(a for verb in verbs for a in named_by(draft, subjects(verb)))}
    for head in [*(h for verb in verbs for h in _grievances(verb)), *filter(_is_opposed, done)]:
        named = [t for t in head.subtree if draft.who(t) and not _is_site(t)]
        inside = [t for t in named if not own & set(draft.who(t))]
        agents = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ == "by"]
        if found := agents or [t for t in inside if _answers(draft, t)]:
            return list(draft.who(found[0])), found[:1]
    return [], []


def _grievances(verb: Token) -> list[Token]:
    """What a protest is said to be about, by its prepositions."""
    found = []
    for child in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ABOUT):
        for head in child.children:
            if head.dep_ == "pobj" and (child.lower_ != "in" or head.lower_ in OPPOSING):
                found.append(head)
    return found


def _is_opposed(aim: Token) -> bool:
    """Whether what a protest is for is to demand, reject or denounce."""
    table = frames()
    known = [*table.of_verb(lemma(aim)), *(f for o in objects(aim) for f in table.of_noun(o)[:1])]
    return any(f.type in OPPOSED for f in known)


def _is_site(token: Token) -> bool:
    """Whether it says where, and not who: "in Peru"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "to", "from", "outside")


def _answers(draft: Draft, token: Token) -> bool:
    """Whether those that a phrase stands for can be the ones who answer for a grievance."""
    return any(
        draft.actors[actor].kind in ("state", "organ", "organization") or draft.actors[actor].sector
        for actor in draft.who(token)
    )


def _meant(draft: Draft, trigger: Token, barred: Collection[str]) -> Reached:
    """Whom what a thing is done for is against: "mobilised reservists for a war against A"."""
    for noun in (h for t in (trigger, *objects(trigger)) for h in obliques(t, "for")):
        for frame in frames().of_noun(noun):
            found, heads = fill(draft, noun, frame.recipient, barred)
            if found:
                return found, heads
    return [], []


def _points_back(noun: Token) -> bool:
    """Whether a noun only points back: "the release", "these arrests", with nothing of its own."""
    definite = any(c.lower_ in ("the", "this", "these") for c in noun.lefts)
    return definite and not any(c.dep_ in ("prep", "acl", "relcl", "poss") for c in noun.children)


def _done_by(draft: Draft, trigger: Token, barred: Collection[str]) -> Reached:
    """Who did the deed, told shortly before, that the object points back at: "A freed B. C
    welcomed the release"."""
    for noun in (o for o in objects(trigger) if _points_back(o)):
        for frame in frames().of_noun(noun)[:1]:
            near = [e for e in draft.events if e.trigger.start > noun.idx - POINTED_BACK]
            alike = [e for e in near if e.type == frame.type and e.mode in (frame.mode, None)]
            told = alike if frame.type in ONE_SIDED and not frame.has("mutual") else []
            actors = told[-1].actors if told else []
            if len(actors) == 1 and actors[0] not in barred and told[-1].recipients:
                return list(actors), []
    return [], []


REACHING: Mapping[str, Callable[[Draft, Token, Collection[str]], Reached]] = {
    "deed": _promised,
    "aim": _opposed,
    "condition": _conditional,
    "cause": _meant,
    "doer": _done_by,
}
"""Slots that no phrase fills: whom a deed or clause that hangs on the trigger reaches."""


def _is_force(draft: Draft, actor: str, countries: Collection[str | None]) -> bool:
    """Whether an actor is the armed force of one of `countries`: what is sent, not who is met."""
    known = draft.actors[actor]
    return known.sector == "MIL" and known.country is not None and known.country in countries


def _affected(draft: Draft, done: list[Token], barred: Collection[str]) -> Reached:
    """Whom deeds that are promised, refused or aimed at reach, by their own frames: "committed
    to assisting A", "agreed to lend money to B", "willing to withdraw its troops from C"."""
    own = {draft.actors[actor].country for actor in barred}
    for deed in done:
        known = [f for f in frames().verbs.get(lemma(deed), ()) if f.recipient]
        known = [f for f in known if not f.plain or fits(draft, deed, f)]
        for slots in [f.recipient for f in known] or [("to", "with", "against")]:
            found, heads = fill(draft, deed, tuple(s for s in slots if s not in REACHING), barred)
            others = [a for a in found if not _is_force(draft, a, own)]
            if others:
                return others, heads
        for noun in slot_heads(deed, "obj"):
            for frame in frames().of_noun(noun):
                answered = lemma(deed) in frames().avenging
                slots = frame.actor if answered else frame.recipient
                found, heads = fill(draft, noun, slots, barred)
                if found:
                    return found, heads
        for frame in known:
            if abroad := foreign_states(draft, deed, frame, list(barred), deep=False):
                return abroad, []
    return [], []


def named_by(draft: Draft, heads: list[Token]) -> list[str]:
    """The actors that the phrases of `heads` stand for, each once."""
    found: list[str] = []
    for head in heads:
        ids = draft.who(head) or _counted(draft, head) or _within(draft, head)
        found += [i for i in ids if i not in found]
    return found


def _counted(draft: Draft, head: Token) -> tuple[str, ...]:
    """ "600 of whom": the nearest plural group before the number; "five of its troops"."""
    of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is None or not (head.like_num or head.lower_ in ("many", "most", "some", "all")):
        return ()
    whole = [c for c in of.children if c.dep_ == "pobj"]
    if whole and whole[0].lower_ == "them" and (ids := draft.who(whole[0])):
        return ids
    if not any(c.lower_ in ("whom", "which", "them") for c in whole):
        return draft.who(whole[0]) or _within(draft, whole[0]) if whole else ()
    for token in reversed(head.doc[head.sent.start : head.i]):
        if token.tag_ in ("NNS", "NNPS") and (ids := draft.who(token)):
            return ids
    return ()


def _within(draft: Draft, head: Token) -> tuple[str, ...]:
    """The owner inside a phrase whose head is no actor ("weapons meant for Hezbollah")."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return ()
    if lemma(head) in BORDERS and (beyond := obliques(head, "with")):
        return tuple(actor for token in beyond for actor in draft.who(token))
    undergo = undergoing(head)
    owning = OWNING[1:] if "of" in undergo else OWNING  # "the killing of A"
    for child in head.children if "poss" not in undergo else ():  # "A's murder"
        if child.dep_ == "poss" and (ids := draft.who(child)):
            return ids
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in owning:
            named = spread(c for c in child.children if c.dep_ == "pobj")
            if found := tuple(dict.fromkeys(i for inner in named for i in draft.who(inner))):
                return found
    for child in head.children:
        if child.dep_ in ("acl", "relcl"):
            for inner in agent_phrase(child) or obliques(child, "for", "to"):
                if ids := draft.who(inner):
                    return ids
    lefts = [c for c in head.lefts if c.dep_ not in undergo]
    before = [draft.who(t) for c in lefts for t in c.subtree]
    return tuple(dict.fromkeys(i for ids in before for i in ids))


def undergoing(noun: Token) -> set[str]:
    """Of "of" and "poss", where those stand who undergo what an event noun tells: the victim of
    "the killing of A" owns nothing, and nobody asks A who asks for "the release of A"."""
    known = frames().of_noun(noun)[:1]
    found = {slot for f in known for slot in f.recipient if slot not in f.actor}
    found |= {"of"} if any(f.type in HOSTILE for f in known) else set()
    if "poss" in found and obliques(noun, "of"):  # "B's killing of A"
        found -= {"poss"}
    return found & {"of", "poss"}


def assailants(draft: Draft, verb: Token) -> list[str]:
    """Who killed, where the clause names the attack and not the attacker: "killed in a clash
    with A", "wounded when B bombed the camp"."""
    table = frames()
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "by", "during", "from", "after"):
            for noun in spread(c for c in child.children if c.dep_ == "pobj"):
                for frame in table.nouns.get(noun.lemma_.lower(), ()):
                    if frame.type == "ASSAULT":
                        found, _ = fill(draft, noun, (*frame.actor, "with", "from"))
                        return found
        if child.dep_ == "advcl" and child.lemma_.lower() in table.verbs:
            frame = table.verbs[child.lemma_.lower()][0]
            if frame.type == "ASSAULT" and verb.lemma_ != child.lemma_:
                found, _ = fill(draft, child, frame.actor)
                return found
    return []


def served(draft: Draft, verb: Token) -> list[str]:
    """Whom the purpose of a deed serves: "sent fighters to support A"."""
    for clause in verb.subtree:
        if clause.lemma_.lower() in frames().purposes and clause.dep_ in ("advcl", "acl", "xcomp"):
            return named_by(draft, objects(clause))
    return []


def foreign_states(
    draft: Draft, verb: Token, frame: Frame, actors: list[str], *, deep: bool = True
) -> list[str]:
    """The states of the places to which a visit goes, if they are not the visitors' own; without
    `deep`, only states that are named themselves ("sent arms to A", "closed its border with A")."""
    mine = {draft.actors[actor].country for actor in actors}
    found: list[str] = []
    for slot in frame.recipient:
        heads = slot_heads(verb, slot)
        if slot in (SITES if deep else CARRIED):
            heads += [h for thing in objects(verb) for h in slot_heads(thing, slot)]
        for head in heads:
            index = draft.locations.get(head.i)
            place = draft.places[index] if index is not None else None
            country = place.country if place and (deep or place.precision == "country") else None
            if country in world.states() and country not in mine:
                found.append(state_actor(draft, str(country)))
        if found:
            break
    return found[:1] if deep else list(dict.fromkeys(found))


def struck_state(draft: Draft, heads: list[Token], trigger: Token) -> list[str]:
    """The state of the place among `heads` or around `trigger`; empty if none is known."""
    for head in [*heads, trigger]:
        tokens = (
            list(head.subtree)
            if head.i != trigger.i
            else [t for c in trigger.children if c.dep_ == "prep" for t in c.subtree]
        )
        if found := state_around(draft, tokens):
            return found
    return []


def state_around(draft: Draft, tokens: Iterable[Token]) -> list[str]:
    """The state in which the first place among `tokens` lies that has one; where a place's own
    is unknown, that of the place before it."""
    for token in tokens:
        index = draft.locations.get(token.i)
        if index is not None:
            country = draft.places[index].country or _last_country(draft, token.idx)
            if country in world.states():
                return [state_actor(draft, str(country))]
    return []


def _last_country(draft: Draft, offset: int) -> str | None:
    known = [p.country for p in draft.places if p.start < offset and p.country in world.states()]
    return known[-1] if known else None


def split_mutual(
    frame: Frame, actors: list[str], recipients: list[str]
) -> tuple[list[str], list[str], bool]:
    """Actors, recipients, and whether the sides have no direction: of two that do a thing
    together the first acts and the others receive; who meets is met."""
    others = [r for r in recipients if r not in actors]
    if frame.has("mutual") and not others and len(actors) > 1:
        return actors[:1], actors[1:], True
    return actors, others, bool(frame.has("mutual") and others and frame.type == "CONSULT")
