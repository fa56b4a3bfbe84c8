"""Where the commands print, and how they end.

In go lines; out they go to standard output or standard error. Errors are one line each. A
reader that has had enough (``onrecord claims | head -1``), a full disk behind standard output
and Ctrl-C end a command with a line or silently, never with a traceback.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any

import typer
from typer.core import TyperGroup

from onrecord.cli.render import plain
from onrecord.errors import BadFilter, OnrecordError
from onrecord.store import Store

ALL_READ, NOTHING_READ, USAGE, PARTIAL, INTERRUPTED = 0, 1, 2, 3, 130


class Commands(TyperGroup):
    """The commands, with one way to end for what any of them can meet."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        _prepare()
        try:
            try:
                return super().invoke(ctx)
            finally:
                if sys.stdout is not None:
                    sys.stdout.flush()
        except KeyboardInterrupt:
            warn("interrupted; what was stored stays, read the rest again")
            raise typer.Exit(INTERRUPTED) from None
        except BadFilter as error:
            complain(error)
            raise typer.Exit(USAGE) from error
        except OnrecordError as error:
            complain(error)
            raise typer.Exit(NOTHING_READ) from error
        except OSError as error:
            raise typer.Exit(NOTHING_READ if lost(error) else ALL_READ) from error


def lost(error: OSError) -> bool:
    """Standard output is gone: send the rest nowhere. Whether that is a fault: a reader that
    has had enough is none."""
    fault = not isinstance(error, BrokenPipeError)
    if fault:
        why = (error.strerror or type(error).__name__).lower()
        warn(f"standard output cannot be written ({why}); send it elsewhere")
    _discard()
    return fault


def _discard() -> None:
    with suppress(OSError, ValueError, AttributeError):
        target = os.open(os.devnull, os.O_WRONLY)
        os.dup2(target, sys.stdout.fileno())
        os.close(target)


def _prepare() -> None:
    """What a stream cannot encode is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def as_data() -> None:
    """From here on standard output carries CSV or JSON: always in UTF-8."""
    with suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def emit(line: str) -> None:
    """Print a line."""
    typer.echo(line)


def warn(line: str) -> None:
    """Say something in one line on standard error, if anybody listens there."""
    with suppress(OSError):
        typer.echo(plain(f"onrecord: {line}").replace("\n", " "), err=True)


def opened(path: str, *, read_only: bool) -> Store:
    """The store at `path`; what opening an older one changed is said."""
    store = Store(path, read_only=read_only, shared=True)
    if (done := store.migration) is not None:
        lost = f", {done.failed} not made anew: `onrecord documents` lists them"
        warn(
            f"{path}: migrated from schema {done.before} to {done.after}:"
            f" {done.documents} documents{lost if done.failed else ''}"
        )
    return store


def complain(error: OnrecordError) -> None:
    """Say in one line what went wrong."""
    warn(str(error))
