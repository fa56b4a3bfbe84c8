"""Stories: which reports tell of one affair, by their words, their days and the days they give."""

from __future__ import annotations

from functools import cache

from onrecord import read
from onrecord.resolve.texts.stories import KIN, Print, keys, print_of, resemblance

FIRE = "A mortar shell set fire to the flour mill of Oulatene on 3 March 2023, its miller said."
AGAIN = "The flour mill of Oulatene, set on fire on 3 March 2023 by a mortar shell, is to reopen."
SOON = "The flour mill of Oulatene was still burning, the miller said. A mortar shell had hit it."


@cache
def told(text: str, published: str | None) -> Print:
    return print_of(read(text, published=published), text)


def are_kin(a: Print, b: Print) -> bool:
    assert resemblance(a, b) == resemblance(b, a)
    kin = resemblance(a, b) >= KIN
    assert not kin or set(keys(a)) & set(keys(b))  # else the store would not find them
    return kin


def test_reports_are_of_one_story_within_a_month_of_each_other() -> None:
    assert are_kin(told(FIRE, "2023-03-04"), told(SOON, "2023-04-29"))
    assert not are_kin(told(SOON, "2023-03-04"), told(SOON + " Again.", "2023-05-02"))


def test_a_later_report_is_of_the_story_whose_day_it_gives() -> None:
    assert are_kin(told(AGAIN, "2024-11-20"), told(SOON, "2023-03-04"))
    assert are_kin(told(AGAIN, "2024-11-20"), told(SOON, "2023-04-01"))
    assert not are_kin(told(AGAIN, "2024-11-20"), told(SOON, "2023-09-04"))


def test_two_reports_that_look_back_to_one_day_are_not_for_that_of_one_story() -> None:
    assert not are_kin(told(AGAIN, "2024-11-20"), told(FIRE, "2026-01-15"))


def test_reports_without_a_day_are_of_one_story_with_each_other() -> None:
    assert are_kin(told(SOON, None), told(SOON + " Again.", None))
    assert not are_kin(told(SOON, None), told(SOON, "2023-03-04"))
    assert are_kin(told(AGAIN, None), told(SOON, "2023-03-04"))
