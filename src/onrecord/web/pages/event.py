"""Event: one happening with all that reports hold on it, and what people decide on it."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.events.account import account
from onrecord.claims import Claim
from onrecord.knowledge.ontology import quad_name
from onrecord.model import Factuality
from onrecord.web.desk import Desk, Routes, not_found
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import SIZE, address, page_number, page_of

MOST = 40
"""Figures, changes, and positions of a dispute that stand on the page."""


def event(desk: Desk, request: Request) -> Response:
    """The page of the happening, or of the event, with an id."""
    ident = str(request.path_params["ident"])
    number = page_number(request.query_params)
    form = form_of(request.query_params)
    with desk.access.reading() as store:
        found = account(store, ident, limit=SIZE, skip=(number - 1) * SIZE)
    if found is None:
        raise not_found("event", ident)
    if form is not None:
        return exported(found.claims, Claim, form, f"event-{ident}")
    certainty = Counter(claim.factuality for claim in found.claims)
    return desk.page(
        request,
        "event.html",
        found=found,
        told=found.ledger.happening if found.ledger else found.claims[0],
        certainty=[(name, certainty[name]) for name in get_args(Factuality) if certainty[name]],
        page=page_of(found.tellings, len(found.claims), address("event", ident), {}, number),
        quad_name=quad_name,
        most=MOST,
        here=address("event", found.event),
        path=address("event", ident),
    )


ROUTES: Routes = [("/event/{ident}", event, ("GET",))]
