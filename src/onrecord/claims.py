"""Claims: each event of a report with the chain of statements that carries it.

In goes a report and its text; out comes one flat row an event: who did what to whom, when,
where, how many, according to whom, how certain, whether anybody disputes it, and the very
words. The chain runs from the innermost source outward to the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import ReportDamaged
from onrecord.knowledge.cameo import cameo_of
from onrecord.knowledge.ontology import intensity, quad_of
from onrecord.model import Actor, Event, Quantity, Record, Report, Stance, Statement

UNCOUNTED = (
    "dead",
    "injured",
    "missing",
    "displaced",
    "arrested",
    "abducted",
    "people",
    "percent",
    "troops",
)
UNCODED = "(no type)"
"""What stands for the type of a deed that no rule codes."""
LONG = 60
"""Characters from which a source is too long to stand for a name."""
PRONOUNS = ("", "he", "she", "it", "they", "who", "which")


class Claim(Record, frozen=True):
    """One row: a claim as analysts read it. Lists are in the order of the report; `stance` is
    that of the innermost statement that carries the event (asserts, denies, admits,
    questions, confirms), None where the report itself says so. `quad` is PLOVER's quad class, 1 to
    4, `intensity` its scale from -10 to 10, `cameo` the code under the older scheme: all three say
    what the deed is, and `factuality` whether it was done. All four, and `type`, are None of a deed
    that no rule codes."""

    event: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    type: str | None
    mode: str | None
    who: list[str]
    whom: list[str]
    earliest: str | None
    latest: str | None
    where: str | None
    how_many: list[str]
    according_to: list[str]
    factuality: str
    disputed_by: list[str]
    evidence: str
    start: int
    end: int
    score: float | None
    rule: str | None
    quad: int | None
    intensity: float | None
    stance: Stance | None = None
    cameo: str | None = None
    contexts: list[str] = []


def claims_of(report: Report, text: str, *, deeds: bool = False) -> list[Claim]:
    """The claims of `report`, in the order of the text; with `deeds`, after them those that have
    no type.

    Raises:
        ReportDamaged: it names what it does not hold, or what PLOVER does not.
    """
    reading = _Reading(report, text)
    with whole(report):
        told = report.told if deeds else report.events
        return [reading.claim(event) for event in told]


def disputes_of(report: Report, text: str, event: Event) -> list[Statement]:
    """The statements that deny one that carries `event`, or whose content the event is; one that
    tells of deeds itself denies only what is told of the same.

    Raises:
        ReportDamaged: a statement that carries it is none of the report.
    """
    with whole(report):
        return _Reading(report, text).disputes(event)


def speakers_of(report: Report, text: str, statement: Statement) -> str:
    """Who says `statement`: the names of its speakers, else the words that the text has for it.

    Raises:
        ReportDamaged: a speaker is no actor of the report.
    """
    with whole(report):
        return _Reading(report, text).speakers(statement)


@contextmanager
def whole(report: Report) -> Iterator[None]:
    """What the report names inside and does not hold comes out as an error of the tree."""
    try:
        yield
    except LookupError as cause:
        document = report.document
        raise ReportDamaged(
            f"its report names what is not there ({cause})",
            subject=document.title or document.id,
            todo="read it again",
        ) from cause


class _Reading:
    """Look-ups over one report and its text."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text
        self.actors = {a.id: a for a in report.actors}
        self.statements = {s.id: s for s in report.statements}

    def claim(self, event: Event) -> Claim:
        document, date = self.report.document, event.date
        return Claim(
            event=event.id,
            document=document.id,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            type=event.type,
            mode=event.mode,
            who=[label(self.actors[a]) for a in event.actors],
            whom=[label(self.actors[a]) for a in event.recipients],
            earliest=date.earliest if date else None,
            latest=date.latest if date else None,
            where=self.report.places[event.place].name if event.place is not None else None,
            how_many=[amount(self.report.quantities[q]) for q in event.quantities],
            according_to=[self.speakers(s) for s in self.chain(event)],
            factuality=event.factuality,
            disputed_by=list(dict.fromkeys(self.speakers(s) for s in self.disputes(event))),
            evidence=" ".join(event.evidence.of(self.text).split()),
            start=event.evidence.start,
            end=event.evidence.end,
            score=event.score,
            rule=event.rule,
            quad=quad_of(event.type) if event.type else None,
            intensity=intensity(event.type, event.mode) if event.type else None,
            stance=next((s.stance for s in self.chain(event)), None),
            cameo=_cameo(event),
            contexts=event.contexts,
        )

    def chain(self, event: Event) -> list[Statement]:
        """The statements that carry `event`, innermost first."""
        found: list[Statement] = []
        ident = event.within
        while ident is not None and len(found) < len(self.statements):
            statement = self.statements[ident]
            found.append(statement)
            ident = statement.within
        return found

    def speakers(self, statement: Statement) -> str:
        names = [label(self.actors[a]) for a in statement.speakers]
        source = " ".join(statement.source.of(self.text).split()) if statement.source else ""
        if not names and len(source) < LONG and source.lower() not in PRONOUNS:
            names = [f'"{source}"']
        return " and ".join(names) or "an unnamed source"

    def disputes(self, event: Event) -> list[Statement]:
        """The denials of a statement that carries the event, or whose content the event is."""
        chain = {s.id for s in self.chain(event)}
        return [
            s
            for s in self.report.statements
            if s.stance == "denies"
            and (
                s.denies == event.id
                or s.id in chain
                or (self._answers(s, event, chain) and self._is_meant(s, event))
            )
        ]

    def _answers(self, denial: Statement, event: Event, chain: set[str]) -> bool:
        """Whether a denial denies a statement that carries the event or has it in its content."""
        claim = self.statements.get(denial.denies or "")
        return claim is not None and (claim.id in chain or event.evidence.within(claim.content))

    def _is_meant(self, denial: Statement, event: Event) -> bool:
        """Whether a denial that tells of deeds tells of this one, if of any in what it denies."""
        told = {e.type for e in self.report.events if e.within == denial.id}
        claim = self.statements[str(denial.denies)]
        claimed = {e.type for e in self.report.events if e.evidence.within(claim.content)}
        return event.type in told or not told & claimed


def _cameo(event: Event) -> str | None:
    if event.type is None:
        return None
    return cameo_of(event.type, event.mode, event.contexts, event.factuality, event.deed)


def coded(type: str | None, mode: str | None) -> str:
    """A type with its mode, as both are shown: "SANCTION/expel"."""
    return f"{type}/{mode}" if mode else type or UNCODED


def label(actor: Actor) -> str:
    """How an actor is shown: the name, with the country of a person."""
    name = actor.name or actor.country or "unknown"
    if actor.kind == "person" and actor.country:
        return f"{name} ({actor.country})"
    return name


def amount(quantity: Quantity) -> str:
    """A quantity in words: "at least 600 dead", "about 10,000 troops"."""
    low, high = quantity.lower, quantity.upper
    if low is not None and high is not None:
        number = _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"
    elif low is not None:
        number = f"at least {_plain(low)}"
    elif high is not None:
        number = f"up to {_plain(high)}"
    else:
        number = "an unknown number"
    about = "about " if quantity.approximate and low == high else ""
    unit = quantity.unit or ""
    return f"{about}{number} {unit if (low, high) == (1, 1) else _plural(unit)}".strip()


def _plural(unit: str) -> str:
    """The unit of more than one; participles, currencies and plurals stay as they are."""
    if unit in UNCOUNTED or not unit.islower() or unit.endswith("s"):
        return unit
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("x", "ch", "sh")) else f"{unit}s"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
