"""Accounts: opposed sources give one happening each its own reason or manner.

In go the versions of a happening; out come those whose words of reason, purpose or manner
(knowledge/disputes.toml) differ between two camps. Mere details that one has and the other lacks
are no dispute.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.resolve.denials import HOLDING
from onrecord.resolve.phrases import pattern
from onrecord.resolve.records import Position
from onrecord.resolve.sources import are_opposed
from onrecord.resolve.versions import Version
from onrecord.resolve.words import words_of

SHARED = 0.5
"""The part of their words from which two reasons are one."""


def account_among(versions: Sequence[Version]) -> list[Position]:
    """The positions of the dispute over what was done, or why; none if there is no dispute."""
    told = [(v, r) for v in versions if v.stance in HOLDING and (r := reason_of(v)) is not None]
    odd = [
        (v, r)
        for v, r in told
        if any(are_opposed(v.source, w.source) and _differ(v, r, w, s) for w, s in told)
    ]
    return [v.position(value=" ".join(r.of(v.text).split())) for v, r in odd]


def reason_of(version: Version) -> Span | None:
    """The words of a version from its first word of reason or manner on, if it has one."""
    found = [
        m.start()
        for kind in ("reasons", "manners")
        for m in pattern("account", kind).finditer(
            version.text, version.span.start, version.span.end
        )
    ]
    return Span(min(found), version.span.end) if found else None


def _differ(a: Version, r: Span, b: Version, s: Span) -> bool:
    """Whether two reasons are not the same in other words."""
    one = {word.root for word in words_of(a.text, r.start, r.end)}
    other = {word.root for word in words_of(b.text, s.start, s.end)}
    return len(one & other) < SHARED * min(len(one), len(other))
