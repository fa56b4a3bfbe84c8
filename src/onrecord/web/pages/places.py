"""Map: events on an outline of the world."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
