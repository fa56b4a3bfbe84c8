"""Places: names, what tells them from persons and actors, and which of several is meant."""

from __future__ import annotations

import pytest

from onrecord.language.analyser import analyser
from onrecord.model import Document, Place, document_id
from onrecord.reading.draft import Draft
from onrecord.reading.passages import read_passages
from onrecord.reading.places import read_places


def places(text: str) -> list[Place]:
    """The places of `text`, with its spans checked."""
    tool = analyser()
    doc = next(iter(tool.analyse([tool.tokenise(text, [0])])))
    draft = Draft(Document(document_id(text), len(text)), text, doc)
    draft.passages = read_passages(text)
    read_places(draft)
    for place in draft.places:
        assert text[place.start : place.end] == place.name
    assert sorted(draft.locations.values()) == list(range(len(draft.places)))
    return draft.places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Beijing in May.", [("Beijing", "CHN", "city")]),
        (
            "Troops seized the Kursk region near Belgorod.",
            [("Kursk region", "RUS", "region"), ("Belgorod", "RUS", "city")],
        ),
        (
            "Fighting spread in Anbar province and northern Iraq.",
            [("Anbar province", "IRQ", "region"), ("northern Iraq", "IRQ", "region")],
        ),
        ("A tanker was seized in the Strait of Hormuz.", [("Strait of Hormuz", None, "region")]),
        ("A strike on Khan Younis killed 12.", [("Khan Younis", "PSE", "city")]),
        ("Jets hit Beirut's southern suburbs.", [("Beirut", "LBN", "city")]),
        ("Rockets hit the Gaza Strip.", [("Gaza Strip", "PSE", "region")]),
        (
            "An aid convoy reached Ukraine's Kharkiv region.",
            [("Kharkiv region", "UKR", "region")],
        ),
        (
            "Shells fell on Odesa and Kherson.",
            [("Odesa", "UKR", "city"), ("Kherson", "UKR", "city")],
        ),
        ("Students rallied at Mosul University.", [("Mosul University", "IRQ", "point")]),
        ("He spoke at the White House on Monday.", [("White House", "USA", "point")]),
        (
            "Nice police arrested three in Nice, France.",
            [("Nice", "FRA", "city"), ("France", "FRA", "country")],
        ),
    ],
)
def test_known_places(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(p.name, p.country, p.precision) for p in places(text)] == expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Guards shelled Camp Nour, officials said.", "Camp Nour", None),
        ("Fire broke out near Telmana airport.", "Telmana airport", None),
        ("A bomb exploded in the Turkish town of Vezirkala.", "Vezirkala", "TUR"),
        ("Gunmen stormed Zabadin, a suburb near Damascus.", "Zabadin", "SYR"),
        ("Troops took the village of Verkhnia Lypa in Donetsk region.", "Verkhnia Lypa", "UKR"),
        ("Barges rammed a boat near Tern Shoal in the South China Sea.", "Tern Shoal", None),
        ("In Beshir, a town south of Kirkuk, people fled.", "Beshir", None),
    ],
)
def test_places_in_no_table(text: str, name: str, country: str | None) -> None:
    found = places(text)[0]
    assert (found.name, found.country, found.latitude) == (name, country, None)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Protesters gathered in Tripoli, Lebanon.", "LBN"),
        ("The Lebanese army deployed to Tripoli.", "LBN"),
        ("Militias fought in Tripoli on Sunday.", "LBY"),
        ("Delegates flew to Paris on Sunday.", "FRA"),
    ],
)
def test_homonyms(text: str, country: str) -> None:
    assert places(text)[0].country == country


@pytest.mark.parametrize(
    "text",
    [
        "President Jordan Bardella met Michael Jordan.",
        "Moscow rejected the claim.",
        "Russia and China signed a pact.",
        "A US-led coalition began patrols.",
        "The Department of Defense declined to comment.",
        "In May, officials said it was over.",
        "",
        "   ",
    ],
)
def test_no_places(text: str) -> None:
    assert places(text) == []


def test_a_name_is_a_place_again_where_it_was_one_before() -> None:
    text = (
        "Explosions shook the Qarnat military airport on Monday. "
        "State media said fires burned in Qarnat for hours."
    )
    assert [p.name for p in places(text)][:1] == ["Qarnat military airport"]
    assert any(p.name == "Qarnat" for p in places(text))


def test_datelines() -> None:
    found = places("KYIV, Ukraine (Reuters) - Officials said on Monday that talks went on.")
    assert [(p.name, p.country, p.precision) for p in found][:1] == [("KYIV", "UKR", "city")]


def test_promotion_is_not_read() -> None:
    text = "Aid reached Kherson on Monday.\n\nREAD ALSO: Ten things to see in Lisbon\n"
    assert [p.name for p in places(text)] == ["Kherson"]
