"""The records of what is one across reports.

A **telling** is one report's event; a **happening** is what tellings of one and the same event
share; a **dispute** lists the positions that sources take on a happening. Nothing is averaged and
nothing is declared true: every figure and every position names its source and its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.claims import Claim
from onrecord.model import Event, Record, Report, Stance

DisputeKind = Literal["denial", "figure", "perpetrator", "date", "place", "account"]
ChangeKind = Literal["repeat", "figure", "stance", "date", "place", "participants"]
FulfilmentKind = Literal["implementation", "breach", "withdrawal", "extension"]


@dataclass(frozen=True, eq=False)
class Reading:
    """A report with its text; two are one only where they are the same object, so that what is
    made of one is made once."""

    report: Report
    text: str


@dataclass(frozen=True)
class Member:
    """A telling with the report that it stands in: what disputes are read from."""

    reading: Reading
    event: Event

    @property
    def report(self) -> Report:
        """The report that tells it."""
        return self.reading.report

    @property
    def text(self) -> str:
        """The text of that report."""
        return self.reading.text


class Position(Record, frozen=True):
    """What one source holds on a happening: its stance, the words, and, in a dispute over a
    value, the value ("28 arrested"). `speaker` is None where the report itself says it; `event`
    and `statement` are the records that it was read from."""

    document: str
    start: int
    end: int
    words: str
    stance: Stance
    speaker: str | None = None
    value: str | None = None
    event: str | None = None
    statement: str | None = None
    publisher: str | None = None
    published: str | None = None


class Dispute(Record, frozen=True):
    """Where sources disagree on a happening. `explicit` where one of them answers the other (a
    denial, a correction), not where their words merely exclude each other. `positions` are in the
    order of publication and of their texts."""

    id: str
    kind: DisputeKind
    explicit: bool
    happening: str
    positions: list[Position]


class Figure(Record, frozen=True):
    """A number that a source gives for a happening: inclusive bounds, None where open."""

    happening: str
    unit: str | None
    lower: float | None
    upper: float | None
    approximate: bool
    position: Position


class Change(Record, frozen=True):
    """What a later telling says otherwise, or again: of the same source, or of another."""

    happening: str
    kind: ChangeKind
    before: Position
    after: Position


class Happening(Record, frozen=True):
    """One event in the world, as reports tell it. Type, mode, sides, date and place are those of
    `told`, the fullest telling; the others may say otherwise (see the disputes). `type` is None
    where no telling has one. `events` are in the order of publication and of their texts;
    `origins` counts documents that are not copies of one another; `first` and `last` are dates of
    publication; `retracted` are documents that were withdrawn, which still tell it."""

    id: str
    type: str | None
    mode: str | None
    who: list[str]
    whom: list[str]
    earliest: str | None
    latest: str | None
    where: str | None
    factuality: str
    told: Claim
    events: list[str]
    documents: list[str]
    origins: int
    first: str | None
    last: str | None
    disputes: list[str] = []
    retracted: list[str] = []


class Duty(Record, frozen=True):
    """What a party to a commitment binds itself to, and on which condition. `party` is None where
    all of them do; `due` is the last ISO day where the text sets one, else its words."""

    party: str | None
    words: str
    document: str
    start: int
    end: int
    condition: str | None = None
    due: str | None = None


class Fulfilment(Record, frozen=True):
    """A later report on a commitment."""

    kind: FulfilmentKind
    position: Position


class Commitment(Record, frozen=True):
    """An agreement as a lasting record."""

    id: str
    happening: str
    name: str | None
    parties: list[str]
    date: str | None
    duties: list[Duty]
    later: list[Fulfilment] = []
