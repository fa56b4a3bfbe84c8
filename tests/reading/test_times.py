"""Time expressions against the publication date, and what they govern."""

import pytest

from onrecord import read

PUBLISHED = "2024-05-15"  # a Wednesday


def interval(expression: str, published: str | None = PUBLISHED) -> tuple[str | None, str | None]:
    report = read(f"The ministers of Chile and Peru met {expression}.", published=published)
    assert report.times, expression
    return report.times[0].earliest, report.times[0].latest


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("on Monday", ("2024-05-13", "2024-05-13")),
        ("on Wednesday", ("2024-05-15", "2024-05-15")),
        ("on Friday", ("2024-05-10", "2024-05-10")),
        ("yesterday", ("2024-05-14", "2024-05-14")),
        ("today", ("2024-05-15", "2024-05-15")),
        ("on March 3", ("2024-03-03", "2024-03-03")),
        ("on 3 March 2021", ("2021-03-03", "2021-03-03")),
        ("in June 2023", ("2023-06-01", "2023-06-30")),
        ("in April", ("2024-04-01", "2024-04-30")),
        ("last month", ("2024-04-01", "2024-04-30")),
        ("last year", ("2023-01-01", "2023-12-31")),
        ("in 2019", ("2019-01-01", "2019-12-31")),
        ("two days ago", ("2024-05-13", "2024-05-13")),
        ("in the summer of 2020", ("2020-06-01", "2020-08-31")),
        ("in the 1990s", ("1990-01-01", "1999-12-31")),
    ],
)
def test_expressions(expression: str, expected: tuple[str, str]) -> None:
    assert interval(expression) == expected


@pytest.mark.parametrize("expression", ["on Monday", "yesterday", "in April", "last month"])
def test_relative_dates_stay_open_without_a_publication_date(expression: str) -> None:
    assert interval(expression, None) == (None, None)


def test_absolute_dates_need_no_publication_date() -> None:
    assert interval("on 3 March 2021", None) == ("2021-03-03", "2021-03-03")


def test_a_plan_looks_ahead() -> None:
    report = read("Chile's president will visit Peru on Friday.", published=PUBLISHED)
    assert report.times[0].earliest == "2024-05-17"


def test_what_lies_days_back_is_no_year_ahead() -> None:
    text = "Chile ordered two envoys to leave over the expulsion of two Chileans on May 10."
    assert read(text, published=PUBLISHED).times[0].earliest == "2024-05-10"


def test_may_and_march_are_verbs_too() -> None:
    report = read("Protesters may march again, the police said.", published=PUBLISHED)
    assert report.times == []


def test_given_names_are_no_months() -> None:
    report = read("Czech Prime Minister Jan Dvorak met reporters.", published=PUBLISHED)
    assert report.times == []


def test_the_time_of_saying_is_not_the_time_of_the_deed(reading) -> None:
    read_ = reading("France said on Tuesday it would send 300 soldiers to Mali.", PUBLISHED)
    assert read_.event("send").date is None


def test_the_time_of_the_deed(reading) -> None:
    read_ = reading("Chile said that Peru had expelled its ambassador on Monday.", PUBLISHED)
    date = read_.event("expelled").date
    assert date is not None and (date.earliest, date.latest) == ("2024-05-13", "2024-05-13")


def test_a_time_behind_an_apposition(reading) -> None:
    text = "Chilean President Ana Soto met her Peruvian counterpart, Luis Rey, on Monday in Lima."
    date = reading(text, PUBLISHED).event("met").date
    assert date is not None and date.earliest == "2024-05-13"


def test_the_time_of_what_came_before_is_not_the_time_of_the_deed(reading) -> None:
    text = "After the bombing of the bridge in March, the harbour of Aden was attacked on 7 May."
    read_ = reading(text, PUBLISHED)
    dates = [read_.event(word).date for word in ("bombing", "attacked")]
    assert [date and date.earliest for date in dates] == ["2024-03-01", "2024-05-07"]
