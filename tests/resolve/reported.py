"""Small reports of one happening, read by the real reader and grouped by hand."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from onrecord import read
from onrecord.resolve.records import Member, Reading

Reported = tuple[str, str, str]
"""A report as a test writes it: its ISO date, its publisher, its text."""


@cache
def _members(published: str, publisher: str, text: str) -> list[Member]:
    report = read(text, published=published, publisher=publisher)
    reading = Reading(report, text)
    return [Member(reading, event) for event in report.told]


def everything(reports: Collection[Reported]) -> list[Member]:
    """All that `reports` tell."""
    return [member for report in reports for member in _members(*report)]


def tellings(reports: Collection[Reported], *triggers: str) -> list[Member]:
    """The events of `reports` with these triggers: the tellings of one happening."""
    return [
        member for member in everything(reports) if member.event.trigger.of(member.text) in triggers
    ]
