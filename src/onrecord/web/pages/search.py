"""Search: claims, events and documents under filters, with facets."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
