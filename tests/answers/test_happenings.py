"""Happenings, timelines and disputes under the filters of claims."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord import BadFilter, Store
from onrecord.answers import Filters, disputes, happenings, timeline


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "h_attack h_meet h_agree"),
        ({"uncoded": True}, "h_attack h_meet h_deed h_agree"),
        ({"actor": "CHL", "uncoded": True}, "h_attack h_meet h_deed h_agree"),
        ({"actor": "Peruvian navy"}, "h_attack"),
        ({"actor": "diaz", "with_": "PER"}, "h_meet"),
        ({"type": "ASSAULT"}, "h_attack"),
        ({"since": "2025"}, "h_agree"),
        ({"until": "2024-03"}, "h_attack h_meet"),
        ({"speaker": "CHL"}, "h_attack"),
        ({"disputed": True}, "h_attack"),
        ({"disputed": True, "type": "CONSULT"}, ""),
        ({"type": "CONSULT", "with_": "PER"}, "h_meet"),
        ({"actor": "nobody"}, ""),
    ],
)
def test_a_happening_passes_with_one_of_its_tellings(
    store: Store, filters: dict[str, Any], found: str
) -> None:
    assert [h.id for h in happenings(store, Filters(**filters))] == found.split()


def test_a_happening_has_all_its_tellings_whichever_passed(store: Store) -> None:
    (found,) = happenings(store, Filters(actor="Peruvian navy"))
    assert found.events == ["e_attack_wire", "e_attack_paper"]


def test_a_timeline_is_by_dates_and_by_the_first_report_without_one(store: Store) -> None:
    found = [h.id for h in timeline(store, "CHL", "PER")]
    assert found == ["h_attack", "h_meet", "h_agree"]
    told = [h.id for h in timeline(store, "CHL", None, Filters(uncoded=True))]
    assert told == ["h_attack", "h_meet", "h_deed", "h_agree"]
    assert [h.id for h in timeline(store, "PER", "CHL", Filters(since="2024-03-05"))] == [
        "h_meet",
        "h_agree",
    ]


@pytest.mark.parametrize(
    ("filters", "kind", "found"),
    [
        ({}, None, ["dispute_1"]),
        ({"actor": "PER"}, "denial", ["dispute_1"]),
        ({}, "figure", []),
        ({"since": "2025"}, None, []),
        ({"actor": "diaz"}, None, []),
    ],
)
def test_disputes_by_kind_and_filters(
    store: Store, filters: dict[str, Any], kind: str | None, found: list[str]
) -> None:
    assert [d.id for d in disputes(store, Filters(**filters), kind=kind)] == found


def test_a_dispute_says_what_it_is_over(store: Store) -> None:
    (found,) = disputes(store)
    assert (found.type, found.who, found.whom, found.earliest) == (
        "ASSAULT", ["Peru"], ["Chile"], "2024-03-04",
    )  # fmt: skip
    assert [p.stance for p in found.positions] == ["asserts", "denies"]


def test_there_is_no_dispute_of_another_kind(store: Store) -> None:
    with pytest.raises(BadFilter, match="the kinds are denial, figure"):
        disputes(store, kind="quarrel")
