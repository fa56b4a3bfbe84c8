"""What the documents say is so: outputs, reference, figures, snippets, links, commands."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import Claim
from tools import console, picture, reference
from tools.docs import DOCS, ROOT, documents, renewed

PAGES = documents()
WRITTEN = [page for page in PAGES if page.parent != DOCS / "reference"]
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROCESSOR = 0.021
"""By how much a figure may differ from one kind of processor to another."""


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def as_it_should_be() -> dict[Path, str]:
    return renewed()


@pytest.mark.parametrize("page", [*PAGES, DOCS / "reference" / "report.schema.json"], ids=name)
def test_what_a_page_shows_is_so(page: Path) -> None:
    shown, now = page.read_text("utf-8"), as_it_should_be().get(page)
    if now is not None:
        told, figures = parted(shown)
        told_now, figures_now = parted(now)
        assert told.splitlines() == told_now.splitlines(), "`make docs` renews it"
        assert figures == pytest.approx(figures_now, abs=PROCESSOR), "`make docs` renews it"


def parted(page: str) -> tuple[str, list[float]]:
    """A page without the numbers of its table of figures, and these. Networks add in another order
    on another kind of processor, and a reading in a hundred falls the other way."""
    before, mark, rest = page.partition("<!-- figures -->")
    table, end, after = rest.partition("<!-- end")
    numbers = re.findall(r"\d\.\d+", table)
    return before + mark + re.sub(r"\d\.\d+", "_", table) + end + after, list(map(float, numbers))


def test_every_reference_page_stands() -> None:
    assert {page.name for page in (DOCS / "reference").iterdir()} == set(reference.pages())


def test_the_tutorial_runs_the_commands() -> None:
    tutorial = (DOCS / "tutorial.md").read_text("utf-8")
    assert console.has_commands(tutorial) and tutorial.count("\n$ onrecord ") > 8


def test_the_picture_is_a_run_of_today() -> None:
    try:
        now = picture.draw()
    except OSError:
        pytest.skip("no pseudo-terminal here")
    assert picture.TARGET.read_text("utf-8") == now, "`make docs` renews it"


@pytest.mark.parametrize(
    "page", [p for p in WRITTEN if PYTHON.search(p.read_text("utf-8"))], ids=name
)
def test_snippets_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(console.EXAMPLES)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for snippet in PYTHON.findall(page.read_text("utf-8")):
        exec(compile(snippet, name(page), "exec"), names)


def test_the_snippet_of_the_readme_is_six_lines_and_finds_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(console.EXAMPLES)
    monkeypatch.chdir(tmp_path)
    (snippet,) = PYTHON.findall((ROOT / "README.md").read_text("utf-8"))
    names: dict[str, Any] = {}
    exec(snippet, names)
    assert len(list(filter(None, snippet.splitlines()))) == 6
    assert "SANCTION" in set(names["claims"]["type"])


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    for target in LINK.findall(text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(file.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as hosts of Markdown make them."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("command", sorted(reference.commands()))
def test_commands_and_options_are_documented(command: str) -> None:
    prose = "".join(page.read_text("utf-8") for page in WRITTEN)
    page = (DOCS / "reference" / "cli.md").read_text("utf-8")
    section = page.partition(f"## onrecord {command}\n")[2].partition("\n## ")[0]
    assert f"onrecord {command}" in prose
    for parameter in reference.commands()[command].params:
        if parameter.name != "help":
            assert f"`{reference.spelling(parameter)}" in section
            assert parameter.help, parameter.name


def test_columns_of_the_export_are_documented() -> None:
    page = (DOCS / "how-to" / "export.md").read_text("utf-8")
    table = page.partition("| column | holds |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`(?=[^|]*\|[^|]+\|$)", table, re.MULTILINE)) == set(
        Claim.__struct_fields__
    )


def test_dependencies_are_explained() -> None:
    page = (DOCS / "explanation" / "dependencies.md").read_text("utf-8")
    first = {word for row in re.findall(r"^\| ([^|]+) \|", page, re.M) for word in row.split(", ")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert {re.split(r"[^\w-]", requirement)[0] for requirement in wanted} <= first


def test_the_readme_and_the_page_of_figures_agree() -> None:
    tables = [
        (folder / page).read_text("utf-8").partition("<!-- figures -->")[2].partition("<!-- end")[0]
        for folder, page in ((ROOT, "README.md"), (DOCS, "accuracy.md"))
    ]
    assert tables[0] == tables[1] and "| events |" in tables[0]
