"""The ratchet: figures on our own annotated reports may not fall."""

import pytest

from benchmarks.gold import gold_reports
from benchmarks.ratchet import FIXTURES, SETS, figures, floors


@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls(name: str) -> None:
    now, least = figures(FIXTURES / name), floors()[name]
    assert set(now) == set(least)
    fallen = {key: (value, least[key]) for key, value in now.items() if value < least[key]}
    assert not fallen


def test_the_fixtures_cover_what_the_readme_says() -> None:
    idents = {gold.ident for gold in gold_reports([FIXTURES / "reports"])}
    assert {
        "state-visit", "phone-call", "pact", "rival-figures", "denial", "sanctions", "protest",
        "ceasefire", "expulsion", "aid-package", "veto", "nested",
    } <= idents  # fmt: skip
