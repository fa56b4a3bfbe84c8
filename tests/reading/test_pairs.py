"""Whom "both sides", "the two leaders", "the pair" stand for."""

import pytest

from onrecord import read
from onrecord.claims import label

HELD = "Kenya held talks with Somalia on Monday. Qatar and Turkey welcomed the meeting. "
FOUGHT = "The army clashed with the Tigray rebels on Monday. South Africa and Kenya urged calm. "
MET = (
    "Chilean President Ana Soto met Peru's president, Luis Rey. "
    "Foreign ministers Pedro Lago and Rosa Quispe joined them. "
)
BROUGHT = "Chilean President Ana Soto met Luis Rey. Her spokesman, Pablo Diaz, said "
NAMELESS = "The foreign minister of Tunisia and the foreign minister of Senegal met in Dakar. "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (HELD, "The two countries reopened the border.", ["Kenya", "Somalia"]),
        (HELD, "Both sides reopened the border.", ["Kenya", "Somalia"]),
        (HELD, "The two neighbours reopened the border.", ["Kenya", "Somalia"]),
        (
            FOUGHT,
            "Both sides buried their dead.",
            ["Ethiopian armed forces", "Tigray rebels (ETH)"],
        ),
        (MET, "The two presidents dined.", ["Ana Soto (CHL)", "Luis Rey (PER)"]),
        (MET, "The two ministers dined.", ["Pedro Lago", "Rosa Quispe"]),
        (BROUGHT, "the two leaders had dined.", ["Ana Soto (CHL)", "Luis Rey"]),
        ("India and Nepal closed a road. ", "Both countries blamed rain.", ["India", "Nepal"]),
        (
            "The premiers of Malta and Cyprus met a monk. ",
            "The pair dined with him.",
            ["Malta", "Cyprus"],
        ),
    ],
)
def test_pairs(text: str, words: str, expected: list[str]) -> None:
    report = read(text + words)
    start = len(text)
    names = {a.id: label(a) for a in report.actors}
    found = [names[m.actor] for m in report.mentions if m.start == start and m.actor]
    assert len(found) == 2
    assert all(want.split()[0] in got for want, got in zip(expected, found, strict=True)), found


def test_a_pair_without_names() -> None:
    report = read(NAMELESS + "The two ministers dined.")
    start = len(NAMELESS)
    country = {a.id: a.country for a in report.actors}
    found = [country[m.actor] for m in report.mentions if m.start == start and m.actor]
    assert found == ["TUN", "SEN"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Presidents Ana Soto of Chile and Luis Rey of Peru met.",
            {("Ana Soto", "president", "CHL"), ("Luis Rey", "president", "PER")},
        ),
        (
            "Generals Burhan and Dagalov met.",
            {("Burhan", "general", None), ("Dagalov", "general", None)},
        ),
        ("Chile's foreign ministers met Luis Rey.", set()),
    ],
)
def test_a_title_of_several(text: str, roles: set[tuple[str, str, str | None]]) -> None:
    report = read(text)
    names = {a.id: a.name for a in report.actors}
    assert {(names[r.actor], r.title, r.country) for r in report.roles} == roles
