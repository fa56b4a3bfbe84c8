"""Network: who meets, supports, accuses and supplies whom."""

from __future__ import annotations

from onrecord.web.desk import Routes

ROUTES: Routes = []
