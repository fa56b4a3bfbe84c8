"""Peoples of two names and peoples abroad: "Bosnian Serbs", "ethnic Russians in Latvia".

In go the gazetteer's finds in a document; out come the same with each pair that names one people
made one: it belongs to the country in which it lives, which is the first that is named, save for
the peoples of immigrants (knowledge/coreference.toml), which name it last ("Cuban Americans").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from onrecord.knowledge import world
from onrecord.knowledge.world import Entry, EntryKind
from onrecord.reading.actors.hits import Hit
from onrecord.reading.grammar.nominals import lexicon

PEOPLES = ("adjective", "demonym", "region", "group")


def compounded(doc: Doc, hits: list[Hit]) -> list[Hit]:
    """`hits`, with "Bosnian Serb" as one, and "ethnic Albanian" as a people of no one country."""
    found: list[Hit] = []
    for hit in hits:
        if found and found[-1].end == hit.start and (joined := _joined(doc, found[-1], hit)):
            found[-1] = joined
        elif hit.start and doc[hit.start - 1].lower_ == "ethnic" and _is_people(hit.entry):
            found.append(Hit(hit.start, hit.end, replace(hit.entry, kind="people")))
        else:
            found.append(hit)
    return found


def _is_people(entry: Entry) -> bool:
    return entry.kind in PEOPLES and (entry.kind != "group" or entry.sector == "CVL")


def _joined(doc: Doc, first: Hit, second: Hit) -> Hit | None:
    """The people that two names side by side stand for, if they do."""
    home = first.entry.country
    place = first.entry.kind in ("adjective", "region", "country")
    if not place or home not in world.states() or not _is_people(second.entry):
        return None
    if first.entry.kind != "adjective" and doc[first.end - 1].dep_ not in ("compound", "nmod"):
        return None
    if second.entry.country in lexicon()["peoples"]["settled"]:
        home = second.entry.country
    name = doc[first.start : second.end].text
    adjective = second.entry.kind == "adjective" or name in world.region_adjectives()
    adjective = adjective or second.entry.kind == "region"
    kind: EntryKind = "region" if adjective and not _stands_alone(doc, second) else "demonym"
    return Hit(first.start, second.end, Entry(kind, name, home, None, (name,)))


def _stands_alone(doc: Doc, hit: Hit) -> bool:
    """Whether the last word of a hit is a noun of its own ("Bosnian Croats")."""
    return doc[hit.end - 1].tag_ in ("NNS", "NNPS")
