"""Threats: what somebody says that he will do to another, and on what condition."""

import pytest

THREATS = [
    (
        "Burhan warned that his troops would storm Nyala if the RSF did not lift its siege.",
        "Burhan THREATEN Rapid Support Forces: if the RSF did not lift its siege",
    ),
    (
        "Chile said it would retaliate if Peru fired again.",
        "Chile THREATEN Peru: if Peru fired again",
    ),
    (
        "Chile said it would bomb Peru unless the sailors were freed.",
        "Chile THREATEN Peru: unless the sailors were freed",
    ),
    (
        "If Peru attacks Chile, Ana Soto warned, the port will burn.",
        "Ana Soto THREATEN Peru: If Peru attacks Chile",
    ),
    ("Chile warned that it would bomb Peru.", "Chile THREATEN Peru: None"),
]


@pytest.mark.parametrize(("text", "expected"), THREATS)
def test_who_says_that_he_will_strike_threatens(reading, text: str, expected: str) -> None:
    read = reading(text, None)
    (threat,) = [e for e in read.all() if e.type == "THREATEN"]
    condition = threat.condition.of(text) if threat.condition else None
    who, whom = read.who(threat.actors), read.who(threat.recipients)
    assert f"{who} THREATEN {whom}: {condition}" == expected
    assert threat.factuality == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Chile warned that Peru would attack Bolivia.",
        "Chile said Peru would attack it if talks failed.",
        "Burhan warned that the RSF would storm Nyala if talks failed.",
        "Chile did not say that it would bomb Peru if talks failed.",
        "Chile announced that it would expel Peru's ambassador.",
        "Chile said it had bombed Peru.",
        "Chile said it would help Bolivia if Peru attacked.",
    ],
)
def test_who_foretells_denies_or_plans_does_not_threaten(reading, text: str) -> None:
    assert [e for e in reading(text, None).all() if e.type == "THREATEN"] == []


def test_a_condition_before_a_warning_is_no_question(reading) -> None:
    text = "If Peru attacks Chile, Ana Soto warned, the port will burn."
    assert {s.stance for s in reading(text, None).report.statements} == {"asserts"}
