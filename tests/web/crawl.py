"""The addresses of a desk: all that its pages link to, some of each kind.

In goes a desk, by its address or as a client; out come paths, found from home on, at most a few of
each shape, so that a test can visit every kind of page that a store leads to.
"""

from __future__ import annotations

import re
import urllib.request
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

MOST = 3
"""How many addresses of one shape are visited."""
FIRST = ("/", "/search", "/timeline", "/network", "/map", "/review", "/decisions", "/add")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href and href.startswith("/"):
            self.found.append(href)


def addresses(desk: str | TestClient, *, forms: bool = False) -> list[str]:
    """Paths of a desk in the order in which they are found; files to save only if `forms`."""
    waiting, seen, shapes = list(FIRST), [], Counter[str]()
    while waiting:
        path = waiting.pop(0)
        path = urlsplit(path)._replace(fragment="").geturl()
        shape = _shape(path)
        if path in seen or shapes[shape] >= MOST:
            continue
        saved = "format=" in path or urlsplit(path).path.endswith(".md")
        if saved and not forms:
            continue
        shapes[shape] += 1
        seen.append(path)
        if not saved:
            links = _Links()
            links.feed(_get(desk, path))
            waiting += [urljoin(path, link) for link in links.found]
    return seen


def _shape(path: str) -> str:
    """The kind of page: its path without ids, and the form; filters multiply without an end."""
    parts = urlsplit(path)
    form = re.search(r"format=\w+", parts.query)
    return f"{re.sub(r'/[^/]{8,}', '/*', parts.path)} {form[0] if form else ''}"


def _get(desk: str | TestClient, path: str) -> str:
    if isinstance(desk, TestClient):
        return desk.get(path).text
    with urllib.request.urlopen(desk + path) as found:
        return str(found.read().decode())
