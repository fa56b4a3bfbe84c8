"""Answers: what the resolved store knows, asked for by whom, what and when.

Functions over an open :class:`onrecord.Store`, which read and never write: what is joined across
reports must have been resolved before (``store.resolve()``). A package answers one sort of
question: `actors`, `dyads` of two parties, `events` and disputes, `documents`, `searching`,
`reviews` of what waits for a person; `forms` makes tables and files of what they answer. What they
share stands beside them: the records that answers are made of (`records`, their `schemas`), what is
counted in one query (`survey`), and the whole of a store (`overview`).
"""

from onrecord.answers.actors.identities import identities, identity
from onrecord.answers.actors.profile import profiles
from onrecord.answers.documents.versions import versions
from onrecord.answers.dyads.dossier import dossier
from onrecord.answers.dyads.markdown import markdown
from onrecord.answers.events.happening import ledger
from onrecord.answers.events.happenings import disputes, happenings, timeline
from onrecord.answers.forms.frames import table
from onrecord.answers.searching.search import search
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
