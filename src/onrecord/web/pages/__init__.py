"""The pages of the desk, one module each, all of the same shape.

A module has functions of a desk and a request that answer with a response, and lists them in its
ROUTES: the path, the function, and the methods by which it is asked.
"""

from __future__ import annotations

from onrecord.web.desk import Routes
from onrecord.web.pages import (
    actor,
    add,
    claim,
    decisions,
    document,
    event,
    home,
    network,
    pair,
    places,
    review,
    search,
    timeline,
)

MODULES = (
    home, search, pair, actor, event, claim, document, timeline, network, places, review,
    decisions, add,
)  # fmt: skip
ROUTES: Routes = [route for module in MODULES for route in module.ROUTES]
