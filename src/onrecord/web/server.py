"""Serving the desk on this machine.

In go a store and where to listen; out comes an address that a browser opens, until it is stopped.
Bound to this machine alone, nobody else reaches the desk; bound to more, its address carries a
token that every request must know.
"""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable

import uvicorn

from onrecord.errors import OnrecordError
from onrecord.web.desk import Desk, application
from onrecord.web.security import ANY, LOOPBACK

PORT = 8040


def serve(
    desk: Desk,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    open_browser: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the desk until it is interrupted; `say` is told its address.

    Args:
        desk: what is served.
        host, port: where to listen; port 0 takes any that is free.
        open_browser: show it in the browser of this machine.
        say: prints a line.

    Raises:
        OnrecordError: nothing can listen there.
    """
    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    listener = _listening(host, port)
    name = socket.gethostname() if host in ANY else host
    name = f"[{name}]" if ":" in name else name
    shown = f"http://{name}:{listener.getsockname()[1]}/" + (f"?token={token}" if token else "")
    say(f"The desk is at {shown}  (Ctrl-C ends it)")
    if open_browser:
        webbrowser.open(shown)
    config = uvicorn.Config(
        application(desk, host=host, token=token), log_level="warning", server_header=False
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as cause:
        listener.close()
        why = (cause.strerror or type(cause).__name__).lower()
        raise OnrecordError(
            f"nothing can listen there ({why})", subject=f"{host}:{port}", todo="take another port"
        ) from cause
    return listener
