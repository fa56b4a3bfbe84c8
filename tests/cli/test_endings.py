"""How the installed command ends: pipes, full disks, locks, signals, a missing model."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import Item, Store, read_many
from tests.conftest import LONG

COMMAND = str(Path(sys.executable).with_name("onrecord"))
GOOD = "Chile said on Sunday that Peru had attacked the port. Peru denied the claim.\n"
FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with some documents, more than a pipe holds when they are printed."""
    path = str(tmp_path_factory.mktemp("store") / "s.duckdb")
    items = [Item(f"Day {i}. {GOOD}", "2024-03-04", f"report {i}") for i in range(20)]
    with Store(path) as kept:
        for item, report in zip(items, read_many(items), strict=True):
            kept.add(report, item.text)
    return path


def run(
    *arguments: str, shell: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command, with what the shell adds behind it ("| head -1")."""
    line = " ".join(f"'{word}'" for word in (COMMAND, *arguments))
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} {shell}"],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"], ["--evidence"]])
def test_a_reader_that_has_had_enough(store: str, form: list[str]) -> None:
    done = run("claims", "--store", store, *form, shell="| head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


def test_what_is_read_is_kept_though_nobody_looks(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(f"{name}: {GOOD}", "utf-8")
    done = run("read", "a", "b", "c", shell="| head -1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    with Store(str(tmp_path / "onrecord.duckdb"), read_only=True) as kept:
        assert len(kept.documents()) == 3


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_no_space_behind_standard_output(store: str) -> None:
    done = run("claims", "--store", store, shell="> /dev/full")
    assert done.returncode == 1
    assert done.stderr == (
        "onrecord: standard output cannot be written (no space left on device); send it elsewhere\n"
    )


def test_closed_streams(store: str) -> None:
    assert run("claims", "--store", store, shell=">&-").returncode == 0
    assert run("claims", "--store", "absent", shell="2>&-").returncode == 1


def test_a_terminal_that_knows_no_unicode(store: str) -> None:
    done = run("claims", "--store", store, PYTHONIOENCODING="iso8859-5")
    assert done.returncode == 0 and r"Peru \xb7 ASSAULT" in done.stdout


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    done = run("read", "good.txt", cwd=tmp_path, ONRECORD_MODEL="no_such_model")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "onrecord: no_such_model: the language pipeline cannot be loaded; "
        "install it, or name another in ONRECORD_MODEL\n"
    )


@pytest.fixture
def locked(store: str) -> Iterator[str]:
    """The store while another process writes to it."""
    code = f"import onrecord, sys; s = onrecord.Store({store!r}); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout and holder.stdout.readline()
        yield store
        holder.communicate(b"\n")


def test_while_another_process_writes(locked: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    for command in (["claims"], ["documents"], ["explain", "e"], ["read", "good.txt"]):
        done = run(*command, "--store", locked, cwd=tmp_path)
        assert done.returncode == 1 and done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert f"{locked}: another process (" in done.stderr
        assert "try again when it has ended" in done.stderr


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: it fails in the same way."""
    size = _first_store(tmp_path)
    texts = [f"{name}.txt" for name in "abc"]
    for name in texts:
        (tmp_path / name).write_text(f"{name} {GOOD * 40}", "utf-8")
    done = subprocess.run(
        [COMMAND, "read", *texts, "--published", "2024-03-05"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, size)),
    )
    assert done.returncode == 3
    complaints = done.stderr.splitlines()
    assert len(complaints) == len(texts), done.stderr
    for name, line in zip(texts, complaints, strict=True):
        assert line.startswith(f"onrecord: {name}: it was read but not kept: onrecord.duckdb: ")
        assert "the store cannot be written (file too large)" in line
    assert done.stdout.count("# ") == len(texts)
    with Store(str(tmp_path / "onrecord.duckdb")) as kept:
        assert [d.title for d in kept.documents()] == ["first.txt"]
        assert kept.claims()


def _first_store(folder: Path) -> int:
    item = Item(GOOD, "2024-03-04", "first.txt")
    path = folder / "onrecord.duckdb"
    with Store(str(path)) as kept:
        kept.add(next(read_many([item])), item.text)
    return path.stat().st_size


def test_a_disk_too_full_for_a_new_store_leaves_no_stump(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    done = subprocess.run(
        [COMMAND, "read", "good.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "onrecord.duckdb: the store cannot be written (file too large)" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["good.txt"]


def test_an_interruption_keeps_what_was_stored(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"{number}. {GOOD * 20}", "utf-8")
    names = [f"{number}.txt" for number in range(60)]
    with subprocess.Popen(
        [COMMAND, "read", *names],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert any(line.startswith("# 1.txt") for line in process.stdout)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=LONG)
    assert process.returncode == 130
    assert complaint == "onrecord: interrupted; what was stored stays, read the rest again\n"
    with Store(str(tmp_path / "onrecord.duckdb")) as kept:
        assert 1 <= len(kept.documents()) < 60


def test_the_desk_ends_without_a_complaint(tmp_path: Path) -> None:
    pytest.importorskip("starlette")
    with subprocess.Popen(
        [COMMAND, "desk", "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        where = process.stdout.readline()
        assert where.startswith("The desk is at http://")
        urllib.request.urlopen(where.split()[4]).close()
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=LONG)
    assert (process.returncode, complaint) == (130, "")
