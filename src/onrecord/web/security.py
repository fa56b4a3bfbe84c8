"""What no page of the desk may do, and who is shown none.

In go requests; those under a foreign name of the host (DNS rebinding), writes that another site
asked for (cross-site request forgery), and, where the desk is bound to more than this machine,
requests without its token are refused. Out go responses under a policy that lets a page load and
run what the desk itself serves, and nothing else (Content Security Policy Level 3).
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
SAFE = ("GET", "HEAD")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
ANY = ("0.0.0.0", "::", "")
COOKIE = "onrecord-token"


class Guard:
    """ASGI middleware around the desk.

    Args:
        app: the desk.
        host: the address that it is bound to.
        token: what a request must know; None where the desk is bound to this machine alone.
    """

    def __init__(self, app: ASGIApp, host: str = "127.0.0.1", token: str | None = None) -> None:
        self.app, self.host, self.token = app, host, token
        self._names = frozenset((*LOOPBACK, host, socket.gethostname().lower()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or hand it on and add the headers to the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith("/assets/"):
                    headers["cache-control"] = "no-cache"  # kept, and asked after
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refused(scope) or self._admitted(scope)
        await (answer or self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """What is said to one who may not ask, or not so."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return PlainTextResponse("This desk is not known under that name.", 421)
        if scope["method"] not in SAFE and not _is_same_origin(headers, host):
            return PlainTextResponse("Another site asked for this; nothing was changed.", 403)
        return None

    def _is_ours(self, host: str) -> bool:
        """Whether a name of the host is one of the desk's; where it is bound to all addresses, so
        is every address, for no name that others own leads there."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
            if name in self._names - {*ANY}:
                return self.host in (*ANY, name) or name in LOOPBACK
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return self.host in ANY

    def _admitted(self, scope: Scope) -> Response | None:
        """None for one who knows the token, or needs none; one who brings it in the address is
        sent on with a cookie, so that it stands in no later address."""
        if self.token is None:
            return None
        given = QueryParams(scope["query_string"])
        if _same(given.get("token"), self.token):
            query = [(name, value) for name, value in given.multi_items() if name != "token"]
            address = scope["path"] + (f"?{QueryParams(query)}" if query else "")
            answer = RedirectResponse(f"/{address.lstrip('/')}", 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            return answer
        if _same(_cookies(Headers(scope=scope).getlist("cookie")).get(COOKIE), self.token):
            return None
        return PlainTextResponse("Open the desk by the address that it printed.", 403)


def _is_same_origin(headers: Headers, host: str) -> bool:
    """Whether a page of the desk itself sent a request (Fetch Metadata, else the Origin)."""
    if (site := headers.get("sec-fetch-site")) is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return site == "same-origin"
    try:
        found = urlsplit(origin)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and found.netloc == host


def _same(given: str | None, token: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), token.encode())


def _cookies(lines: Iterable[str]) -> dict[str, str]:
    try:
        found = SimpleCookie("; ".join(lines))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}
