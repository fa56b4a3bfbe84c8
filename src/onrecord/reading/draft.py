"""The draft: the working state of one document on its way through the stages.

Each stage takes the draft and adds to it; none reaches back but the last, for what a denial denies
may be an event. In the end the draft becomes an immutable :class:`~onrecord.model.Report`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model import (
    Actor,
    Context,
    Document,
    Event,
    Mention,
    Passage,
    Place,
    Quantity,
    Relation,
    Role,
    Span,
    Statement,
    Time,
    Unread,
)
from onrecord.reading.quotes import holds
from onrecord.reading.tagging.windows import Encoded


@dataclass
class Draft:
    """One document being read. `doc` covers the whole text: token offsets are text offsets.

    `referents` maps the index of a head token to the ids of the actors that its phrase stands
    for (several for "both sides" or "they"); it is how statements and events learn who.
    `locations` maps the index of a head token to its index in `places`. `encoded` is the text as
    the network sees it, window by window, kept for the stages that read on from there.
    """

    document: Document
    text: str
    doc: Doc
    published: dt.date | None = None
    passages: list[Passage] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    referents: dict[int, tuple[str, ...]] = field(default_factory=dict)
    locations: dict[int, int] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    attitudes: list[Statement] = field(default_factory=list)
    encoded: list[Encoded] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    deeds: list[Event] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def told(self) -> list[Event]:
        """The events, then the deeds."""
        return self.events + self.deeds

    def who(self, token: Token) -> tuple[str, ...]:
        """Ids of the actors that the phrase headed by `token` refers to; empty if none."""
        return self.referents.get(token.i, ())

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds the character at `offset`."""
        at = bisect_right(self.passages, offset, key=lambda passage: passage.start) - 1
        return self.passages[at] if at >= 0 and offset < self.passages[at].end else None

    def quoted(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a quotation."""
        return holds(self.quotes, offset)

    def tokens(self, span: Span) -> Tokens:
        """The tokens that `span` touches; empty where it touches none."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return found if found is not None else self.doc[0:0]

    @cached_property
    def readable(self) -> list[Tokens]:
        """The sentences that are read for content, in order; `passages` must stand."""
        return [
            s
            for s in self.doc.sents
            if self.is_read(s.start_char) and not all(token.is_space for token in s)
        ]

    def is_read(self, offset: int) -> bool:
        """Whether what stands at `offset` is read for content: not in promotion, no byline."""
        passage = self.passage_at(offset)
        return passage is None or passage.kind not in ("promotion", "byline")


def char_span(tokens: Tokens) -> Span:
    """The characters that `tokens` cover, without white space at either end."""
    left, right = 0, len(tokens) - 1
    while left < right and tokens[left].is_space:
        left += 1
    while right > left and tokens[right].is_space:
        right -= 1
    return Span(tokens[left].idx, tokens[right].idx + len(tokens[right]))
