"""Disputes between tellings that are not one: over all that reports of one story tell."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from onrecord import read
from onrecord.resolve.disputes.affairs import Story
from onrecord.resolve.disputes.disputes import disputes_among, merged
from onrecord.resolve.records import Dispute, Member, Position
from onrecord.resolve.texts.stories import KIN, keys, print_of, resemblance
from tests.resolve.reported import Reported, everything, tellings

PRESS, AGENCY = "Harbour Press", "State News Agency"

STORIES: list[tuple[str, list[Reported], str, set[str]]] = [
    (
        "who denies has other words than who says so",
        [
            ("2024-03-02", PRESS, "Chad said that soldiers of Niger had crossed the border."),
            (
                "2024-03-03",
                AGENCY,
                "NIAMEY - Niger denied on Sunday that its army had entered Chad.",
            ),
        ],
        "crossed",
        {"denial"},
    ),
    (
        "two navies place one ship on two sides of a line",
        [
            (
                "2024-03-02",
                PRESS,
                "The Peruvian navy said the ship had lowered its nets inside Peruvian waters.",
            ),
            (
                "2024-03-03",
                AGENCY,
                "The trawler was counting seals in open sea, the Chilean navy said.",
            ),
        ],
        "lowered",
        {"place"},
    ),
    (
        "two sides give their reasons side by side",
        [
            (
                "2024-03-02",
                PRESS,
                "A Chadian diplomat said that Niamey had called the column home under pressure "
                "from Paris. Nigerien officials said it went because its work was done.",
            ),
        ],
        "called",
        {"account"},
    ),
    (
        "a shot is a gas bottle to those who are said to have fired it",
        [
            (
                "2024-03-02",
                PRESS,
                "Chad said that soldiers of Niger had killed two pupils in Moundou on Friday.",
            ),
            (
                "2024-03-03",
                AGENCY,
                "NIAMEY - Niger said a faulty gas bottle killed the pupils in Moundou on Friday.",
            ),
        ],
        "killed",
        {"account"},
    ),
    (
        "what befell one man is told in words that have nothing in common",
        [
            (
                "2024-03-02",
                PRESS,
                "Chad said a driver, Idriss Moussa, had been beaten to death by Nigerien guards "
                "at a checkpoint on Thursday.",
            ),
            (
                "2024-03-08",
                AGENCY,
                "General Amadou Issa, the commander of Niger's guards, said that Moussa had "
                "collapsed at the wheel from sunstroke.",
            ),
        ],
        "beaten",
        {"account"},
    ),
]
"""What is told, by which telling one looks at it, and what is disputed."""

QUIET: list[tuple[str, list[Reported], str]] = [
    (
        "a refusal of what is to come",
        [
            ("2024-03-02", PRESS, "Chad said that soldiers of Niger had crossed the border."),
            ("2024-03-03", AGENCY, "NIAMEY - Niger said its army would not cross the border."),
        ],
        "crossed",
    ),
    (
        "a denial of something else",
        [
            ("2024-03-02", PRESS, "Chad said that soldiers of Niger had crossed the border."),
            (
                "2024-03-03",
                AGENCY,
                "NIAMEY - Niger denied on Sunday that it had raised the price of onions.",
            ),
        ],
        "crossed",
    ),
    (
        "a denial that says what it denies, some way behind a claim of something else",
        [
            (
                "2024-03-02",
                PRESS,
                "The office of the minister said that she had stepped down to look after her own "
                "health. Flowers were brought to her house. An adviser, Kofi Mensah, denied having "
                "owned shares in the health fund.",
            ),
        ],
        "stepped",
    ),
    (
        "a version that is rejected is not held by who rejects it",
        [
            (
                "2024-03-02",
                PRESS,
                "Chad said a driver, Idriss Moussa, had been beaten to death by guards on "
                "Thursday. The lawyer of the family, Amina Deby, rejected the version that "
                "Moussa fell ill.",
            ),
        ],
        "beaten",
    ),
    (
        "places of which neither is over a line",
        [
            ("2024-03-02", PRESS, "The Chadian minister said the envoys had eaten in Moundou."),
            ("2024-03-03", AGENCY, "The Nigerien minister said the guards had slept in Agadez."),
        ],
        "eaten",
    ),
]


@pytest.mark.parametrize(
    ("reports", "trigger", "kinds"), [case[1:] for case in STORIES], ids=[c[0] for c in STORIES]
)
def test_disputes_across_tellings(reports: list[Reported], trigger: str, kinds: set[str]) -> None:
    one = tellings(reports, trigger)
    found = disputes_among("happening", one, Story(everything(reports)))
    assert {dispute.kind for dispute in found} == kinds
    assert len(found[0].positions) > 1


@pytest.mark.parametrize(
    ("reports", "trigger"), [case[1:] for case in QUIET], ids=[case[0] for case in QUIET]
)
def test_no_dispute_across_tellings(reports: list[Reported], trigger: str) -> None:
    assert disputes_among("happening", tellings(reports, trigger), Story(everything(reports))) == []


def test_the_order_of_the_story_does_not_matter() -> None:
    _, reports, trigger, _ = STORIES[0]
    one = tellings(reports, trigger)
    orders = itertools.permutations(everything(reports))
    assert len({str(disputes_among("h", one, Story(order))) for order in orders}) == 1


def test_a_dispute_between_two_happenings_is_listed_once() -> None:
    _, reports, _, _ = STORIES[0]
    story = everything(reports)
    each = [found for member in story for found in _over(member, story)]
    assert len(each) > 1
    (whole,) = merged(each)
    assert whole.positions == max(each, key=lambda d: len(d.positions)).positions
    assert merged(reversed(each)) == [whole]


def test_a_word_that_the_whole_story_has_makes_nothing_akin() -> None:
    reports = [
        ("2024-03-02", PRESS, "An official said that he handed over a log of the cutter."),
        ("2024-03-03", AGENCY, "The cutter did not alter its course, the inquiry said."),
    ]
    more = [
        ("2024-03-04", PRESS, "The cutter was painted by convicts, a guard said."),
        ("2024-03-05", PRESS, "The cutter fed two crews, a cook said."),
    ]
    for told, akin in ((reports, True), ([*reports, *more], False)):
        story = Story(everything(told))
        handed, altered = story.versions[:2]
        assert story.akin(handed, altered) is akin


def test_the_denials_of_one_sentence_are_one_dispute() -> None:
    reports = [
        (
            "2024-03-02",
            PRESS,
            "Two officials said the bank had frozen a loan to Ghana. Traders said that the bank "
            "had cancelled a credit.",
        ),
        (
            "2024-03-03",
            "Ministry of Finance",
            "The Ministry states that the bank has not frozen the loan and has not cancelled the "
            "credit.",
        ),
    ]
    (found,) = disputes_among("h", tellings(reports, "frozen"), Story(everything(reports)))
    assert [p.stance for p in found.positions] == ["asserts", "asserts", "denies", "denies"]


def test_disputes_of_two_stories_over_one_pair_of_numbers_are_two() -> None:
    one, other = (
        [
            ("2024-03-02", PRESS, f"Gunmen killed 14 people in {town} on Friday, police said."),
            ("2024-03-02", AGENCY, f"Residents of {town} said 60 people were killed on Friday."),
        ]
        for town in ("Maiduguri", "Zinder")
    )
    found = [
        dispute
        for reports in (one, other)
        for dispute in disputes_among(str(reports), tellings(reports, "killed"))
    ]
    assert [dispute.kind for dispute in found] == ["figure", "figure"]
    assert len(merged(found)) == 2


def test_what_a_denial_denies_is_kept_where_it_is_part_of_another_dispute() -> None:
    a, b, c = (Position("d", at, at + 5, "words", "asserts") for at in (0, 10, 20))
    no = msgspec.structs.replace(b, stance="denies")
    denial = Dispute("x", "denial", True, "h", [a, no])
    doers = Dispute("y", "perpetrator", True, "h", [no, c])
    (whole,) = merged([denial, doers])
    assert (whole.kind, whole.positions) == ("perpetrator", [a, no, c])


def _over(member: Member, story: list[Member]) -> list[Dispute]:
    return disputes_among(member.event.id, [member], Story(story))


def test_reports_of_one_story_share_words_and_a_key() -> None:
    texts = [
        "Ferries between Zuwara and Djerba stopped after the harbour master was arrested.",
        "The arrest of Zuwara's harbour master keeps the Djerba ferries tied up.",
        "A hailstorm ruined half of the apricots of Malatya.",
    ]
    prints = [print_of(read(text, published="2024-05-28"), text) for text in texts]
    ferry, again, hail = prints
    assert resemblance(ferry, again) >= KIN > resemblance(ferry, hail)
    assert set(keys(ferry)) & set(keys(again))
    assert not set(keys(ferry)) & set(keys(hail))
