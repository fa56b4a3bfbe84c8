"""Copies and later versions of a text are told from reports of the same by others."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.texts.copies import (
    Edition,
    bands,
    groups,
    keys,
    kinship,
    resemblance,
    signature,
    withdraws,
)
from tests.resolve.texts import RIVAL, WIRE, edition

FIRST = edition(WIRE, "2025-03-04", "Carpathia Press")
KNOWN = ["band2_0675ac740ac73dd1", "band2_12cba16e078599fe"]
SWAPS = {
    "seized": "impounded",
    "carrying": "laden with",
    "before dawn": "in the early hours",
    "said": "told reporters",
    "led off": "taken from",
    "thanked": "expressed thanks to",
    "colleague": "counterpart",
    "small": "modest",
    "running": "guided",
    "autumn": "fall",
    "losses": "damage",
    "could not be reached": "did not answer calls",
    "largest": "biggest",
    "more than once": "repeatedly",
    "SIBIU, March 3 (Carpathia Press) - ": "",
    "on Tuesday": "yesterday",
    "what he called ": "",
    "The owners of the ship could not be reached.\n": "",
}


def edited(swaps: list[str]) -> str:
    text = WIRE
    for old in swaps:
        text = text.replace(old, SWAPS[old], 1)
    return text


def test_lightly_edited_wire_copy_is_a_copy() -> None:
    text = edited(["SIBIU, March 3 (Carpathia Press) - ", "on Tuesday", "seized", "colleague"])
    kin = kinship(FIRST, edition(text + "\n(Carpathia Press)\n", "2025-03-05", "Dnister Courier"))
    assert kin is not None and kin.kind == "copy" and kin.changes == []
    assert kin.original == FIRST.document.id


@given(st.lists(st.sampled_from(sorted(SWAPS)), unique=True, max_size=10))
def test_light_edits_are_copies_that_share_a_key(swaps: list[str]) -> None:
    other = edition(edited(swaps) + " ", "2025-03-05", "Dnister Courier")
    kin = kinship(FIRST, other)
    assert kin is not None and kin.kind == "copy" and kin.likeness > 0.7
    assert set(keys(WIRE)) & set(keys(other.text))


def test_the_same_event_by_another_writer_is_no_copy() -> None:
    assert kinship(FIRST, edition(RIVAL, "2025-03-05", "Dnister Courier")) is None
    assert resemblance(WIRE, RIVAL) < 0.1


@given(st.permutations(RIVAL.split()))
def test_the_words_of_another_report_in_any_order_are_no_copy(words: list[str]) -> None:
    assert kinship(FIRST, edition(" ".join(words))) is None


def test_a_paper_that_cut_from_the_end_is_found() -> None:
    cut = "\n\n".join(WIRE.split("\n\n")[:3])
    kin = kinship(FIRST, edition(cut, "2025-03-04", "Dnister Courier"))
    assert kin is not None and kin.kind == "copy" and kin.likeness == 1.0
    assert set(keys(WIRE)) & set(keys(cut))


def test_changed_numbers_make_a_revision() -> None:
    kin = kinship(FIRST, edition(WIRE.replace("40 tonnes", "55 tonnes"), "2025-03-05"))
    assert kin is not None and kin.kind == "revision"
    assert [(c.kind, c.before, c.after) for c in kin.changes] == [("number", "40", "55")]


def test_a_number_in_words_is_no_change() -> None:
    kin = kinship(FIRST, edition(WIRE.replace("11 sailors", "eleven sailors"), "2025-03-05"))
    assert kin is not None and kin.kind == "copy"


def test_changed_names_make_a_revision() -> None:
    kin = kinship(FIRST, edition(WIRE.replace("Veronica Lungu", "Irina Ceban"), "2025-03-05"))
    assert kin is not None and kin.kind == "revision"
    assert [c.kind for c in kin.changes] == ["name"]


@pytest.mark.parametrize(("old", "new"), [("Kaludov", "Kaloudov"), ("Chisinau", "Moldova")])
def test_another_spelling_or_a_capital_for_its_state_is_no_change(old: str, new: str) -> None:
    kin = kinship(FIRST, edition(WIRE.replace(old, new), "2025-03-05", "Dnister Courier"))
    assert kin is not None and kin.kind == "copy"


MORE = "\nA court in Varna ordered late in the day that the crew be held for two months.\n"


def test_what_the_same_publisher_adds_makes_a_revision() -> None:
    kin = kinship(FIRST, edition(WIRE + MORE, "2025-03-05", "CARPATHIA PRESS"))
    assert kin is not None and kin.kind == "revision"
    assert [(c.kind, c.before) for c in kin.changes] == [("passage", None)]


def test_what_another_paper_adds_leaves_a_copy() -> None:
    kin = kinship(FIRST, edition(WIRE + MORE, "2025-03-05", "Dnister Courier"))
    assert kin is not None and kin.kind == "copy"


def test_a_marked_update_is_a_revision_with_the_words_that_mark_it() -> None:
    later = edition(WIRE + MORE, "2025-03-05", title="UPDATE 1-Bulgaria seizes stolen cable")
    kin = kinship(FIRST, later)
    assert kin is not None and kin.kind == "revision"
    assert kin.marked == ["UPDATE 1-Bulgaria seizes stolen cable"]


def test_kinship_does_not_ask_who_comes_first() -> None:
    later = edition(WIRE.replace("40 tonnes", "55 tonnes"), "2025-03-05")
    assert kinship(FIRST, later) == kinship(later, FIRST)


def test_of_one_day_the_lesser_id_is_the_original_and_the_undated_are_last() -> None:
    same, undated = edition(WIRE + " ", "2025-03-04"), edition(WIRE + "  ")
    kin, late = kinship(FIRST, same), kinship(undated, FIRST)
    assert kin is not None and kin.original == min(FIRST.document.id, same.document.id)
    assert late is not None and late.original == FIRST.document.id


def test_two_short_texts_with_a_phrase_in_common_are_not_kin() -> None:
    a = edition("The ministry declined to comment on the report.")
    b = edition("The ministry declined to comment on the arrests in Varna and Burgas last week.")
    assert kinship(a, b) is None


@pytest.mark.parametrize("text", ["", " \n", "—"])
def test_texts_without_words_are_nobodys_kin(text: str) -> None:
    assert keys(text) == [] and kinship(FIRST, edition(text)) is None


def test_the_page_around_a_report_does_not_count() -> None:
    promotion = "READ ALSO: Ten ports to see before you die, and how to get there cheaply\n" * 9
    assert resemblance(RIVAL + promotion, WIRE + promotion) < 0.1


def test_a_key_stands_for_one_band_of_one_place() -> None:
    found = bands(signature(WIRE.split()))
    assert len(found) == len(set(found)) == 42


def test_keys_are_those_of_yesterday() -> None:
    """Stored keys are looked up by later runs: another library or seed must not go unseen."""
    assert keys("The ministry declined to comment.")[:2] == KNOWN


TITLED = edition(WIRE, "2025-03-04", "Carpathia Press", "Bulgaria seizes ship with stolen cable")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"KILL STORY: the quantities are wrong.\n\n{WIRE}", None),
        ('Our report "Bulgaria seizes ship with stolen cable" has been withdrawn.', None),
        ("It could not be confirmed.", "RETRACTION: Bulgaria seizes ship with stolen cable"),
    ],
)
def test_a_withdrawal_is_tied_to_what_it_withdraws(text: str, title: str | None) -> None:
    notice = edition(text, "2025-03-06", title=title)
    assert withdraws(notice, TITLED) and not withdraws(TITLED, notice)


@pytest.mark.parametrize(
    "notice",
    [
        edition("Our report on a strike in Constanta has been withdrawn.", "2025-03-06"),
        edition("Bulgaria seizes ship with stolen cable: the owner speaks.", "2025-03-06"),
        edition("KILL STORY: wrong.\n\n" + WIRE, "2025-03-01"),
    ],
)
def test_other_reports_withdraw_nothing(notice: Edition) -> None:
    assert withdraws(notice, TITLED) == []


def versions() -> list[Edition]:
    return [FIRST, edition(WIRE + MORE, "2025-03-05"), edition(edited(["said"]), "2025-03-06")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_groups_are_free_of_order(order: tuple[int, ...]) -> None:
    texts = [*versions(), edition(RIVAL)]
    some = [texts[i] for i in order] + [texts[3]]
    pairs = [
        (k.original, k.other) for a, b in itertools.combinations(some, 2) if (k := kinship(a, b))
    ]
    found = groups([e.document.id for e in some], pairs)
    assert found == groups(sorted(e.document.id for e in texts), sorted(pairs))
    assert sorted(map(len, found)) == [1, 3]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12).flatmap(
        lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))
    )
)
def test_groups_hold_the_same_whatever_comes_first(
    both: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    ids = [str(i) for i in range(10)]
    one, other = ([(str(a), str(b)) for a, b in pairs] for pairs in both)
    assert groups(ids, one) == groups(reversed(ids), [(b, a) for a, b in other])
