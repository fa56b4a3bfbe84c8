"""Helpers that the tests of all stages share."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from onrecord import Report, read
from onrecord.claims import claims_of, label
from onrecord.model import Event, Statement

T = TypeVar("T")
LONG = 60.0
"""Seconds that a test waits for what must come: far more than it takes, also on a machine that is
slow or does much else."""

# How long an example takes says nothing where others share the machine.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def until(found: Callable[[], T | None]) -> T:
    """What `found` finds, as soon as it finds something."""
    end = time.monotonic() + LONG
    while not (it := found()):
        assert time.monotonic() < end, f"nothing was found in {LONG} seconds"
        time.sleep(0.02)
    return it


class Reading:
    """A text and its report, with the look-ups that expectations are written in."""

    def __init__(self, text: str, published: str | None) -> None:
        self.text = text
        self.report: Report = read(text, published=published)
        self._names = {a.id: label(a) for a in self.report.actors}

    def who(self, ids: list[str]) -> str:
        return ", ".join(sorted(self._names[i] for i in ids))

    def events(self) -> list[str]:
        """Each event as `who TYPE whom`."""
        return [f"{self.who(e.actors)} {e.type} {self.who(e.recipients)}" for e in self.all()]

    def all(self) -> list[Event]:
        return self.report.events

    def event(self, word: str) -> Event:
        """The event whose trigger is `word`."""
        found = [e for e in self.all() if e.trigger.of(self.text) == word]
        assert found, [e.trigger.of(self.text) for e in self.all()]
        return found[0]

    def statements(self) -> list[str]:
        """Each statement as `speakers stance: content`."""
        return [self.said(s) for s in self.report.statements]

    def said(self, statement: Statement) -> str:
        return f"{self.who(statement.speakers)} {statement.stance}: {self.content(statement)}"

    def content(self, statement: Statement) -> str:
        return statement.content.of(self.text)

    def claims(self) -> list[str]:
        """Each claim as `who TYPE whom < sources`."""
        return [
            f"{', '.join(c.who)} {c.type} {', '.join(c.whom)} < {' < '.join(c.according_to)}"
            for c in claims_of(self.report, self.text)
        ]


@pytest.fixture
def reading() -> type[Reading]:
    """Reads a text: ``reading(text, published)``."""
    return Reading
