"""Versions: which documents tell one text, and what a later one says otherwise.

In goes an open store; out come, for each text that several documents tell, the original and its
copies and revisions in the order of publication, each compared with the earlier version that it is
most like: what was changed in the wording and in the claims, and what it withdraws.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from onrecord.model import Document, Record
from onrecord.resolve.texts.copies import Edition, Kinship, kinship, withdraws
from onrecord.resolve.texts.revisions import Change, Differences, differences
from onrecord.store import Store


class Version(Record, frozen=True):
    """One document of a text. `of` is the document that it is a copy or revision of, None of the
    original; `likeness` how much of the shorter stands in the longer; `changes` and `differences`
    what a revision says otherwise; `marked` the lines in which it calls itself an update or a
    correction, `withdraws` those in which it takes the earlier one back."""

    text: str
    document: Document
    kind: Literal["original", "copy", "revision"]
    of: str | None = None
    likeness: float | None = None
    changes: list[Change] = []
    differences: Differences | None = None
    marked: list[str] = []
    withdraws: list[str] = []


def versions(store: Store, document: str | None = None) -> list[Version]:
    """The versions of all texts that have several, or of the text of one document (its id)."""
    rows = store.rows(
        'SELECT g.id, g.member FROM "groups" g JOIN documents d ON d.id = g.member'
        " WHERE g.kind = 'document' AND g.id IN (SELECT id FROM \"groups\" WHERE kind = 'document'"
        " GROUP BY id HAVING count(*) > 1)"
        ' AND (?::VARCHAR IS NULL OR g.id IN (SELECT id FROM "groups" WHERE member = ?))'
        " ORDER BY min(coalesce(d.published, '')) OVER (PARTITION BY g.id), g.id,"
        " d.published NULLS LAST, g.member",
        *(document, document),
    )
    texts: dict[str, list[Edition]] = defaultdict(list)
    for text, member in rows:
        texts[text].append(Edition(store.report(member).document, store.text(member)))
    return [
        version_of(store, text, editions[:at], edition)
        for text, editions in texts.items()
        for at, edition in enumerate(editions)
    ]


def version_of(store: Store, text: str, earlier: list[Edition], edition: Edition) -> Version:
    """What `edition` is beside the `earlier` ones of the same text, whose group is `text`."""
    pairs = [(kin, other) for other in earlier if (kin := kinship(other, edition)) is not None]
    if not pairs:
        return Version(text, edition.document, "original")
    kin, before = max(pairs, key=lambda pair: (pair[0].likeness, pair[1].document.id))
    return Version(
        text=text,
        document=edition.document,
        kind=kin.kind,
        of=before.document.id,
        likeness=kin.likeness,
        changes=kin.changes,
        differences=_differences(store, before, edition, kin),
        marked=kin.marked,
        withdraws=withdraws(edition, before),
    )


def _differences(store: Store, before: Edition, after: Edition, kin: Kinship) -> Differences | None:
    """The claims in which a revision differs; a copy's are the original's."""
    if kin.kind == "copy":
        return None
    reports = [store.report(edition.document.id) for edition in (before, after)]
    return differences(reports[0], before.text, reports[1], after.text)
