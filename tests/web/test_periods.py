"""Stepping through time, and where a network's parties are drawn."""

from __future__ import annotations

import pytest

from onrecord.web.layout import SIDE, placed
from onrecord.web.periods import GAP, filled, steps


@pytest.mark.parametrize(
    ("here", "before", "after", "inside"),
    [
        ("2026", "2025", "2027", 12),
        ("2026-01", "2025-12", "2026-02", 31),
        ("2024-02", "2024-01", "2024-03", 29),
        ("2026-03-01", "2026-02-28", "2026-03-02", 0),
    ],
)
def test_a_period_has_neighbours_and_what_lies_in_it(
    here: str, before: str, after: str, inside: int
) -> None:
    found = steps({"actor": "RUS", "since": here, "until": here, "page": "3"}, ["2026"])
    assert found.before and found.before.query == {"actor": "RUS", "since": before, "until": before}
    assert found.after and found.after.label == after
    assert len(found.inside) == inside
    assert found.around[0].query == {"actor": "RUS"}
    assert [one.label for one in found.around[1:]] == [here[:n] for n in (4, 7) if n < len(here)]


def test_any_other_time_has_no_neighbours() -> None:
    for query in ({}, {"since": "2025", "until": "2026"}, {"since": "soon", "until": "soon"}):
        found = steps(query, ["2025", "2026"])
        assert (found.here, found.before, found.after) == (None, None, None)
        assert [one.label for one in found.inside] == ["2025", "2026"]


@pytest.mark.parametrize("edge", ["0001", "9999"])
def test_the_calendar_has_ends(edge: str) -> None:
    found = steps({"since": edge, "until": edge}, [])
    assert (found.before is None) == (edge == "0001")
    assert (found.after is None) == (edge == "9999")


def test_short_gaps_are_filled_and_long_ones_told() -> None:
    assert filled(["2026-11", "2027-02"]) == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert filled(["1974", "2026", "2027"]) == ["1974", GAP, "2026", "2027"]
    assert filled([]) == []


def test_parties_stand_apart_in_a_square_and_always_in_the_same_places() -> None:
    names = [f"p{n}" for n in range(20)]
    ties = {("p0", name): 3.0 for name in names[1:8]}
    found = placed(names, ties)
    assert found == placed(names, dict(reversed(ties.items())))
    assert len(set(found.values())) == 20
    assert all(0 <= x <= SIDE and 0 <= y <= SIDE for x, y in found.values())


def test_a_strong_tie_draws_two_together() -> None:
    names = ["a", "b", "c", "d"]

    def far(found: dict[str, tuple[int, int]], other: str) -> float:
        (x, y), (u, v) = found["a"], found[other]
        return ((x - u) ** 2 + (y - v) ** 2) ** 0.5

    found = placed(names, {("a", "b"): 9.0})
    assert far(found, "b") < min(far(found, "c"), far(found, "d"))


def test_few_need_no_layout() -> None:
    assert placed([], {}) == {}
    assert placed(["a"], {}) == {"a": (SIDE // 2, SIDE // 2)}
