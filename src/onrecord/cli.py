"""The command line: parses arguments, calls the public surface, prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord import read as read_text

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def main() -> None:
    """Read reports on international affairs and keep the record."""


@app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(help="Text files.")],
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")] = None,
) -> None:
    """Read texts and print one report a line, as JSON."""
    for path in paths:
        text = path.read_text("utf-8")
        typer.echo(read_text(text, published=published, title=path.stem).to_json())
