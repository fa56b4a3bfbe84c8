"""Document: the text on the left, what was read from it on the right.

In goes the id of a document, or so much of its beginning that no other begins so; `at=START-END`
lights these characters, `record=ID` those of a record, and `layer=NAME`, several times, says which
layers are shown.
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.answers.documents.document import beginning
from onrecord.answers.documents.document import document as asked
from onrecord.claims import Claim
from onrecord.model import Span
from onrecord.store import Store
from onrecord.web.desk import Desk, Routes
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import address
from onrecord.web.marking import LAYERS, Marked

ID = 12
"""Digits of the id in the name of a file."""
LISTED = 20
"""Documents that are listed where an id is begun alike."""
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


def document(desk: Desk, request: Request) -> Response:
    """One document with its records."""
    ident, form = request.path_params["ident"], form_of(request.query_params)
    with desk.access.reading() as store:
        found = asked(store, ident)
        if found is None:
            return _begun(desk, request, store, ident)
    if form is not None:
        return exported(found.claims, Claim, form, f"document-{ident[:ID]}")
    query = request.query_params
    marked = Marked(found, _stretch(query.get("at", "")), query.get("record"))
    chosen = query.getlist("layer")
    shown = [layer for layer in LAYERS if not chosen or layer in chosen]
    return desk.page(request, "document.html", found=found, marked=marked, shown=shown)


def _begun(desk: Desk, request: Request, store: Store, ident: str) -> Response:
    """The way to the one document whose id begins so, as commands print it; else a page that lists
    those that do, and says where to look."""
    found, total = beginning(store, ident.lower(), LISTED)
    if total == 1:
        there = address("document", found[0].id)
        return RedirectResponse(f"{there}?{request.url.query}" if request.url.query else there)
    return desk.page(request, "nodocument.html", status=404, ident=ident, found=found, total=total)


def _stretch(given: str) -> Span | None:
    """The stretch that an address asks to light; None where it is none."""
    match = _AT.fullmatch(given) if given.isascii() else None
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return Span(int(match[1]), int(match[2]))


ROUTES: Routes = [("/document/{ident}", document, ("GET",))]
"""``request.path_params["ident"]`` is the id of a document, or its beginning."""
