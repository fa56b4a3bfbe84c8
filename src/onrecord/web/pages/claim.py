"""Claim and dispute: who said it, on whose word, and who holds otherwise.

In goes the id of an event, whose claim is shown with its sources, its coding and its history, or
the id of a dispute, whose positions are shown side by side.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.events.claim import grounds
from onrecord.answers.events.contest import contest
from onrecord.claims import Claim
from onrecord.resolve.records import Position
from onrecord.web.desk import Desk, Routes, not_found
from onrecord.web.exports import exported, form_of


def claim(desk: Desk, request: Request) -> Response:
    """One claim: the chain of its sources, its coding, what came before and after, decisions."""
    ident, form = request.path_params["ident"], form_of(request.query_params)
    with desk.access.reading() as store:
        found = grounds(store, ident)
    if found is None:
        raise not_found("claim", ident)
    if form is not None:
        return exported([found.claim], Claim, form, f"claim-{ident}")
    return desk.page(request, "claim.html", found=found)


def dispute(desk: Desk, request: Request) -> Response:
    """One dispute: who holds what, in which words, and which events it lies between."""
    ident, form = request.path_params["ident"], form_of(request.query_params)
    with desk.access.reading() as store:
        found = contest(store, ident)
    if found is None:
        raise not_found("dispute", ident)
    if form is not None:
        return exported(found.contest.positions, Position, form, f"{ident}-positions")
    titles = {document.id: document.title for document in found.documents}
    return desk.page(request, "dispute.html", found=found, titles=titles)


ROUTES: Routes = [
    ("/claim/{ident}", claim, ("GET",)),
    ("/dispute/{ident}", dispute, ("GET",)),
]
"""The paths hold the whole id of an event, and of a dispute."""
