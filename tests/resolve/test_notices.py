"""Corrections, updates and withdrawals are known by their words."""

from __future__ import annotations

import pytest

from onrecord.resolve.texts.notices import notices


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("KILL STORY: Please note that the report on Varna is wrong.", "withdrawal"),
        ("RETRACTION: Bulgaria seizes ship", "withdrawal"),
        ("Our report of March 4 on the Halina Dorsz has been withdrawn.", "withdrawal"),
        ("Carpathia Press regrets this. The agency retracts its story of March 4.", "withdrawal"),
        ("The story was killed on Monday: the letter was forged.", "withdrawal"),
        ("Please disregard the earlier dispatch from Varna.", "withdrawal"),
        ("CORRECTION: The ship carried 55 tonnes, not 40.", "correction"),
        ("(Corrects spelling of the master's name in paragraph two)", "correction"),
        ("An earlier version of this article gave a wrong number of sailors.", "correction"),
        ("This story has been corrected to show that the ship flies Togo's flag.", "correction"),
        ("UPDATE 2-Bulgaria seizes ship with stolen cable", "update"),
        ("(Recasts, adds minister's remarks)\nVARNA - Customs officers have ...", "update"),
        ("RPT-Bulgaria seizes ship with stolen cable", "repeat"),
    ],
)
def test_notices_are_known(text: str, kind: str) -> None:
    assert [n.kind for n in notices(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The minister retracted his remarks on Tuesday and withdrew the bill.",
        "Troops have been withdrawn from the port, the story of which is long.",
        "A spokesman denied the report. Two ships were withdrawn from service.",
        "Corrections officers went on strike in three prisons.",
        "Update the software, the ministry told the railways.",
        "The report said that the army had killed the envoy.",
        "A report by the United Nations found that 40 civilians were killed.",
        "In our story of March 4 we reported that nine civilians were killed.",
        "Repeat offenders will be expelled, the ministry said.",
        "She leads a party that wants a correction of the border.",
    ],
)
def test_news_of_withdrawals_is_no_notice(text: str) -> None:
    assert notices(text) == []


def test_a_notice_is_pinned_to_its_words() -> None:
    text = "Bulgaria seizes ship\n\nCORRECTION: The ship carried 55 tonnes."
    (notice,) = notices(text)
    assert notice.span is not None and notice.span.of(text) == "CORRECTION:"
    assert notice.words == "CORRECTION: The ship carried 55 tonnes."


def test_a_title_gives_notice_without_a_place_in_the_text() -> None:
    (notice,) = notices("Customs officers have seized a ship.", "CORRECTED-Ship seized in Varna")
    assert (notice.kind, notice.span) == ("correction", None)
