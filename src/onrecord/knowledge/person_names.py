"""Persons' names: which words nearly all their bearers share a gender of, which stand first.

In goes a word of a name; out comes "f" or "m", or None where it is borne by both or not known. The
table ``given_names.tsv.xz`` is made by ``tools/build_given_names.py`` from nomquamgender (MIT; Van
Buskirk, Clauset and Larremore 2023); it serves pronouns alone, and nothing of it is recorded. How
names are built is in ``person_names.toml``.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

from onrecord.knowledge import tables
from onrecord.words import folded


def gender_of(word: str) -> str | None:
    """The gender of nearly all who bear `word` as a given name: "f", "m" or None."""
    return _table().get(folded(word))


@cache
def first_families() -> frozenset[str]:
    """The folded family names that stand first at home and last in some Western texts."""
    return frozenset(tables.keys("person_names")["order"]["first"])


@cache
def _table() -> dict[str, str]:
    packed = files(__package__).joinpath("given_names.tsv.xz").read_bytes()
    found: dict[str, str] = {}
    for line in lzma.decompress(packed).decode("ascii").splitlines():
        name, gender = line.split("\t")
        found[name] = gender
    return found
