"""What the desk refuses, and that nothing of a document is run or fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserContext
from starlette.testclient import TestClient

from onrecord import Report, Store, read
from onrecord.web.desk import Desk, application
from onrecord.web.pages import ROUTES
from tests.web.conftest import USER, watch
from tests.web.crawl import addresses

SCRIPT = "<script>window.owned = true</script><img src=x onerror='window.owned = true'>"
HOSTILE = (
    f"Chad's army {SCRIPT} attacked Sudan on Monday, killing 12 people.\n\n"
    f'"Sudan {SCRIPT} shot first," President Mahamat Deby said on Tuesday. '
    "Sudan denied that its army had attacked Chad. Chad expelled Sudan's ambassador.\n\n"
    "\u202eChad will not\u202c meet Sudan, =HYPERLINK(1) the ministry said."
)


def hostile() -> tuple[Report, str]:
    """A report with a script wherever a report has words."""
    found = read(HOSTILE, published="2024-06-05", title=f"A raid {SCRIPT}", publisher=SCRIPT)
    actors = [replace(a, name=f"{a.name or a.kind} {SCRIPT}") for a in found.actors]
    document = replace(found.document, url="javascript:window.owned=true")
    return replace(found, actors=actors, document=document), HOSTILE


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "store.duckdb"
    with Store(str(path)) as store:
        store.add(*hostile())
        store.add_unread(f"{SCRIPT}.txt", SCRIPT)
        store.resolve()
    return path


def desk(path: Path, **settings: Any) -> TestClient:
    return TestClient(application(Desk(str(path), USER), **settings), base_url="http://127.0.0.1")


def test_a_foreign_name_of_the_host_is_refused(stored: Path) -> None:
    asked = desk(stored)
    assert asked.get("/").status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""):
        assert asked.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"origin": "http://127.0.0.1"}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"origin": "http://evil.example"}, True),
        ({"origin": "http://127.0.0.1:81"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://127.0.0.1", "sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({}, True),
    ],
)
def test_a_write_must_come_from_the_desk(
    copied: Path, headers: dict[str, str], refused: bool
) -> None:
    for path, _, methods in ROUTES:
        if "POST" in methods:
            address = path.replace("{ident}", "decision_0")
            found = desk(copied).post(address, headers=headers, follow_redirects=False)
            assert (found.status_code == 403) == refused, path


def test_every_answer_carries_the_policy(asked: TestClient) -> None:
    for address in ("/", "/nowhere", "/assets/desk.css", "/search?format=pdf"):
        headers = asked.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers


def test_beyond_this_machine_a_token_is_needed(stored: Path) -> None:
    asked = desk(stored, host="0.0.0.0", token="t0ken")
    assert asked.get("/").status_code == 403
    assert asked.get("/?token=other").status_code == 403
    moved = asked.get("/?token=t0ken", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, "/")
    assert "HttpOnly" in moved.headers["set-cookie"]
    assert asked.get("/").status_code == 200
    assert asked.get("/", headers={"host": "192.0.2.7"}).status_code == 200
    assert asked.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_token_sends_nobody_to_another_site(stored: Path) -> None:
    asked = desk(stored, host="0.0.0.0", token="t")
    moved = asked.get("http://127.0.0.1//evil.example/?token=t", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, "/evil.example/")


def test_no_script_of_a_document_runs_anywhere(
    attacked: Path, serve: Any, context: BrowserContext
) -> None:
    address = serve(attacked).address
    page = context.new_page()
    watched = watch(page)
    page.on("dialog", lambda dialog: watched.errors.append(dialog.message))
    seen = addresses(address)
    assert len(seen) > 15
    for path in seen:
        page.goto(address + path)
        assert page.evaluate("window.owned") is None, path
        assert page.locator("main img, main iframe, main script:not([type])").count() == 0, path
        assert page.locator("a[href^=javascript]").count() == 0, path
    assert watched.outside == []
    assert watched.errors == []


def test_cells_of_a_download_are_no_formulas(attacked: Path) -> None:
    asked = desk(attacked)
    for path in addresses(asked, forms=True):
        if "format=csv" in path:
            for line in asked.get(path).text.splitlines():
                assert not line.lstrip('"').startswith(("=", "+", "-", "@", "\t", "\r")), path
                assert ',"=' not in line and ",=" not in line, path
