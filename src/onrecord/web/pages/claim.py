"""Claim and dispute: who said it, on whose word, and who holds otherwise."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
