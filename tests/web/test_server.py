"""``onrecord desk``: it prints where it is, answers there, and ends when it is interrupted."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import LONG

ADDRESS = re.compile(r"http://\S+")


@contextmanager
def running(path: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a process, and the address that it prints."""
    command = [sys.executable, "-m", "onrecord", "desk", "--store", str(path), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        assert process.stdout is not None
        found = ADDRESS.search(process.stdout.readline())
        assert found is not None, process.communicate()
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def test_it_is_served_where_it_says_and_ends_without_a_trace(tmp_path: Path) -> None:
    with running(tmp_path / "new.duckdb", "--port", "0") as (process, address):
        assert address.startswith("http://127.0.0.1:") and "token" not in address
        with urllib.request.urlopen(address) as found:
            assert b"Add a report" in found.read()
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=LONG)
        assert process.returncode in (0, 130)
        assert "Traceback" not in complaint and "terminate" not in complaint


def test_beyond_this_machine_its_address_carries_a_token(stored: Path) -> None:
    with running(stored, "--port", "0", "--host", "0.0.0.0") as (_, address):
        there, mark, token = address.partition("?token=")
        assert mark and len(token) > 20
        port = re.findall(r":(\d+)/", there)[0]
        here = f"http://127.0.0.1:{port}/"
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(here)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(f"{here}?token={token}") as found:
            assert found.status == 200 and "token" not in found.url


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "onrecord", "desk", "--store", str(tmp_path / "s.duckdb")]
        done = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, check=False, timeout=LONG
        )
    assert done.returncode == 1
    assert "take another port" in done.stderr and len(done.stderr.splitlines()) == 1
