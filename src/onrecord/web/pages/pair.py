"""Pair: what is known between two parties."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers import dossier, markdown, timeline
from onrecord.answers.dyads.dyad import DIRECTIONS, Question, dyad
from onrecord.answers.survey import ORDERS
from onrecord.errors import BadFilter
from onrecord.resolve.records import Happening
from onrecord.store import Store
from onrecord.web.desk import Desk, Routes, not_found
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import chosen, page_number, page_of, query_of

EVENTS = 20
"""Events that stand on one page."""
ASKED = ("one", "other", "direction", "since", "until", "sort")
"""What the address of a pair tells, beside the page."""


def pair(desk: Desk, request: Request) -> Response:
    """The page of a pair; without parties, the form that asks for them."""
    query = request.query_params
    given = {name: value for name in ASKED if (value := " ".join(query.get(name, "").split()))}
    if not ("one" in given and "other" in given):
        return desk.page(request, "pair.html", given=given, found=None)
    number = page_number(query)
    asked = _question(given, number)
    with desk.access.reading() as store:
        if form := form_of(query):
            filters = asked.filters
            told = timeline(store, str(filters.actor), filters.with_, filters)
            return exported(told, Happening, form, "pair")
        found = dyad(store, asked)
        if not found.events:
            _known(store, asked)
    events = page_of(found.happenings, found.events, "/pair", given, number, EVENTS)
    return desk.page(
        request,
        "pair.html",
        given=given,
        asked=asked,
        found=found,
        events=events,
        months=[(month.when, (month.reports, month.events)) for month in found.months],
        searched=query_of(asked.filters),
    )


def pair_dossier(desk: Desk, request: Request) -> Response:
    """All that is known on a pair, as a page of Markdown to save."""
    query: QueryParams = request.query_params
    asked = _question(query, 1)
    with desk.access.reading() as store:
        _known(store, asked)
        text = markdown(dossier(store, asked.one, asked.other, asked.bounds))
    headers = {"content-disposition": 'attachment; filename="dossier.md"'}
    media = "text/markdown; charset=utf-8"
    return Response(text.encode("utf-8", "replace"), media_type=media, headers=headers)


def _question(given: Mapping[str, str], number: int) -> Question:
    """What an address asks for.

    Raises:
        BadFilter: a party is missing, or there is no such direction or order.
    """
    if not (given.get("one") and given.get("other")):
        raise BadFilter("a pair has two parties", todo="name both")
    return Question(
        given["one"],
        given["other"],
        chosen(given.get("direction"), DIRECTIONS, "direction") or DIRECTIONS[0],
        given.get("since") or None,
        given.get("until") or None,
        chosen(given.get("sort"), tuple(ORDERS), "order") or "newest",
        EVENTS,
        (number - 1) * EVENTS,
    )


def _known(store: Store, asked: Question) -> None:
    """Raises an HTTPException where the store knows one of the two not at all."""
    for who in (asked.one, asked.other):
        if not store.knows(who):
            raise not_found("actor", who)


ROUTES: Routes = [
    ("/pair", pair, ("GET",)),
    ("/pair/dossier.md", pair_dossier, ("GET",)),
]
