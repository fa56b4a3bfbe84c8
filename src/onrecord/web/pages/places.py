"""Map: events on an outline of the world.

In goes a question; out comes a table of places, of which a script draws those whose coordinates are
known. Whole countries are drawn otherwise than towns: where in them is not told.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.events.chronicle import years
from onrecord.answers.events.places import Site, sites
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import filters_of, query_of
from onrecord.web.periods import steps

SHOWN = 200
"""Places on the page, those of most events."""


def places(desk: Desk, request: Request) -> Response:
    """The map under filters."""
    filters, form = filters_of(request.query_params), form_of(request.query_params)
    with desk.access.reading() as store:
        found = sites(store, filters)
        if form:
            return exported(found.sites, Site, form, "places")
        known = years(store)
    query = query_of(filters)
    return desk.page(
        request,
        "places.html",
        found=found,
        sites=found.sites[:SHOWN],
        asked=query,
        steps=steps(query, [year for year, _ in known]),
    )


ROUTES: Routes = [("/map", places, ("GET",))]
