"""Search: claims, events and documents under words and filters, with facets.

Every state has its address: what is chosen is taken off by a link, and each value of a facet is a
link that adds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.searching.facets import Facet, facets
from onrecord.answers.searching.questions import KINDS, Asked, Question, Show, at_odds, entries
from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.model import Record
from onrecord.store import Store
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import form_of, streamed
from onrecord.web.filters import (
    NAMES,
    SIZE,
    address,
    filters_of,
    page_number,
    page_of,
    query_of,
)
from onrecord.web.shown import country

PATH = "search"
BATCH = 2000
"""How many records of an export are held at a time."""
CALLED = {
    "actor": "takes part", "with": "with", "type": "type", "since": "since", "until": "until",
    "speaker": "said by", "place": "place", "publisher": "published by",
    "factuality": "factuality", "disputed": "disputed", "uncoded": "with deeds of no type",
    "directed": "one way alone", "words": "words",
}  # fmt: skip
"""What the parts of a question are called."""
FLAGS = ("directed", "disputed", "uncoded")
"""Parts that are asked for or not, and have no value."""


@dataclass(frozen=True)
class Chosen:
    """A part of the question: what it is called, its value, and the address without it."""

    called: str
    value: str
    without: str


@dataclass(frozen=True)
class Choice:
    """A value of a facet: what it is called, how many there are, and the address with it."""

    label: str
    count: int
    there: str


@dataclass(frozen=True)
class Shelf:
    """A facet as it is shown; `more` is the address at which it stands whole."""

    name: str
    choices: Sequence[Choice]
    more: str | None


def search(desk: Desk, request: Request) -> Response:
    """What the question of the address finds."""
    query = request.query_params
    form = form_of(query)
    try:
        question = question_of(query)
        if form is not None:
            return _export(desk, question, form)
        return _page(desk, request, question)
    except BadFilter as problem:
        if form is not None:
            raise
        given = _given(query)
        return desk.page(
            request, "search.html", status=400,
            given=given, problem=problem, chosen=list(_chosen(given)),
        )  # fmt: skip


def question_of(query: QueryParams) -> Question:
    """The question that an address asks.

    Raises:
        BadFilter: nothing is listed so.
    """
    words = " ".join(query.get("words", "").split()) or None
    show: Any = query.get("show") or "claims"
    return Question(words, filters_of(query), show, query.get("order") == "newest")


def _page(desk: Desk, request: Request, question: Question) -> Response:
    query, number = request.query_params, page_number(request.query_params)
    given, first = _given(query), (number - 1) * SIZE
    with desk.access.reading() as store:
        asked, whole = Asked(store, question), query.get("whole")
        total, counted = desk.recent.of(
            ("search", replace(question, newest=False), whole),
            lambda: (asked.total, facets(asked, whole)),
        )
        ranked = question.words and question.show == "documents"
        found: Sequence[Record] = (
            asked.hits(first, SIZE) if ranked
            else entries(store, question.show, asked.ids(first, SIZE))
        )  # fmt: skip
        disputed = at_odds(store, [one.event for one in found if isinstance(one, Claim)])
        shelves = [_shelf(facet, given) for facet in counted]
        unknown = _unknown(store, question) if not total else []
    return desk.page(
        request,
        "search.html",
        given=given,
        problem=None,
        question=question,
        page=page_of(found, total, f"/{PATH}", given, number),
        shelves=shelves,
        disputed=disputed,
        chosen=list(_chosen(given)),
        unknown=unknown,
        shows=[(show, _there(given, show=show)) for show in get_args(Show)],
        order=_there(given, order=None if question.newest else "newest"),
    )


def _export(desk: Desk, question: Question, form: Any) -> Response:
    """All that the question finds; the store is held for one batch at a time, so that a slow
    reader keeps nobody from writing."""
    with desk.access.reading() as store:
        ids = Asked(store, question).ids()

    def batches() -> Iterator[Sequence[Record]]:
        for first in range(0, len(ids), BATCH):
            with desk.access.reading() as store:
                found = entries(store, question.show, ids[first : first + BATCH])
            yield found

    return streamed(batches(), KINDS[question.show], form, question.show)


def _given(query: QueryParams) -> dict[str, str]:
    """The question as the parts of an address, in a fixed order."""
    words = " ".join(query.get("words", "").split())
    show, order = query.get("show", ""), query.get("order", "")
    parts = {"words": words, **query_of(filters_of(query)), "show": show, "order": order}
    plain = {"show": "claims", "order": "oldest"}
    return {name: value for name, value in parts.items() if value and plain.get(name) != value}


def _there(given: Mapping[str, str], **changes: str | None) -> str:
    """The address of a question with these parts changed; its first page."""
    return address(PATH, **{**given, **changes})


def _chosen(given: Mapping[str, str]) -> Iterator[Chosen]:
    for name, value in given.items():
        if name in CALLED:
            shown = "" if value == "1" and name in FLAGS else country(value)
            yield Chosen(CALLED[name], shown, _there(given, **{name: None}))


def _shelf(facet: Facet, given: Mapping[str, str]) -> Shelf:
    fields = ("since", "until") if facet.field == "month" else (NAMES[facet.field],)
    choices = [
        Choice(value.label, value.count, _there(given, **dict.fromkeys(fields, value.value)))
        for value in facet.values
    ]
    return Shelf(facet.name, choices, _there(given, whole=facet.name) if facet.more else None)


def _unknown(store: Store, question: Question) -> list[str]:
    """Whom the question names without anybody in the store being called so."""
    filters = question.filters
    named = dict.fromkeys(filter(None, (filters.actor, filters.with_, filters.speaker)))
    return [who for who in named if not store.knows(who)]


ROUTES: Routes = [(f"/{PATH}", search, ("GET",))]
