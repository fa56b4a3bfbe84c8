"""The application: its routes, its templates, and what a page says when something fails.

In goes the path of a store; out comes an ASGI application. A page is a function of the desk and a
request that opens the store, asks :mod:`onrecord.answers`, and fills a template; templates escape
whatever they are given.
"""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from importlib import resources
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.errors import (
    BadDecision,
    BadFilter,
    InputError,
    OnrecordError,
    StoreBusy,
    StoreError,
)
from onrecord.knowledge.ontology import deeds, types
from onrecord.model import Factuality
from onrecord.web import shown
from onrecord.web.access import Access
from onrecord.web.filters import address
from onrecord.web.forms import received
from onrecord.web.jobs import Jobs
from onrecord.web.recent import Recent
from onrecord.web.security import SAFE, Guard

PageFunction = Callable[["Desk", Request], Response]
"""A page: it reads the request, and answers."""
Routes = Sequence[tuple[str, PageFunction, tuple[str, ...]]]
"""The routes of a module of pages: the path, the page, and the methods by which it is asked."""
ASSETS = str(resources.files("onrecord.web") / "assets")
STATUS: tuple[tuple[type[OnrecordError], int], ...] = (
    (BadFilter, 400), (BadDecision, 400), (InputError, 400), (StoreBusy, 503), (StoreError, 500),
)  # fmt: skip
"""The HTTP status of an error, the first that fits."""


class Desk:
    """What pages share: the store, the reports being read, the templates, and who decides.

    Args:
        path: the store's file, made if there is none.
        user: who decides, by name; else that of the login.

    Raises:
        StoreError: the store can neither be opened nor made.
    """

    def __init__(self, path: str, user: str | None = None) -> None:
        self.access = Access(path)
        self.jobs = Jobs(self.access)
        self.recent = Recent(path)
        self.path = path
        self.user = user or getpass.getuser()
        self._templates = Environment(
            loader=PackageLoader("onrecord.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "address": address,
            "desk": self,
            "plover": types(),
            "factualities": get_args(Factuality),
            "codes": deeds(),
        }
        self._templates.filters |= shown.FILTERS

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> Response:
        """A template filled; htmx asks for a part of a page and gets it by another template."""
        text = self._templates.get_template(template).render(request=request, **context)
        return HTMLResponse(text.encode("utf-8", "replace"), status)

    def failed(self, request: Request, error: Exception) -> Response:
        """The page that says what went wrong, and what to do; for htmx a notice that is shown
        where the answer would have stood."""
        if isinstance(error, HTTPException):
            what = {"Not Found": "there is no such page"}.get(error.detail, error.detail)
            problem, status = OnrecordError(what, todo="go back home"), error.status_code
        else:
            assert isinstance(error, OnrecordError)
            problem = error
            status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
        if not is_part(request):
            return self.page(request, "error.html", status=status, error=problem)
        answer = self.page(request, "fault.html", status=status, error=problem)
        answer.headers["hx-reswap"] = "afterbegin"
        return answer


def is_part(request: Request) -> bool:
    """Whether htmx asks, which puts the answer into a page that stands already."""
    return request.headers.get("hx-request") == "true"


def not_found(what: str, subject: str) -> HTTPException:
    """That the store has no such thing: an answer, not a fault."""
    return HTTPException(404, f"the store has no {what} {subject!r}")


def application(desk: Desk, *, host: str = "127.0.0.1", token: str | None = None) -> Starlette:
    """The desk as an ASGI application; `host` is the address that it is bound to, `token` what
    every request must know then (see :mod:`onrecord.web.security`)."""
    from onrecord.web.pages import ROUTES

    routes = [
        Route(path, _endpoint(desk, page), methods=list(methods), name=page.__name__)
        for path, page, methods in ROUTES
    ]
    assets = Mount("/assets", StaticFiles(directory=ASSETS), name="assets")
    failures: Mapping[Any, Any] = {
        OnrecordError: partial(_failure, desk),
        HTTPException: partial(_failure, desk),
    }
    around = [Middleware(Guard, host=host, token=token), Middleware(GZipMiddleware)]

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(desk.access.close)

    return Starlette(
        routes=[*routes, assets],
        middleware=around,
        exception_handlers=failures,
        lifespan=lifespan,
    )


def _endpoint(desk: Desk, page: PageFunction) -> Callable[[Request], Awaitable[Response]]:
    """A page as starlette asks for it: in a thread of its own, for the store blocks, and after
    the form of one that writes was read (:func:`onrecord.web.forms.form_of`)."""

    async def endpoint(request: Request) -> Response:
        if request.method in SAFE:
            return await run_in_threadpool(page, desk, request)
        request.state.form = form = await received(request)
        try:
            return await run_in_threadpool(page, desk, request)
        finally:
            await form.close()

    return endpoint


def _failure(desk: Desk, request: Request, error: Exception) -> Response:
    return desk.failed(request, error)
