"""Denial: somebody says that it was not so, and somebody else that it was.

In goes an affair; out come the versions that stand against each other, or none. A denial without a
claim is no dispute, and nobody disputes with himself, unless he first denies and then admits it.
"""

from __future__ import annotations

from onrecord.resolve.disputes.affairs import ALIKE, Affair
from onrecord.resolve.identity.words import concepts_of, weight, words_of
from onrecord.resolve.versions.remarks import roots_in
from onrecord.resolve.versions.sources import is_same
from onrecord.resolve.versions.versions import HOLDING, Version, is_answer

ASKED = ("REQUEST", "REJECT")
"""Types of what is asked for, or refused."""
WEIGHTY = 0.3
"""The weight from which a word tells what is spoken of."""


def denial_among(affair: Affair) -> list[Version]:
    """The versions that differ over whether it was so; none if there is no dispute."""
    sides = [v for v in affair.story.versions if v.stance == "denies" or _holds(v)]
    return affair.odd(
        sides,
        _is_denied_by,
        lambda version: version,
        lambda a, b: (
            affair.story.alike(a, b)
            or (affair.story.akin(a, b, typed=True) and affair.story.alike(a, b, least=ALIKE))
        ),
    )


def _holds(version: Version) -> bool:
    """Whether a version says that something was so; a demand says that it should be."""
    event = version.event
    return version.stance in HOLDING and event is not None and event.type not in ASKED


def _is_denied_by(holding: Version, denial: Version) -> bool:
    return (
        denial.stance == "denies"
        and denial.source.voice is not None  # what a newsroom says was not so answers nobody
        and _holds(holding)
        and _meets(denial, holding)
        and _against(denial, holding)
    )


def _against(denial: Version, holding: Version) -> bool:
    """Whether a denial stands against one who says that it was so. The words of the report that
    brings the denial must tell of the same in some word of theirs."""
    if is_same(denial.source, holding.source):
        return holding.stance == "admits"
    own = holding.source.voice is None and holding.source.document == denial.source.document
    return not own or bool(_roots(denial) & _roots(holding))


def _roots(version: Version) -> set[str]:
    """The words of a version that weigh something."""
    return {root for root in roots_in(version.text, version.span) if weight(root) >= WEIGHTY}


def _meets(denial: Version, holding: Version) -> bool:
    """Whether a denial is of the deed itself. A remark is one where it answers what was said just
    before; else it must have the word for the deed."""
    if denial.event is not None:
        return True
    if denial.statement is not None and is_answer(denial.text, denial.statement):
        return True
    said = {word.root for word in words_of(denial.text, denial.span.start, denial.span.end)}
    kin = frozenset().union(*(concepts_of(root) for root in said))
    trigger = holding.event.trigger.of(holding.text) if holding.event is not None else ""
    deeds = [word.root for word in words_of(trigger)]
    return any(root in said or concepts_of(root) & kin for root in deeds)
