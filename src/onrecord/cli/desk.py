"""``onrecord desk``: the store in the browser.

In go a store and where to listen; the desk is served until Ctrl-C.
"""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import output
from onrecord.cli.options import DEFAULT_STORE, StoreOption
from onrecord.cli.review import UserOption, user_name
from onrecord.errors import PackageMissing


def desk(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free one.")
    ] = 8040,
    host: Annotated[
        str, typer.Option(help="The address to bind; other than this machine's takes a token.")
    ] = "127.0.0.1",
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    user: UserOption = None,
) -> None:
    """Read the record in the browser: pairs, actors, events, disputes, documents, review."""
    try:
        from onrecord.web.desk import Desk
        from onrecord.web.server import serve
    except ModuleNotFoundError as cause:
        raise PackageMissing(
            f"the desk needs {cause.name}", todo='pip install "onrecord[desk]"'
        ) from cause
    try:
        serve(
            Desk(store, user_name(user)), host=host, port=port, open_browser=open_, say=output.emit
        )
    except KeyboardInterrupt:  # that is how it is ended
        raise typer.Exit(output.INTERRUPTED) from None
