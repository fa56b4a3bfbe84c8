"""Many reports from a few: the records of texts that were read, under other names, words and days.

In go texts with their reports; out come as many documents as are asked for, of which none was
written by anybody and none is read again: they serve to measure how a store grows, and nothing
else. Each word gives way to another of as many letters, so that every span still holds; actors,
countries and dates are changed in the records. TELLINGS documents in a row tell one story: the same
names, countries and days of events, in partly other words, published on following days.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from onrecord.knowledge.world import states
from onrecord.model import Actor, Report, content_id, document_id

TELLINGS = 3
BUSY = ("RUS", "PRK")
"""The pair whose stories are asked for."""
SHARE = 50
"""One story in so many is of the busy pair."""
FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 3650
KEPT, OWN = 0.2, 0.5
"""The share of words of a story that stay as they were, and up to which a telling has its own."""
SHORT = 3
"""Letters up to which words stay as they are: most are function words."""
_ID = re.compile(r"\b(event|statement|actor)_[0-9a-f]{16}\b")
_DATE = re.compile(r'(?<=")(\d{4}-\d\d-\d\d)(?=")')
_WORD = re.compile(r"[^\W\d_]+")

Text = tuple[Report, str]


class Synthetic:
    """Documents made of `read`, which are taken in turns; each number gives the same document."""

    def __init__(self, read: list[Text]) -> None:
        self.read = read
        found: dict[int, set[str]] = defaultdict(set)
        for _, text in read:
            for word in _WORD.findall(text):
                if word.islower():
                    found[len(word)].add(word)
        self.vocabulary = {length: sorted(words) for length, words in found.items()}
        self.states = sorted(states())

    def documents(self, first: int = 0) -> Iterator[Text]:
        """The documents from number `first` on, without an end."""
        while True:
            yield self.document(first)
            first += 1

    def document(self, number: int) -> Text:
        """The document with this number."""
        story, telling = divmod(number, TELLINGS)
        report, text = self.read[story % len(self.read)]
        text = _WORD.sub(lambda word: self.word(word[0], story, telling), text)
        ident = document_id(text)
        day = FIRST_DAY + dt.timedelta(_number(story, "day") % DAYS)
        shift = day - dt.date.fromisoformat(report.document.published or FIRST_DAY.isoformat())
        line = _ID.sub(lambda old: _renamed(old, ident, story), report.to_json())
        line = _DATE.sub(lambda date: _shifted(date[0], shift), line)
        return self._recorded(Report.from_json(line), text, ident, story, telling), text

    def _recorded(self, report: Report, text: str, ident: str, story: int, telling: int) -> Report:
        """The report with the names and countries of its story."""
        codes = self.countries(report, story)
        published = dt.date.fromisoformat(report.document.published or FIRST_DAY.isoformat())
        document = replace(
            report.document,
            id=ident,
            title=f"synthetic {story}.{telling}",
            publisher=f"Outlet {_number(story, telling, 'outlet') % 40}",
            published=(published + dt.timedelta(telling)).isoformat(),
        )
        return replace(
            report,
            document=document,
            actors=[self._actor(actor, codes, story) for actor in report.actors],
            roles=[replace(r, country=codes.get(r.country or "", r.country)) for r in report.roles],
            places=[
                replace(p, name=self._name(p.name, story), geonames=None) for p in report.places
            ],
        )

    def countries(self, report: Report, story: int) -> dict[str, str]:
        """The countries that stand for those of a report, of which a few are in many stories."""
        counts = Counter(a.country for a in report.actors if a.country in states())
        ordered = sorted(counts, key=lambda code: (-counts[code], str(code)))
        draw = random.Random(f"countries of {story}")
        drawn = list(BUSY) if story % SHARE == 0 else []
        while len(drawn) < len(ordered):
            code = self.states[int(len(self.states) * draw.random() ** 3)]
            if code not in drawn:
                drawn.append(code)
        return dict(zip(map(str, ordered), drawn, strict=False))

    def _actor(self, actor: Actor, codes: dict[str, str], story: int) -> Actor:
        country = codes.get(actor.country or "", actor.country)
        name = actor.name and self._name(actor.name, story)
        if actor.kind == "state" and country is not None and country in states():
            name = states()[country].name
        aliases = [self._name(alias, story) for alias in actor.aliases]
        return replace(actor, name=name, country=country, aliases=aliases)

    def _name(self, name: str, story: int) -> str:
        return _WORD.sub(lambda word: self.word(word[0], story, 0), name)

    def word(self, word: str, story: int, telling: int) -> str:
        """What stands for a word: an invented name, or another word of the texts."""
        if len(word) <= SHORT:
            return word
        if word[0].isupper():
            invented = _invented(word.lower(), story)
            return invented.upper() if word.isupper() else invented.capitalize()
        share = _number(story, word) % 1000 / 1000
        if share < KEPT or word not in self.vocabulary[len(word)]:
            return word
        others = self.vocabulary[len(word)]
        return others[_number(story, word, telling if share < OWN else 0) % len(others)]


def _number(*parts: object) -> int:
    """A number that is drawn once for all from what it is for."""
    return int(content_id("", *parts)[1:], 16)


@lru_cache(65_536)
def _invented(word: str, story: int) -> str:
    """A name of as many letters, consonants and vowels in turns."""
    draw = random.Random(f"{word} {story}")
    return "".join(draw.choice("aeiou" if at % 2 else "bdfgklmnprstvz") for at in range(len(word)))


def _renamed(old: re.Match[str], document: str, story: int) -> str:
    """An actor is the same in all tellings; events and statements are those of one."""
    return content_id(old[1], story if old[1] == "actor" else document, old[0])


def _shifted(date: str, shift: dt.timedelta) -> str:
    try:
        return (dt.date.fromisoformat(date) + shift).isoformat()
    except (ValueError, OverflowError):
        return date
