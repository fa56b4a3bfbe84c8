"""Units: what a number counts.

In go a report, its text and one of its quantities; out comes a condition of people ("dead"),
"people", another noun, or None where the words leave it open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.knowledge import tables, world
from onrecord.model import Quantity, Report, Span
from onrecord.resolve.identity.words import root_of, words_of
from onrecord.resolve.versions.phrases import lexicon
from onrecord.resolve.versions.sentences import sentence_at

NEAR = 28
"""Characters around a number in which the words stand that say what it counts."""
PHRASE = 4
"""Words behind a number within which the noun stands that it counts."""
PEOPLE = "people"


class Units:
    """What the numbers of one report count."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text

    def unit(self, quantity: Quantity) -> str | None:
        """What a number counts: a condition, "people", another noun, or None."""
        unit = quantity.unit
        if unit in _conditions().values() or unit in ("percent", "troops"):
            return unit
        if unit is not None and (condition := _nouns().get(root_of(unit))):
            return condition
        noun = world.noun((unit,)) if unit else None
        people = unit == PEOPLE or (noun is not None and noun.kind != "organ")
        people = people or (unit is not None and root_of(unit) in _persons())
        if unit is None and (word := self._people(quantity)):
            unit, people = word, True
        if unit is not None and not people:
            return unit
        return self._condition(quantity) or (PEOPLE if people else None)

    def _people(self, quantity: Quantity) -> str | None:
        """Whether people stand behind a number: "Seven Serbs", "nine convicted Islamists"."""
        kinds = {a.id: a.kind for a in self.report.actors}
        for mention in self.report.mentions:
            beside = quantity.end < mention.start <= quantity.end + 1
            if (mention.start == quantity.start or beside) and kinds.get(mention.actor or "") in (
                "group",
                "population",
            ):
                return PEOPLE
        found = re.match(r"\s([A-ZÀ-Þ]\w+)", self.text[quantity.end : quantity.end + NEAR])
        entry = world.gazetteer().get((found[1],)) if found else None
        return PEOPLE if entry is not None and entry.kind in ("demonym", "adjective") else None

    def _condition(self, quantity: Quantity) -> str | None:
        """The condition that the words beside a number tell, else those of its sentence."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        places = [
            (quantity.end, min(sentence.end, quantity.end + NEAR)),
            (max(sentence.start, quantity.start - NEAR), quantity.start),
        ]
        if quantity.unit is None and ";" not in self.text[sentence.start : quantity.start]:
            places.append((sentence.start, quantity.start))
        for start, end in places:
            roots = [word.root for word in words_of(self.text, start, end)]
            found = [_conditions()[root] for root in roots if root in _conditions()]
            if found:
                return found[0]
        return None

    def phrase(self, quantity: Quantity) -> Span:
        """The number with the noun that it counts."""
        start, end = quantity.start, quantity.end
        whole = [m.end for m in self.report.mentions if m.start == start and m.end > end]
        beside = [m.end for m in self.report.mentions if end < m.start <= end + 1]
        nouns = [
            word.end
            for word in words_of(self.text, end, end + 2 * NEAR)[:PHRASE]
            if quantity.unit and word.root == root_of(quantity.unit)
        ]
        return Span(start, max(whole, default=min([*nouns, *beside], default=end)))


@cache
def _conditions() -> dict[str, str]:
    """The conditions of people by the roots of the words for them."""
    casualties: dict[str, list[str]] = tables.keys("numbers")["casualties"]
    more: dict[str, list[str]] = lexicon()["figures"]["conditions"]
    return {
        root_of(word): unit
        for table in (more, casualties)
        for unit, words in table.items()
        for word in words
    }


@cache
def _nouns() -> dict[str, str]:
    """The conditions by the roots of the nouns that count people in them."""
    nouns: dict[str, list[str]] = lexicon()["figures"]["nouns"]
    return {root_of(word): unit for unit, words in nouns.items() for word in words}


@cache
def _persons() -> frozenset[str]:
    """The roots of nouns for persons that are no actors by themselves."""
    return frozenset(root_of(noun) for noun in lexicon()["figures"]["persons"])


@cache
def measures() -> frozenset[Any]:
    return frozenset(tables.keys("numbers")["measures"]["nouns"])
