"""The table of cities: folding, search, homonyms."""

from __future__ import annotations

import pytest

from onrecord.knowledge.cities import cities, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Łódź", "lodz"),
        ("São Paulo", "sao paulo"),
        ("北京", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Mosul", "IRQ", 36.3, 43.1),
        ("Kharkov", "UKR", 50.0, 36.2),
        ("Kharkiv", "UKR", 50.0, 36.2),
        ("Goma", "COD", -1.7, 29.2),
        ("El Fasher", "SDN", 13.6, 25.3),
        ("Bogotá", "COL", 4.6, -74.1),
    ],
)
def test_known_cities(name: str, country: str, latitude: float, longitude: float) -> None:
    first = cities(name)[0]
    assert first.country == country
    assert first.latitude == pytest.approx(latitude, abs=0.2)
    assert first.longitude == pytest.approx(longitude, abs=0.2)
    assert first.geonames > 0


def test_homonyms_come_by_population() -> None:
    found = cities("Tripoli")
    assert {"LBY", "LBN"} <= {city.country for city in found}
    assert [c.population for c in found] == sorted((c.population for c in found), reverse=True)


@pytest.mark.parametrize("name", ["", "Zzyzzxy", "   ", "-", "北京", "\ud800"])
def test_unknown_names(name: str) -> None:
    assert cities(name) == ()


def test_first_and_last_lines_are_found() -> None:
    from onrecord.knowledge.cities import _table

    lines = _table().strip(b"\n").split(b"\n")
    for line in (lines[0], lines[-1], lines[len(lines) // 2]):
        assert cities(line.split(b"\t")[0].decode("ascii"))
