"""A coded event: a trigger with its frame and participants, before it is published."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.events.frames import Frame


@dataclass
class Coded:
    """A trigger that codes an event, before it is published."""

    trigger: Token
    frame: Frame
    actors: list[str]
    recipients: list[str]
    heads: list[Token]
    kind: str
    verb: Token | None = None
    mutual: bool = False
