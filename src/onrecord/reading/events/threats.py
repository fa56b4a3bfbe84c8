"""Threats in words of saying: "A warned that it would strike B", "A said B would pay if it fired".

In goes a verb of saying; out comes the THREATEN event of its speaker, or None: where what is said
is a hostile deed to come, or one under a condition, by the speaker or his own side. Who merely says
what he will do, without a condition, does not threaten but plan; who warns or vows does (the lists
`warning` and `saying` of knowledge/frames.toml). A warning is the trigger, and the deed an event
beside it, as under "threatened to"; of what is merely said the deed is the trigger.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.draft import Draft
from onrecord.reading.events.coded import Coded
from onrecord.reading.events.fitting import fits
from onrecord.reading.events.frames import frames
from onrecord.reading.events.participants import HOSTILE, fill, named_by
from onrecord.reading.events.slots import deeds, slot_heads
from onrecord.reading.grammar.arguments import is_passive, objects, subjects
from onrecord.reading.grammar.factuality import value_of
from onrecord.reading.grammar.nominals import lemma
from onrecord.reading.grammar.operators import condition_of

OFFICIAL = ("GOV", "MIL", None)
TO_COME = ("planned", "conditional")


def is_hostile(draft: Draft, deed: Token) -> bool:
    """Whether a deed is hostile, by its own word or by the noun that it carries ("impose a
    curfew")."""
    table = frames()
    known = [f for f in table.verbs.get(lemma(deed), ()) if fits(draft, deed, f)][:1]
    if lemma(deed) in table.light | table.avenging and not known:
        known = [f for thing in slot_heads(deed, "obj") for f in table.of_noun(thing)[:1]]
    return lemma(deed) in table.hostile or any(f.type in HOSTILE for f in known)


def code_threat(draft: Draft, verb: Token) -> Coded | None:
    """The threat that somebody makes in saying what he will do."""
    table, name = frames(), lemma(verb)
    if name not in table.warning | table.saying or is_passive(verb):
        return None
    actors, heads = fill(draft, verb, ("subj",))
    for deed in (d for d in deeds(verb) if actors and d.dep_ == "ccomp"):
        held = value_of(deed)
        condition = held.condition if held.condition is not None else condition_of(verb)
        meant = condition is not None or name in table.warning
        if not meant or held.factuality not in TO_COME or not is_hostile(draft, deed):
            continue
        if not _is_own(draft, deed, actors, warned=condition is not None and name in table.warning):
            continue
        recipients, others = fill(draft, verb, ("deed", "condition"), actors)
        if not recipients:
            recipients = [a for a in named_by(draft, objects(deed)) if a not in actors]
        if recipients or (name in table.warning and condition is not None):
            told = verb if name in table.warning else deed  # "said": the deed itself tells
            acting = actors if told is verb else named_by(draft, subjects(deed)) or actors
            found = Coded(told, table.threat, acting, recipients, heads + others, "threat", verb)
            found.condition = condition
            return found
    return None


def _is_own(draft: Draft, deed: Token, speakers: list[str], *, warned: bool) -> bool:
    """Whether a deed is done by who speaks or by his own side: himself, what is his, the state or
    forces of an official's country; of a deed that nobody is named to do, whether it is `warned`
    of under a condition."""
    doers = subjects(deed)
    found = named_by(draft, doers)
    if any(a in speakers for a in found):
        return True
    owners = (c for doer in doers for c in doer.children if c.dep_ == "poss")
    if any(a in speakers for owner in owners for a in draft.who(owner)):
        return True
    if not found:
        return warned
    sides = {draft.actors[a].country for a in speakers if draft.actors[a].sector in OFFICIAL}
    return any(
        draft.actors[a].country in sides - {None}
        and draft.actors[a].sector in OFFICIAL
        and draft.actors[a].kind in ("state", "organ")
        for a in found
    )
