"""Where an event takes place: the place that the words of its clause tie to it.

In goes an event's trigger and the verb that carries it; out comes the index of a place of the
draft, or None. A place counts if it is reached through phrases of place alone: "in the city of
A", "a hospital in A", but not "in answer to the attack in A" or "a ship that was built in A".
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.draft import Draft

LOCATIVE = (
    "in", "at", "near", "on", "outside", "inside", "into", "across", "around", "off", "over",
    "from", "to", "through", "along", "throughout", "within", "toward", "towards", "onto", "of",
)  # fmt: skip
INNER = ("in", "at", "near", "outside", "inside", "around", "along", "off", "of", "within")
NAMING = ("compound", "amod", "nmod", "poss", "conj", "appos", "nummod", "advmod")

NAMED = ("poss", "compound", "nmod", "amod")


def site_of(draft: Draft, trigger: Token, verb: Token | None, *, deep: bool = False) -> int | None:
    """The place that hangs on `trigger`, else on `verb`, else on the clause around a noun.
    `deep`: the place of what the event brings about counts too ("helped A retake B")."""
    anchors = [trigger] if verb is None or verb.i == trigger.i else [trigger, verb]
    for anchor in anchors:
        for child in anchor.children:
            located = child.dep_ == "prep" and child.lower_ in LOCATIVE
            located = located or child.dep_ in ("dobj", "advmod", "nsubjpass", "npadvmod")
            if located and (found := _first(draft, child)) is not None:
                return found
    for anchor in anchors:
        if (outer := _where(anchor)) is not None and outer.i in draft.locations:
            return draft.locations[outer.i]
    if deep:
        return next((draft.locations[t.i] for t in trigger.subtree if t.i in draft.locations), None)
    return _around(draft, trigger) if trigger.pos_ != "VERB" else None


def own_site(draft: Draft, noun: Token) -> int | None:
    """The place that hangs on `noun` itself: "the raid near Lima", "Lima's riots"."""
    for child in noun.children:
        located = (child.dep_ == "prep" and child.lower_ in LOCATIVE) or child.dep_ in NAMED
        if located and (found := _first(draft, child)) is not None:
            return found
    return None


def clause_of_where(verb: Token) -> Token | None:
    """The verb whose place a "where" clause tells of ("met in A, where they signed")."""
    outer = _where(verb)
    if outer is None:
        return None
    return next((a for a in outer.ancestors if a.pos_ == "VERB"), None)


def _first(draft: Draft, phrase: Token) -> int | None:
    """The first place in `phrase` that phrases of place alone lead to."""
    for token in phrase.subtree:
        if token.i in draft.locations and _leads_to(token, phrase):
            return draft.locations[token.i]
    return None


def _leads_to(token: Token, phrase: Token) -> bool:
    while token.i != phrase.i:
        if token.dep_ == "pobj":
            preposition = token.head
            if preposition.i == phrase.i:
                return True
            allowed = LOCATIVE if preposition.head.i == phrase.i else INNER
            if preposition.lower_ not in allowed or preposition.dep_ != "prep":
                return False
            token = preposition.head
        elif token.dep_ in NAMING:
            token = token.head
        else:
            return False
    return True


def _around(draft: Draft, noun: Token) -> int | None:
    """The place of the verb that governs an event noun."""
    verb = next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
    for child in verb.children if verb is not None else ():
        if child.dep_ in ("prep", "dobj"):
            inside = [draft.locations[t.i] for t in child.subtree if t.i in draft.locations]
            if inside:
                return inside[0]
    return None


def _where(anchor: Token) -> Token | None:
    """What "where" stands for, if `anchor` heads such a clause."""
    if anchor.dep_ != "relcl" or not any(c.lower_ == "where" for c in anchor.children):
        return None
    return anchor.head
