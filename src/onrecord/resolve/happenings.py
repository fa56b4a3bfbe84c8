"""A happening from its tellings: what is shown of it, and in how many reports it stands.

In go the claims that identity joined, and which document is a copy of which; out comes one record
that shows its fullest telling and counts documents that are not copies of one another.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from onrecord.claims import Claim
from onrecord.resolve.records import Dispute, Happening

HELD = ("asserted", "planned", "possible", "conditional", "negated")
"""Factualities, the one first that is shown where tellings differ."""


def happening_of(
    ident: str,
    claims: Sequence[Claim],
    origins: Mapping[str, str],
    disputes: Sequence[Dispute] = (),
    retracted: Container[str] = (),
    settled: Container[str] = (),
) -> Happening:
    """The happening that `claims`, one or more, tell; `origins` gives the original of a copy,
    `retracted` the documents that were withdrawn, `settled` the events that a person accepted or
    corrected: these are shown first."""
    ordered = sorted(claims, key=_when_told)
    told = min(ordered, key=lambda claim: (claim.event not in settled, _emptiness(claim)))
    dates = [claim.published for claim in ordered if claim.published is not None]
    documents = list(dict.fromkeys(claim.document for claim in ordered))
    return Happening(
        id=ident,
        type=told.type,
        mode=told.mode,
        who=told.who,
        whom=told.whom,
        earliest=told.earliest,
        latest=told.latest,
        where=told.where,
        factuality=told.factuality,
        told=told,
        events=[claim.event for claim in ordered],
        documents=documents,
        origins=len({origins.get(document, document) for document in documents}),
        first=min(dates, default=None),
        last=max(dates, default=None),
        disputes=sorted({dispute.kind for dispute in disputes}),
        retracted=[document for document in documents if document in retracted],
    )


def _when_told(claim: Claim) -> tuple[bool, str, str, int, str]:
    dated = claim.published or ""
    return not dated, dated, claim.document, claim.start, claim.event


def _emptiness(claim: Claim) -> tuple[int, int, float, tuple[bool, str, str, int, str]]:
    """Less for a fuller telling; among equals, for one told more surely, and earlier."""
    known = (
        claim.type,
        claim.who,
        claim.whom,
        claim.earliest,
        claim.where,
        claim.how_many,
        claim.mode,
    )
    missing = sum(not part for part in known)
    return HELD.index(claim.factuality), missing, -(claim.score or 0), _when_told(claim)
