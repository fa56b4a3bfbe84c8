"""Actor: names, offices, deeds, statements, counterparts and decisions of one."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
