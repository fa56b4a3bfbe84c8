"""Givers: who gives a number, where a verb of counting says so ("Hanoi counts twelve captives,
Beijing nine", "put at 57 by the committee").

In go a report, its text and one of its quantities; out comes the source that its sentence names.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Mention, Quantity, Report, Span
from onrecord.resolve.versions.phrases import pattern
from onrecord.resolve.versions.sentences import sentence_at
from onrecord.resolve.versions.sources import Source, named, voice_of

NEAR = 28
"""Characters that who counts is named in."""


class Givers:
    """Those who give the numbers of one report."""

    def __init__(self, report: Report, text: str) -> None:
        self.report, self.text = report, text

    def giver(self, quantity: Quantity) -> Source | None:
        """Whom a verb of counting before the number names, or whom "by" behind it does."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        for mention in reversed(self.report.mentions):
            if sentence.start <= mention.start and mention.end <= quantity.start:
                between = self.text[mention.end : quantity.start]
                if _given().fullmatch(between):
                    return self.source(mention)
                before = self.text[sentence.start : mention.start]
                if _elliptic().fullmatch(between) and (
                    pattern("figures", "giving").search(before)
                    or pattern("figures", "setting").search(before)
                ):
                    return self.source(mention)
        if found := _named_giver().fullmatch(self.text[sentence.start : quantity.start]):
            return named(found["who"], self.report)
        behind = re.compile(r"(?:\s\w+){0,2}\sby\s(?:the\s)?").match(self.text, quantity.end)
        if behind is not None and self.is_total(quantity):
            agents = [m for m in self.report.mentions if m.start <= behind.end() <= m.end - 1]
            return self.source(agents[0]) if agents else None
        return None

    def source(self, mention: Mention) -> Source:
        if mention.actor is None:
            return named(self.text[mention.start : mention.end], self.report)
        return voice_of(self.report, [mention.actor])

    def is_total(self, quantity: Quantity) -> bool:
        """Whether a noun for a count stands before the number in its sentence."""
        sentence = sentence_at(self.text, Span(quantity.start, quantity.end))
        before = self.text[sentence.start : quantity.start]
        return pattern("figures", "counts").search(before) is not None


@cache
def _verbs() -> str:
    """A verb of counting and what stands between it and the number."""
    giving, setting = (pattern("figures", kind).pattern for kind in ("giving", "setting"))
    return rf"(?:{giving}[^.;:]{{0,40}}|{setting}[^.;:]{{0,60}}\s(?:at|as))\s?"


@cache
def _given() -> re.Pattern[str]:
    """What stands between who counts and the number."""
    return re.compile(rf"(?:,[^.;]*,)?\s(?:\w+\s){{0,3}}{_verbs()}", re.IGNORECASE)


@cache
def _named_giver() -> re.Pattern[str]:
    """A sentence that begins with who counts, in words that name no actor."""
    return re.compile(rf"(?P<who>[A-ZÀ-Þ][^,.;:]{{2,{NEAR}}})\s{_verbs()}", re.IGNORECASE)


@cache
def _elliptic() -> re.Pattern[str]:
    return re.compile(r",?\s(?:of\s)?", re.IGNORECASE)
