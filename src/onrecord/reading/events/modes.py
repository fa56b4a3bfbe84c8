"""Modes: which way of doing it an event is, where words beside the trigger tell.

In goes a trigger with the type and mode of its frame; out come the mode and the word that chose
it. The rows of knowledge/modes.toml say which words choose a mode and where they must stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import tables
from onrecord.reading.events.frames import frames
from onrecord.reading.events.slots import aims, carrier, deeds
from onrecord.reading.grammar.arguments import objects, obliques, spread, subjects
from onrecord.reading.grammar.nominals import lemma

ASKED = ("for", "of", "to", "on", "with")
MEANS = ("with", "by", "using", "from", "in", "during")
SETTINGS = ("at", "in", "on", "by", "over", "via", "during", "through", "of")
MODIFIERS = ("amod", "compound", "nmod")
ACTS = ("REQUEST", "REJECT", "THREATEN", "AGREE")
"""Types whose triggers speak of a deed to come."""


@dataclass(frozen=True)
class Row:
    """Words that choose a mode; `objects` are what a deed must be done to, `over` the modes of a
    trigger that give way."""

    mode: str
    where: tuple[str, ...]
    words: frozenset[str]
    objects: frozenset[str]
    over: frozenset[str]


def mode_of(trigger: Token, type: str, mode: str | None) -> tuple[str | None, Token | None]:
    """The mode of an event of `type`, and the word that chose it; None where its trigger did,
    whose own mode is `mode`."""
    places: dict[str, list[Token]] = {}
    for row in _rows().get(type, ()):
        if mode is not None and mode not in row.over:
            continue
        for where in row.where:
            if where not in places:
                places[where] = PLACES[where](trigger)
            for token in places[where]:
                if _is_one(token, row.words) and _is_done_to(token, row.objects):
                    return row.mode, token
    return mode, None


def _is_one(token: Token, words: frozenset[str]) -> bool:
    """Whether `token` is one of `words`, alone, with the word before it, or with its particle."""
    name = lemma(token)
    if name in words or token.lower_ in words:
        return True
    if token.i and f"{token.nbor(-1).lower_} {name}" in words:
        return True
    return any(f"{name} {c.lower_}" in words for c in token.children if c.dep_ in ("prt", "prep"))


def _is_done_to(deed: Token, wanted: frozenset[str]) -> bool:
    """Whether a deed is done to one of the things that the row wants, if it wants any."""
    return not wanted or any(_is_one(thing, wanted) for thing in _things(deed))


def _things(predicate: Token) -> list[Token]:
    """What a predicate is about, from the nearest on: its objects, what "for" and the like
    bring, and what those hold ("calls for a ceasefire")."""
    found = [*objects(predicate), *obliques(predicate, *ASKED, "from", "in")]
    for thing in found:
        if lemma(thing) in _containers() and len(found) < MAX_THINGS:
            held = [*_modifiers(thing), *obliques(thing, *ASKED)]
            found += [token for token in held if token not in found]
    return found


MAX_THINGS = 20
"""How many things are looked at: phrases nest."""


def _asked(trigger: Token) -> list[Token]:
    """Deeds that are asked, refused or threatened; the trigger itself where it is no such act, but
    the deed ("A must release B")."""
    nouns = [trigger, *(t for t in _things(trigger) if lemma(t) in _containers())]
    clauses = [c for n in nouns for c in n.children if c.dep_ in ("acl", "relcl") and c.i > n.i]
    clauses += [c for v in _verbs(trigger) if v.i != trigger.i for c in [*deeds(v), *aims(v)]]
    found = [*deeds(trigger), *(c for c in clauses if c.pos_ == "VERB")]
    acts = any(frame.type in ACTS for frame in frames().verbs.get(lemma(trigger), ()))
    return found if acts else [*found, trigger]


def _modifiers(trigger: Token) -> list[Token]:
    return [c for c in trigger.children if c.dep_ in MODIFIERS]


def _subjects(trigger: Token) -> list[Token]:
    return [s for verb in _verbs(trigger) for s in subjects(verb)]


def _means(trigger: Token) -> list[Token]:
    found = _behind(trigger, MEANS)
    for verb in _verbs(trigger):
        for clause in verb.children:
            if clause.dep_ == "advcl" and clause.tag_ == "VBG":  # "attacked it, using drones"
                found += objects(clause)
    return found


def _setting(trigger: Token) -> list[Token]:
    return _behind(trigger, SETTINGS)


def _manner(trigger: Token) -> list[Token]:
    return [c for verb in _verbs(trigger) for c in verb.children if c.dep_ == "advmod"]


def _participles(trigger: Token) -> list[Token]:
    return [c for c in trigger.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")]


def _behind(trigger: Token, prepositions: Iterable[str]) -> list[Token]:
    """What prepositions bring, of the trigger and of the verb that carries it."""
    verbs = [trigger, *(v for v in _verbs(trigger) if v.i != trigger.i)]
    heads = [h for verb in verbs for h in obliques(verb, *prepositions)]
    inner = [h for head in heads for h in obliques(head, "of")]
    return spread([*heads, *inner])


def _verbs(trigger: Token) -> list[Token]:
    """The verb of an event: the trigger, or what carries it ("carried out an attack")."""
    if trigger.pos_ in ("VERB", "AUX"):
        return [trigger]
    verb = carrier(trigger)
    return [] if verb is None else [verb]


PLACES: Mapping[str, Callable[[Token], list[Token]]] = {
    "deed": _asked,
    "object": _things,
    "modifier": _modifiers,
    "subject": _subjects,
    "means": _means,
    "setting": _setting,
    "manner": _manner,
    "participle": _participles,
}
"""Where the words of a row can stand, as the table names it."""


@cache
def _containers() -> frozenset[str]:
    return frozenset(tables.keys("modes")["containers"])


@cache
def _rows() -> Mapping[str, tuple[Row, ...]]:
    """The rows by type, in the order of the table."""
    found: dict[str, tuple[Row, ...]] = {}
    for data in tables.keys("modes")["mode"]:
        row = Row(
            mode=data["mode"],
            where=tuple(data["where"]),
            words=frozenset(data["words"]),
            objects=frozenset(data.get("objects", ())),
            over=frozenset(data.get("over", ())),
        )
        for type in data["types"]:
            found[type] = (*found.get(type, ()), row)
    return found
