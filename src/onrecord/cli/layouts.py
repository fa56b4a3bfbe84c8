"""How each kind of record is shown to people: its columns, its line, and the lines under it.

In go records; out come texts that are safe on a terminal, the same in a table and in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.answers.dyads.markdown import counted
from onrecord.answers.records import Contest, Hit, Profile, Tally
from onrecord.claims import Claim, coded
from onrecord.cli import render
from onrecord.cli.render import on_one_line
from onrecord.model import Record
from onrecord.resolve.actors.tenures import Tenure
from onrecord.resolve.records import Happening, Position

R = TypeVar("R", bound=Record)
Cells = dict[str, str]


@dataclass(frozen=True)
class Layout(Generic[R]):
    """How records of a kind are shown: `columns` gives the cells of a row by the names of the
    columns, unknown ones empty, `phrases` the parts of the sentence that says the same, and
    `notes` the lines under it. The columns in `merged` are one in a table, the details."""

    kind: type[R]
    columns: Callable[[R], Cells]
    phrases: Callable[[R], Sequence[str]]
    notes: Callable[[R], Sequence[str]]
    merged: tuple[str, ...] = ()


def _layout(
    kind: type[R],
    columns: Callable[[R], Cells],
    notes: Callable[[R], Iterator[str]],
    merged: tuple[str, ...] = (),
) -> Layout[R]:
    """A layout whose sentence is what the columns hold."""

    def cells(record: R) -> Cells:
        return {name: on_one_line(cell) for name, cell in columns(record).items()}

    return Layout(
        kind,
        cells,
        lambda record: [cell for cell in cells(record).values() if cell],
        lambda record: [on_one_line(line) for line in notes(record)],
        merged,
    )


def _claim(claim: Claim) -> Cells:
    found = render.parts(claim)
    found["according to"] = found["according to"] or "the report"
    return found


CLAIMS = Layout(
    Claim, _claim, render.phrases, lambda c: [render.evidence(c)], ("when", "where", "how many")
)


def _happening(it: Happening) -> Cells:
    reports = counted(len(it.documents), "report")
    origins = f" of {counted(it.origins, 'origin')}" if it.origins != len(it.documents) else ""
    gone = f", {len(it.retracted)} RETRACTED" if it.retracted else ""
    certain = it.factuality
    if it.disputes:
        certain += f" · DISPUTED: {', '.join(it.disputes)}"
    return {
        "who": ", ".join(it.who) or "?",
        "type": coded(it.type, it.mode),
        "whom": ", ".join(it.whom) or "?",
        "when": _when(it.earliest, it.latest),
        "where": it.where or "",
        "reports": f"{reports}{origins}{gone}",
        "factuality": certain,
    }


def _dated(it: Happening) -> Cells:
    """The cells of a happening with its date in front, else with that of its first report."""
    found = _happening(it)
    when = found.pop("when") or (f"reported {it.first}" if it.first else "undated")
    return {"when": when, **found}


def _told(it: Happening) -> Iterator[str]:
    yield f'"{it.told.evidence}" [{it.told.start}:{it.told.end}] {it.told.document[:12]} {it.id}'


HAPPENINGS = _layout(Happening, _happening, _told, ("when", "where"))
TIMELINE = _layout(Happening, _dated, _told)


def _contest(it: Contest) -> Cells:
    return {
        "kind": f"{it.kind}, explicit" if it.explicit else it.kind,
        "who": ", ".join(it.who) or "?",
        "type": coded(it.type, it.mode),
        "whom": ", ".join(it.whom) or "?",
        "when": _when(it.earliest, it.latest),
        "where": it.where or "",
    }


def _positions(it: Contest | Profile) -> Iterator[str]:
    for held in it.positions:
        yield _position(held)


def _position(held: Position) -> str:
    value = f"{held.value}: " if held.value else ""
    return f"{held.stance} {value}{render.position(held)}"


DISPUTES = _layout(Contest, _contest, _positions, ("when", "where"))


def _hit(it: Hit) -> Cells:
    return {
        "document": it.document[:12],
        "published": it.published or "undated",
        "publisher": it.publisher or "",
        "title": it.title or "",
        "score": f"{it.score:.2f}",
    }


def _held(it: Hit) -> Iterator[str]:
    for words in it.passages:
        yield f'"{words.words}" [{words.start}:{words.end}]'
    for claim in it.claims:
        yield f"{render.sentence(claim)}  {claim.event}"


HITS = _layout(Hit, _hit, _held)


def _profile(it: Profile) -> Cells:
    span = f"{it.first or 'undated'} to {it.last or 'undated'}"
    return {
        "name": it.name,
        "kind": " ".join(part for part in (it.kind, it.country, *it.sectors) if part),
        "reports": f"{counted(it.reports, 'report')}, {span}",
        "id": it.id,
    }


def _known(it: Profile) -> Iterator[str]:
    names = [name for name in it.names if name != it.name]
    if names:
        yield f"names     {', '.join(names)}"
    for office in it.offices:
        yield f"office    {_office(office)}"
    for title, tallies in (("did", it.did), ("said", it.said), ("received", it.received)):
        if tallies:
            yield f"{title:9} {', '.join(map(_tally, tallies))}"
    for other in it.counterparts:
        counts = f"did {other.did}, received {other.received}, beside {other.beside}"
        yield f"with      {other.name}: {counts}"
    for line in _positions(it):
        yield f"holds     {line}"


def _tally(tally: Tally) -> str:
    return f"{tally.what} {tally.count}"


def _office(held: Tenure) -> str:
    of = " ".join(part for part in (held.title, held.country, held.organization) if part)
    rivals = f"; also held by {', '.join(held.rivals)}" if held.rivals else ""
    over = f"; past from {held.over}" if held.over else ""
    return f"{held.name}, {of}: {held.first or 'undated'} to {held.last or 'undated'}{over}{rivals}"


PROFILES = _layout(Profile, _profile, _known)


def _when(earliest: str | None, latest: str | None) -> str:
    if earliest == latest:
        return earliest or ""
    return f"{earliest or ''}..{latest or ''}"
