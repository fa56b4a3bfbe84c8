"""The desk over a store of our own stories, asked directly and in a browser.

Reading the stories once takes seconds, so the store is made once and copied for each test that
writes. The browser is Debian's Chromium, the audit axe-core; where one of them is missing the
tests that need it skip and say so, unless ONRECORD_BROWSER is "required", as it is for CI.

A click returns before what it leads to is there: what is asserted after it is waited for, by
`expect`, `page.expect_navigation` or `settled`. `page.wait_for_function` fails as soon as it has to
wait, for it is an eval in the page, which the policy of the desk forbids.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from starlette.testclient import TestClient

from onrecord import Item, Store, read_many
from onrecord.web import access
from onrecord.web.desk import Desk, application
from tests.conftest import LONG, until

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "examples" / "stories"
CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium") or ""
AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
REQUIRED = os.environ.get("ONRECORD_BROWSER") == "required"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
USER = "ana"
UNSETTLED = ", ".join(
    (".htmx-request", ".htmx-swapping", ".htmx-added", ".htmx-settling",
     "#map:visible:not([data-drawn])")
)  # fmt: skip
"""What a page has for as long as it asks for a part of itself, or puts it in, or draws."""
LOADED = """kind => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource")].reduce((sum, one) => sum + one[kind], 0)"""
expect.set_options(timeout=LONG * 1000)


@cache
def told() -> tuple[tuple[Any, str], ...]:
    """Reports of some of our stories with their texts, read once."""
    items = []
    for story in sorted(STORIES.iterdir())[:6]:
        gold = story / "story.json"
        if gold.exists():
            for report in json.loads(gold.read_text("utf-8"))["reports"]:
                text = (story / report["file"]).read_text("utf-8")
                known = {k: report.get(k) for k in ("published", "title", "url", "publisher")}
                items.append(Item(text, **known))
    return tuple(zip(read_many(items), (item.text for item in items), strict=True))


@pytest.fixture(autouse=True)
def left_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests write to stores in the process that reads them: no page keeps the file open."""
    monkeypatch.setattr(access, "IDLE", 0.0)


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resolved store; tests read it and never write."""
    path = tmp_path_factory.mktemp("desk") / "stories.duckdb"
    with Store(str(path)) as store:
        for report, text in told():
            store.add(report, text)
        store.resolve()
    return path


@pytest.fixture
def copied(stored: Path, tmp_path: Path) -> Path:
    """A copy of the store, to write into."""
    return Path(shutil.copy(stored, tmp_path / "copy.duckdb"))


def client(path: Path) -> TestClient:
    """A client of a desk over `path`, without a browser, that writes as a page of the desk does."""
    base = "http://127.0.0.1"
    return TestClient(application(Desk(str(path), USER)), base_url=base, headers={"origin": base})


@pytest.fixture
def asked(stored: Path) -> TestClient:
    """A client of the desk over the stories, to read."""
    return client(stored)


@dataclass
class Served:
    """A desk that listens: its address and its store."""

    address: str
    store: Path


@pytest.fixture
def serve() -> Iterator[Any]:
    """Serves stores until the test ends: ``serve(path).address``."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(path: Path) -> Served:
        listener = socket.create_server(("127.0.0.1", 0))
        desk = application(Desk(str(path), USER))
        server = uvicorn.Server(uvicorn.Config(desk, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        servers.append((server, thread))
        until(lambda: server.started or not thread.is_alive())
        assert server.started, "the desk does not start"
        return Served(f"http://127.0.0.1:{listener.getsockname()[1]}", path)

    yield start
    for server, _ in servers:
        server.should_exit = True
    for _, thread in servers:
        thread.join(LONG)
        assert not thread.is_alive(), "the desk does not end"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    if not CHROMIUM:
        _missing("Chromium is not installed (Debian package chromium)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=LONG * 1000
        )
        yield found
        found.close()


@dataclass
class Watched:
    """A page of the browser, and what must not happen on it."""

    page: Page
    errors: list[str]
    outside: list[str]


@contextmanager
def fresh(browser: Browser, **settings: Any) -> Iterator[BrowserContext]:
    """A browser context of the size of a laptop that nothing was kept in."""
    size: Any = {"width": 1280, "height": 900}
    with browser.new_context(viewport=size, reduced_motion="reduce", **settings) as found:
        found.set_default_timeout(LONG * 1000)
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser context."""
    with fresh(browser) as found:
        yield found


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with fresh(browser, java_script_enabled=False) as found:
        yield found.new_page()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; the test fails if a script fails on it, the policy refuses something, or it asks
    for anything outside the desk."""
    watched = watch(context.new_page())
    yield watched.page
    assert watched.errors == []
    assert watched.outside == []


def watch(page: Page) -> Watched:
    """Note errors of scripts, refusals of the policy, and requests to others."""
    found = Watched(page, [], [])

    def requested(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            found.outside.append(request.url)

    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on("console", lambda m: found.errors.append(m.text) if m.type == "error" else None)
    page.on("request", requested)
    return found


def settled(page: Page) -> None:
    """Wait until a page has all that it loads, and nothing of it is being swapped or drawn: who
    clicks on a part that htmx has put in and not seen to yet sends a form without htmx."""
    page.wait_for_load_state()
    expect(page.locator(UNSETTLED)).to_have_count(0)


def violations(page: Page) -> list[str]:
    """What axe-core finds of serious or critical weight on a page (WCAG 2.2 A and AA)."""
    if not AXE.exists():
        _missing("axe-core is not installed (npm ci in tests/web)")
    settled(page)
    page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    return [
        f"{one['id']}: {node['html'][:120]} ({node['failureSummary'][:200]})"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def fits(page: Page, width: int = 360) -> bool:
    """Whether a page needs no scrolling sideways on a screen of `width` pixels."""
    page.set_viewport_size({"width": width, "height": 740})
    expect(page.locator("html")).to_have_js_property("clientWidth", width)
    settled(page)
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def weight(page: Page, address: str, kind: Literal["encodedBodySize", "decodedBodySize"]) -> int:
    """Bytes of the page there with all that it loads, as for one who comes for the first time:
    compressed as they are sent, or as they are read."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address)
    settled(page)
    page.wait_for_load_state("networkidle")
    session.detach()
    return int(page.evaluate(LOADED, kind))


def _missing(what: str) -> None:
    if REQUIRED:
        pytest.fail(what)
    pytest.skip(what)
