"""Pronouns: whom "he", "she", "it" and "they" stand for, and when they stand for nobody."""

import pytest

from onrecord import read


@pytest.mark.parametrize(
    ("text", "pronoun", "names"),
    [
        # A given name tells whom "she" is, however near a man is.
        (
            "Police in Minsk arrested Katarzyna Wolska, a reporter. Her editor, Piotr Zawadzki, "
            "wrote on Monday. She was jailed by a court.",
            "She",
            {"Katarzyna Wolska"},
        ),
        # So does a noun.
        (
            "A Chilean policewoman and a Peruvian soldier met at the fence. She was shot.",
            "She",
            {"Chilean policewoman"},
        ),
        # A name that tells nothing, in the same sentence, is nearer than one that tells.
        (
            'Prime Minister Felipe Rojas spoke. "Nobody fled," he said. Quispel was at home when '
            "he was detained by agents.",
            "he",
            {"Felipe Rojas", "Quispel"},
        ),
        # A name that both bear tells nothing: the more prominent is meant.
        ("Kim Andersen met Ana Torres in Oslo. He accused Sweden.", "He", {"Kim Andersen"}),
        # What was taken, and not who took it, was brought in; it is whose the text says.
        ("Iran stopped a Greek tanker. It was taken to Bandar Abbas.", "It", {"Greece"}),
        # A thing that is nobody's is nobody.
        ("Rebels took the bridge, the United Nations said. It was bombed later.", "It", set()),
        ("The minister released letters. Peru had stolen them.", "them", set()),
        # Who does something is no thing.
        ("Turkey sent a ship to the strait. It then accused Greece of piracy.", "It", {"Turkey"}),
        # What somebody says of "it" is of who says it, but not what is told to another.
        (
            "Japan promised Fiji two ships, and Samoa said it was ready to join the patrols.",
            "it",
            {"Samoa"},
        ),
        ("Chile and Peru told Spain that it must leave.", "it", {"Spain"}),
        # People are taken up before things.
        (
            "The navy of Kenya arrested six Somali fishermen. They were beaten.",
            "They",
            {"Somali fishermen"},
        ),
    ],
)
def test_whom_it_stands_for(text: str, pronoun: str, names: set[str]) -> None:
    report = read(text, published="2030-02-10")
    actors = {actor.id: actor.name for actor in report.actors}
    found = [m for m in report.mentions if text[m.start : m.end] == pronoun]
    assert {actors[m.actor] for m in found if m.actor} == names
