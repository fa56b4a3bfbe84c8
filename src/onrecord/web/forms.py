"""The forms that pages send: read within limits before a page answers, and where it may lead back.

In goes a request that writes; out come the fields and files of its form, read whole, so that a
page, which is an ordinary function, finds them at hand. A form that is too large is refused before
it is in memory.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from onrecord.sources.text import MAX_BYTES

LARGEST = 2 * MAX_BYTES
"""Bytes of a form: one document of the greatest length, and what a form writes around it."""
FIELDS = 200
FILES = 20


async def received(request: Request) -> FormData:
    """The form of a request; its text fields are of at most MAX_BYTES.

    Raises:
        HTTPException: the form is too large (413), or is none (400).
    """
    bounded = Request(request.scope, _bounded(request))
    return await bounded.form(max_files=FILES, max_fields=FIELDS, max_part_size=MAX_BYTES)


def _bounded(request: Request) -> _Bounded:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > LARGEST:
        raise HTTPException(413, "this form is too large")
    return _Bounded(request)


class _Bounded:
    """Receives the body of a request, up to LARGEST bytes, whatever its header announced."""

    def __init__(self, request: Request) -> None:
        self._receive, self._left = request.receive, LARGEST

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, "this form is too large")
        return message


def form_of(request: Request) -> FormData:
    """The form that a page was sent (see ``application``); empty where it was sent none."""
    form: FormData = getattr(request.state, "form", None) or FormData()
    return form


def text_of(form: FormData, name: str) -> str | None:
    """A field of text without the space around it; None where it is empty, missing or a file."""
    given = form.get(name)
    return (given.strip() or None) if isinstance(given, str) else None


def texts_of(form: FormData, name: str) -> list[str]:
    """The values of a field that is sent several times, without those that are empty."""
    return [one.strip() for one in form.getlist(name) if isinstance(one, str) and one.strip()]


def back_of(form: FormData, otherwise: str) -> str:
    """Where a form leads back to: the path of the desk that its field `back` names, else
    `otherwise`. Anything that a browser could take for another host is none."""
    given = text_of(form, "back") or ""
    try:
        parts = urlsplit(given)
    except ValueError:
        return otherwise
    local = not (parts.scheme or parts.netloc) and given.startswith("/")
    plain = given.isascii() and given.isprintable() and "\\" not in given
    return given if local and plain and not given.startswith("//") else otherwise


def noted(path: str, **told: str) -> str:
    """A path of the desk with what it is told in its query, in the place of what it was before."""
    parts = urlsplit(path)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in told]
    return urlunsplit(parts._replace(query=urlencode([*query, *told.items()])))
