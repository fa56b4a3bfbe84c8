"""Event: one happening with all that reports hold on it."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
