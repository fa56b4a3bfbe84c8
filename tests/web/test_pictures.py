"""Pictures of the main pages, as the README and the guide show them.

They are made anew at each run, into a scratch folder; with ONRECORD_PICTURES they go to the folder
that it names: ``make pictures``. What is asserted is that each page shows what its picture is for.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from onrecord import Store
from tests.web.conftest import settled

CHILE_AND_BOLIVIA = "/pair?one=CHL&other=BOL"
WIDE, HIGH = 1280, 860


def address_of(name: str, store: Path) -> str:
    """The address of the page of which a picture is made."""
    fixed = {
        "home": "/",
        "pair": CHILE_AND_BOLIVIA,
        "search": "/search?words=boat",
        "network": "/network",
        "map": "/map",
        "review": "/review",
    }
    if name in fixed:
        return fixed[name]
    with Store(str(store), read_only=True) as kept:
        ((dispute, happening, event),) = kept.rows(
            'SELECT d.id, d.happening, c.event FROM disputes d JOIN "groups" g'
            " ON g.kind = 'event' AND g.id = d.happening JOIN claims c ON c.event = g.member"
            " WHERE d.explicit AND json_array_length(d.dispute->'$.positions') BETWEEN 3 AND 8"
            " ORDER BY json_array_length(d.dispute->'$.positions') DESC, d.id, c.event LIMIT 1"
        )
        ((document,),) = kept.rows("SELECT document FROM claims WHERE event = ?", event)
    found = {"dispute": dispute, "event": happening, "document": document}
    return f"/{name}/{found[name]}"


@pytest.mark.parametrize(
    "name",
    ["home", "pair", "event", "dispute", "document", "search", "network", "map", "review"],
)
def test_a_picture(name: str, serve: Any, stored: Path, page: Page, tmp_path: Path) -> None:
    served = serve(stored)
    page.set_viewport_size({"width": WIDE, "height": HIGH})
    found = page.goto(served.address + address_of(name, stored))
    assert found is not None and found.status == 200
    settled(page)
    page.wait_for_load_state("networkidle")
    folder = Path(os.environ.get("ONRECORD_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 10_000
