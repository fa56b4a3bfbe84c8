"""Build the table of points that stand for whole countries, ``knowledge/country_points.csv``.

In goes the table of cities (:mod:`onrecord.knowledge.cities`); out comes one line a country: its
code and the degrees, to 0.01, of the town that lies nearest to the medians of the latitudes and
longitudes of all its towns, so that the point lies within the country and where people live. A map
draws there what is only said to have happened in the country. Run:
``python tools/build_country_points.py``.
"""

from __future__ import annotations

import csv
import lzma
from collections import defaultdict
from math import cos, hypot, radians
from pathlib import Path
from statistics import median

KNOWLEDGE = Path(__file__).parents[1] / "src/onrecord/knowledge"
SOURCE = "GeoNames (CC BY 4.0), by tools/build_country_points.py"

TOWNLESS = {"FLK": (-5170, -5785), "NIU": (-1906, -16992), "NRU": (-53, 16692), "VAT": (4190, 1245)}
"""Countries without a town of 5,000 people."""
KNOWN = "common knowledge"

Point = tuple[int, int]
"""Latitude and longitude in hundredths of a degree."""


def towns() -> dict[str, dict[str, Point]]:
    """The towns of each country, each once, by its GeoNames id."""
    found: dict[str, dict[str, Point]] = defaultdict(dict)
    for line in lzma.decompress((KNOWLEDGE / "places.tsv.xz").read_bytes()).decode().splitlines():
        _, code, latitude, longitude, geonames, _ = line.split("\t")
        found[code][geonames] = (int(latitude), int(longitude))
    return found


def midst(points: list[Point]) -> Point:
    """The point that lies nearest to the medians; among equals the first in order."""
    north, east = median(p[0] for p in points), median(p[1] for p in points)
    narrow = cos(radians(north / 100))
    return min(points, key=lambda p: (hypot(p[0] - north, (p[1] - east) * narrow), p))


def main() -> None:
    """Write the table."""
    with (KNOWLEDGE / "country_points.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["code", "latitude", "longitude", "source"])
        found = {code: (midst(list(known.values())), SOURCE) for code, known in towns().items()}
        found |= {code: (point, KNOWN) for code, point in TOWNLESS.items()}
        for code, ((latitude, longitude), source) in sorted(found.items()):
            table.writerow([code, latitude / 100, longitude / 100, source])


if __name__ == "__main__":
    main()
