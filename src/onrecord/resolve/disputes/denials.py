"""Denial: somebody says that it was not so, and somebody else that it was.

In goes an affair; out come the versions that stand against each other, or none. A denial without a
claim is no dispute, and nobody disputes with himself, unless he first denies and then admits it.
"""

from __future__ import annotations

from functools import lru_cache

from onrecord.model import Span
from onrecord.resolve.disputes.affairs import ALIKE, Affair, Story, are_beside
from onrecord.resolve.identity.words import concepts_of, weight, words_of
from onrecord.resolve.versions.phrases import pattern
from onrecord.resolve.versions.remarks import roots_in
from onrecord.resolve.versions.sources import is_same
from onrecord.resolve.versions.versions import HOLDING, Version, is_answer

ASKED = ("REQUEST", "REJECT")
"""Types of what is asked for, or refused."""
STORIES = 8
"""Stories of which is kept which denial answers what."""
WEIGHTY = 0.3
"""The weight from which a word tells what is spoken of."""


def denial_among(affair: Affair) -> list[Version]:
    """The versions that differ over whether it was so; none if there is no dispute."""
    answers = _answers(affair.story)
    mine = {_breath(denial) for denial, met in answers if affair.holds(denial) or affair.holds(met)}
    odd = {version for pair in answers if _breath(pair[0]) in mine for version in pair}
    return [version for version in affair.story.versions if version in odd]


def _breath(denial: Version) -> tuple[str, int, str | None]:
    """What the denials share that one source makes in one sentence: they are of one matter."""
    sentence = denial.sentence(denial.span)
    return denial.report.document.id, sentence.start, denial.source.voice


@lru_cache(STORIES)
def _answers(story: Story) -> list[tuple[Version, Version]]:
    """The denials of a story, each with all that it answers."""
    holding = [v for v in story.versions if _holds(v)]
    denials = [v for v in story.versions if v.stance == "denies"]
    return [
        (denial, held)
        for denial in denials
        for held in holding
        if _is_denied_by(held, denial) and _are_of_one_matter(held, denial, story)
    ]


def _are_of_one_matter(a: Version, b: Version, story: Story) -> bool:
    """Whether two versions are very alike, or alike with a word, concept or type in common."""
    return story.alike(a, b) or (story.akin(a, b, typed=True) and story.alike(a, b, least=ALIKE))


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
    """Whether a denial is of the deed itself. One that says in words of its own what it denies must
    have some in common with the deed, or stand beside it; one that only points ("called that a
    lie") need not."""
    event = denial.event
    if event is not None and (event.trigger.within(denial.span) or _is_bare(denial)):
        return True
    said = roots_in(denial.text, denial.span)
    if event is not None:
        return _has_word_of(said, denial.text, event.trigger) or are_beside(denial, holding)
    if denial.statement is not None and is_answer(denial.text, denial.statement):
        shared = any(_has_word_of(said, holding.text, word) for word in _lower(holding))
        return _is_bare(denial) or are_beside(denial, holding) or shared
    return holding.event is not None and _has_word_of(said, holding.text, holding.event.trigger)


def _has_word_of(said: frozenset[str], text: str, span: Span) -> bool:
    """Whether some words hold one of `span`, or one that stands for the same."""
    kin = frozenset().union(*(concepts_of(root) for root in said))
    roots = roots_in(text, span)
    return any(root in said or concepts_of(root) & kin for root in roots)


def _lower(version: Version) -> list[Span]:
    """The words of a version that weigh something, but for names."""
    words = words_of(version.text, version.span.start, version.span.end)
    return [
        Span(word.start, word.end)
        for word in words
        if version.text[word.start].islower() and weight(word.root) >= WEIGHTY
    ]


def _is_bare(denial: Version) -> bool:
    """Whether a denial says nothing but that something is not so: "denied the report"."""
    bare = pattern("frames", "bare")
    return all(bare.fullmatch(word.of(denial.text)) for word in _lower(denial))
