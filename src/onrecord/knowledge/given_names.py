"""Given names that nearly all their bearers share a gender of.

In goes a word of a name; out comes "f" or "m", or None where it is borne by both or not known.
The table ``given_names.tsv.xz`` is made by ``tools/build_given_names.py`` from nomquamgender (MIT;
Van Buskirk, Clauset and Larremore 2023). It serves pronouns alone: nothing of it is recorded.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

from onrecord.words import folded


def gender_of(word: str) -> str | None:
    """The gender of nearly all who bear `word` as a given name: "f", "m" or None."""
    return _table().get(folded(word))


@cache
def _table() -> dict[str, str]:
    packed = files(__package__).joinpath("given_names.tsv.xz").read_bytes()
    found: dict[str, str] = {}
    for line in lzma.decompress(packed).decode("ascii").splitlines():
        name, gender = line.split("\t")
        found[name] = gender
    return found
