"""Errors of the parser that are mended before anything reads the tree."""

import pytest

from onrecord.language import analyser


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("hoped", "hope"), ("fined", "fine"), ("staging", "stage"), ("stopped", "stop"),
     ("bowed", "bow"), ("landed", "land"), ("relaxing", "relax")],
)  # fmt: skip
def test_a_verb_keeps_the_e_that_its_spelling_shows(form: str, lemma: str) -> None:
    engine = analyser()
    text = f"The ministry {form} for it." if form.endswith("ed") else f"They are {form} it."
    doc = next(engine.analyse([engine.tokenise(text, [0])]))
    assert [t.lemma_ for t in doc if t.text == form] == [lemma]


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("In Lima, Chile and Peru signed a pact.", "signed", ["Chile"]),
        ("In Lima on Monday, Chile and Peru signed a pact.", "signed", ["Chile"]),
        ("In Lima, Cusco and Tacna, police fired shots.", "fired", ["police"]),
        ("In Geneva, Syria said it would stay.", "said", ["Syria"]),
    ],
)
def test_who_acts_is_no_part_of_the_place_before(text: str, verb: str, subjects: list[str]) -> None:
    engine = analyser()
    doc = next(engine.analyse([engine.tokenise(text, [0])]))
    (head,) = [t for t in doc if t.text == verb]
    assert [c.text for c in head.children if c.dep_ == "nsubj"] == subjects
