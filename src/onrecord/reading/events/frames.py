"""The frames: which words trigger which event, and where its participants stand.

In goes knowledge/frames.toml; out come look-ups by verb and by noun. A frame is a row of the
table: PLOVER type and mode, the slots of actor and recipient, and what the trigger needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from onrecord.knowledge import tables
from onrecord.reading.grammar.nominals import lemma


@dataclass(frozen=True)
class Frame:
    """One way in which a word codes an event; slots as in the table."""

    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    objects: frozenset[str]
    subjects: frozenset[str]
    needs: frozenset[str]
    deeds: frozenset[str]
    predicates: frozenset[str]
    unless: frozenset[str]
    barring: frozenset[str]
    flags: frozenset[str]

    def has(self, flag: str) -> bool:
        """Whether the row sets `flag` ("mutual", "place", "carried", ...)."""
        return flag in self.flags

    @property
    def plain(self) -> bool:
        """Whether the words alone are news, with no side that is known: the row says so, or asks
        for words beside its verb."""
        beside = self.objects | self.subjects | self.deeds | self.predicates
        return self.has("plain") or bool(beside)

    @classmethod
    def of(cls, type: str) -> Frame:
        """A frame of `type` that says nothing more: what is coded without a row."""
        none: frozenset[str] = frozenset()
        return cls(type, None, (), (), none, none, none, none, none, none, none, none)


@dataclass(frozen=True)
class Frames:
    """All frames, by lemma; several of one lemma in the order of the table."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    light: frozenset[str]
    reversing: frozenset[str]
    happening: frozenset[str]
    being: frozenset[str]
    going: frozenset[str]
    making: frozenset[str]
    purposes: frozenset[str]
    violence: frozenset[str]
    abstract: frozenset[str]
    hostile: frozenset[str]
    avenging: frozenset[str]
    warning: frozenset[str]
    saying: frozenset[str]
    mishaps: frozenset[str]
    colliding: frozenset[str]
    hazards: frozenset[str]
    befalling: frozenset[str]
    talks: frozenset[str]
    human: tuple[str, ...]
    things: frozenset[str]

    @property
    def threat(self) -> Frame:
        """The frame of a threat, whatever is threatened."""
        return next(frame for frame in self.verbs["threaten"] if not frame.objects)

    @property
    def abduction(self) -> Frame:
        """The frame of those who take people away and are no authority."""
        return self.verbs["abduct"][-1]

    def of_verb(self, name: str) -> tuple[Frame, ...]:
        """The first frame of a verb, if it has any: its usual sense."""
        return self.verbs.get(name, ())[:1]

    def of_noun(self, noun: Token) -> tuple[Frame, ...]:
        """The frames of an event noun, with the word before it if there is a row for both."""
        before = [c.lower_ for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
        before += [noun.nbor(-1).lower_] if noun.i else []
        of = [c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
        name = lemma(noun)
        keys = (*(f"{name} of {lemma(c)}" for c in of), *(f"{w} {name}" for w in before), name)
        return next((self.nouns[key] for key in keys if key in self.nouns), ())


@cache
def frames() -> Frames:
    """The table, read once a process."""
    data = tables.keys("frames")
    by_kind: dict[str, dict[str, tuple[Frame, ...]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for row in data["frame"]:
        frame = _frame(row, data["classes"])
        for kind, table in by_kind.items():
            for word in _listed(row.get(kind, ()), data["classes"]):
                table[word] = (*table.get(word, ()), frame)
    return Frames(
        verbs=by_kind["verbs"],
        nouns=by_kind["nouns"],
        adjectives=by_kind["adjectives"],
        light=frozenset(data["light"]),
        reversing=frozenset(data["reversing"]),
        happening=frozenset(data["happening"]),
        being=frozenset(data["being"]),
        going=frozenset(data["going"]),
        making=frozenset(data["making"]),
        purposes=frozenset(data["purposes"]),
        violence=frozenset(data["violence"]),
        abstract=frozenset(data["abstract"]),
        hostile=frozenset(data["hostile"]),
        avenging=frozenset(data["avenging"]),
        warning=frozenset(data["warning"]),
        saying=frozenset(data["saying"]),
        mishaps=frozenset(data["mishaps"]),
        colliding=frozenset(data["colliding"]),
        hazards=frozenset(data["hazards"]),
        befalling=frozenset(data["befalling"]),
        talks=frozenset(data["talks"]),
        human=tuple(data["human"]),
        things=frozenset(word for words in data["classes"].values() for word in words),
    )


def _frame(row: dict[str, Any], classes: Mapping[str, list[str]]) -> Frame:
    def words(key: str) -> frozenset[str]:
        return frozenset(_listed(row.get(key, ()), classes))

    flags = (key for key, value in row.items() if value is True)
    return Frame(
        type=row["type"],
        mode=row.get("mode"),
        actor=tuple(row["actor"]),
        recipient=tuple(row["recipient"]),
        objects=words("objects"),
        subjects=words("subjects"),
        needs=words("needs"),
        deeds=words("deeds"),
        predicates=words("predicates"),
        unless=words("unless"),
        barring=words("barring"),
        flags=frozenset(flags),
    )


def _listed(words: Iterable[str], classes: Mapping[str, list[str]]) -> list[str]:
    """The words of a list, those of the classes in it for their names."""
    return list(dict.fromkeys(w for word in words for w in classes.get(word, [word])))
