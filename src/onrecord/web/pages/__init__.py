"""The pages of the desk, one module each, all of the same shape.

A module has functions of a desk and a request that answer with a response, and lists them in its
ROUTES: the path, the function, and the methods by which it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.web.desk import PageFunction
from onrecord.web.pages import home

Routes = Sequence[tuple[str, PageFunction, tuple[str, ...]]]

PAGES: tuple[Routes, ...] = (home.ROUTES,)
ROUTES: Routes = [route for routes in PAGES for route in routes]
