"""Pair: what is known between two parties."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
