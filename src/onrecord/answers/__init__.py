"""Answers: what the resolved store knows, asked for by whom, what and when.

Functions over an open :class:`onrecord.Store`, which read and never write: what is joined across
reports must have been resolved before (``store.resolve()``).
"""

from onrecord.answers.dossier import dossier
from onrecord.answers.frames import table
from onrecord.answers.happening import ledger
from onrecord.answers.happenings import disputes, happenings, timeline
from onrecord.answers.identities import identities, identity
from onrecord.answers.markdown import markdown
from onrecord.answers.profile import profiles
from onrecord.answers.search import search
from onrecord.answers.versions import versions
from onrecord.store.query import Filters

__all__ = [
    "Filters",
    "disputes",
    "dossier",
    "happenings",
    "identities",
    "identity",
    "ledger",
    "markdown",
    "profiles",
    "search",
    "table",
    "timeline",
    "versions",
]
