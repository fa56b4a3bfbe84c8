"""Renew what the documents show, so that all of it is true.

In goes the repository; out come the reference pages made from the code, the output under the
commands of every page, the figures of accuracy, and the picture. Run: ``python -m tools.docs``;
with ``--check`` it only names what is stale, and the exit code is 1 if anything is.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

from benchmarks.gold import gold_reports
from benchmarks.measure import Figures
from benchmarks.ratchet import FIXTURES, SETS, figures
from tools import console, picture, reference

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MOVED = 0.01
"""How far a figure may be from the one that is shown before it is shown anew."""
MEANINGS = {
    "statements": "F1: who is said to have said what",
    "events": "F1: an event of the right type at the right words",
    "participants": "F1: such an event, with exactly the right actors and recipients",
    "complete": "F1: all that, and date, place, numbers, factuality and source",
    "roles": "recall: who holds which office of which country",
    "nesting": "recall: which statement is reported inside which",
    "stance": "recall: denials, admissions and questions, and what is denied",
    "mentions": "recall: names, titles and pronouns, and whom they stand for",
}
_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def documents() -> list[Path]:
    """All pages that people write."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "examples" / "SOURCES.md"])


def renewed() -> dict[Path, str]:
    """Each page that is made or holds something made, as it should be now."""
    found = {DOCS / "reference" / name: text for name, text in reference.pages().items()}
    for path in documents():
        page = path.read_text("utf-8")
        if console.has_commands(page) and path not in found:
            found[path] = console.replay(page)
        if _FIGURES.search(page):
            page = found.get(path, page)
            found[path] = _FIGURES.sub(lambda block: _with_figures(block[0]), page)
    return found


def stale() -> list[Path]:
    """The pages that are not as they should be."""
    return [path for path, text in renewed().items() if _read(path) != text]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def _with_figures(shown: str) -> str:
    """The table of figures: as shown while it is right, else anew."""
    old = [float(number) for number in re.findall(r"\b\d\.\d\d\b", shown)]
    now = [table[what] for what in MEANINGS for table in _now()]
    right = len(old) == len(now) and all(abs(a - b) < MOVED for a, b in zip(old, now, strict=True))
    return shown if right else _figure_table()


@cache
def _now() -> list[Figures]:
    return [figures(FIXTURES / name) for name in SETS]


def _figure_table() -> str:
    short, whole, later = (_size(FIXTURES / name) for name in SETS)
    lines = [
        "Reports written and annotated for this project, about invented incidents:",
        "",
        f"- short: {short}, each on one matter;",
        f"- whole: {whole}, as papers and ministries write them;",
        f"- later: {later}, written when the rules had been mended for the others.",
        "",
        "| what | short | whole | later | meaning |",
        "|---|---|---|---|---|",
    ]
    for what, meaning in MEANINGS.items():
        shown = " | ".join(f"{table[what]:.2f}" for table in _now())
        lines.append(f"| {what} | {shown} | {meaning} |")
    return "\n".join([*lines, ""])


def _size(folder: Path) -> str:
    golds = [gold.data for gold in gold_reports([folder])]
    statements, events = (
        sum(not entry.get("optional") for gold in golds for entry in gold[kind])
        for kind in ("statements", "events")
    )
    return f"{len(golds)} reports with {statements} statements and {events} events"


def main(arguments: list[str]) -> int:
    """Renew everything, or only say what is stale."""
    if "--check" in arguments:
        for path in stale():
            print(f"{path.relative_to(ROOT)} is stale; `make docs` renews it")
        return int(bool(stale()))
    for path, text in renewed().items():
        if _read(path) != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"renewed {path.relative_to(ROOT)}")
    picture.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
