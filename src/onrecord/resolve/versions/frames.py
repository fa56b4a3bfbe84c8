"""Frames of denial: sentences that take up what others say in order to call it untrue.

In go a report, its text and one of its events that no statement denies; out come who denies it, if
the sentence does: by a verb of denying before it ("refuted what was said to the effect that ..."),
or by a word of untruth behind it ("The claim that ... has nothing to do with reality").
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Event, Report
from onrecord.resolve.versions.clauses import UNDONE, is_presupposed, statement_of
from onrecord.resolve.versions.phrases import any_of, lexicon, pattern
from onrecord.resolve.versions.sentences import sentence_at
from onrecord.resolve.versions.sources import Source, own_voice, source_of, voice_of


def denier_of(report: Report, text: str, event: Event) -> Source | None:
    """Who denies the event in its own sentence, None where nobody does."""
    sentence = sentence_at(text, event.trigger)
    before = text[sentence.start : event.trigger.start]
    behind = text[event.trigger.end : sentence.end]
    verbs = [m for m in _denying().finditer(before) if _denies(before, m)]
    if verbs and not is_presupposed(report, text, event, sentence.start + verbs[-1].end()):
        return _subject(report, sentence.start, sentence.start + verbs[-1].start())
    if _claimed().match(before) and pattern("frames", "untrue").search(behind):
        statement = statement_of(report, event)
        named = statement is not None and statement.speakers
        return source_of(report, text, statement) if named else own_voice(report)
    return None


def _denies(before: str, verb: re.Match[str]) -> bool:
    """Whether a verb takes a claim up to deny it."""
    rest = before[verb.end() :]
    claim = pattern("frames", "claims").search(rest)
    ahead = before[max(0, verb.start() - UNDONE) : verb.start()]
    undone = pattern("frames", "undone").search(ahead)
    naming = pattern("frames", "naming").fullmatch(verb.group()) is not None
    lie = pattern("frames", "untrue").search(rest) is not None
    return claim is not None and undone is None and (lie or not naming)


def _subject(report: Report, start: int, verb: int) -> Source:
    """Who is named nearest before the verb in its sentence, else the report itself."""
    named = [m for m in report.mentions if start <= m.start and m.end <= verb and m.actor]
    return voice_of(report, [str(named[-1].actor)]) if named else own_voice(report)


@cache
def _denying() -> re.Pattern[str]:
    return pattern("frames", "denying")


@cache
def _claimed() -> re.Pattern[str]:
    """A sentence that begins with a claim: "The claim of A that ..."."""
    claims = any_of(lexicon()["frames"]["claims"])
    return re.compile(rf"(?:the|this|any|such)?\s*(?:\w+\s)?(?:{claims})\b.*\bthat\b", re.I | re.S)
