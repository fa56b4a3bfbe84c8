"""The ratchet: figures on our own annotated reports may not fall."""

from pathlib import Path

from benchmarks.gold import gold_reports
from benchmarks.ratchet import FIXTURES, figures, floor


def test_no_figure_falls() -> None:
    now, least = figures([FIXTURES]), floor()
    assert set(now) == set(least)
    fallen = {name: (value, least[name]) for name, value in now.items() if value < least[name]}
    assert not fallen


def test_the_fixtures_cover_what_the_readme_says() -> None:
    idents = {gold.ident for gold in gold_reports([Path(FIXTURES)])}
    assert {
        "state-visit", "phone-call", "pact", "rival-figures", "denial", "sanctions", "protest",
        "ceasefire", "expulsion", "aid-package", "veto", "nested",
    } <= idents  # fmt: skip
