"""Order freedom over all stories: a few orders of arrival here, twenty by ``benchmarks orders``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.orders import printed, reports

ROOT = Path(__file__).parents[2]
STORIES = [ROOT / "examples" / "stories", ROOT / "tests" / "fixtures" / "stories"]
ORDERS = 3


def test_all_stories_end_in_one_store_in_any_order_and_batching(tmp_path: Path) -> None:
    told = reports(STORIES)
    found = {printed(told, tmp_path / f"{order}.duckdb", order) for order in range(ORDERS)}
    assert len(found) == 1
