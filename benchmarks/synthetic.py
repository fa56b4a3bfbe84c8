"""Many reports from a few: the records of texts that were read, under other names, words and days.

In go texts with their reports; out come as many documents as are asked for, of which none was
written by anybody and none is read again: they serve to measure how a store grows, and nothing
else. Each word gives way to another of as many letters, so that every span still holds; actors,
countries and dates are changed in the records. TELLINGS documents in a row tell one story: the same
names, countries and days of events, in partly other words, published on following days. Stories
follow one another at a steady pace, so that a larger store covers a longer time, as an archive
does. Persons and places come again with their country, a few names in a hundred reports. Two
reports of different stories are of one story by their words about as often as among texts that
people wrote (1 pair in 400, 1 in 300 between our own stories if all were of one month); so a text
that recurs after a month is now and then kin to itself. Two of their events are alike enough to be
one less often than there (1 pair in 10,000, 1 in 2,000 there).
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
PACE = 2
"""Stories a day."""
CASTS = 25
"""How many sets of names the stories that are told of one country first have between them."""
OWN = 0.5
"""The share of the words of a story for which each telling has its own."""
SHORT = 3
"""Letters up to which words stay as they are: most are function words."""
_ID = re.compile(r"\b(event|statement|actor)_[0-9a-f]{16}\b")
_DATE = re.compile(r'(?<=")(\d{4}-\d\d-\d\d)(?=")')
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+")

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
        number, telling = divmod(number, TELLINGS)
        report, text = self.read[number % len(self.read)]
        story = Story(self, report, number, telling)
        text = _WORD.sub(lambda word: story.word(word[0]), text)
        text = _FIGURE.sub(lambda figure: story.figure(figure[0]), text)
        ident = document_id(text)
        day = FIRST_DAY + dt.timedelta(number // PACE)
        shift = day - dt.date.fromisoformat(report.document.published or FIRST_DAY.isoformat())
        line = _ID.sub(lambda old: _renamed(old, ident, number), report.to_json())
        line = _DATE.sub(lambda date: _shifted(date[0], shift), line)
        return story.recorded(Report.from_json(line), ident), text


class Story:
    """One telling of a story: what stands in it for the words, names and countries of a report."""

    def __init__(self, of: Synthetic, report: Report, number: int, telling: int) -> None:
        self.of, self.number, self.telling = of, number, telling
        self.codes = self.countries(report)
        self.cast = f"{next(iter(self.codes.values()), '')} {_number(number, 'cast') % CASTS}"
        names = [name for a in report.actors for name in (a.name or "", *a.aliases)]
        self.common = {word for name in names for word in _WORD.findall(name) if word.islower()}

    def recorded(self, report: Report, ident: str) -> Report:
        """The report with the names and countries of its story."""
        published = dt.date.fromisoformat(report.document.published or FIRST_DAY.isoformat())
        document = replace(
            report.document,
            id=ident,
            title=f"synthetic {self.number}.{self.telling}",
            publisher=f"Outlet {_number(self.number, self.telling, 'outlet') % 40}",
            published=(published + dt.timedelta(self.telling)).isoformat(),
        )
        return replace(
            report,
            document=document,
            actors=[self._actor(actor) for actor in report.actors],
            roles=[
                replace(r, country=self.codes.get(r.country or "", r.country)) for r in report.roles
            ],
            places=[replace(p, name=self._name(p.name), geonames=None) for p in report.places],
        )

    def countries(self, report: Report) -> dict[str, str]:
        """The countries that stand for those of a report, of which a few are in many stories."""
        counts = Counter(a.country for a in report.actors if a.country in states())
        ordered = sorted(counts, key=lambda code: (-counts[code], str(code)))
        draw = random.Random(f"countries of {self.number}")
        drawn = list(BUSY) if self.number % SHARE == 0 else []
        while len(drawn) < len(ordered):
            code = self.of.states[int(len(self.of.states) * draw.random() ** 3)]
            if code not in drawn:
                drawn.append(code)
        return dict(zip(map(str, ordered), drawn, strict=False))

    def _actor(self, actor: Actor) -> Actor:
        country = self.codes.get(actor.country or "", actor.country)
        name = actor.name and self._name(actor.name)
        if actor.kind == "state" and country is not None and country in states():
            name = states()[country].name
        aliases = [self._name(alias) for alias in actor.aliases]
        return replace(actor, name=name, country=country, aliases=aliases)

    def _name(self, name: str) -> str:
        return _WORD.sub(lambda word: self.word(word[0]), name)

    def figure(self, figure: str) -> str:
        """A number of as many digits; what the record holds of it stays."""
        drawn = _number(self.number, figure) % 10 ** len(figure)
        return f"{drawn:0{len(figure)}}"

    def word(self, word: str) -> str:
        """What stands for a word: an invented name, or another word of the texts. Words that
        actors are called by ("police") stay."""
        if len(word) <= SHORT or word in self.common:
            return word
        if word[0].isupper():
            invented = _invented(word.lower(), self.cast)
            return invented.upper() if word.isupper() else invented.capitalize()
        share = _number(self.number, word) % 1000 / 1000
        others = self.of.vocabulary.get(len(word), ())
        if word not in others:
            return word
        at = _number(self.number, word, self.telling if share < OWN else 0)
        return others[at % len(others)]


def _number(*parts: object) -> int:
    """A number that is drawn once for all from what it is for."""
    return int(content_id("", *parts)[1:], 16)


@lru_cache(65_536)
def _invented(word: str, cast: str) -> str:
    """A name of as many letters, consonants and vowels in turns."""
    draw = random.Random(f"{word} {cast}")
    return "".join(draw.choice("aeiou" if at % 2 else "bdfgklmnprstvz") for at in range(len(word)))


def _renamed(old: re.Match[str], document: str, story: int) -> str:
    """An actor is the same in all tellings; events and statements are those of one."""
    return content_id(old[1], story if old[1] == "actor" else document, old[0])


def _shifted(date: str, shift: dt.timedelta) -> str:
    try:
        return (dt.date.fromisoformat(date) + shift).isoformat()
    except (ValueError, OverflowError):
        return date
