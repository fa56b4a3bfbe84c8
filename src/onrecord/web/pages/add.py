"""Add: a report that is pasted or dropped, and how far it is read."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
