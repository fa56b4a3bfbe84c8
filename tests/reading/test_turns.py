"""Transcripts: whose words a paragraph holds that opens with a name and a colon."""

import pytest

BRIEFING = """\
The navy of Peru answered questions in Lima on 3 May.

MODERATOR: Good morning to everybody.

ADMIRAL ROSA QUISPE: We will not leave the strait. Chile has fired on our boats.

Nobody was hurt.

Q: Will Peru send more ships?

QUISPE: That is for the president to decide.

The briefing ended at noon.
"""

INTERVIEW = """\
Chilean President Ana Soto spoke to Radio Andes.
RADIO ANDES: Did Chile attack the port?
President Soto: No. Peru shelled its own port.
RADIO ANDES: Thank you.
"""


def said(reading, text: str) -> list[str]:
    report = reading(text, None).report
    names = {actor.id: actor.name for actor in report.actors}
    return [
        f"{s.source.of(text)} = {names.get(s.speakers[0]) if s.speakers else None}"
        f" {s.stance}: {s.content.of(text)}"
        for s in report.statements
        if s.rule == "page:turn" and s.source
    ]


def test_each_paragraph_of_a_transcript_has_its_speaker(reading) -> None:
    found = [line.split(" = ") for line in said(reading, BRIEFING)]
    assert [label for label, _ in found] == [
        "MODERATOR", "ADMIRAL ROSA QUISPE", "ADMIRAL ROSA QUISPE", "Q", "QUISPE",
    ]  # fmt: skip
    contents = [rest.split(": ", 1)[1] for _, rest in found]
    assert contents[1] == "We will not leave the strait. Chile has fired on our boats"
    assert contents[2] == "Nobody was hurt"
    assert "questions" in found[3][1]


def test_a_surname_in_capitals_stands_for_the_person(reading) -> None:
    first, *_, last = [line.split(" = ")[1] for line in said(reading, BRIEFING) if "QUISPE" in line]
    assert first.split(" asserts")[0] == last.split(" asserts")[0] != "None"


def test_title_and_name_make_a_label_and_so_does_who_comes_again(reading) -> None:
    assert said(reading, INTERVIEW) == [
        "RADIO ANDES = None questions: Did Chile attack the port?",
        "President Soto = Ana Soto asserts: No. Peru shelled its own port",
        "RADIO ANDES = None asserts: Thank you",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "LIMA: Peru closed the port on Monday.\n\nSANTIAGO: Chile said it would wait.",
        "UPDATE: Peru closed the port.\n\nCORRECTION: It was the port of Callao.",
        "PHOTO: A boat.\n\nPHOTO: Soldiers at the port.\n\nPeru closed the port on Monday.",
        "Chile has one demand: peace.\n\nPeru has another: the buoys must go.",
        "ANA SOTO: We shall wait.\n\nPeru closed the port on Monday.",
    ],
)
def test_other_colons_open_no_turn(reading, text: str) -> None:
    assert said(reading, text) == []


RUBRICS = """\
Chilean President Ana Soto spoke in Lima.

ANA SOTO: We shall win the cup.

SCORE: Peru beat Chile.

BACKGROUND: Peru attacked Chile in May.

SCORE: Chile beat Peru.

ANA SOTO: Chile will win it again.

BACKGROUND: Chile bombed the port of Callao.
"""


def test_a_rubric_that_comes_twice_speaks_for_nobody(reading) -> None:
    assert [line.split(" = ")[0] for line in said(reading, RUBRICS)] == ["ANA SOTO", "ANA SOTO"]
    read = reading(RUBRICS, None)
    assert read.event("attacked").within is None
    assert read.event("bombed").within is None


def test_we_outside_a_quotation_are_those_whom_the_text_is_by(reading) -> None:
    text = (
        "The Ministry of Foreign Affairs of Oman condemns the statement of the President of Iran, "
        "in which he claimed the island. We call on Iran to retract it."
    )
    found = reading(text, None).report
    names = {actor.id: actor.country for actor in found.actors}
    (we,) = [m for m in found.mentions if text[m.start : m.end] == "We"]
    assert names[we.actor] == "OMN"
