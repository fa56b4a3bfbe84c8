"""Which statement a denial denies.

In goes a denying statement and the others of its document; out comes the id of the one it
denies, or None: the claim named in its own sentence, else the latest earlier statement by
somebody else that shares words with what is denied.
"""

from __future__ import annotations

from onrecord.model import Span, Statement
from onrecord.reading.draft import Draft
from onrecord.reading.statements.found import lexicon

MIN_SHARED = 2


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
    words = _lemmas(draft, denial.content)
    if words & set(lexicon()["objects"]["claims"]):
        return max(earlier, key=lambda s: (s.content.end, s.id)).id
    shared = [(len(words & _lemmas(draft, s.content)), s.content.end, s.id) for s in earlier]
    best = max(shared)
    return best[2] if best[0] >= MIN_SHARED else None


def _lemmas(draft: Draft, span: Span) -> set[str]:
    tokens = draft.doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    return {t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")}
