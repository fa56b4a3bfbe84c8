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
from onrecord.reading.events.frames import Frame, frames
from onrecord.reading.grammar.arguments import agent_phrase, objects, obliques, spread, subjects
from onrecord.reading.grammar.nominals import lemma

PLACES = ("in", "near", "at")
CARRIED = ("at", "into", "to", "for", "with", "against", "on", "from", "between")
SITES = ("in", "near", "along", "off", "around", "on")
ABOUT = ("against", "over", "at", "about", "in")
OPPOSING = ("protest", "defiance", "opposition", "anger", "outrage", "response", "rejection")
OPPOSED = ("REQUEST", "REJECT", "ACCUSE", "PROTEST", "ASSAULT", "COERCE")
HANGING = ("if", "unless", "until")


def slot_heads(trigger: Token, slot: str) -> list[Token]:
    """Heads of the phrases that stand in `slot` of `trigger`."""
    if slot == "subj":
        if trigger.dep_ in ("acomp", "oprd"):
            return subjects(trigger.head)
        return subjects(trigger) if trigger.pos_ in ("VERB", "AUX") else []
    if slot == "obj":
        return objects(trigger) if trigger.pos_ in ("VERB", "AUX") else []
    if slot == "poss":
        return spread(c for c in trigger.children if c.dep_ == "poss")
    if slot == "mod":
        return [c for c in trigger.children if c.dep_ in ("amod", "compound", "nmod")]
    if slot == "by":
        return spread(agent_phrase(trigger))
    if slot == "clause":
        return [
            s
            for c in trigger.children
            if c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "acl" and trigger.pos_ == "NOUN")
            for s in spread(g for g in c.children if g.dep_ in ("nsubj", "nsubjpass"))
        ]
    if slot == "holder":  # "both under sanctions": who stands under the noun
        under = trigger.head
        if under.dep_ == "prep" and under.lower_ == "under":
            return spread([_up(under.head)])
        return []
    if slot == "owner":  # "granted her asylum"
        return [c for thing in objects(trigger) for c in thing.children if c.dep_ == "poss"]
    if slot == "dative":  # "gave A a loan"
        return spread(c for c in trigger.children if c.dep_ == "dative" and c.pos_ != "ADP")
    if slot in REACHING or slot in ("speaker", "denied", "that"):
        return []
    return obliques(trigger, slot)


def deeds(governor: Token) -> list[Token]:
    """The verbs that `governor` promises, refuses or demands: "to lend", "to lending"."""
    found = []
    noun = governor.pos_ == "NOUN"  # "its readiness to help"
    for child in governor.children:
        if child.dep_ in (("acl",) if noun else ("xcomp", "ccomp")) and child.pos_ == "VERB":
            found.append(child)
        elif child.dep_ == "prep":
            found += [c for c in child.children if c.dep_ == "pcomp" and c.pos_ == "VERB"]
    return found


def aims(governor: Token) -> list[Token]:
    """What somebody does a thing for: "marched to demand", "blocked a road, demanding"; the parser
    may tie it to the thing ("blocked a road to show their anger")."""
    meant = [c for c in governor.children if c.dep_ in ("advcl", "xcomp", "acl")]
    meant += [c for o in objects(governor) for c in o.children if c.dep_ in ("relcl", "acl")]
    return [
        clause
        for clause in meant
        if clause.tag_ == "VBG" or any(c.tag_ == "TO" for c in clause.children)
    ]


def _up(token: Token) -> Token:
    """From "both" in apposition to the noun that it is said of."""
    while token.dep_ in ("appos", "prep") and token.head.i != token.i:
        token = token.head
    return token


def carrier(noun: Token) -> Token | None:
    """The light verb that carries an event noun: "held talks", "talks were held", "the attack
    carried out by A", "the talks that A held"."""
    table = frames()
    token = _counted_noun(noun)
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in table.happening:
        return verb
    if token.dep_ == "pobj" and token.head.lower_ in ("out", "on", "in", "for"):
        verb = token.head.head
        if verb.lower_ == "part":  # "takes part in"
            verb = verb.head
        if token.head.lower_ in ("in", "on") and verb.lemma_.lower() in table.being:
            return verb
        if token.head.lower_ == "for":
            return verb if verb.lemma_.lower() in table.going else None
    if token.dep_ in ("dobj", "pobj", "nsubjpass", "oprd") and verb.pos_ == "VERB":
        if verb.lemma_.lower() in table.light | table.reversing:
            return verb
        return None
    for clause in token.children:
        done = clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD")
        if (done or clause.dep_ == "relcl") and clause.lemma_.lower() in table.light | table.making:
            return clause
    return None


def _counted_noun(noun: Token) -> Token:
    """The noun that stands for `noun` in its clause: "a series of meetings", "A and meetings"."""
    token = noun
    for _ in range(3):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
            token = token.head.head
        else:
            break
    return token


def fill(
    draft: Draft, trigger: Token, slots: tuple[str, ...], barred: Collection[str] = ()
) -> tuple[list[str], list[Token]]:
    """Actors of the first slot that names any but those `barred`, and the heads that name them."""
    if trigger.pos_ == "NOUN":  # "a mediation mission", itself a body
        barred = {*barred, *draft.who(trigger)}
    for slot in slots:
        if slot in REACHING:
            reached, named = REACHING[slot](draft, trigger)
            if reached := [actor for actor in reached if actor not in barred]:
                return reached, named
        heads = [h for h in slot_heads(trigger, slot) if h.i != trigger.i]
        if slot == "subj" and not named_by(draft, heads):
            heads = _makers(heads) or heads
        if slot in PLACES:  # "at demonstrators", but not "at the embassy of A"
            heads = [h for h in heads if draft.who(h)]
        if not heads and trigger.pos_ == "VERB" and slot in CARRIED:
            heads = [h for o in objects(trigger) for h in slot_heads(o, slot)]
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


def _promised(draft: Draft, trigger: Token) -> tuple[list[str], list[Token]]:
    return _affected(draft, deeds(trigger))


def _conditional(draft: Draft, trigger: Token) -> tuple[list[str], list[Token]]:
    """Who has to do something lest a threat be carried out: "will strike unless A pays"."""
    for clause in trigger.subtree:
        heads = subjects(clause) if clause.dep_ == "advcl" else []
        conditional = heads and any(_is_conditional(c, heads[0]) for c in clause.children)
        if conditional and (found := named_by(draft, heads)):
            return found, heads
    return [], []


def _is_conditional(word: Token, subject: Token) -> bool:
    """Whether a word makes a condition of its clause: "unless A pays", "should A pay"."""
    inverted = word.dep_ == "aux" and word.lower_ == "should" and word.i < subject.i
    return inverted or (word.dep_ == "mark" and word.lower_ in HANGING)


def _opposed(draft: Draft, trigger: Token) -> tuple[list[str], list[Token]]:
    """Whom a protest is against: "a march to demand A's resignation", "a strike over a law that A
    passed", "in protest at the killing of B by A"."""
    verbs = [v for v in (trigger, carrier(trigger)) if v is not None]
    done = [deed for verb in verbs for deed in aims(verb)]
    reached, named = _affected(draft, done)
    if reached:
        return reached, named
    own = {actor for verb in verbs for actor in named_by(draft, subjects(verb))}
    for head in [*(h for verb in verbs for h in _grievances(verb)), *filter(_is_opposed, done)]:
        named = [t for t in head.subtree if draft.who(t) and not _is_site(t)]
        inside = [t for t in named if not own & set(draft.who(t))]
        agents = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ == "by"]
        for token in (*agents, *(t for t in inside if _answers(draft, t))):
            return list(draft.who(token)), [token]
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


REACHING: Mapping[str, Callable[[Draft, Token], tuple[list[str], list[Token]]]] = {
    "deed": _promised,
    "aim": _opposed,
    "condition": _conditional,
}
"""Slots that no phrase fills: whom a deed or clause that hangs on the trigger reaches."""


def _affected(draft: Draft, done: list[Token]) -> tuple[list[str], list[Token]]:
    """Whom deeds that are promised, refused or aimed at reach, by their own frames: "committed
    to assisting A", "agreed to lend money to B"."""
    for deed in done:
        known = [frame.recipient for frame in frames().verbs.get(lemma(deed), ())]
        for slots in known or [("to", "with", "against")]:
            found, heads = fill(draft, deed, tuple(s for s in slots if s not in REACHING))
            if found:
                return found, heads
        for noun in slot_heads(deed, "obj"):
            for frame in frames().nouns.get(lemma(noun), ()):
                found, heads = fill(draft, noun, frame.recipient)
                if found:
                    return found, heads
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
    if not any(c.lower_ in ("whom", "which", "them") for c in whole):
        return draft.who(whole[0]) if whole else ()
    for token in reversed(head.doc[head.sent.start : head.i]):
        if token.tag_ in ("NNS", "NNPS") and (ids := draft.who(token)):
            return ids
    return ()


def _within(draft: Draft, head: Token) -> tuple[str, ...]:
    """The owner inside a phrase whose head is no actor ("weapons meant for Hezbollah")."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return ()
    for child in head.children:
        if child.dep_ == "poss" and (ids := draft.who(child)):
            return ids
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by", "for", "between", "among"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (ids := draft.who(inner)):
                    return ids
    for child in head.children:
        if child.dep_ in ("acl", "relcl"):
            for inner in agent_phrase(child) or obliques(child, "for", "to"):
                if ids := draft.who(inner):
                    return ids
    before = [draft.who(t) for c in head.lefts for t in c.subtree]
    return tuple(dict.fromkeys(i for ids in before for i in ids))


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
