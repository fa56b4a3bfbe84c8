"""Cities of the world of 5,000 people and more, by name.

In goes a name as written; out come the cities so called. The table ``places.tsv.xz`` is made by
``tools/build_places.py`` from GeoNames (https://www.geonames.org, CC BY 4.0). It is kept as
one sorted block of bytes and searched by bisection, so that loading costs no more than its
decompression and no city becomes an object before it is asked for.
"""

from __future__ import annotations

import lzma
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "æ": "ae"})


@dataclass(frozen=True)
class City:
    """A city: its ISO 3166-1 alpha-3 country, degrees (WGS 84, to 0.01), GeoNames id and
    population (to the thousand)."""

    country: str
    latitude: float
    longitude: float
    geonames: int
    population: int


def fold(name: str) -> str:
    """`name` in lower-case ASCII: marks and apostrophes dropped, hyphens as spaces."""
    flat = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = (" " if c in "-–" or c.isspace() else c for c in flat if c.isascii() or c == "–")
    return " ".join("".join(c for c in kept if c.isalnum() or c in " .").split())


@cache
def _table() -> bytes:
    packed = files(__package__).joinpath("places.tsv.xz").read_bytes()
    return b"\n" + lzma.decompress(packed)


@lru_cache(maxsize=65536)
def cities(name: str) -> tuple[City, ...]:
    """The cities called `name`, the most populous first; empty if there are none."""
    key = fold(name).encode("ascii")
    if not key:
        return ()
    table, wanted = _table(), key + b"\t"
    low, high = 0, len(table) - 1
    while low < high:
        middle = table.rfind(b"\n", 0, (low + high) // 2 + 1)
        end = table.find(b"\n", middle + 1)
        if table[middle + 1 : end] < wanted:
            low = end
        else:
            high = middle
    found: list[City] = []
    while table.startswith(wanted, low + 1):
        end = table.find(b"\n", low + 1)
        _, code, latitude, longitude, geonames, population = table[low + 1 : end].split(b"\t")
        found.append(
            City(
                country=code.decode("ascii"),
                latitude=int(latitude) / 100,
                longitude=int(longitude) / 100,
                geonames=int(geonames),
                population=int(population) * 1000,
            )
        )
        low = end
    return tuple(sorted(found, key=lambda city: (-city.population, city.geonames)))
