"""The sides of a relation: what the network marks, as noun phrases."""

import pytest

from onrecord.language import analyser
from onrecord.model import Document, Span, document_id
from onrecord.reading.draft import Draft
from onrecord.reading.sides import party, sides


def drafted(text: str) -> Draft:
    tool = analyser()
    doc = next(iter(tool.analyse([tool.tokenise(text, [0])])))
    return Draft(Document(document_id(text), len(text)), text, doc)


def marked(text: str, *words: str) -> list[Span]:
    return [Span(at := text.index(word), at + len(word)) for word in words]


SIDES = [
    # What is one noun phrase is one piece, and whole words.
    ("Chile thanked the president of Peru.", ["Chile"], ["the president of", "Peru"],
     ["Chile"], ["the president of Peru"]),
    ("Chile thanked the miners in Peru.", ["Chile"], ["the miners", "Peru"],
     ["Chile"], ["the miners in Peru"]),
    ("Chile freed Peruvian sailors.", ["Chi"], ["Peruvian sail"], ["Chile"], ["Peruvian sailors"]),
    # Coordinated names stand each by itself, and none is left out.
    ("Chile and Peru thanked Bolivia.", ["Chile and Peru"], ["Bolivia"],
     ["Chile", "Peru"], ["Bolivia"]),
    ("Chile thanked Peru, Bolivia and Ecuador.", ["Chile"], ["Peru"],
     ["Chile"], ["Peru", "Bolivia", "Ecuador"]),
    ("Chile freed sailors and nuns.", ["Chile"], ["sailors and nuns"],
     ["Chile"], ["sailors and nuns"]),
    # A stretch without a noun is nobody, one inside the other side is not beside it.
    ("The three nuns thanked Peru.", ["The three nuns"], ["three", "Peru"],
     ["The three nuns"], ["Peru"]),
    ("King Pedro of Chile thanked Peru.", ["King Pedro of Chile"], ["King", "Peru"],
     ["King Pedro of Chile"], ["Peru"]),
    ("Chile and Peru met.", ["Chile and Peru"], ["Chile and Peru"],
     ["Chile", "Peru"], ["Chile", "Peru"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources", "targets", "acting", "reached"), SIDES)
def test_sides_are_noun_phrases(
    text: str, sources: list[str], targets: list[str], acting: list[str], reached: list[str]
) -> None:
    found = sides(drafted(text), marked(text, *sources), marked(text, *targets))
    assert [[s.of(text) for s in side] for side in found] == [acting, reached]


def test_all_take_part_in_a_meeting() -> None:
    text = "Envoys of Chile and ministers of Peru met."
    both = party(drafted(text), marked(text, "Envoys of Chile and ministers of Peru"))
    assert [s.of(text) for s in both] == ["Envoys of Chile", "ministers of Peru"]
