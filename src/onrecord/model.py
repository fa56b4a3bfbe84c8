"""The records of a report, schema ``onrecord.report/1``.

What goes in: nothing; this module only defines the records that the reading stages fill.
What comes out: immutable structs that encode to JSON with the field names of the schema,
and the JSON Schema itself (:func:`json_schema`), made from the structs.

Every span is half-open and counts Unicode code points of the stored text, so that
``text[span.start:span.end]`` is the evidence. Unknown is a legal value everywhere
(``None`` or an empty list); a default code is never emitted.

Names follow PLOVER (actor, recipient, mode, context, sector), TimeML and PARC/GRaSP
(source, cue, content).
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

SCHEMA_NAME = "onrecord.report/1"

PassageKind = Literal[
    "headline", "heading", "body", "quotation", "caption", "byline", "dateline", "promotion"
]
ActorKind = Literal["person", "state", "organ", "organization", "group", "population"]
MentionForm = Literal["name", "title", "pronoun", "nominal", "metonym"]
Use = Literal["actor", "place"]
Grain = Literal["day", "week", "month", "season", "quarter", "year", "decade", "hour", "period"]
StatementForm = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "admits", "questions", "confirms", "declines"]
Factuality = Literal["asserted", "negated", "possible", "planned", "conditional"]
Act = Literal[
    "statement",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records: immutable, compared by value."""


class Span(Record, frozen=True):
    """A half-open stretch ``[start, end)`` of the stored text, in code points; never empty."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """How many characters the two spans have in common."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def likeness(self, other: Span) -> float:
        """Characters in both over characters from the first to the last of the two."""
        return self.shared(other) / (max(self.end, other.end) - min(self.start, other.start))

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class Document(Record, frozen=True):
    """What was read. `id` is the SHA-256 of the text; `published` an ISO date or None."""

    id: str
    length: int
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


class Passage(Record, frozen=True):
    """A block of the text and its function on the page."""

    kind: PassageKind
    start: int
    end: int


class Actor(Record, frozen=True):
    """Somebody who acts or speaks. `country` is ISO 3166-1 alpha-3 or a PLOVER international
    code; `sector` a PLOVER sector; both may be unknown."""

    id: str
    kind: ActorKind
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    aliases: list[str] = []


class Role(Record, frozen=True):
    """An office that the text says a person holds, with the words that say so."""

    actor: str
    title: str
    evidence: Span
    country: str | None = None
    organization: str | None = None
    since: str | None = None
    until: str | None = None


class Mention(Record, frozen=True):
    """Words that refer to an actor; `use` is "place" where a name only locates something."""

    start: int
    end: int
    actor: str | None
    form: MentionForm
    use: Use


class Time(Record, frozen=True):
    """A time expression and the closed interval of ISO dates that it stands for.
    Both ends are None where the text and the publication date do not fix it."""

    start: int
    end: int
    earliest: str | None
    latest: str | None
    grain: Grain | None


class Place(Record, frozen=True):
    """A named place, with coordinates in degrees (WGS 84) and its GeoNames id where known."""

    start: int
    end: int
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: Literal["point", "city", "region", "country"] | None = None


class Quantity(Record, frozen=True):
    """A bounded number: `lower` and `upper` are inclusive, None where the text sets no bound."""

    start: int
    end: int
    lower: float | None
    upper: float | None
    approximate: bool
    unit: str | None = None


class Interval(Record, frozen=True):
    """A closed interval of ISO dates; None where unknown."""

    earliest: str | None = None
    latest: str | None = None


class Statement(Record, frozen=True):
    """One source holding one content. `source` is the words that name the speakers; `within`
    the id of the statement that reports this one, `denies` that of the statement or event that it
    denies, `continues` that of the content before it under the same cue. `fragments` are the
    stretches of a content that its cue breaks in two. `rule` names what made the record."""

    id: str
    speakers: list[str]
    content: Span
    evidence: Span
    form: StatementForm
    stance: Stance
    source: Span | None = None
    cue: Span | None = None
    addressees: list[str] = []
    within: str | None = None
    denies: str | None = None
    date: Interval | None = None
    rule: str | None = None
    fragments: list[Span] = []
    continues: str | None = None

    @property
    def pieces(self) -> list[Span]:
        """The stretches of the content: its fragments, or the whole where nothing breaks it."""
        return self.fragments or [self.content]


class Context(Record, frozen=True):
    """Words that evoke a PLOVER context which some event has."""

    name: str
    start: int
    end: int


class Event(Record, frozen=True):
    """What a political event coder codes, under PLOVER; `type` is None of a deed that no rule codes
    (see `Report.deeds`). `deed` is the type of what is only
    announced where PLOVER codes the announcement: an AGREE to CONSULT ("will meet"), a REJECT of
    AID ("will not help"); None elsewhere. `contexts` are PLOVER's, in the order in which the text
    evokes them; `marker` the word that chose the mode, where it is not the trigger that does.
    `place` and `quantities` are indexes into the report's lists; `within` the innermost statement
    that carries the event, or None where the report itself says so; `mutual` where the two sides
    have no direction, each does it with the other; `condition` the clause or phrase of condition
    that it hangs on ("if A withdraws"), or that it stands in; `operator` the word that decided its
    factuality, None where nothing did; `score` in [0, 1]; `rule` names what made the record."""

    id: str
    type: str | None
    trigger: Span
    evidence: Span
    actors: list[str]
    recipients: list[str]
    factuality: Factuality
    mode: str | None = None
    deed: str | None = None
    contexts: list[str] = []
    date: Interval | None = None
    place: int | None = None
    quantities: list[int] = []
    within: str | None = None
    mutual: bool = False
    condition: Span | None = None
    operator: Span | None = None
    marker: Span | None = None
    score: float | None = None
    rule: str | None = None


class Relation(Record, frozen=True):
    """Who does something to whom in a sentence, as a network reads it: phrases, not yet actors.
    The same phrases stand on both sides where the act has no direction. `trigger` is the word
    that carries the act, `act` its kind; `type` the likeliest PLOVER type, with its probability
    in `score`, and both None where the act is but a statement."""

    evidence: Span
    trigger: Span
    sources: list[Span]
    targets: list[Span]
    act: Act
    type: str | None = None
    score: float | None = None

    @property
    def mutual(self) -> bool:
        """Whether each side does it with the other."""
        return bool(self.sources) and self.sources == self.targets


class Unread(Record, frozen=True):
    """A stretch, or the whole, of a document that was not read, the stage and the cause."""

    stage: str
    cause: str
    start: int | None = None
    end: int | None = None


class Report(Record, frozen=True):
    """The one interchange object: all that was read from one document. `attitudes` are what
    sources are said to want, fear or support: no statements, and no event lies within one;
    `relations` the one relation that each sentence is about; `contexts` the words that evoke the
    contexts of the events; `deeds` what else somebody is told to have done or undergone, without a
    type: PLOVER has none for it, or no rule codes it."""

    document: Document
    schema: Literal["onrecord.report/1"] = "onrecord.report/1"
    reader: str | None = None
    passages: list[Passage] = []
    actors: list[Actor] = []
    roles: list[Role] = []
    mentions: list[Mention] = []
    times: list[Time] = []
    places: list[Place] = []
    quantities: list[Quantity] = []
    statements: list[Statement] = []
    attitudes: list[Statement] = []
    relations: list[Relation] = []
    contexts: list[Context] = []
    events: list[Event] = []
    deeds: list[Event] = []
    unread: list[Unread] = []

    @property
    def told(self) -> list[Event]:
        """All that is told to have happened: the events, then the deeds."""
        return self.events + self.deeds

    def to_json(self) -> str:
        """The report as one line of JSON; the same report always gives the same line."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_json(cls, line: str | bytes) -> Report:
        """Read a report back from its JSON line.

        Raises:
            msgspec.ValidationError: the line does not follow the schema.
        """
        return msgspec.json.decode(line, type=cls)


def content_id(prefix: str, *parts: object) -> str:
    """An id that is a hash of what it names: `prefix`, an underscore and 16 hex digits.

    Equal parts give equal ids in any order of reading, batch, process or machine.
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def document_id(text: str) -> str:
    """The id of a document: the SHA-256 of its text, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report, made from the records of this module."""
    schema = msgspec.json.schema(Report)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_NAME, **schema}
