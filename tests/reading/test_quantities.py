"""Bounded numbers and what they count."""

import pytest

from onrecord import read


@pytest.mark.parametrize(
    ("words", "lower", "upper", "approximate"),
    [
        ("14 soldiers", 14, 14, False),
        ("at least 600 soldiers", 600, None, False),
        ("around 10,000 soldiers", 10_000, 10_000, True),
        ("more than 4,000 soldiers", 4000, None, False),
        ("up to 30 soldiers", None, 30, False),
        ("dozens of soldiers", 24, None, True),
        ("two soldiers", 2, 2, False),
        ("twenty-five soldiers", 25, 25, False),
        ("1.5 million refugees", 1_500_000, 1_500_000, False),
    ],
)
def test_bounds(words: str, lower: float | None, upper: float | None, approximate: bool) -> None:
    quantities = read(f"Chile sent {words} to Peru.").quantities
    assert len(quantities) == 1
    found = quantities[0]
    assert (found.lower, found.upper, found.approximate) == (lower, upper, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "Chile voted for resolution 1701.",
        "The 43-year-old minister of Chile met reporters.",
        "The minister of Chile spoke at 10:30.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert read(text).quantities == []


def test_money_has_a_currency() -> None:
    found = read("Norway gave $85 million to Haiti.").quantities[0]
    assert (found.lower, found.unit) == (85_000_000, "USD")


def test_the_dead_are_counted_with_the_killing(reading) -> None:
    read_ = reading("A bomb killed at least 12 people in Lima, Peru said.", None)
    counted = [read_.report.quantities[q] for q in read_.event("killed").quantities]
    assert [(q.lower, q.upper, q.unit) for q in counted] == [(12, None, "dead")]


def test_a_term_of_years_counts_nobody(reading) -> None:
    read_ = reading("A court in Lima jailed Luis Rey for two years.", None)
    assert [q.unit for q in read_.report.quantities] == ["year"]
    assert read_.event("jailed").quantities == []


@pytest.mark.parametrize(
    ("text", "word", "counts"),
    [
        ("Peru closed its border after gunmen killed nine farmers.", "closed", []),
        ("Police fired tear gas and arrested nine protesters.", "fired", []),
        ("Police fired tear gas and arrested nine protesters.", "arrested", [9]),
        ("Peru shelled a market in Arica, killing nine people.", "shelled", [9]),
        ("Peru shelled a market in Arica and killed nine people.", "shelled", [9]),
    ],
)
def test_what_is_counted_of_another_deed(reading, text: str, word: str, counts: list[int]) -> None:
    read_ = reading(text, None)
    found = [read_.report.quantities[at].lower for at in read_.event(word).quantities]
    assert found == counts


def test_an_age_counts_nobody(reading) -> None:
    read_ = reading("Ana Rey, 51, was arrested in Lima with two drivers.", None)
    assert [q.lower for q in read_.report.quantities] == [2]
