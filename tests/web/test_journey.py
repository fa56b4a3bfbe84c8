"""One way through the desk: add a report, follow a dispute, decide a merge, export rows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from onrecord.cli import app
from tests.web.conftest import ROOT, settled

EXAMPLE = ROOT / "examples" / "diplomats-2018.txt"


def test_from_a_pasted_report_to_the_exported_rows(serve: Any, copied: Path, page: Page) -> None:
    address = serve(copied).address
    page.goto(f"{address}/")
    page.get_by_role("link", name="Add a report").first.click()
    page.get_by_label("The text of the report").fill(EXAMPLE.read_text("utf-8"))
    page.get_by_label("Day").fill("2018-03-27")
    page.get_by_label("Title").fill("Diplomats are expelled")
    page.get_by_role("button", name="Read it").click()
    pair = page.get_by_role("link", name="Russia – United States")
    expect(pair.first).to_be_visible()
    pair.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Russia – United States")

    page.goto(f"{address}/")
    page.locator("a.label-disputed").first.click()
    expect(page).to_have_url(re.compile("/dispute/"))
    page.get_by_role("link", name="in the text").first.click()
    lit = page.locator("#at")
    expect(lit.first).to_be_visible()
    expect(lit.first).to_have_text(re.compile(r"\S"))

    page.goto(f"{address}/review")
    page.get_by_role("button", name="Same").first.click()
    expect(page.locator("#status")).to_contain_text("Decided: same")
    assert _decided(copied) == ["holds"]
    settled(page)
    page.locator("[data-outcome]").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-outcome]")).to_have_count(0)
    assert _decided(copied) == ["undone"]

    page.goto(f"{address}/search?type=SANCTION")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    rows = saved.value.path().read_text("utf-8")
    printed = CliRunner().invoke(
        app, ["claims", "--type", "SANCTION", "--csv", "--store", str(copied)]
    )
    assert rows == printed.stdout
    assert any(
        row["title"] == "Diplomats are expelled" for row in csv.DictReader(io.StringIO(rows))
    )


def _decided(path: Path) -> list[str]:
    """The state of each decision, as the command line tells it."""
    printed = CliRunner().invoke(app, ["decisions", "--store", str(path)]).stdout
    return [line.split("(")[1].split(";")[0] for line in printed.splitlines() if "(" in line]
