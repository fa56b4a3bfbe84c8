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
