"""Document: the text on the left, what was read from it on the right.

In goes the id of a document; `at=START-END` lights these characters, `record=ID` those of a record,
and `layer=NAME`, several times, says which layers are shown.
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from onrecord.answers.document import document as asked
from onrecord.claims import Claim
from onrecord.model import Span
from onrecord.web.desk import Desk, Routes, not_found
from onrecord.web.exports import exported, form_of
from onrecord.web.marking import LAYERS, Marked

ID = 12
"""Digits of the id in the name of a file."""
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


def document(desk: Desk, request: Request) -> Response:
    """One document with its records."""
    ident, form = request.path_params["ident"], form_of(request.query_params)
    with desk.access.reading() as store:
        found = asked(store, ident)
    if found is None:
        raise not_found("document", ident)
    if form is not None:
        return exported(found.claims, Claim, form, f"document-{ident[:ID]}")
    query = request.query_params
    marked = Marked(found, _stretch(query.get("at", "")), query.get("record"))
    chosen = query.getlist("layer")
    shown = [layer for layer in LAYERS if not chosen or layer in chosen]
    return desk.page(request, "document.html", found=found, marked=marked, shown=shown)


def _stretch(given: str) -> Span | None:
    """The stretch that an address asks to light; None where it is none."""
    match = _AT.fullmatch(given) if given.isascii() else None
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return Span(int(match[1]), int(match[2]))


ROUTES: Routes = [("/document/{ident}", document, ("GET",))]
"""``request.path_params["ident"]`` is the whole id of a document."""
