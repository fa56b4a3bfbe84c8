"""Timeline: events by their dates."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
