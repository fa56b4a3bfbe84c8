"""PLOVER 2.0: types, modes, contexts and sectors, with quad classes and intensities.

In goes knowledge/plover.toml; out come look-ups. A quad class is 1 (verbal cooperation),
2 (material cooperation), 3 (verbal conflict) or 4 (material conflict); an intensity lies in
[-10, 10], conflict below zero. Where the manual contradicts itself the table decides
(docs/explanation/plover.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.knowledge import tables


@dataclass(frozen=True)
class Mode:
    """A way in which a type of event is done; `contexts` are those that it brings with it."""

    name: str
    definition: str
    score: float
    contexts: tuple[str, ...]


@dataclass(frozen=True)
class Type:
    """A type of event. `recipient`: an event of it is whole only with a recipient; `verb`: what
    the actor does to the recipient, in a word ("accuses")."""

    name: str
    verb: str
    definition: str
    quad: int
    score: float
    recipient: bool
    modes: Mapping[str, Mode]


@cache
def _table() -> dict[str, Any]:
    return tables.keys("plover")


@cache
def types() -> Mapping[str, Type]:
    """The sixteen types by name, in the order of the manual."""
    return MappingProxyType({name: _type(name, row) for name, row in _table()["types"].items()})


def _type(name: str, row: dict[str, Any]) -> Type:
    modes = {
        mode: Mode(mode, m["definition"], m["score"], tuple(m.get("contexts", ())))
        for mode, m in row.get("modes", {}).items()
    }
    return Type(
        name, row["verb"], row["definition"], row["quad"], row["score"], row["recipient"], modes
    )


@cache
def contexts() -> Mapping[str, str]:
    """The definitions of the contexts by name."""
    return MappingProxyType(_table()["contexts"])


@cache
def sectors() -> Mapping[str, str]:
    """What the codes of sectors stand for."""
    return MappingProxyType(_table()["sectors"])


@cache
def international() -> Mapping[str, str]:
    """What the codes stand for that actors of no country have."""
    return MappingProxyType(_table()["international"])


def quad_of(type: str) -> int:
    """The quad class of a type, 1 to 4.

    Raises:
        KeyError: PLOVER has no such type.
    """
    return types()[type].quad


def quad_name(quad: int) -> str:
    """What a quad class stands for: "material conflict"."""
    return str(_table()["quads"][str(quad)])


def is_mode(type: str, mode: str) -> bool:
    """Whether `mode` is one of the type's."""
    return type in types() and mode in types()[type].modes


def deeds() -> list[str]:
    """All types, alone and with each of their modes: "SANCTION", "SANCTION/expel"."""
    return [
        code
        for name, kind in sorted(types().items())
        for code in (name, *(f"{name}/{mode}" for mode in sorted(kind.modes)))
    ]


def definition(type: str, mode: str | None = None) -> str:
    """What a mode, else a type, means.

    Raises:
        KeyError: PLOVER has no such type.
    """
    known = _mode(type, mode)
    return known.definition if known else types()[type].definition


def intensity(type: str, mode: str | None = None) -> float:
    """The intensity of an event in [-10, 10]: that of its mode, else of its type. A mode that the
    type does not have, such as one of an older table, counts as none.

    Raises:
        KeyError: PLOVER has no such type.
    """
    known = _mode(type, mode)
    return known.score if known else types()[type].score


def contexts_of(type: str, mode: str | None) -> tuple[str, ...]:
    """The contexts that the mode of an event brings with it by definition."""
    known = _mode(type, mode)
    return known.contexts if known else ()


def _mode(type: str, mode: str | None) -> Mode | None:
    return types()[type].modes.get(mode) if mode is not None else None
