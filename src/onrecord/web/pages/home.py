"""Home: what the store holds, what came in lately, where sources disagree, what was not read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.overview import overview
from onrecord.web.desk import Desk, Routes


def home(desk: Desk, request: Request) -> Response:
    """The page that the desk opens with."""
    with desk.access.reading() as store:
        found = overview(store)
    return desk.page(request, "home.html", found=found)


ROUTES: Routes = [("/", home, ("GET",))]
