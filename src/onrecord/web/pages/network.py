"""Network: who meets, supports, accuses and supplies whom.

In goes a question; out comes a drawing of the parties and their ties whose places are computed
here, and the same in two tables. `by` is country or actor; `sort` orders the ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.events.chronicle import years
from onrecord.answers.events.network import Of, Tie, network
from onrecord.knowledge.ontology import Type, quad_name, types
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import chosen, filters_of, query_of
from onrecord.web.layout import placed
from onrecord.web.periods import steps

OWN = ("by", "sort")
"""What the page is asked beside filters."""
SORTS: Mapping[str, Callable[[Tie], Any]] = {
    "events": lambda tie: -tie.events,
    "reports": lambda tie: -tie.reports,
    "from": lambda tie: tie.source_name,
    "to": lambda tie: tie.target_name,
    "class": lambda tie: tie.quad,
}
"""The orders of the ties; what is equal stays by events."""


def ties(desk: Desk, request: Request) -> Response:
    """The network under filters."""
    filters, form = filters_of(request.query_params), form_of(request.query_params)
    of: Of = chosen(request.query_params.get("by"), get_args(Of), "kind of party") or "country"
    sort = chosen(request.query_params.get("sort"), tuple(SORTS), "order") or "events"
    with desk.access.reading() as store:
        if form:
            return exported(
                network(store, filters, of, parties=None, ties=None).ties, Tie, form, "network"
            )
        found, known = network(store, filters, of), years(store)
    own = {name: request.query_params[name] for name in OWN if request.query_params.get(name)}
    query = {**query_of(filters), **own}
    return desk.page(
        request,
        "network.html",
        found=found,
        ties=sorted(found.ties, key=SORTS[sort]),
        at=placed([party.id for party in found.parties], _strength(found.ties)),
        asked=query,
        of=of,
        sort=sort,
        sorts=tuple(SORTS),
        steps=steps(query, [year for year, _ in known]),
        classes=_classes(),
    )


def _strength(found: Sequence[Tie]) -> dict[tuple[str, str], float]:
    """How many events tie two parties, of all classes together."""
    strength: dict[tuple[str, str], float] = defaultdict(float)
    for tie in found:
        strength[tie.source, tie.target] += tie.events
    return strength


def _classes() -> list[tuple[int, str, list[Type]]]:
    """The quad classes: the number, what it stands for, and its types."""
    return [
        (quad, quad_name(quad), [kind for kind in types().values() if kind.quad == quad])
        for quad in sorted({kind.quad for kind in types().values()})
    ]


ROUTES: Routes = [("/network", ties, ("GET",))]
