"""One document with all that the store has of it.

In goes an open store and the id of a document; out come its text, what was read from it and what
was not, the other documents that tell the same text and what it says otherwise than the one before
it, who withdraws it, and what people decided on it. It costs by the document and its neighbours,
not by the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.answers.documents.versions import Version, version_of
from onrecord.answers.reviews.decided import touching
from onrecord.claims import Claim
from onrecord.model import Document, Record, Report, Unread
from onrecord.resolve.texts.copies import Edition
from onrecord.store import Store
from onrecord.store.decisions import Decision, retracted
from onrecord.store.tables import STAGE

OTHERS = 50
"""How many other documents of the same text are named."""
ROW = (
    "SELECT id, length, title, url, publisher, published, language, reader, text, report"
    " FROM documents WHERE id = ?"
)
TEXT = (
    'WITH mine AS MATERIALIZED (SELECT kind, id FROM "groups" WHERE member = ?)'
    " SELECT id FROM mine WHERE kind = 'document'"
)
SAME = (
    "SELECT d.id, d.length, d.title, d.url, d.publisher, d.published, d.language"
    ' FROM "groups" g JOIN documents d ON d.id = g.member WHERE g.id = ? AND d.id <> ?'
    " ORDER BY d.published NULLS LAST, d.id"
)
LIKE = (
    "WITH near AS MATERIALIZED (SELECT kind, b AS other, score FROM links WHERE a = ?"
    " UNION ALL SELECT kind, a, score FROM links WHERE b = ?)"
    " SELECT other, score FROM near WHERE kind = 'document'"
)
WITHDRAWN = "SELECT withdrawn_by, words FROM withdrawals WHERE document = ? ORDER BY ALL"
TAKEN_BACK = "SELECT document, words FROM withdrawals WHERE withdrawn_by = ? ORDER BY ALL"
UNREAD = "SELECT stage, cause FROM unread WHERE document = ? ORDER BY ALL"


class Notice(Record, frozen=True):
    """Words in which a document takes another one back; `document` is the other of the two."""

    document: str
    words: str


class Kept(Record, frozen=True):
    """A document as the store has it. `report` is None where it does not follow the schema, or
    names what is not there: then only the text is shown. `claims` are in the order of the report,
    those of deeds without a type among them; `others` are further documents of the same text,
    `same` in all; `version` is None where there are none; `withdrawn` says who takes it back,
    `withdraws` what it takes back."""

    document: Document
    reader: str | None
    text: str
    report: Report | None
    claims: list[Claim]
    unread: list[Unread]
    others: list[Document]
    same: int
    version: Version | None
    withdrawn: list[Notice]
    withdraws: list[Notice]
    decisions: list[Decision]

    @property
    def retracted(self) -> bool:
        """Whether it was withdrawn: by a later document, or by somebody's decision."""
        return bool(self.withdrawn) or self.document.id in retracted(self.decisions)


def document(store: Store, ident: str) -> Kept | None:
    """All that the store has of the document with this whole id; None if it is not stored."""
    rows = store.rows(ROW, ident)
    if not rows:
        return None
    *about, reader, text, encoded = rows[0]
    this = Document(*about)
    unread = store.rows(UNREAD, ident)
    report = _report(encoded) if STAGE not in {stage for stage, _ in unread} else None
    others = [Document(*row) for row in _others(store, ident)]
    claims = "SELECT claim FROM claims WHERE document = ? ORDER BY position"
    return Kept(
        document=this,
        reader=reader,
        text=text,
        report=report,
        claims=store.records(Claim, claims, ident) if report is not None else [],
        unread=_unread(unread, report),
        others=others[:OTHERS],
        same=len(others),
        version=_version(store, Edition(this, text), others) if others else None,
        withdrawn=[Notice(*row) for row in store.rows(WITHDRAWN, ident)],
        withdraws=[Notice(*row) for row in store.rows(TAKEN_BACK, ident)],
        decisions=touching(store, [ident]),
    )


def beginning(store: Store, with_: str, limit: int) -> tuple[list[Document], int]:
    """The first of the documents whose ids begin so, by date of publication and id, and how many
    there are."""
    rows = store.rows("SELECT id FROM documents WHERE starts_with(id, ?) ORDER BY id", with_)
    ids = [ident for (ident,) in rows] if with_ else []
    return store.documents(ids[:limit]), len(ids)


def _report(encoded: str) -> Report | None:
    try:
        return Report.from_json(encoded)
    except msgspec.DecodeError:
        return None


def _unread(rows: Sequence[tuple[str, str]], report: Report | None) -> list[Unread]:
    """What the report says that was not read, and what else the store knows of that: `rows` of
    stages and causes."""
    found = list(report.unread) if report is not None else []
    known = {(one.stage, one.cause) for one in found}
    return found + [Unread(stage, cause) for stage, cause in rows if (stage, cause) not in known]


def _others(store: Store, ident: str) -> list[tuple[Any, ...]]:
    groups = store.rows(TEXT, ident)
    return store.rows(SAME, groups[0][0], ident) if groups else []


def _version(store: Store, edition: Edition, others: list[Document]) -> Version | None:
    """What the document is beside the earlier one that it is most like."""
    likeness = dict(store.rows(LIKE, edition.document.id, edition.document.id))
    earlier = [o for o in others if o.id in likeness and _age(o) < _age(edition.document)]
    if not earlier:
        return Version(edition.document.id, edition.document, "original")
    nearest = max(earlier, key=lambda other: (likeness[other.id], other.id))
    before = Edition(nearest, store.text(nearest.id))
    return version_of(store, edition.document.id, [before], edition)


def _age(document: Document) -> tuple[bool, str, str]:
    return document.published is None, document.published or "", document.id
