"""A small record written by hand: three reports, and what is one across them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import msgspec

from onrecord import Report, Store
from onrecord.claims import Claim, claims_of
from onrecord.model import (
    Actor,
    Document,
    Event,
    Interval,
    Mention,
    Quantity,
    Record,
    Role,
    Span,
    Statement,
    document_id,
)
from onrecord.resolve.happenings import happening_of
from onrecord.resolve.records import (
    Commitment,
    Dispute,
    Duty,
    Fulfilment,
    Member,
    Position,
    Reading,
)
from onrecord.store import telling
from onrecord.store.tables import insert

WIRE = (
    "Peru attacked the port of Arica on Monday, killing 12 sailors, Chile said. "
    "Foreign Minister Rosa Díaz of Chile met her colleague of Peru in Lima."
)
PAPER = (
    "Peruvian ships shelled Arica on Monday and killed nine people. "
    "Lima denied that its ships had fired on Arica. The ministers' meeting was short."
)
LATER = (
    "Chile and Peru signed the Accord of Tacna. Peru will withdraw its ships. "
    "Rosa Díaz, once minister, called Peru a neighbour. Her aide told Peru the same."
)
CHILE = Actor("chile", "state", "Chile", "CHL")
PERU = Actor("peru", "state", "Peru", "PER")
DIAZ = Actor("diaz", "person", "Rosa Díaz", "CHL", "GOV", ["Díaz"])
NAVY = Actor("navy", "organ", "Peruvian navy", "PER", "MIL")
AIDE = Actor("aide", "person", None, "CHL", "GOV")


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def mentions(text: str, *named: tuple[str, str]) -> list[Mention]:
    return [
        Mention(span(text, words).start, span(text, words).end, actor, "name", "actor")
        for words, actor in named
    ]


def event(
    text: str, ident: str, type: str | None, words: str, who: list[str], whom: list[str],
    date: str | None = None, within: str | None = None, quantities: Iterable[int] = (),
) -> Event:  # fmt: skip
    here = span(text, words)
    day = Interval(date, date) if date else None
    return Event(ident, type, here, here, who, whom, "asserted", date=day, within=within,
                 quantities=list(quantities))  # fmt: skip


def reports() -> list[tuple[Report, str]]:
    """The reports with their texts, in the order of publication."""
    said = Statement("s_said", ["chile"], span(WIRE, WIRE[:58]), span(WIRE, WIRE[:70]), "indirect",
                     "asserts")  # fmt: skip
    denied = Statement("s_denied", ["peru"], span(PAPER, "its ships had fired on Arica"),
                       span(PAPER, "Lima denied"), "indirect", "denies")  # fmt: skip
    called = Statement("s_called", ["diaz"], span(LATER, "Peru a neighbour"),
                       span(LATER, "Rosa Díaz"), "indirect", "asserts")  # fmt: skip
    told = Statement("s_told", ["aide"], span(LATER, "the same"), span(LATER, "Her aide"),
                     "indirect", "asserts", addressees=["peru"])  # fmt: skip
    return [
        (
            Report(
                document(WIRE, "2024-03-05", "Andes Wire", "Ships attack Arica"),
                actors=[CHILE, PERU, DIAZ],
                roles=[Role("diaz", "foreign minister", span(WIRE, "Foreign Minister"), "CHL")],
                mentions=mentions(WIRE, ("Peru", "peru"), ("Chile", "chile")),
                quantities=[Quantity(*bounds(WIRE, "12 sailors"), 12, 12, False, "sailor")],
                statements=[said],
                events=[
                    event(WIRE, "e_attack_wire", "ASSAULT", "Peru attacked the port of Arica",
                          ["peru"], ["chile"], "2024-03-04", "s_said", [0]),
                    event(WIRE, "e_meet_wire", "CONSULT", "met her colleague of Peru", ["diaz"],
                          ["peru"]),
                ],
            ),
            WIRE,
        ),
        (
            Report(
                document(PAPER, "2024-03-06", "The Coast Paper", "=Nine dead"),
                actors=[PERU, NAVY, CHILE],
                mentions=mentions(PAPER, ("Peruvian ships", "navy")),
                quantities=[Quantity(*bounds(PAPER, "nine people"), 9, 9, False, "people")],
                statements=[denied],
                events=[
                    event(PAPER, "e_attack_paper", "ASSAULT", "Peruvian ships shelled Arica",
                          ["navy"], ["chile"], "2024-03-04", None, [0]),
                    event(PAPER, "e_deed_paper", None, "The ministers' meeting", ["chile"], []),
                ],
            ),
            PAPER,
        ),
        (
            Report(
                document(LATER, "2025-01-10", None, "The Accord of Tacna"),
                actors=[CHILE, PERU, DIAZ, AIDE],
                roles=[Role("diaz", "minister", span(LATER, "minister"), "CHL")],
                mentions=mentions(LATER, ("Peru a", "peru")),
                statements=[called, told],
                events=[
                    event(LATER, "e_agree_later", "AGREE", "Chile and Peru signed", ["chile"],
                          ["peru"], "2025-01-09"),
                ],
            ),
            LATER,
        ),
    ]  # fmt: skip


def document(text: str, published: str, publisher: str | None, title: str) -> Document:
    return Document(document_id(text), len(text), title, None, publisher, published, "en")


def bounds(text: str, words: str) -> tuple[int, int]:
    here = span(text, words)
    return here.start, here.end


GROUPS = {
    "h_attack": ["e_attack_wire", "e_attack_paper"],
    "h_meet": ["e_meet_wire"],
    "h_deed": ["e_deed_paper"],
    "h_agree": ["e_agree_later"],
}


def dispute() -> Dispute:
    held = position(PAPER, "its ships had fired on Arica", "denies", "Peru", "s_denied")
    told = position(WIRE, "Peru attacked the port of Arica", "asserts", "Chile", "s_said")
    return Dispute("dispute_1", "denial", True, "h_attack", [told, held])


def position(text: str, words: str, stance: str, speaker: str, statement: str) -> Position:
    report = next(r for r, t in reports() if t == text)
    start, end = bounds(text, words)
    return Position(
        report.document.id, start, end, words, stance, speaker, None, None, statement,  # type: ignore[arg-type]
        report.document.publisher, report.document.published,
    )  # fmt: skip


def commitment() -> Commitment:
    duty = Duty("Peru", "withdraw its ships", document_id(LATER), *bounds(LATER, "withdraw its"))
    broken = position(LATER, "the same", "asserts", "aide", "s_told")
    return Commitment(
        "commitment_1", "h_agree", "Accord of Tacna", ["Chile", "Peru"], "2025-01-09", [duty],
        [Fulfilment("breach", broken)],
    )  # fmt: skip


def written(path: Path) -> str:
    """A resolved store with the record; its path."""
    file = str(path / "record.duckdb")
    with Store(file) as store:
        for report, text in reports():
            store.add(report, text)
    with duckdb.connect(file) as connection:
        _join(connection)
    return file


def _join(connection: duckdb.DuckDBPyConnection) -> None:
    """Write what a resolution would have found."""
    found = {c.event: c for r, t in reports() for c in claims_of(r, t)}
    for ident, events in GROUPS.items():
        _happen(connection, ident, [found[e] for e in events])
    one = dispute()
    connection.execute(
        "INSERT INTO disputes VALUES (?, ?, ?, ?, ?)",
        [one.id, one.kind, one.explicit, one.happening, as_json(one)],
    )
    made = commitment()
    connection.execute(
        "INSERT INTO commitments VALUES (?, ?, ?)", [made.id, made.happening, as_json(made)]
    )
    connection.execute("DELETE FROM pending")


def _happen(connection: duckdb.DuckDBPyConnection, ident: str, told: list[Claim]) -> None:
    disputes = [dispute()] if ident == "h_attack" else []
    h = happening_of(ident, told, {}, disputes)
    connection.execute(
        "INSERT INTO happenings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [ident, h.type, h.mode, h.earliest, h.latest, h.where, h.last, len(told), h.origins,
         bool(disputes), as_json(h)],
    )  # fmt: skip
    for claim in told:
        connection.execute("INSERT INTO \"groups\" VALUES ('event', ?, ?)", [ident, claim.event])
    claims = {claim.event: claim for claim in told}
    members = [Member(Reading(r, t), e) for r, t in reports() for e in r.told if e.id in claims]
    for table, rows in telling.rows_of(ident, claims, members, disputes, {}).items():
        insert(connection, table, rows)


def as_json(record: Record) -> str:
    return msgspec.json.encode(record).decode()
