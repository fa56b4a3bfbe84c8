"""Predications: which words are predicates, and in which roles their arguments stand."""

from __future__ import annotations

import pytest

from onrecord.language import analyser
from onrecord.reading.grammar import Predication, predications


def read(text: str) -> dict[str, Predication]:
    engine = analyser()
    doc = next(engine.analyse([engine.tokenise(text, [0])]))
    return {one.predicate.text: one for one in predications(doc)}


def roles(text: str, word: str) -> list[str]:
    """Each argument as `role: words`."""
    return [f"{a.role}: {a.span.of(text)}" for a in read(text)[word].arguments]


ROLES = [
    ("Chile bombed the port.", "bombed", ["Arg0: Chile", "Arg1: the port"]),
    # passive
    ("The port was bombed by Chile.", "bombed", ["Arg0: Chile", "Arg1: The port"]),
    ("The minister was arrested.", "arrested", ["Arg1: The minister"]),
    # control
    ("Chile wants to attack Peru.", "attack", ["Arg0: Chile", "Arg1: Peru"]),
    ("Bolivia urged Chile to attack Peru.", "attack", ["Arg0: Chile", "Arg1: Peru"]),
    ("Chile promised Bolivia to attack Peru.", "attack", ["Arg0: Chile", "Arg1: Peru"]),
    # relative clauses
    ("The rebels who seized the port left.", "seized", ["Arg1: the port"]),
    ("The port that the rebels seized burned.", "seized", ["Arg0: the rebels"]),
    ("The bridge destroyed by the rebels was old.", "destroyed", ["Arg0: the rebels"]),
    # conjunction
    ("Chile and Peru signed a treaty.", "signed", ["Arg0: Chile", "Arg0: Peru"]),
    ("Chile attacked the port and burned the ships.", "burned", ["Arg0: Chile", "Arg1: the ships"]),
    ("Chile sank a frigate and two boats.", "sank", ["Arg1: a frigate", "Arg1: two boats"]),
    # recipients and hearers
    ("Chile gave Peru ten ships.", "gave", ["Arg1: ten ships", "Arg2: Peru"]),
    ("Chile sold ten ships to Peru.", "sold", ["Arg1: ten ships", "Arg2: Peru"]),
    ("Chile told Peru that the talks were over.", "told", ["Arg0: Chile", "Arg2: Peru"]),
    # who undergoes without an agent
    ("Exports fell by ten percent.", "fell", ["Arg1: Exports", "Arg2: ten percent"]),
    ("The army closed the border.", "closed", ["Arg0: The army", "Arg1: the border"]),
    # being
    ("Rojas is the president of Chile.", "is", ["Arg1: Rojas", "Arg2: the president of Chile"]),
    ("There were ten soldiers.", "were", ["Arg1: ten soldiers"]),
    # adjuncts
    ("Chile voted in Lima on Monday.", "voted", ["Argm-LOC: Lima", "Argm-TMP: Monday"]),
    ("Chile deliberately bombed the port.", "bombed", ["Argm-MNR: deliberately"]),
    # nouns
    ("Chile's attack on the port failed.", "attack", ["Arg0: Chile's", "Arg1: the port"]),
    ("The destruction of the port by Chile was total.", "destruction", ["Arg0: Chile"]),
    ("Chile announced cuts.", "cuts", ["Arg0: Chile"]),
]


@pytest.mark.parametrize(("text", "word", "expected"), ROLES)
def test_roles(text: str, word: str, expected: list[str]) -> None:
    found = roles(text, word)
    assert [r for r in expected if r not in found] == [], found


def test_relative_clauses_are_undone() -> None:
    text = "The rebels who seized the port have gone home."
    assert "Arg0: The rebels who seized the port" in roles(text, "seized")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile has been bombing the port.", ["bombing"]),
        ("Chile will not have left.", ["left"]),
        ("Chile is ready.", ["is"]),
        ("Ten states, including Chile, signed.", ["signed"]),
        ("The government built a station.", ["built"]),
        ("The attack during the negotiations was a surprise.",
         ["attack", "negotiations", "was", "surprise"]),
    ],
)  # fmt: skip
def test_predicates(text: str, expected: list[str]) -> None:
    assert list(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "word", "polarity", "certainty", "future"),
    [
        ("Chile bombed the port.", "bombed", "positive", "certain", False),
        ("Chile did not bomb the port.", "bomb", "negative", "certain", False),
        ("Chile may bomb the port.", "bomb", "positive", "possible", True),
        ("Chile may not bomb the port.", "bomb", "negative", "possible", True),
        ("Chile probably bombed the port.", "bombed", "positive", "probable", False),
        ("Chile will bomb the port.", "bomb", "positive", "certain", True),
        ("Chile failed to bomb the port.", "bomb", "negative", "certain", False),
        ("Chile wants to bomb the port.", "bomb", "underspecified", "underspecified", True),
        ("Peru asked whether Chile bombed it.", "bombed", "underspecified", "underspecified",
         False),
    ],
)  # fmt: skip
def test_predications_share_the_one_factuality(
    text: str, word: str, polarity: str, certainty: str, future: bool
) -> None:
    value = read(text)[word].value
    assert (value.polarity, value.certainty, value.future) == (polarity, certainty, future)
