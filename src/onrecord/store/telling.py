"""The rows from which answers count over many happenings without joining what these are made of.

In go the claims of one happening, as people corrected them, the reports that they stand in, and the
disputes over it; out come the rows of the tables `tellings`, `taking` and `held`, which repeat in
one place what the reports, the groups and the personas say, and are written with the happening.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.claims import Claim, label
from onrecord.resolve.records import Dispute, Member

TABLES = ("tellings", "taking", "held")
Personas = Mapping[tuple[str, str], str]
"""Which persona an actor of a document is, by the ids of both."""


def rows_of(
    happening: str,
    told: Mapping[str, Claim],
    members: Sequence[Member],
    disputes: Iterable[Dispute],
    personas: Personas,
) -> dict[str, list[list[Any]]]:
    """The rows of one happening, by table."""
    taking = [row for member in members for row in _taking(told[member.event.id], member, personas)]
    statements = {p.statement for d in disputes for p in d.positions if p.statement is not None}
    return {
        "tellings": [
            [
                happening, c.event, c.document, c.published, c.publisher, c.type, c.mode,
                member.event.within,
            ]
            for member in members
            for c in (told[member.event.id],)
        ],
        "taking": [[happening, *row] for row in taking],
        "held": [[happening, statement] for statement in sorted(statements)],
    }  # fmt: skip


def _taking(claim: Claim, member: Member, personas: Personas) -> list[list[Any]]:
    """Who takes part in one telling, on which side."""
    actors = {actor.id: actor for actor in member.report.actors}
    document = claim.document
    return [
        [
            claim.event, document, claim.published, claim.type, claim.mode, side, ident,
            personas.get((document, ident)), actors[ident].country, label(actors[ident]),
        ]
        for side, ids in (("actor", member.event.actors), ("recipient", member.event.recipients))
        for ident in ids
    ]  # fmt: skip
