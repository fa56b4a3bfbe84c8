"""Stories: which reports tell of the same affairs.

In goes a report with its text; out comes the print of its words and names, and how much two of
them share. It joins nothing: it says in which other reports to look for who disputes what one
says.
"""

from __future__ import annotations

from onrecord.model import Record, Report
from onrecord.resolve.identity.likeness import cosine, months
from onrecord.resolve.identity.tellings import VOCABULARY
from onrecord.resolve.identity.words import weighed, words_of

KIN = 0.12
"""The cosine from which two reports are of one story: 94 of 100 pairs that are reach it, 1 of 500
that are not (on our own stories)."""
KEYS = 20
"""How many of the weightiest words of a report find the others of its story."""


class Print(Record, frozen=True):
    """The weightiest words of a report with their weights, a vector of length 1."""

    document: str
    published: str | None
    words: dict[str, float]


def print_of(report: Report, text: str) -> Print:
    """The print of a report."""
    words = weighed((word.root for word in words_of(text)), VOCABULARY)
    return Print(report.document.id, report.document.published, words)


def keys(one: Print) -> list[str]:
    """What two reports of one story share one of: a weighty word within a month."""
    heavy = sorted(one.words, key=lambda word: (-one.words[word], word))[:KEYS]
    when = months(one.published) if one.published else [""]
    return sorted(f"{word}|{month}" for word in heavy for month in when)


def resemblance(a: Print, b: Print) -> float:
    """The cosine of two prints."""
    return cosine(a.words, b.words)
