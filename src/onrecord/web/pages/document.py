"""Document: the text on the left, what was read from it on the right."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
