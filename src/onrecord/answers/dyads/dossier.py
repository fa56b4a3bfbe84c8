"""A dossier: all that the store holds on two parties, each entry with its sources.

In go an open store and two parties, written as actors are in filters; out come the happenings
between them as meetings, agreements and other events, what each side is reported to have said to
or about the other, the disputes over those happenings, and the figures that sources give. Nothing
is left out, chosen or averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as replaced

from onrecord.answers.actors.somebody import called
from onrecord.answers.dyads.statements import said_between
from onrecord.answers.events.happenings import contests, timeline
from onrecord.answers.records import Contest, Dossier, Entry, Section
from onrecord.claims import Claim, coded
from onrecord.resolve.records import Commitment, Duty, Happening, Position
from onrecord.store import Store
from onrecord.store.decisions import retracted
from onrecord.store.query import EVERYTHING, Filters, period

SECTIONS: Mapping[str, Section] = {"CONSULT": "meetings", "AGREE": "agreements"}
"""The sections of types of events; all others stand among the events."""
ORDER: tuple[Section, ...] = (
    "meetings", "agreements", "events", "statements", "disputes", "figures",
)  # fmt: skip


def dossier(store: Store, one: str, other: str, filters: Filters = EVERYTHING) -> Dossier:
    """All that the store holds on `one` and `other`.

    Args:
        store: an open store whose documents are resolved.
        one, other: a country's code, a country, or words of a name.
        filters: `since` and `until` bound it; the others choose among its happenings.

    Raises:
        BadFilter: an empty name, no such type, or no such day.
    """
    since, until = period(filters.since, filters.until)
    found = timeline(store, one, other, replace(filters, since=since, until=until))
    tellings = _Tellings(store, found)
    entries = [tellings.happening(h) for h in found]
    said = said_between(store, one, other, since, until)
    entries += [replaced(entry, side=called(str(entry.side))) for entry in said]
    entries += [_dispute(contest) for contest in contests(store, found)]
    entries += [entry for h in found for entry in tellings.figures(h)]
    entries.sort(key=lambda entry: ORDER.index(entry.section))
    cited = sorted({source.document for entry in entries for source in entry.sources})
    parties = [called(one), called(other)]
    gone = retracted(store.decisions()).union(*store.rows("SELECT document FROM withdrawals"))
    withdrawn = sorted(gone & set(cited))
    return Dossier(parties, since, until, entries, store.documents(cited), withdrawn)


class _Tellings:
    """What happenings are told by: their claims, and the agreements that they made."""

    def __init__(self, store: Store, found: Sequence[Happening]) -> None:
        events = [event for happening in found for event in happening.events]
        self.claims = {claim.event: claim for claim in store.kept(Claim, events)}
        held = store.kept(Commitment, [happening.id for happening in found])
        self.agreements = {agreement.happening: agreement for agreement in held}

    def happening(self, it: Happening) -> Entry:
        """A happening as an entry; one that made an agreement stands among the agreements."""
        told = _entry(
            SECTIONS.get(it.type or "", "events"), it, [telling(claim) for claim in self.of(it)]
        )
        made = self.agreements.get(it.id)
        return _agreement(told, made) if made else told

    def figures(self, it: Happening) -> Iterator[Entry]:
        """The figures of a happening side by side, if sources give any."""
        found = [telling(claim, amount) for claim in self.of(it) for amount in claim.how_many]
        if found:
            yield replaced(_entry("figures", it, found), disputed="figure" in it.disputes)

    def of(self, it: Happening) -> list[Claim]:
        """The tellings of a happening, in their order."""
        return [self.claims[event] for event in it.events if event in self.claims]


def telling(claim: Claim, value: str | None = None) -> Position:
    """A claim as what its innermost source holds."""
    return Position(
        document=claim.document,
        start=claim.start,
        end=claim.end,
        words=claim.evidence,
        stance=claim.stance or "asserts",
        speaker=claim.according_to[0] if claim.according_to else None,
        value=value,
        event=claim.event,
        publisher=claim.publisher,
        published=claim.published,
    )


def _entry(section: Section, it: Happening | Contest, sources: list[Position]) -> Entry:
    return Entry(
        section=section,
        id=it.id,
        what=coded(it.type, it.mode),
        who=it.who,
        whom=it.whom,
        earliest=it.earliest,
        latest=it.latest,
        where=it.where,
        factuality=it.factuality if isinstance(it, Happening) else None,
        sources=sources,
        disputed=isinstance(it, Contest) or bool(it.disputes),
    )


def _agreement(told: Entry, made: Commitment) -> Entry:
    """The entry of a happening as that of the agreement that it made: its name, parties, day and
    duties, and what later reports say became of it."""
    later = [replaced(report.position, value=report.kind) for report in made.later]
    return replaced(
        told,
        section="agreements",
        id=made.id,
        what=made.name or told.what,
        who=made.parties or told.who,
        whom=[] if made.parties else told.whom,
        earliest=made.date or told.earliest,
        latest=made.date or told.latest,
        sources=told.sources + later,
        details=[_duty(duty) for duty in made.duties],
    )


def _duty(duty: Duty) -> str:
    """What a party binds itself to, with its condition, its term and its place."""
    parts = [f'{duty.party or "all parties"}: "{duty.words}"']
    parts += [f"if {duty.condition}"] * bool(duty.condition)
    parts += [f"by {duty.due}"] * bool(duty.due)
    return f"{', '.join(parts)} {duty.document[:16]} [{duty.start}:{duty.end}]"


def _dispute(contest: Contest) -> Entry:
    """A dispute as an entry: which kind, over what, and each position."""
    over = _entry("disputes", contest, contest.positions)
    return replaced(over, what=f"{contest.kind}: {over.what}")
