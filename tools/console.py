"""The commands that the documents show, run again.

In goes a page of Markdown; out comes the same page with the output under each command of its
``console`` blocks as it is now. The commands of a page run in their order, in this process, in
an empty folder that holds a copy of examples/: ``onrecord``, and ``cat`` and ``echo`` as far as
a page needs them, with ``> FILE`` and ``$?``.

An id in a command is content, so it may change with the reading: one that the command before no
longer prints gives way to the first that it does print.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli import app

EXAMPLES = Path(__file__).parent.parent / "examples"
PROMPT = "$ "
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b(?:event|statement)_[0-9a-f]{16}\b")


def has_commands(page: str) -> bool:
    """Whether `page` shows commands with their output."""
    return _BLOCK.search(page) is not None


def replay(page: str) -> str:
    """`page` with the output of its commands renewed.

    Raises:
        ValueError: a command is none of those that a page may show.
    """
    shell = _Shell()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(EXAMPLES, "examples")
        return _BLOCK.sub(lambda block: shell.play(block[0]), page)


class _Shell:
    """What one page needs of a shell: the last output and the last exit code."""

    def __init__(self) -> None:
        self.output = ""
        self.code = 0

    def play(self, block: str) -> str:
        """One block: each command with its output under it."""
        lines: list[str] = []
        for line in block.splitlines():
            if line.startswith(PROMPT):
                command = self._renamed(line.removeprefix(PROMPT))
                self.output = self._run(command)
                lines += [PROMPT + command, *self.output.splitlines()]
        return "".join(f"{line}\n" for line in lines)

    def _renamed(self, command: str) -> str:
        printed = _ID.findall(self.output)

        def current(ident: re.Match[str]) -> str:
            return ident[0] if ident[0] in printed or not printed else printed[0]

        return _ID.sub(current, command)

    def _run(self, command: str) -> str:
        program, *words = shlex.split(command)
        target = None
        if len(words) > 1 and words[-2] == ">":
            *words, _, target = words
        if program == "onrecord":
            out, error = self._onrecord(words)
        elif program == "echo":
            out, error = " ".join(w.replace("$?", str(self.code)) for w in words) + "\n", ""
        elif program == "cat":
            out, error = "".join(Path(word).read_text("utf-8") for word in words), ""
        else:
            raise ValueError(f"a page shows only onrecord, echo and cat, not {program!r}")
        if target is not None:
            Path(target).write_text(out, "utf-8")
            out = ""
        return error + out

    def _onrecord(self, words: list[str]) -> tuple[str, str]:
        result = CliRunner().invoke(app, words, prog_name="onrecord")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.code = result.exit_code
        return result.stdout, result.stderr
