"""The cast: everybody who appears in one document, each once.

In go descriptions (a state's code, a person's full name, an organ's country and title); out come
actor ids. Identity is content: an id is a hash of what makes the actor itself, so two documents
that name the same state, ministry or person give the same id.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import msgspec

from onrecord.knowledge import world
from onrecord.model import Actor, ActorKind, content_id
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.nominals import lexicon
from onrecord.words import REMEMBERED, folded


@cache
def particles() -> frozenset[str]:
    """Small words inside names ("al", "van"), in lower case."""
    return frozenset(lexicon()["names"]["particles"])


@lru_cache(REMEMBERED)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, without particles where others are left."""
    words = folded(clean_name(name)).split()
    return tuple(w for w in words if w not in particles()) or tuple(words)


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name as the key of a table: one that is a single word keeps its particles,
    so that "de la Rua" and "Al Gore" are not every Rua and Gore."""
    words = name_words(name)
    return words if len(words) > 1 else tuple(folded(clean_name(name)).split())


def visible(words: str) -> str:
    """`words` without format characters (direction marks, zero-width joiners)."""
    if words.isascii():
        return words
    return "".join(c for c in words if unicodedata.category(c) != "Cf")


def clean_name(words: str) -> str:
    """A name as it is stored: one line, single spaces, no possessive ending, no format marks."""
    text = " ".join(visible(words).split())
    for ending in ("’s", "'s", "’", "'"):
        text = text.removesuffix(ending)
    return text.strip(' ,;:"“”')


class Cast:
    """Adds actors to a draft and finds them again."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def add(
        self,
        kind: ActorKind,
        name: str | None,
        *,
        country: str | None = None,
        sector: str | None = None,
        alias: str | None = None,
        key: str | None = None,
    ) -> str:
        """The id of the actor that is `key` (else `name`) of its kind, added if it is new.
        `alias` is another name that the text gives it."""
        ident = content_id("actor", kind, country if kind != "person" else None, key or name)
        known = self.draft.actors.get(ident)
        if known is None:
            known = Actor(ident, kind, name, country, sector)
        known = msgspec.structs.replace(
            known, country=known.country or country, sector=known.sector or sector
        )
        if alias and alias != known.name and alias not in known.aliases:
            known = msgspec.structs.replace(known, aliases=[*known.aliases, alias])
        self.draft.actors[ident] = known
        return ident

    def state(self, code: str, alias: str | None = None) -> str:
        """The id of a state, by its ISO 3166-1 alpha-3 code."""
        known = world.states().get(code)
        name = known.name if known else code
        return self.add("state", name, country=code, alias=alias, key=code)

    def refine(self, ident: str, *, country: str | None = None, sector: str | None = None) -> None:
        """Fill what was unknown of an actor; what is known stays."""
        known = self.draft.actors[ident]
        self.draft.actors[ident] = msgspec.structs.replace(
            known, country=known.country or country, sector=known.sector or sector
        )

    def country(self, ident: str) -> str | None:
        """The country of an actor."""
        return self.draft.actors[ident].country


def state_actor(draft: Draft, code: str) -> str:
    """The id of the state `code` in `draft`, added to its cast if it is not mentioned."""
    return Cast(draft).state(code)
