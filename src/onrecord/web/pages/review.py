"""Review: pairs and records that wait for a decision, and the decisions."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
