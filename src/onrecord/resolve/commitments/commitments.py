"""Commitments: agreements as lasting records, and what became of them.

In go the tellings of one happening; out comes the agreement that it made, if it made one: its
name, its parties, its day, and the duties with their conditions
(:mod:`onrecord.resolve.commitments.duties`). Later happenings between its parties add reports of
implementation, breach, withdrawal and extension: by the words of knowledge/commitments.toml in a
sentence that names the agreement, by a party's fire on another while a ceasefire holds, and by a
deed in the words of a duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import msgspec

from onrecord.claims import label
from onrecord.knowledge import world
from onrecord.model import Actor, Event, content_id
from onrecord.resolve.commitments.duties import agreement, duties_of, makes, parties
from onrecord.resolve.identity.words import weight, words_of
from onrecord.resolve.records import Commitment, Duty, Fulfilment, FulfilmentKind, Member
from onrecord.resolve.versions.phrases import any_of, lexicon, pattern
from onrecord.resolve.versions.sources import voice_of
from onrecord.resolve.versions.versions import HOLDING, Version, versions_of
from onrecord.words import folded

KINDS: tuple[FulfilmentKind, ...] = ("withdrawal", "breach", "extension", "implementation")
"""What becomes of an agreement, the one first that decides where words of several stand."""
PARTIES = 2
"""Those who make an agreement between them."""
SHARED = 1.2
"""The weight of shared words from which a deed is the one that a duty names."""
ALIKE = 0.7
"""The part of their words from which two duties are one."""
_NAME = r"(?:[A-ZÀ-Þ][\w'’-]*\s){1,4}"


def commitments_of(happening: str, members: Sequence[Member]) -> Commitment | None:
    """The agreement that `members` tell of, or None where they tell of none."""
    told = [
        v
        for v in versions_of(members)
        if v.event is not None and v.stance in HOLDING and makes(v, v.event)
    ]
    if not told:
        return None
    sides = list(dict.fromkeys(label(a) for v in told for a in parties(v)))
    duties = [duty for version in told for duty in duties_of(version)]
    if len(sides) < PARTIES and not duties:
        return None
    days = [d.earliest for v in told if v.event and (d := v.event.date) and d.earliest == d.latest]
    return Commitment(
        content_id("commitment", happening),
        happening,
        next((name for v in told if (name := _name(v))), None),
        sides,
        next((day for day in days if day), None),
        _once(duties),
    )


def fulfilments(commitment: Commitment, later: Sequence[Member]) -> Commitment:
    """`commitment` with what `later`, tellings of later happenings, say became of it."""
    found = {
        (f.kind, f.position.document, f.position.start): f
        for version in versions_of(later)
        if version.event is not None and _is_between(commitment, version, version.event)
        for f in _fulfilled(commitment, version, version.event)
    }
    ordered = sorted(
        [*commitment.later, *found.values()],
        key=lambda f: (f.position.published or "", f.position.document, f.position.start),
    )
    return msgspec.structs.replace(commitment, later=list(dict.fromkeys(ordered)))


def _name(version: Version) -> str | None:
    """The proper name of the agreement, else the noun for it, in its sentence."""
    trigger = version.event.trigger if version.event else version.span
    words = version.sentence(trigger).of(version.text)
    noun = agreement(words)
    return proper_name(words) or (noun.group().lower() if noun else None)


def proper_name(words: str) -> str | None:
    """The first proper name of an agreement in `words`: "Asmara Accord", "Treaty of Lima"."""
    found = _named().search(words)
    return " ".join(found.group().split()) if found else None


@cache
def _named() -> re.Pattern[str]:
    nouns = any_of(n.title() for n in lexicon("commitments")["names"]["nouns"])
    of = r"(?:of|on|for)\s[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*)*"
    return re.compile(rf"{_NAME}(?:{nouns})\b|(?:{nouns})\s{of}")


def _once(duties: Sequence[Duty]) -> list[Duty]:
    """Each duty once: the first report of it that has its words."""
    kept: list[Duty] = []
    for duty in duties:
        if not any(_is_same(duty.words, other.words) for other in kept):
            kept.append(duty)
    return kept


def _is_same(a: str, b: str) -> bool:
    """Whether two duties share most of their words."""
    one, other = ({w.root for w in words_of(words)} for words in (a, b))
    shared = sum(map(weight, one & other))
    return shared >= ALIKE * min(sum(map(weight, one)), sum(map(weight, other)))


def _is_between(commitment: Commitment, version: Version, event: Event) -> bool:
    """Whether a happening, not before the agreement, has one of its parties in it."""
    when = (event.date.latest if event.date else None) or version.report.document.published
    if commitment.date and when and when < commitment.date:
        return False
    ours = {code for name in commitment.parties for code in _codes(name)} | {*commitment.parties}
    theirs = {x for a in parties(version) for x in (a.country, label(a)) if x}
    return bool(ours & theirs)


def _codes(name: str) -> list[str]:
    """The countries that a party's name tells."""
    inside = re.search(r"\(([A-Z]{3})\)$", name)
    entries = [world.gazetteer().get(world.split(n)) for n in (name, name.split()[0])]
    found = [e.country for e in entries if e is not None and e.country]
    return [inside[1]] if inside else found[:1]


def _fulfilled(commitment: Commitment, version: Version, event: Event) -> Iterator[Fulfilment]:
    """What one telling says became of the agreement."""
    if version.stance not in (*HOLDING, "denies") or event.factuality in ("planned", "possible"):
        return
    words = version.sentence(event.trigger).of(version.text)
    if event.type == "ACCUSE":
        version = replace(version, source=voice_of(version.report, event.actors))
    if _refers(commitment, words):
        for kind in KINDS:
            if pattern("later", kind, table="commitments").search(words):
                yield Fulfilment(kind, version.position())
                return
    quiet = pattern("names", "quiet", table="commitments").search(commitment.name or "")
    if quiet and event.type == "ASSAULT" and _are_parties(commitment, version):
        yield Fulfilment("breach", version.position())
    elif event.factuality == "asserted" and any(_does(d, version) for d in commitment.duties):
        yield Fulfilment("implementation", version.position())


def _refers(commitment: Commitment, words: str) -> bool:
    """Whether a sentence names the agreement: by its own name and no other, or by a noun that
    any agreement, or one of its kind, is called by."""
    if found := proper_name(words):
        return commitment.name is not None and folded(found) in folded(commitment.name)
    noun = agreement(words)
    if noun is None:
        return False
    general = pattern("names", "any", table="commitments").fullmatch(noun.group())
    return general is not None or noun.group().lower() in (commitment.name or "").lower()


def _are_parties(commitment: Commitment, version: Version) -> bool:
    """Whether both sides of a telling are parties, and two."""
    ours = [{*_codes(name), name} for name in commitment.parties]
    event = version.event
    if event is None:
        return False
    by_id = {a.id: a for a in version.report.actors}
    sides = [
        {at for at, party in enumerate(ours) for i in ids if party & _told(by_id[i])}
        for ids in (event.actors, event.recipients)
    ]
    return all(sides) and len(sides[0] | sides[1]) >= PARTIES


def _told(actor: Actor) -> set[str]:
    return {x for x in (actor.country, label(actor)) if x}


def _does(duty: Duty, version: Version) -> bool:
    """Whether a telling has the words of a duty, and its party for a doer."""
    event = version.event
    if event is None or event.type not in lexicon("commitments")["types"]["doing"]:
        return False
    doers = {x for a in version.report.actors if a.id in event.actors for x in _told(a)}
    if duty.party is not None and not doers & {duty.party, *_codes(duty.party)}:
        return False
    one = {word.root for word in words_of(duty.words)}
    clause = version.span
    other = {word.root for word in words_of(version.text, clause.start, clause.end)}
    return sum(map(weight, one & other)) >= SHARED
