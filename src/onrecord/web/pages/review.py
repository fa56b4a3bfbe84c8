"""Review: pairs that may be one and claims in doubt, side by side, for a person to decide.

The two queues go on behind an entry (`after`), not at a number, so that decisions made meanwhile
move nothing. What is decided here is written by :mod:`onrecord.web.pages.decisions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.reviews.comparison import Pair
from onrecord.answers.reviews.review import Doubt, doubts, pairs
from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.model import Record
from onrecord.store import Store
from onrecord.store.decisions import DecidedKind, Decision
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import Form, form_of, streamed
from onrecord.web.filters import address, number_of

SCORE = "score"
"""The queue of claims in doubt, beside those of pairs."""
LIMIT, MOST = 20, 60
"""Entries that are shown, unless asked otherwise, and at the most."""
BATCH = 500
"""Entries of a file that are held at a time."""
BETWEEN = "~"
"""What stands between the two ids of a pair in an address."""


@dataclass(frozen=True)
class Stretch:
    """Some entries of a queue, how many wait in all, and what the address calls the last one."""

    entries: Sequence[Pair] | Sequence[Doubt]
    total: int
    last: str


def review(desk: Desk, request: Request) -> Response:
    """A stretch of one of the queues; as a file all that follows."""
    query = request.query_params
    kind = query.get("kind", "event")
    if kind not in (*get_args(DecidedKind), SCORE):
        raise BadFilter(f"nothing of the kind {kind!r} is reviewed", todo="choose one of those")
    after = query.get("after", "")
    if form := form_of(query):
        return _export(desk, kind, after, form)
    limit = min(max(1, number_of(query, "limit", LIMIT)), MOST)
    with desk.access.reading() as store:
        found = _stretch(store, kind, limit, after)
        done = _done(store, query.get("done"))
    asked = {"kind": kind, "limit": query.get("limit"), "after": after or None}
    return desk.page(
        request,
        "review.html",
        kind=kind,
        entries=found.entries,
        total=found.total,
        more=address("review", kind=kind, limit=query.get("limit"), after=found.last),
        full=len(found.entries) == limit,
        after=after,
        done=done,
        back=address("review", **asked),
        query={name: value for name, value in asked.items() if value},
    )


def _stretch(store: Store, kind: str, limit: int, after: str) -> Stretch:
    """The entries of a queue behind the one that is called `after`."""
    if kind == SCORE:
        claims = doubts(store, limit, after)
        last = claims.doubts[-1].claim.event if claims.doubts else ""
        return Stretch(claims.doubts, claims.total, last)
    found = pairs(store, kind, limit, _pair(after))  # type: ignore[arg-type]
    last = BETWEEN.join((found.pairs[-1].a, found.pairs[-1].b)) if found.pairs else ""
    return Stretch(found.pairs, found.total, last)


def _export(desk: Desk, kind: str, after: str, form: Form) -> Response:
    """All that waits behind `after`; the store is held for one batch at a time, so that a slow
    reader keeps nobody from deciding."""

    def batches() -> Iterator[Sequence[Record]]:
        last, full = after, True
        while full:
            with desk.access.reading() as store:
                found = _stretch(store, kind, BATCH, last)
            yield [one.claim if isinstance(one, Doubt) else one for one in found.entries]
            last, full = found.last, len(found.entries) == BATCH

    single = kind == SCORE
    return streamed(batches(), Claim if single else Pair, form, "doubts" if single else f"{kind}s")


def _pair(after: str) -> tuple[str, str] | None:
    """The pair that an address names; None where it names none."""
    a, between, b = after.partition(BETWEEN)
    return (a, b) if between else None


def _done(store: Store, ident: str | None) -> Decision | None:
    """The decision that was just made, or taken back, without scripts."""
    found = store.decisions([ident]) if ident else []
    return found[0] if found else None


ROUTES: Routes = [("/review", review, ("GET",))]
