"""The picture in the README: a real run of ``onrecord read`` on a terminal, drawn as SVG.

In goes one command, run under a pseudo-terminal so that it prints what a person sees; out comes
docs/picture.svg, the same bytes for the same output. Run: ``python -m tools.picture`` (Unix).
"""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "picture.svg"
REPORT = "examples/karabakh-ceasefire-2020.txt"
COMMAND = ["read", REPORT, "--published", "2020-11-10", "--store", "none", "--evidence"]
WIDTH = 120
_WEB_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def draw() -> str:
    """The picture as SVG; no part of it is fetched from elsewhere."""
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f"$ onrecord {' '.join(COMMAND)}", style="bold"), highlight=False)
    console.print(Text.from_ansi(_seen()))
    svg = console.export_svg(title="onrecord", unique_id="onrecord")
    return "".join(line.rstrip() + "\n" for line in _WEB_FONTS.sub("", svg).splitlines())


def _seen() -> str:
    """What the command prints on a terminal, with its colours."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLORTERM")}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "onrecord", *COMMAND],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": str(WIDTH)},
    )
    os.close(theirs)
    seen = _drained(ours)
    _, complaint = process.communicate()
    if process.returncode:
        raise RuntimeError(complaint.decode("utf-8", "replace"))
    return seen.replace("\r\n", "\n")


def _drained(terminal: int) -> str:
    chunks: list[bytes] = []
    try:
        while chunk := os.read(terminal, 65536):
            chunks.append(chunk)
    except OSError:
        pass  # Linux reports the closed other end as an input error.
    finally:
        os.close(terminal)
    return b"".join(chunks).decode("utf-8")


def main() -> None:
    """Write the picture."""
    TARGET.write_text(draw(), "utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
