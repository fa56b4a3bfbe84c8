"""Decisions: the list of them; deciding, taking back, and joining what waits.

What a form decides is written by the store's one mechanism, with who decides and when. A form that
htmx sent is answered with what it did; another leads back to the page that it was on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.answers.reviews.decided import Ruling, Status, decided, ruling, touching
from onrecord.answers.reviews.review import doubt, pair
from onrecord.claims import Claim, coded
from onrecord.clock import now
from onrecord.errors import BadDecision
from onrecord.store import Store
from onrecord.store.decisions import CORRECTED, PAIRED, DecidedKind, Decision, Verdict, current
from onrecord.web import forms
from onrecord.web.desk import Desk, Routes, is_part
from onrecord.web.exports import exported, form_of
from onrecord.web.filters import SIZE, address, chosen, page_number, page_of
from onrecord.web.forms import back_of, noted, text_of, texts_of

MOST = 50
"""Ids that one form may decide on."""
LISTED = ("who", "whom")
"""The fields of a correction that are lists, written with semicolons."""
STEPS = 4
"""Batches of documents that are joined at one request."""


@dataclass(frozen=True)
class Asked:
    """What a form decides: the verdict, and on what; each of `subjects` makes one decision."""

    kind: DecidedKind
    verdict: Verdict
    subjects: list[tuple[str, ...]]
    note: str | None


def decisions(desk: Desk, request: Request) -> Response:
    """All decisions, the latest first."""
    query = request.query_params
    status = chosen(query.get("status"), get_args(Status), "status of decisions")
    number = page_number(query)
    form = form_of(query)
    with desk.access.reading() as store:
        if form is not None:
            found, _ = decided(store, status)
            return exported([ruling(one) for one in found], Ruling, form, "decisions")
        found, total = decided(store, status, limit=SIZE, skip=(number - 1) * SIZE)
    asked = {"status": status} if status else {}
    page = page_of(found, total, "/decisions", asked, number)
    return desk.page(request, "decisions.html", page=page, chosen=status, query=asked)


def decide(desk: Desk, request: Request) -> Response:
    """Write what a form decides."""
    form = forms.form_of(request)
    asked = _asked(form)
    at = now()
    with desk.access.writing() as store:
        made = [_made(desk, store, form, asked, ids, at) for ids in asked.subjects]
        ids = [ident for decision in made for ident in current(decision)]
        replaced = [d for d in touching(store, ids) if d.undone_at == at]
    if is_part(request):
        return desk.page(request, "outcome.html", made=made, replaced=replaced)
    back = back_of(form, "/decisions")
    return RedirectResponse(noted(back, done=made[0].id), 303)


def undo(desk: Desk, request: Request) -> Response:
    """Take a decision back, and those that were made with it."""
    form = forms.form_of(request)
    ids = dict.fromkeys([str(request.path_params["ident"]), *texts_of(form, "id")])
    at = now()
    with desk.access.writing() as store:
        undone = [store.undo(ident, user=desk.user, at=at) for ident in ids]
        if is_part(request):
            return _again(desk, request, store, undone[0])
    return RedirectResponse(noted(back_of(form, "/decisions"), done=undone[0].id), 303)


def resolve(desk: Desk, request: Request) -> Response:
    """Join documents that wait to be joined: some batches of them, so that no page waits long."""
    for _ in range(STEPS):
        with desk.access.writing() as store:
            if not store.resolve(most=1).documents:
                break
    return RedirectResponse(back_of(forms.form_of(request), "/"), 303)


def _asked(form: FormData) -> Asked:
    """What a form decides. A verdict on pairs is of its first id with each of the others.

    Raises:
        BadDecision: there is no such verdict or kind, or it is said of too few or too many.
    """
    verdict, kind = text_of(form, "verdict"), text_of(form, "kind") or "event"
    if verdict not in get_args(Verdict):
        raise BadDecision(f"there is no verdict {verdict or ''!r}", todo="choose one")
    if kind not in get_args(DecidedKind):
        raise BadDecision(f"there is no kind {kind!r}", todo="choose event, actor or document")
    ids = list(dict.fromkeys(texts_of(form, "id")))
    if len(ids) > MOST:
        raise BadDecision(f"that decides on {len(ids)} at once", todo=f"choose at most {MOST}")
    on = [(ids[0], other) for other in ids[1:]] if verdict in PAIRED else [(one,) for one in ids]
    if not on:
        raise BadDecision("nothing is named that it decides on", todo="choose what it is said of")
    return Asked(kind, verdict, on, text_of(form, "note"))  # type: ignore[arg-type]


def _made(
    desk: Desk, store: Store, form: FormData, asked: Asked, ids: tuple[str, ...], at: str
) -> Decision:
    changes = _changes(form, store, ids[0]) if asked.verdict == "correct" else None
    return store.decide(
        asked.verdict, *ids, user=desk.user, at=at, kind=asked.kind, changes=changes,
        note=asked.note,
    )  # fmt: skip


def _changes(form: FormData, store: Store, event: str) -> dict[str, Any]:
    """The fields of a form that say otherwise than what was read of an event.

    Raises:
        BadDecision: none does.
    """
    read = store.kept(Claim, [event])
    given = {name: _value(form, name) for name in CORRECTED if name in form}
    if "type" in given and read:
        if given["type"] == coded(read[0].type, read[0].mode):
            del given["type"]
        else:
            kind, _, mode = str(given["type"] or "").partition("/")
            given |= {"type": kind.upper() or None, "mode": mode.lower() or None}
    found = {
        name: value
        for name, value in given.items()
        if not read or value != getattr(read[0], name) or (name == "mode" and "type" in given)
    }
    if not found:
        raise BadDecision("nothing was changed", subject=event, todo="write what is right")
    return found


def _value(form: FormData, name: str) -> str | list[str] | None:
    """A field of a correction: a text, a list where the field is one; None where it is empty."""
    text = text_of(form, name)
    if name in LISTED:
        return [part.strip() for part in (text or "").split(";") if part.strip()]
    return text


def _again(desk: Desk, request: Request, store: Store, undone: Decision) -> Response:
    """What a decision was on, as it waits again."""
    ids = current(undone)
    found = pair(store, undone.kind, *ids) if undone.verdict in PAIRED else None
    told = doubt(store, ids[0]) if undone.kind == "event" and len(ids) == 1 else None
    return desk.page(
        request, "again.html", undone=undone, pair=found, doubt=told, back=address("review")
    )


ROUTES: Routes = [
    ("/decisions", decisions, ("GET",)),
    ("/decisions", decide, ("POST",)),
    ("/decisions/{ident}/undo", undo, ("POST",)),
    ("/resolve", resolve, ("POST",)),
]
