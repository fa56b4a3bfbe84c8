"""Add: a report that is pasted, chosen or dropped, and how far it is read."""

from __future__ import annotations

import datetime as dt

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.answers.documents.added import added
from onrecord.errors import InputError
from onrecord.model import Document, document_id
from onrecord.reading.admission import MAX_CHARACTERS
from onrecord.sources.text import MAX_BYTES, Source, decode
from onrecord.web.desk import Desk, Routes, not_found
from onrecord.web.filters import address
from onrecord.web.forms import form_of, text_of

PATH = "/add"
KNOWN = ("published", "title", "publisher", "url")
PASTED = "the text"
"""What a text is called that was pasted without a title, where something is wrong with it."""
CALLED = 80
"""Characters of its first line, which stand for its title while it is read."""


def add(desk: Desk, request: Request) -> Response:
    """The form for a report."""
    return _asking(desk, request, {})


def send(desk: Desk, request: Request) -> Response:
    """Take a report, and lead to where its reading is followed."""
    form = form_of(request)
    given = {name: text_of(form, name) or "" for name in (*KNOWN, "undated")}
    given["text"] = _pasted(form)
    sent = form.get("file")
    given["file"] = (sent.filename or "") if isinstance(sent, UploadFile) else ""
    try:
        source = _source(form)
        published = _day(given)
    except InputError as problem:
        return _asking(desk, request, given, problem=problem)
    with desk.access.reading() as store:
        before = store.document(document_id(source.text))
    if before is not None and not text_of(form, "again"):
        shown = {**given, "text": source.text}
        return _asking(desk, request, shown, before=before)
    job = _put(desk, source, published, given, before)
    return RedirectResponse(address("add", str(job)), 303)


def follow(desk: Desk, request: Request) -> Response:
    """How far a report is read, and, when it is, what it brought."""
    number = request.path_params["job"]
    job = desk.jobs.job(number)
    if job is None:
        raise not_found("reading", str(number))
    found = None
    if job.ended:
        with desk.access.reading() as store:
            found = added(store, job.document)
    return desk.page(request, "adding.html", job=job, found=found)


def _asking(
    desk: Desk,
    request: Request,
    given: dict[str, str],
    *,
    problem: InputError | None = None,
    before: Document | None = None,
) -> Response:
    """The form as it was filled in, with what is wrong with it."""
    return desk.page(
        request,
        "add.html",
        status=400 if problem else 200,
        given=given,
        problem=problem,
        before=before,
        jobs=desk.jobs.all(),
        most=MAX_CHARACTERS,
    )


def _source(form: FormData) -> Source:
    """The text that was sent, decoded and checked as that of any file.

    Raises:
        InputError: there is none, or two, or it cannot be read.
    """
    sent, pasted = form.get("file"), _pasted(form)
    if not isinstance(sent, UploadFile) or not sent.filename:
        name = text_of(form, "title") or PASTED
        return decode(pasted.encode("utf-8", "surrogatepass"), name)
    if pasted.strip():
        raise InputError(
            "there are a text and a file", subject=sent.filename, todo="take one of them away"
        )
    return decode(sent.file.read(MAX_BYTES + 1), sent.filename)


def _pasted(form: FormData) -> str:
    """The text as it was pasted, with its spaces."""
    given = form.get("text")
    return given if isinstance(given, str) else ""


def _day(given: dict[str, str]) -> str | None:
    """The day of publication; None if it is said to be unknown.

    Raises:
        InputError: neither is said, or both, or it is no day.
    """
    day = given["published"]
    if bool(day) == bool(given["undated"]):
        what = "both a day and that it is unknown are given" if day else "the day is missing"
        raise InputError(what, subject="published", todo="give the day, or say that it is unknown")
    try:
        return dt.date.fromisoformat(day).isoformat() if day else None
    except ValueError as cause:
        raise InputError(
            f"{day!r} is not a date", subject="published", todo="write it as YYYY-MM-DD"
        ) from cause


def _put(
    desk: Desk, source: Source, published: str | None, given: dict[str, str],
    before: Document | None,
) -> int:  # fmt: skip
    """Have it read under what is said of it, and else what was known before; its number."""
    from onrecord.reading.pipeline import Item

    name = None if source.name == PASTED else source.name
    known = before or Document("", 0)
    item = Item(
        source.text,
        published,
        given["title"] or known.title or name,
        given["url"] or known.url,
        given["publisher"] or known.publisher,
    )
    first = next(line for line in source.text.splitlines() if line.strip())
    return desk.jobs.put(item, item.title or " ".join(first.split())[:CALLED], before).number


ROUTES: Routes = [
    (PATH, add, ("GET",)),
    (PATH, send, ("POST",)),
    (f"{PATH}/{{job:int}}", follow, ("GET",)),
]
