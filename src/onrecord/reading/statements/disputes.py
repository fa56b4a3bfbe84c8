"""Which statement, or which event, a denial denies.

In goes a denying statement and the others of its document; out comes the id of the one it
denies, or None: the latest one where a noun or pronoun points at it ("the claim", "it"; the
outermost for "the report"), else the latest by somebody else that shares words with what is
denied. Where the report itself tells what is denied, the denial points at the event.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.model import Span, Statement
from onrecord.reading.draft import Draft
from onrecord.reading.statements.found import lexicon

MIN_SHARED = 2
REACH = 40
"""How many statements back a denial looks."""
POINTING = ("it", "this", "that")


def denied_statement(draft: Draft, denial: Statement, others: list[Statement]) -> str | None:
    """The id of the statement that `denial` denies, if it stands in the document."""
    earlier = [
        s
        for s in others
        if s.id != denial.id
        and s.evidence.start < denial.evidence.end
        and s.stance != "denies"
        and s.content.start < denial.content.start
        and not (set(s.speakers) and set(s.speakers) == set(denial.speakers))
        and not denial.evidence.within(s.content)
    ]
    if not earlier:
        return None
    earlier = sorted(earlier, key=lambda s: (s.content.end, s.id))[-REACH:]
    words = _lemmas(draft, denial.content)
    if words & set(lexicon()["objects"]["reports"]):
        return max(earlier, key=lambda s: (s.content.end, -s.content.start, s.id)).id
    if words & set(lexicon()["objects"]["claims"]) or denial.content.of(draft.text) in POINTING:
        return max(earlier, key=lambda s: (s.content.end, s.content.start, s.id)).id
    scored = [(_fit(draft, denial, words, s), s.content.end, s.id) for s in earlier]
    best = max(scored)
    return best[2] if best[0] >= MIN_SHARED else None


def read_denials(draft: Draft) -> None:
    """Point denials at the latest event before them that the report itself tells with the same
    words, where no statement tells it as well and as late."""
    known = {s.id: s for s in draft.statements}
    draft.statements[:] = [
        replace(s, denies=_denied_event(draft, s, known.get(s.denies or "")) or s.denies)
        if s.stance == "denies"
        else s
        for s in draft.statements
    ]


def _denied_event(draft: Draft, denial: Statement, claim: Statement | None) -> str | None:
    words = _lemmas(draft, denial.content)
    shared = len(_lemmas(draft, claim.content) & words) if claim else 0
    told = [
        e
        for e in draft.events
        if e.within is None
        and (claim.content.end if claim else 0) <= e.trigger.start
        and e.trigger.end <= denial.evidence.start
        and _lemmas(draft, e.trigger) & words
        and len(_lemmas(draft, e.evidence) & words) >= max(shared, MIN_SHARED)
    ]
    latest = max(told, key=lambda e: (e.trigger.start, e.id), default=None)
    return latest.id if latest else None


def _fit(draft: Draft, denial: Statement, words: set[str], claim: Statement) -> int:
    """How many words two contents share, and one more if the claim is about who denies."""
    shared = len(words & _lemmas(draft, claim.content))
    countries = {draft.actors[a].country for a in denial.speakers} - {None}
    about = any(
        m.actor is not None and draft.actors[m.actor].country in countries
        for m in draft.mentions
        if claim.content.start <= m.start < claim.content.end
    )
    return shared + about if shared else 0


def _lemmas(draft: Draft, span: Span) -> set[str]:
    kinds = ("NOUN", "PROPN", "VERB", "ADJ")
    return {t.lemma_.lower() for t in draft.tokens(span) if t.pos_ in kinds}
