"""JSON Schemas of what the commands print with --json, made from the records.

In goes the name of a command, or "report"; out comes the JSON Schema (2020-12) of one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from onrecord.answers.actors.identities import Identity
from onrecord.answers.documents.versions import Version
from onrecord.answers.events.happening import Ledger
from onrecord.answers.records import Contest, Dossier, Hit, Profile
from onrecord.claims import Claim
from onrecord.model import Record, Report, json_schema
from onrecord.resolve.records import Happening
from onrecord.store.candidates import Candidate
from onrecord.store.decisions import Decision

SCHEMAS: Mapping[str, type[Record]] = {
    "report": Report,
    "claims": Claim,
    "happenings": Happening,
    "timeline": Happening,
    "happening": Ledger,
    "disputes": Contest,
    "dossier": Dossier,
    "actor": Profile,
    "actors": Identity,
    "search": Hit,
    "versions": Version,
    "review": Candidate,
    "decisions": Decision,
}


def schema_of(answer: str) -> dict[str, Any]:
    """The schema of one line of an answer.

    Raises:
        KeyError: there is no such answer.
    """
    kind = SCHEMAS[answer]
    if kind is Report:
        return json_schema()
    made = msgspec.json.schema(kind)
    name = f"onrecord.{kind.__name__.lower()}/1"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **made}
