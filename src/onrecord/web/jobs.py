"""Jobs: reports that are read behind the pages, one after the other.

In go texts with what is known about them; out come snapshots of how far each has come, until its
report is kept and joined with the others. Reading needs no store: that is opened for writing only
when a report is ready, so that pages go on answering.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import OnrecordError
from onrecord.model import Document, document_id

if TYPE_CHECKING:
    from onrecord.reading.pipeline import Item
    from onrecord.web.access import Access

MOST = 50
"""How many reports may wait at a time, and how many of those that ended are remembered."""
PATIENCE = 3600.0
"""Seconds that a report that is read waits for its turn to be kept: nobody waits at a page for it,
and reading it again would cost more."""
State = Literal["waiting", "reading", "keeping", "joining", "done", "failed"]
ENDS: tuple[State, ...] = ("done", "failed")


@dataclass(frozen=True)
class Job:
    """A report that is read: its number, the id of its document and what it is called, how far it
    is, and where it is reading, in which stage, the `step` of `steps`. `before` is the document as
    it was stored already. Of a failed one `problem` says why and `todo` what to do; `kept` whether
    the report was stored."""

    number: int
    document: str
    name: str
    before: Document | None = None
    state: State = "waiting"
    stage: str | None = None
    step: int = 0
    steps: int = 0
    kept: bool = False
    problem: str | None = None
    todo: str | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in ENDS


class Jobs:
    """The reports that one thread reads in the order in which they came.

    Args:
        access: the store in which they are kept.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}
        self._queue: queue.Queue[tuple[int, Item]] = queue.Queue()
        self._thread: threading.Thread | None = None

    def put(self, item: Item, name: str, before: Document | None = None) -> Job:
        """Have a text read: its job.

        Raises:
            OnrecordError: too many wait already.
        """
        with self._lock:
            if sum(not job.ended for job in self._jobs.values()) >= MOST:
                raise OnrecordError(f"{MOST} reports wait to be read", todo="add it a little later")
            job = Job(next(self._numbers), document_id(item.text), name, before)
            self._jobs[job.number] = job
            for old in [job.number for job in self._jobs.values() if job.ended][:-MOST]:
                del self._jobs[old]
            self._queue.put((job.number, item))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        return job

    def job(self, number: int) -> Job | None:
        """The job of that number; None if there is none, or it ended long ago."""
        with self._lock:
            return self._jobs.get(number)

    def all(self) -> list[Job]:
        """The jobs that are remembered, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def _work(self) -> None:
        """Read what comes, for as long as the desk is open; what fails is said by its job."""
        while True:
            number, item = self._queue.get()
            try:
                self._read(number, item)
            except OnrecordError as error:
                self._now(number, state="failed", problem=error.what, todo=error.todo)
            except Exception as error:
                what = f"{type(error).__name__}: {error}"
                self._now(number, state="failed", problem=what, todo="add it again")

    def _read(self, number: int, item: Item) -> None:
        from onrecord.reading.pipeline import read_many

        def told(stage: str, step: int, steps: int) -> None:
            self._now(number, stage=stage, step=step, steps=steps)

        self._now(number, state="reading")
        (report,) = read_many([item], progress=told)
        self._now(number, state="keeping", stage=None)
        with self._access.writing(PATIENCE) as store:
            store.add(report, item.text)
        self._now(number, state="joining", kept=True)
        while self._joined_some():
            pass
        self._now(number, state="done")

    def _joined_some(self) -> bool:
        """Join one batch of what waits, so that who decides meanwhile waits no longer than that."""
        with self._access.writing(PATIENCE) as store:
            return store.resolve(most=1).documents > 0

    def _now(self, number: int, **changes: Any) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **changes)
