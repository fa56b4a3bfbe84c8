"""A report as marks in its text, and as records beside it, under the same keys.

In go a document with its report; out come the records in the order of the text, events inside the
statements that carry them, and the lines of the text in pieces, each with the keys of the records
that it belongs to. A key is a letter and the place of the record in the report ("e3"): short, for a
long report has thousands of pieces.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.answers.documents.document import Kept
from onrecord.claims import Claim, amount, speakers_of
from onrecord.model import Actor, Event, Report, Span, Statement
from onrecord.web.segments import Mark, Segment, lines, outward

LAYERS = ("statement", "event", "actor", "time", "place", "quantity", "out")
"""What can be shown and hidden in the text; `out` is what was left out of the reading."""
LEFT_OUT = ("promotion", "byline", "dateline")
"""Kinds of passages in which nobody acts and nothing is read."""
DEEPEST = 3
"""The depth of nesting from which statements look alike."""
AT = "at"
"""The layer of what an address asks to light."""
LINKED = ("event", "cue")
"""The layers whose words lead to their records."""


@dataclass(frozen=True)
class Node:
    """A record of the tree: a statement with what lies inside it, or an event. `words` are those
    that set it off; `who` is the speaker, `claim` the event as a claim."""

    key: str
    record: Statement | Event
    words: str
    start: int
    who: str | None = None
    claim: Claim | None = None
    inside: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Beside:
    """Another record beside the text: its words, what was read from them, where they stand, and,
    of an actor, how often it is mentioned."""

    key: str
    words: str
    read: str
    start: int
    end: int
    mentions: int = 0
    id: str | None = None
    roles: Sequence[str] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of a line: its characters, the classes of its layers, the keys of its records, the
    key that its words lead to, and whether it is the first that the address asks to light."""

    text: str
    layers: str
    keys: str
    leads: str | None
    first: bool


class Marked:
    """A document as the page shows it: its text in lines, and its records.

    Args:
        kept: the document.
        at: a stretch that is lit.
        record: the key or the id of a record that is lit.
    """

    def __init__(self, kept: Kept, at: Span | None = None, record: str | None = None) -> None:
        self.text = kept.text
        self.report = kept.report or Report(kept.document)
        self.claims = {claim.event: claim for claim in kept.claims}
        self.unread = kept.unread
        self.lit = self._key(record)
        self._at = at
        self._above = {s.id: s.within for s in self.report.statements}

    def tree(self) -> list[Node]:
        """The statements and events, each in the statement around it, in the order of the text."""
        nodes = {s.id: self._statement(n, s) for n, s in enumerate(self.report.statements)}
        around: list[tuple[str | None, Node]] = [
            (s.within, nodes[s.id]) for s in self.report.statements
        ]
        around += [(e.within, self._event(n, e)) for n, e in enumerate(self.report.told)]
        top: list[Node] = []
        for within, node in sorted(around, key=lambda one: (one[1].start, one[1].key)):
            circular = outward(node.record.id, self._above) is None
            outer = None if circular else nodes.get(within or "")
            (top if outer is None else outer.inside).append(node)
        return top

    def attitudes(self) -> list[Node]:
        """What sources are said to want, fear or support."""
        return [self._statement(n, a, "w") for n, a in enumerate(self.report.attitudes)]

    def actors(self) -> list[Beside]:
        """The actors, those who are mentioned most first."""
        counts = Counter(m.actor for m in self.report.mentions if m.use == "actor")
        roles: dict[str, list[str]] = defaultdict(list)
        for role in self.report.roles:
            body = role.organization or role.country
            roles[role.actor].append(f"{role.title}, {body}" if body else role.title)
        first: dict[str | None, Any] = {}
        for mention in sorted(self.report.mentions, key=lambda m: m.start):
            first.setdefault(mention.actor, mention)
        found = [
            Beside(
                f"a{n}", actor.name or "unnamed", _about(actor),
                getattr(first.get(actor.id), "start", 0), getattr(first.get(actor.id), "end", 0),
                counts[actor.id], actor.id, tuple(dict.fromkeys(roles[actor.id])),
            )
            for n, actor in enumerate(self.report.actors)
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-one.mentions, one.start, one.key))

    def times(self) -> list[Beside]:
        """The time expressions, each with the days that it stands for and its precision."""
        found = []
        for n, time in enumerate(self.report.times):
            days = list(dict.fromkeys(day for day in (time.earliest, time.latest) if day))
            read = f"{' to '.join(days)}, to the {time.grain}" if days else "no date"
            found.append(self._beside(f"t{n}", Span(time.start, time.end), read))
        return found

    def places(self) -> list[Beside]:
        """The named places."""
        found = []
        for n, place in enumerate(self.report.places):
            known = [place.name, place.country, place.precision]
            if place.latitude is not None and place.longitude is not None:
                known.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
            read = ", ".join(part for part in known if part)
            found.append(self._beside(f"p{n}", Span(place.start, place.end), read))
        return found

    def quantities(self) -> list[Beside]:
        """The numbers of things and people."""
        return [
            self._beside(f"q{n}", Span(q.start, q.end), amount(q))
            for n, q in enumerate(self.report.quantities)
        ]

    def left_out(self) -> list[Beside]:
        """The passages that are no body of the report, then the stretches that were not read."""
        found = [
            self._beside(f"l{n}", Span(p.start, p.end), p.kind)
            for n, p in enumerate(self.report.passages)
            if p.kind in LEFT_OUT
        ]
        return found + [
            self._beside(f"u{n}", Span(u.start, u.end), f"not read: {u.stage}, {u.cause}")
            for n, u in enumerate(self.unread)
            if u.start is not None and u.end is not None
        ]

    def lines(self) -> list[tuple[str, list[Piece]]]:
        """The lines of the text: each the kind of its passage and its pieces."""
        found, waiting = [], self._at is not None or self.lit is not None
        kinds = {p.start: p.kind for p in self.report.passages}
        for line in lines(self.text, self._marks()):
            kind = next((kinds[s.start] for s in line if s.start in kinds), "body")
            pieces = []
            for segment in line:
                pieces.append(piece := self._piece(segment, first=waiting))
                waiting = waiting and not piece.first
            found.append((kind, pieces))
        return found

    def _piece(self, segment: Segment, *, first: bool) -> Piece:
        keys = [key for key in segment.keys if key]
        layers = segment.layers
        lit = AT in layers or (self.lit is not None and self.lit in keys)
        if lit and AT not in layers:
            layers = [*layers, AT]
        leads = next((m.key for m in reversed(segment.marks) if m.layer in LINKED), None)
        text = self.text[segment.start : segment.end]
        return Piece(text, " ".join(layers), " ".join(keys), leads, first and lit)

    def _marks(self) -> Iterator[Mark]:
        for n, statement in enumerate(self.report.statements):
            depth = min(len(outward(statement.id, self._above) or ()) + 1, DEEPEST)
            yield from _said(f"s{n}", statement, "statement", depth)
        for n, attitude in enumerate(self.report.attitudes):
            yield from _said(f"w{n}", attitude, "", 1)
        for n, event in enumerate(self.report.told):
            yield Mark(f"e{n}", event.trigger.start, event.trigger.end, "event")
            yield Mark(f"e{n}", event.evidence.start, event.evidence.end)
        numbers = {actor.id: n for n, actor in enumerate(self.report.actors)}
        for mention in self.report.mentions:
            if mention.actor in numbers and mention.use == "actor":
                yield Mark(f"a{numbers[mention.actor]}", mention.start, mention.end, "actor")
        for layer, found in (
            ("time", self.times()), ("place", self.places()), ("quantity", self.quantities()),
            ("out", self.left_out()),
        ):  # fmt: skip
            for one in found:
                yield Mark(one.key, one.start, one.end, layer)
        if self._at is not None:
            yield Mark("", self._at.start, self._at.end, AT)

    def _key(self, record: str | None) -> str | None:
        """The key of a record that an address names by its key or its id."""
        named: tuple[tuple[str, Iterable[Any]], ...] = (
            ("s", self.report.statements), ("e", self.report.told), ("a", self.report.actors),
        )  # fmt: skip
        for letter, records in named:
            for n, one in enumerate(records):
                if one.id == record:
                    return f"{letter}{n}"
        return record

    def _statement(self, n: int, statement: Statement, letter: str = "s") -> Node:
        shown = statement.cue or statement.content
        who = speakers_of(self.report, self.text, statement)
        words = _flat(shown.of(self.text)) if statement.cue else ""
        return Node(f"{letter}{n}", statement, words, statement.evidence.start, who)

    def _event(self, n: int, event: Event) -> Node:
        words = _flat(event.trigger.of(self.text))
        return Node(f"e{n}", event, words, event.trigger.start, None, self.claims.get(event.id))

    def _beside(self, key: str, span: Span, read: str) -> Beside:
        return Beside(key, _flat(span.of(self.text)), read, span.start, span.end)


def _said(key: str, statement: Statement, layer: str, depth: int) -> Iterator[Mark]:
    """The marks of a statement: its content, its cue, and the words that name its source."""
    for piece in statement.pieces:
        yield Mark(key, piece.start, piece.end, layer, depth)
    if statement.cue is not None:
        yield Mark(key, statement.cue.start, statement.cue.end, "cue" if layer else "")
    if statement.source is not None:
        yield Mark(key, statement.source.start, statement.source.end)


def _about(actor: Actor) -> str:
    return ", ".join(part for part in (actor.kind, actor.country, actor.sector) if part)


def _flat(words: str) -> str:
    return " ".join(words.split())
