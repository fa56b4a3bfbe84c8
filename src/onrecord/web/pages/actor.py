"""Actor: names, offices, deeds, statements, counterparts and decisions of one."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.actors.holders import held
from onrecord.answers.actors.profile import profile, taken_by
from onrecord.answers.actors.somebody import (
    Somebody,
    Subject,
    country_of,
    identity_of,
    meant_by,
    of_country,
    of_one,
    somebodies,
    the_one,
    those,
)
from onrecord.answers.actors.unions import union
from onrecord.resolve.records import Happening
from onrecord.store import Store
from onrecord.store.decisions import Decision
from onrecord.web.desk import Desk, Routes, not_found
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import SIZE, page_number, page_of

SHOWN = 10
"""How many entries of each list stand on the page."""


def actor(desk: Desk, request: Request) -> Response:
    """The page of one actor or country; of words that mean several, the list of these."""
    query = request.query_params
    who = " ".join(query.get("who", "").split())
    listed = query.get("all", "") not in ("", "0")
    if not who:
        return desk.page(request, "actors.html", who="", page=None, country=None, done=None)
    with desk.access.reading() as store:
        if ident := identity_of(store, who):
            return _one(desk, request, store, somebodies(store, [ident])[0], who)
        if not listed and (code := country_of(who)):
            return _country(desk, request, store, code, who)
        form, number = form_of(query), page_number(query)
        bounds = (None, 0) if form else (SIZE, (number - 1) * SIZE)
        found, total = those(store, meant_by(who), *bounds)
        if not found:
            raise not_found("actor", who)
        if not listed and (one := the_one(found, who)):
            return _one(desk, request, store, one, who, total - 1)
        if form:
            return exported(found, Somebody, form, "actors")
        done = _done(store, request)
    asked = {"who": who} | ({"all": "1"} if listed else {})
    page = page_of(found, total, "/actor", asked, number)
    return desk.page(
        request, "actors.html", who=who, page=page, country=country_of(who), query=asked, done=done
    )


def _one(
    desk: Desk, request: Request, store: Store, one: Somebody, who: str, others: int = 0
) -> Response:
    """The page of one actor; `others` are called so too."""
    return _page(
        desk, request, store, of_one(one), who,
        others=others, joined=union(store, one.id), sought=one.label, me=one.persona,
    )  # fmt: skip


def _country(desk: Desk, request: Request, store: Store, code: str, who: str) -> Response:
    """The page of all who belong to a country."""
    subject = of_country(code)
    return _page(desk, request, store, subject, who, others=0, joined=None, sought=code, me=code)


def _page(
    desk: Desk, request: Request, store: Store, subject: Subject, who: str, **told: Any
) -> Response:
    """A page with the positions that were asked for, or its events as a file; `sought` is how the
    search names who it is about, `me` how this page does."""
    if form := form_of(request.query_params):
        return exported(taken_by(store, subject), Happening, form, "actor")
    number = page_number(request.query_params)
    found = profile(store, subject, SHOWN, (number - 1) * SHOWN)
    said = [list(ones) for _, ones in groupby(found.positions, attrgetter("statement"))]
    return desk.page(
        request, "actor.html", found=found, who=who,
        offices=held(store, found.offices),
        latest=store.kept(Happening, found.happenings),
        stands=page_of(said, found.stands, "/actor", {"who": who}, number, SHOWN),
        done=_done(store, request), **told,
    )  # fmt: skip


def _done(store: Store, request: Request) -> Decision | None:
    """The decision that led to this page."""
    return next(iter(store.decisions([request.query_params.get("done", "")])), None)


ROUTES: Routes = [("/actor", actor, ("GET",))]
