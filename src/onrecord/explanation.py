"""Why a record stands: what it takes to defend a row against somebody who doubts it.

In go a report, its text and the id of an event or statement; out come the rule that made it and
the row of knowledge behind that rule, the words with their offsets, each participant with the
words that were taken for it, mode, contexts, factuality, condition, date, place and quantities
with theirs, and the statements that carry it outward to the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.claims import amount, disputes_of, label, speakers_of, whole
from onrecord.knowledge.cameo import cameo_of
from onrecord.knowledge.ontology import definition, intensity, quad_name, quad_of, sectors, types
from onrecord.model import Actor, Document, Event, Interval, Mention, Report, Span, Statement
from onrecord.provenance import row_of

MORE = 2
"""How many further mentions of a participant inside the evidence are cited."""

ANNOUNCED = {"AGREE": "announced", "REJECT": "refused"}
"""How a deed is held that another type stands for."""


@dataclass(frozen=True)
class Words:
    """Words of the text and where they stand: half-open, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One thing that a record holds: its role ("actor", "speaker", "date", ...), what was read,
    the words that it was read from, and how they were taken."""

    role: str
    value: str
    words: Words | None = None
    how: str | None = None


@dataclass(frozen=True)
class Source:
    """A statement that carries, or denies, the record."""

    id: str
    who: str
    stance: str
    form: str
    cue: Words | None
    content: Words
    rule: str | None


@dataclass(frozen=True)
class Explanation:
    """Why a record stands. `trigger` is the word that set the rule off, `words` the evidence,
    `row` the row of knowledge that the rule read; `chain` runs from the innermost statement
    outward to the report, `denied` lists who denies the record."""

    record: Event | Statement
    document: Document
    reader: str | None
    rule: str | None
    row: str | None
    trigger: Words | None
    words: Words
    parts: list[Part]
    chain: list[Source]
    denied: list[Source]


def explanation_of(report: Report, text: str, ident: str) -> Explanation:
    """Why the event or statement `ident` of `report` stands.

    Raises:
        KeyError: the report has no such record.
        ReportDamaged: the record names what the report does not hold.
    """
    why = _Why(report, text)
    if event := next((e for e in report.told if e.id == ident), None):
        with whole(report):
            return why.event(event)
    statement = why.statements[ident]
    with whole(report):
        return why.statement(statement)


def circumstances_of(report: Report, text: str, event: Event) -> list[Part]:
    """Date, place, quantities, factuality and condition of an event of `report`, each with its
    words.

    Raises:
        ReportDamaged: the event names what the report does not hold.
    """
    with whole(report):
        return list(_Why(report, text).circumstances(event))


class _Why:
    """Look-ups over one report and its text."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text
        self.actors = {a.id: a for a in report.actors}
        self.statements = {s.id: s for s in report.statements}

    def event(self, event: Event) -> Explanation:
        near = event.trigger
        parts = list(self.deed(event))
        parts += [self.part("actor", a, near, event.evidence) for a in event.actors]
        parts += [self.part("recipient", a, near, event.evidence) for a in event.recipients]
        if not event.recipients and event.type and types()[event.type].recipient:
            parts.append(Part("recipient", "none named", None, "PLOVER asks for one"))
        parts += self.circumstances(event)
        return Explanation(
            record=event,
            document=self.report.document,
            reader=self.report.reader,
            rule=event.rule,
            row=row_of(event.rule, event.deed or event.type, event.mode) if event.type else None,
            trigger=self.words(event.trigger),
            words=self.words(event.evidence),
            parts=parts,
            chain=list(self.chain(event.within)),
            denied=[self.source(s) for s in disputes_of(self.report, self.text, event)],
        )

    def statement(self, statement: Statement) -> Explanation:
        near = statement.cue or statement.content
        parts = [self.part("speaker", a, near, statement.evidence) for a in statement.speakers]
        parts += [self.part("addressee", a, near, statement.evidence) for a in statement.addressees]
        parts.append(Part("content", f"{statement.stance}, {statement.form}",
                          self.words(statement.content)))  # fmt: skip
        if statement.denies in self.statements:
            denied = self.statements[statement.denies]
            parts.append(Part("denies", denied.id, self.words(denied.content)))
        for event in self.report.events:
            if event.id == statement.denies:
                parts.append(Part("denies", event.id, self.words(event.evidence)))
        return Explanation(
            record=statement,
            document=self.report.document,
            reader=self.report.reader,
            rule=statement.rule,
            row=row_of(statement.rule),
            trigger=self.words(statement.cue) if statement.cue else None,
            words=self.words(statement.evidence),
            parts=parts,
            chain=list(self.chain(statement.within)),
            denied=[self.source(s) for s in self.report.statements if s.denies == statement.id],
        )

    def words(self, span: Span) -> Words:
        return Words(span.of(self.text), span.start, span.end)

    def part(self, role: str, ident: str, near: Span, evidence: Span) -> Part:
        """A participant, with the mention in the evidence (else the nearest one)."""
        actor = self.actors[ident]
        mentions = [m for m in self.report.mentions if m.actor == ident]
        if not mentions:
            return Part(role, described(actor), None, "not named in the text")
        inside = [m for m in mentions if _span(m).within(evidence)]
        chosen = min(inside or mentions, key=lambda m: (abs(m.start - near.start), m.start))
        how = [chosen.form if inside else f"{chosen.form}, outside the evidence"]
        how += [f"also {self.cited(m)}" for m in inside if m != chosen][:MORE]
        if chosen.form != "name" and (name := _named_before(mentions, chosen)):
            how.append(f"named {self.cited(name)}")
        if meaning := sectors().get(actor.sector or ""):
            how.append(f"{actor.sector}: {meaning}")
        how += [
            f"{r.title} [{r.evidence.start}:{r.evidence.end}]"
            for r in self.report.roles
            if r.actor == ident
        ][:1]
        return Part(role, described(actor), self.words(_span(chosen)), "; ".join(how))

    def cited(self, mention: Mention) -> str:
        """The words of a mention with their place."""
        words = " ".join(_span(mention).of(self.text).split())
        return f'"{words}" [{mention.start}:{mention.end}]'

    def deed(self, event: Event) -> Iterator[Part]:
        """Type and mode under PLOVER, with the word that chose the mode, its code under CAMEO and
        what it means, and the contexts with the nearest words that evoke each; nothing of a deed
        without a type."""
        if event.type is None:
            return
        quad = quad_of(event.type)
        how = [f"quad {quad}, {quad_name(quad)}"]
        how.append(f"intensity {intensity(event.type, event.mode):+.1f}")
        known = cameo_of(event.type, event.mode, event.contexts, event.factuality, event.deed)
        how += [f"CAMEO {known}"] if known else []
        if event.deed:
            how.append(f"{ANNOUNCED[event.type]} {event.deed} is coded {event.type}")
        code = f"{event.type}/{event.mode}" if event.mode else event.type
        chosen = self.words(event.marker) if event.marker else None
        yield Part("deed", code, chosen, "; ".join(how))
        yield Part("meaning", definition(event.type, event.mode))
        for name in event.contexts:
            words = [c for c in self.report.contexts if c.name == name]
            near = min(words, key=lambda c: (abs(c.start - event.trigger.start), c.start))
            yield Part("context", name, self.words(Span(near.start, near.end)))

    def circumstances(self, event: Event) -> Iterator[Part]:
        """Date, place, quantities, factuality and condition, each with its words."""
        if event.date is not None:
            yield self.date(event.date, event.trigger)
        if event.place is not None:
            place = self.report.places[event.place]
            where = [place.name, place.country, place.precision]
            if place.latitude is not None and place.longitude is not None:
                where.append(f"{place.latitude:.4f}, {place.longitude:.4f}")
            if place.geonames is not None:
                where.append(f"GeoNames {place.geonames}")
            yield Part("place", " · ".join(w for w in where if w),
                       self.words(Span(place.start, place.end)))  # fmt: skip
        for index in event.quantities:
            quantity = self.report.quantities[index]
            yield Part("quantity", amount(quantity), self.words(Span(quantity.start, quantity.end)))
        decided = self.words(event.operator) if event.operator else None
        yield Part("factuality", event.factuality, decided)
        if event.condition is not None:
            yield Part("condition", "depends on", self.words(event.condition))

    def date(self, date: Interval, near: Span) -> Part:
        """The interval, with the nearest time expression that gives it."""
        value = " to ".join(dict.fromkeys(d for d in (date.earliest, date.latest) if d))
        same = [
            t
            for t in self.report.times
            if (t.earliest, t.latest) == (date.earliest, date.latest) and t.earliest
        ]
        if not same:
            return Part("date", value or "unknown")
        time = min(same, key=lambda t: (abs(t.start - near.start), t.start))
        published = self.report.document.published
        how = f"published {published}" if published else None
        return Part("date", value, self.words(Span(time.start, time.end)), how)

    def chain(self, ident: str | None) -> Iterator[Source]:
        for _ in self.statements:
            if ident is None:
                return
            statement = self.statements[ident]
            yield self.source(statement)
            ident = statement.within

    def source(self, statement: Statement) -> Source:
        return Source(
            id=statement.id,
            who=speakers_of(self.report, self.text, statement),
            stance=statement.stance,
            form=statement.form,
            cue=self.words(statement.cue) if statement.cue else None,
            content=self.words(statement.content),
            rule=statement.rule,
        )


def described(actor: Actor) -> str:
    """An actor with its kind and codes: "Peru (state, PER)"."""
    codes = [actor.kind, actor.country, actor.sector]
    return f"{actor.name or label(actor)} ({', '.join(c for c in codes if c)})"


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)


def _named_before(mentions: list[Mention], chosen: Mention) -> Mention | None:
    """The last name of the same actor before `chosen`, else its first."""
    names = [m for m in mentions if m.form == "name"]
    before = [m for m in names if m.start < chosen.start]
    return before[-1] if before else (names[0] if names else None)
