"""Denial: somebody says that it was not so, and somebody else that it was.

In go the versions of a happening; out come those that stand against each other, or none. A
denial without a claim is no dispute, and nobody disputes with himself, unless he first denies
and then admits it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Stance
from onrecord.resolve.records import Position
from onrecord.resolve.sources import is_same
from onrecord.resolve.versions import Version, is_answer
from onrecord.resolve.words import concepts_of, weight, words_of

WEIGHTY = 0.3
"""The weight from which a word tells what is spoken of."""
HOLDING: tuple[Stance, ...] = ("asserts", "admits", "confirms")
"""Stances of who says that it was so."""


def denial_among(versions: Sequence[Version]) -> list[Position]:
    """The positions of the dispute over whether it was so; none if there is no dispute."""
    held = [v for v in versions if v.stance in HOLDING and v.event is not None]
    denied = [v for v in versions if v.stance == "denies" and _meets(v, versions)]
    answered = [d for d in denied if any(_against(d, h) for h in held)]
    if not answered:
        return []
    met = [h for h in held if any(_against(d, h) for d in answered)]
    return [v.position() for v in sorted([*answered, *met], key=lambda v: v.order)]


def _against(denial: Version, holding: Version) -> bool:
    """Whether a denial stands against one who says that it was so. The words of the report that
    brings the denial must tell of the same in some word of theirs."""
    if is_same(denial.source, holding.source):
        return holding.stance == "admits"
    own = holding.source.voice is None and holding.source.document == denial.source.document
    return not own or bool(_roots(denial) & _roots(holding))


def _roots(version: Version) -> set[str]:
    """The words of a version that weigh something."""
    words = words_of(version.text, version.span.start, version.span.end)
    return {word.root for word in words if weight(word.root) >= WEIGHTY}


def _meets(denial: Version, versions: Sequence[Version]) -> bool:
    """Whether a denial is of the deed itself: a remark is one where it answers what was said just
    before, or has the word for it."""
    if denial.event is not None:
        return True
    if denial.statement is not None and is_answer(denial.text, denial.statement):
        return True
    said = {word.root for word in words_of(denial.text, denial.span.start, denial.span.end)}
    kin = frozenset().union(*(concepts_of(root) for root in said))
    triggers = [v.event.trigger.of(v.text) for v in versions if v.event is not None]
    deeds = [word.root for trigger in triggers for word in words_of(trigger)]
    return any(root in said or concepts_of(root) & kin for root in deeds)
