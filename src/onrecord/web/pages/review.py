"""Review: pairs that may be one and claims in doubt, side by side, for a person to decide.

The two queues go on behind an entry (`after`), not at a number, so that decisions made meanwhile
move nothing. What is decided here is written by :mod:`onrecord.web.pages.decisions`.
"""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.comparison import Pair
from onrecord.answers.review import doubts, pairs
from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.store import Store
from onrecord.store.decisions import DecidedKind, Decision
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import address, number_of

SCORE = "score"
"""The queue of claims in doubt, beside those of pairs."""
LIMIT, MOST = 20, 60
"""Entries that are shown, unless asked otherwise, and at the most."""
FILED = 1000
"""Entries that a file holds at the most."""
BETWEEN = "~"
"""What stands between the two ids of a pair in an address."""


def review(desk: Desk, request: Request) -> Response:
    """A stretch of one of the queues."""
    query = request.query_params
    kind = query.get("kind", "event")
    if kind not in (*get_args(DecidedKind), SCORE):
        raise BadFilter(f"nothing of the kind {kind!r} is reviewed", todo="choose one of those")
    form, after = form_of(query), query.get("after", "")
    limit = FILED if form else min(max(1, number_of(query, "limit", LIMIT)), MOST)
    with desk.access.reading() as store:
        if kind == SCORE:
            claims = doubts(store, limit, after)
            entries, total = list(claims.doubts), claims.total
            last = entries[-1].claim.event if entries else ""
            if form:
                return exported([doubt.claim for doubt in entries], Claim, form, "doubts")
        else:
            found = pairs(store, kind, limit, _pair(after))  # type: ignore[arg-type]
            entries, total = list(found.pairs), found.total  # type: ignore[arg-type]
            last = BETWEEN.join((found.pairs[-1].a, found.pairs[-1].b)) if found.pairs else ""
            if form:
                return exported(found.pairs, Pair, form, f"{kind}s")
        done = _done(store, query.get("done"))
    asked = {"kind": kind, "limit": query.get("limit"), "after": after or None}
    return desk.page(
        request,
        "review.html",
        kind=kind,
        entries=entries,
        total=total,
        more=address("review", kind=kind, limit=query.get("limit"), after=last),
        full=len(entries) == limit,
        after=after,
        done=done,
        back=address("review", **asked),
        query={name: value for name, value in asked.items() if value},
    )


def _pair(after: str) -> tuple[str, str] | None:
    """The pair that an address names; None where it names none."""
    a, between, b = after.partition(BETWEEN)
    return (a, b) if between else None


def _done(store: Store, ident: str | None) -> Decision | None:
    """The decision that was just made, or taken back, without scripts."""
    found = store.decisions([ident]) if ident else []
    return found[0] if found else None


ROUTES: Routes = [("/review", review, ("GET",))]
