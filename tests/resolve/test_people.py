"""Who an actor is across reports: what joins two personas, and what keeps them apart."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from onrecord.model import Actor, ActorKind, Role, Span
from onrecord.resolve.actors.people import Persona, blocks, likeness, persona


def who(
    name: str | None,
    country: str | None = None,
    office: str | None = None,
    *,
    kind: ActorKind = "person",
    sector: str | None = None,
    year: int = 2024,
    body: str | None = None,
    aliases: tuple[str, ...] = (),
) -> Persona:
    actor = Actor("x", kind, name, country, sector, list(aliases))
    roles = [Role("x", office, Span(0, 1), country, body)] if office else []
    return persona(actor, roles, f"{year}-05-01")


def verdict(a: Persona, b: Persona) -> str:
    return likeness(a, b).verdict


def test_the_same_name_in_two_countries_is_two_persons_for_good() -> None:
    found = likeness(who("Pavel Horak", "CZE"), who("Pavel Horak", "SVK"))
    assert found.barred and found.verdict == "different"


def test_an_official_of_a_body_of_many_states_has_a_country_too() -> None:
    assert verdict(who("Elke Brandt", "IGO"), who("Elke Brandt", "DEU")) == "same"


@pytest.mark.parametrize(
    ("office", "country", "expected"),
    [
        ("foreign minister", "CZE", "same"),
        ("minister", "CZE", "same"),
        ("deputy foreign minister", "CZE", "unsure"),
        ("mayor", "CZE", "unsure"),
        (None, "CZE", "unsure"),
        (None, None, "unsure"),
        ("foreign minister", "SVK", "different"),
    ],
)
def test_a_family_name_alone_needs_country_and_office(
    office: str | None, country: str | None, expected: str
) -> None:
    full = who("Pavel Horak", "CZE", "Foreign Minister")
    assert verdict(full, who("Horak", country, office)) == expected


def test_a_family_name_does_not_reach_over_many_years() -> None:
    old = who("Horak", "CZE", "president", year=1991)
    assert verdict(old, who("Pavel Horak", "CZE", "president", year=2024)) == "unsure"


def test_other_given_names_are_barred_whoever_joins_them() -> None:
    assert likeness(who("Pavel Horak", "CZE"), who("Jana Horak", "CZE")).barred


def test_two_generations_stay_apart() -> None:
    assert verdict(who("Pavel Horak", "CZE", year=1950), who("Pavel Horak", "CZE")) == "different"
    father = who("Pavel Horak", "CZE", "president", year=1990)
    assert verdict(father, who("Pavel Horak Jr.", "CZE", "president")) == "different"


def test_sectors_that_nobody_joins_at_one_time_keep_apart() -> None:
    rebel = who("Pavel Horak", "CZE", sector="REB")
    assert likeness(rebel, who("Pavel Horak", "CZE", sector="GOV")).barred
    assert verdict(rebel, who("Pavel Horak", "CZE", sector="GOV", year=2030)) == "same"


def test_a_common_name_needs_more_than_a_country() -> None:
    assert verdict(who("Ahmed Hassan", "IRQ"), who("Ahmad Hasan", "IRQ")) == "unsure"
    assert verdict(who("Ahmed Qanbar", "IRQ"), who("Ahmad Qanbar", "IRQ")) == "same"
    mayor = who("Ahmed Hassan", "IRQ", "mayor")
    assert verdict(mayor, who("Ahmad Hasan", "IRQ", "mayor")) == "same"


def test_an_alias_that_is_a_whole_name_counts() -> None:
    known = who("Nidal Shaban", "PSE", aliases=("Abu Shadi", "Shaban"))
    assert verdict(known, who("Abu Shadi", "PSE")) == "same"


def test_a_leader_whom_all_know_needs_no_given_name() -> None:
    assert verdict(who("Putin"), who("Vladimir Putin", "RUS")) == "same"


def test_states_are_their_codes() -> None:
    burma, myanmar = who("Burma", "MMR", kind="state"), who("Myanmar", "MMR", kind="state")
    assert burma.key == myanmar.key and verdict(burma, myanmar) == "same"
    assert likeness(burma, who("Malaysia", "MYS", kind="state")).barred


def test_the_key_says_all_that_is_known_so_that_who_has_it_need_not_be_kept_twice() -> None:
    told = [
        who("Burma", "MMR", kind="state"),
        who("Myanmar", "MMR", kind="state"),
        who("NATO", kind="organization", sector="IGO"),
        who("NATO", kind="organization", sector="MIL"),
        who("NATO", kind="organization", sector="IGO", year=1999),
        who("NATO", kind="group", sector="IGO"),
    ]
    for one, other in itertools.product(told, told):
        assert (one.key == other.key) == (one == other)
    assert verdict(told[2], told[3]) == "same"


def test_a_person_is_no_body() -> None:
    assert likeness(who("Wagner"), who("Wagner", kind="group")).barred


def test_a_name_taken_for_a_persons_and_a_bodys_is_doubtful() -> None:
    ship, man = who("Kaptan Reis", kind="organization"), who("Kaptan Reis")
    assert verdict(ship, man) == "unsure" and set(blocks(ship)) & set(blocks(man))


def test_bodies_of_two_countries_are_two() -> None:
    a, b = (who("Defence Ministry", c, kind="organ") for c in ("TUR", "GRC"))
    assert likeness(a, b).barred


def test_an_organ_whose_state_is_not_known_is_doubtful() -> None:
    known = who("Defence Ministry", "TUR", kind="organ")
    assert verdict(known, who("Ministry of Defence", kind="organ")) == "unsure"


def test_a_body_has_one_key_under_each_of_its_names() -> None:
    names = ("IAEA", "International Atomic Energy Agency", "UN nuclear watchdog")
    assert (
        len({who(n, "IGO", kind="organization", year=y).key for y, n in enumerate(names, 1990)})
        == 1
    )


@pytest.mark.parametrize("name", ["gunmen", "Congolese fishermen", "Greek diplomat", "Witnesses"])
def test_a_description_names_nobody(name: str) -> None:
    one = who(name, "COD", kind="group")
    assert one.described and one.loose and blocks(one) == []
    assert verdict(one, who(name, "COD", kind="group")) == "unsure"


@pytest.mark.parametrize(
    ("one", "loose"),
    [
        (who("Horak", "CZE"), True),
        (who("Horak", "CZE", "mayor"), False),
        (who("Pavel Horak"), False),
        (who("Ahmed Hassan"), True),
        (who("foreign ministry", kind="organ"), True),
        (who("foreign ministry", "CZE", kind="organ"), False),
        (who("army", kind="organ"), True),
    ],
)
def test_what_is_too_little_to_be_known_by_is_loose(one: Persona, loose: bool) -> None:
    assert one.loose is loose


def test_a_persona_is_all_that_it_takes() -> None:
    one = who("Pavel Horak", "CZE", "ex-foreign minister", sector="GOV")
    back = msgspec.json.decode(msgspec.json.encode(one), type=Persona)
    assert back == one and back.key == one.key
    assert [(o.title, o.over) for o in one.offices] == [("foreign minister", True)]


def test_the_key_does_not_ask_in_which_order_roles_stand() -> None:
    actor = Actor("x", "person", "Pavel Horak", "CZE")
    roles = [Role("x", title, Span(0, 1), "CZE") for title in ("mayor", "senator")]
    others = [Role("y", "king", Span(0, 1))]
    assert persona(actor, roles, "2024-05-01") == persona(
        actor, [*others, *roles[::-1]], "2024-09-30"
    )


def test_the_reasons_are_told() -> None:
    found = likeness(who("Sergey Horak", "CZE", "mayor"), who("Sergei Horak", "CZE", "mayor"))
    assert found.reasons == ["Sergei Horak / Sergey Horak: 1.00", "of CZE", "both mayor"]
