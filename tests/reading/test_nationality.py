"""Whose official a person is, where no country stands beside the title."""

import pytest

from onrecord import read

SIGNED = "Fiji and Samoa signed a memorandum on fisheries on Monday. "
SAID = "Prime Minister Litia Qio said the deal would help coastal villages. "


def country(text: str, name: str, publisher: str | None = None) -> str | None:
    report = read(text, publisher=publisher)
    return next(a.country for a in report.actors if a.kind == "person" and a.name == name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIGNED + SAID, None),  # in balance: nothing rather than a guess
        ("SUVA - " + SIGNED + SAID, "FJI"),
        (SIGNED + SAID + "Qio, the Fijian leader since May, will visit Apia.", "FJI"),
        ("Samoa's prime minister, Litia Qio, left for Suva. " + SIGNED + SAID, "WSM"),
        (SIGNED + SAID + "Ana Leota, Samoa's prime minister, said it was overdue.", "FJI"),
        (SIGNED + "Prime Minister Litia Qio thanked Samoa for its patience.", "FJI"),
        (SIGNED + "Prime Minister Litia Qio said Apia hoped that more would follow.", "WSM"),
        ("Litia Qio of Samoa met the premier of Fiji. Prime Minister Qio spoke first.", "WSM"),
    ],
)
def test_one_of_two_states(text: str, expected: str | None) -> None:
    assert country(text, "Litia Qio") == expected


def test_a_paper_writes_of_its_own() -> None:
    assert country(SIGNED + SAID, "Litia Qio", publisher="Samoa Observer") == "WSM"


def test_a_successor_holds_the_same_office() -> None:
    text = (
        "Thailand's prime minister, Somchai Rattana, resigned on Friday. "
        "Prime Minister Anong Suwan, who replaces him, said China was a friend."
    )
    assert country(text, "Anong Suwan") == "THA"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "The IMF approved a loan for Sri Lanka. It will be paid in two parts, said Peter "
            "Brandt, the fund's mission chief.",
            "Peter Brandt",
            "IGO",
        ),
        (
            "The Constitutional Court of Ecuador upheld the ruling. The leader of the Social "
            "Harvest party, Alfredo Serrano, called it a blow.",
            "Alfredo Serrano",
            "ECU",
        ),
        (
            "Japan said bombers had come near. General Paul Simmons of the US Air Force said they "
            "had turned back.",
            "Paul Simmons",
            "USA",
        ),
        (
            '"We shall stay," said Naledi Mokoena, a spokeswoman for the union. South Africa\'s '
            "agriculture minister disagreed.",
            "Naledi Mokoena",
            "ZAF",
        ),
    ],
)
def test_an_office_of_a_body(text: str, name: str, expected: str) -> None:
    assert country(text, name) == expected


def test_a_title_of_more_than_one_state() -> None:
    text = "Manila closed a reef on Monday. Defence Secretary Ramon Dizon said it would stay so."
    assert country(text, "Ramon Dizon") == "PHL"
    text = "Britain sent a frigate to Manila. Defence Secretary Ann Hale said it would stay."
    assert country(text, "Ann Hale") == "GBR"


def test_nobody_summons_an_ambassador_of_ones_own() -> None:
    text = (
        "Philippine Defence Secretary Ramon Dizon summoned the ambassador, Liu Mei, after a clash "
        "with China's navy."
    )
    assert country(text, "Liu Mei") != "PHL"
