"""Resolving what is pending: what a new, changed or decided document is near to.

In goes an open store with documents that were not resolved since they were stored; out come the
groups of documents that are copies, of actors and of events, and the happenings, disputes and
commitments of the groups that changed. The invariant: all of these depend on the documents and
decisions that the store holds, and neither on the order in which they came nor on how they were
batched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import msgspec

from onrecord.claims import Claim
from onrecord.model import Record, Report
from onrecord.resolve.commitments.commitments import commitments_of
from onrecord.resolve.disputes.affairs import Story
from onrecord.resolve.disputes.disputes import disputes_among
from onrecord.resolve.happenings import happening_of
from onrecord.resolve.records import Member, Reading
from onrecord.resolve.texts.copies import Edition, withdrawals, withdraws
from onrecord.resolve.versions.versions import REMEMBERED
from onrecord.store import telling
from onrecord.store.decisions import (
    DecidedKind,
    Decision,
    current,
    decisions,
    overlaid,
    retracted,
    reviewed,
    verdicts,
)
from onrecord.store.joining import Before, Joining
from onrecord.store.kinds import (
    KINDS,
    STORIES,
    Things,
    persona_id,
    personas_of,
    things_of,
)
from onrecord.store.tables import STAGE, insert, looked_up, remove

NEAREST = 16
"""In how many reports of its story it is looked for who disputes what a report tells: what a
document costs must not grow with the story."""
BATCH = 128
"""How many documents are resolved in one transaction."""


@dataclass(frozen=True)
class Resolved:
    """What a resolution did: how many documents it resolved, and how many happenings it wrote."""

    documents: int
    happenings: int


def pending(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The documents to resolve, by day: what tells of one thing is then mostly in one batch."""
    rows = connection.execute(
        "SELECT p.document FROM pending p LEFT JOIN documents d ON d.id = p.document"
        " ORDER BY d.published NULLS LAST, p.document"
    )
    return [row[0] for row in rows.fetchall()]


def batches(documents: Sequence[str]) -> list[Sequence[str]]:
    """The documents, in the batches of a transaction each."""
    return [documents[at : at + BATCH] for at in range(0, len(documents), BATCH)]


class Resolution:
    """One transaction of an open store: the caller begins it and commits it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._decisions = decisions(connection)
        self._cache: dict[str, Reading] = {}
        self._near: dict[str, set[str]] = {}

    def documents(self, batch: Sequence[str]) -> int:
        """Resolve a batch of documents; how many happenings that wrote."""
        stored = self._stored(batch)
        found = things_of(stored.values(), reviewed(self._decisions))
        before = self._taken(batch, found)
        self._recall(batch, stored)
        touched = self._stories(before["story"], found["story"])
        copies = self._join("document", before["document"], found["document"])
        touched = self._reissued(copies, touched.union(batch))
        stale = self._holding(touched)
        self._join("actor", before["actor"], found["actor"])
        self._bear(batch, stored)
        stale |= self._join("event", before["event"], found["event"])
        remove(self._connection, "pending", "document", batch)
        return self._rewrite(stale)

    def decided(self, decision: Decision) -> int:
        """Take a decision, or that it was undone, into account; how many happenings that wrote."""
        ids = {subject.id for subject in decision.subjects} | set(current(decision))
        if decision.verdict in ("accept", "reject", "correct", "retract"):
            return self.documents(sorted({str(s.document) for s in decision.subjects}))
        groups = Joining(self._connection, KINDS[decision.kind]).regroup(
            ids, verdicts(self._decisions, decision.kind)
        )
        if decision.kind == "document":
            groups = self._holding(self._reissued(groups, ids))
        return self._rewrite(groups) if decision.kind != "actor" else 0

    def _taken(self, batch: Sequence[str], found: Things) -> dict[str, Before[Any]]:
        """Take the things of a batch away, and tell by kind what the store held."""
        had: dict[str, set[str]] = {name: set() for name in KINDS}
        for name, ident in self._looked_up("kind, id", "things", "document", batch):
            had[name].add(ident)
        borne = self._looked_up("persona", "personas", "document", batch)
        had["actor"] = {persona for (persona,) in borne}
        now = {name: set[str]().union(*found[name].values()) for name in KINDS}
        known: dict[str, dict[str, Any]] = {name: {} for name in KINDS}
        wanted = set().union(*had.values(), *now.values())
        for name, ident, line in self._looked_up("kind, id, thing", "things", "id", wanted):
            known[name][ident] = KINDS[name].decoded(line)
        left = had["actor"] - now["actor"]
        bearing = self._looked_up("persona, document", "personas", "persona", left)
        elsewhere = {persona for persona, document in bearing if document not in batch}
        remove(self._connection, "things", "document", batch)
        return {
            name: Before(had[name], known[name], elsewhere if name == "actor" else frozenset())
            for name in KINDS
        }

    def _join(
        self, name: DecidedKind, before: Before[Any], things: Mapping[str, Mapping[str, Any]]
    ) -> set[str]:
        """Join the things of a batch; the groups that ended, changed or were made."""
        joining = Joining(self._connection, KINDS[name])
        touched = joining.replace(before, things)
        return joining.regroup(touched, verdicts(self._decisions, name))

    def _stories(self, before: Before[Any], things: Mapping[str, Mapping[str, Any]]) -> set[str]:
        """Find the reports of one story with those of a batch; all these."""
        self._near = {}
        return Joining(self._connection, STORIES).replace(before, things)

    def _reissued(self, groups: set[str], documents: set[str]) -> set[str]:
        """Note anew what withdraws `documents` and the texts of changed groups; all these."""
        rows = self._looked_up("member", '"groups"', "id", groups, "document")
        stale = documents.union(member for (member,) in rows)
        self._withdraw(stale)
        return stale

    def _withdraw(self, documents: set[str]) -> None:
        """Note which other version, or which report of their story, withdraws `documents`."""
        remove(self._connection, "withdrawals", "document", documents)
        near = self._kin(documents)
        group = dict(self._looked_up("member, id", '"groups"', "member", documents, "document"))
        versions: dict[str, set[str]] = defaultdict(set)
        for ident, member in self._looked_up(
            "id, member", '"groups"', "id", group.values(), "document"
        ):
            versions[ident].add(member)
        others = {d: (near[d] | versions[group.get(d, "")]) - {d} for d in documents}
        wanted = set().union(*others.values())
        calls = {d for (d,) in self._looked_up("document", "recalls", "document", wanted)}
        pairs = [(d, other) for d in sorted(documents) for other in sorted(calls & others[d])]
        stored = self._stored({ident for pair in pairs for ident in pair})
        editions = {i: Edition(one.report.document, one.text) for i, one in stored.items()}
        rows = [
            [earlier, later, line]
            for earlier, later in pairs
            if earlier in editions and later in editions
            for line in withdraws(editions[later], editions[earlier])
        ]
        insert(self._connection, "withdrawals", rows)

    def _recall(self, batch: Sequence[str], stored: Mapping[str, Reading]) -> None:
        """Note which documents of the batch say that a report is withdrawn."""
        remove(self._connection, "recalls", "document", batch)
        calling = [
            [ident]
            for ident, one in sorted(stored.items())
            if withdrawals(Edition(one.report.document, one.text))
        ]
        insert(self._connection, "recalls", calling)

    def _bear(self, batch: Sequence[str], stored: Mapping[str, Reading]) -> None:
        """Note which persona each actor of the batch is."""
        remove(self._connection, "personas", "document", batch)
        rows = [
            [document, actor, persona_id(document, persona)]
            for document, one in sorted(stored.items())
            for actor, persona in sorted(personas_of(one.report).items())
        ]
        insert(self._connection, "personas", rows)

    def _holding(self, documents: set[str]) -> set[str]:
        """The happenings that documents tell of."""
        told = self._looked_up("event", "claims", "document", documents)
        groups = self._looked_up("id", '"groups"', "member", (e for (e,) in told), "event")
        return {group for (group,) in groups}

    def _rewrite(self, stale: set[str]) -> int:
        """Write the happenings of these groups anew, and what is made of them."""
        remove(self._connection, "happenings", "id", stale)
        for table in ("disputes", "commitments", *telling.TABLES):
            remove(self._connection, table, "happening", stale)
        claims = self._claims(stale)
        members = self._members(claims.values())
        kin = self._kin({m.report.document.id for m in members.values()})
        told_in = self._told(set().union(*kin.values()))
        stories: dict[frozenset[str], Story] = {}
        origins = self._origins({m.report.document.id for m in members.values()})
        withdrawn = retracted(self._decisions) | self._withdrawn(members.values())
        settled = reviewed(self._decisions)
        personas = self._personas(origins)
        rows: dict[str, list[list[Any]]] = defaultdict(list)
        for ident, told in sorted(claims.items(), key=_first_told):
            mine = [members[e] for e in sorted(told)]
            near = frozenset().union(*(kin[member.report.document.id] for member in mine))
            if near not in stories:
                stories[near] = Story([m for document in sorted(near) for m in told_in[document]])
            disputes = disputes_among(ident, mine, stories[near])
            happening = happening_of(
                ident, list(told.values()), origins, disputes, withdrawn, settled
            )
            h = happening
            rows["happenings"].append(
                [ident, h.type, h.mode, h.earliest, h.latest, h.where, h.last, len(told),
                 h.origins, bool(disputes), _json(h)]
            )  # fmt: skip
            rows["disputes"] += [[d.id, d.kind, d.explicit, ident, _json(d)] for d in disputes]
            if (commitment := commitments_of(ident, mine)) is not None:
                rows["commitments"].append([commitment.id, ident, _json(commitment)])
            for table, more in telling.rows_of(ident, told, mine, disputes, personas).items():
                rows[table] += more
        for table, made in sorted(rows.items()):
            insert(self._connection, table, made)
        return len(claims)

    def _claims(self, groups: set[str]) -> dict[str, dict[str, Claim]]:
        """The claims of groups of events: by group, by event."""
        group_of = {
            member: group
            for group, member in self._looked_up("id, member", '"groups"', "id", groups, "event")
        }
        decided = reviewed(self._decisions)
        found: dict[str, dict[str, Claim]] = defaultdict(dict)
        for event, claim in self._looked_up("event, claim", "claims", "event", group_of):
            read = msgspec.json.decode(claim, type=Claim)
            found[group_of[event]][event] = overlaid(read, decided.get(event))
        return found

    def _kin(self, documents: set[str]) -> dict[str, set[str]]:
        """The documents of one story with each of `documents`, itself and the nearest."""
        found: dict[str, list[tuple[float, str]]] = {d: [] for d in documents - self._near.keys()}
        for one, other in (("a", "b"), ("b", "a")):
            columns = f"{one}, {other}, score"
            for document, near, score in self._looked_up(columns, "links", one, found, "story"):
                found[document].append((-score, near))
        for document, kin in found.items():
            self._near[document] = {document, *(near for _, near in sorted(kin)[:NEAREST])}
        return {document: self._near[document] for document in documents}

    def _told(self, documents: set[str]) -> dict[str, list[Member]]:
        """All that documents tell and nobody rejected, by document."""
        stored = self._stored(documents)
        rejected = {e for e, d in reviewed(self._decisions).items() if d.verdict == "reject"}
        found = {
            document: [Member(one, e) for e in one.report.told if e.id not in rejected]
            for document, one in stored.items()
        }
        return {document: found.get(document, []) for document in documents}

    def _members(self, claims: Iterable[Mapping[str, Claim]]) -> dict[str, Member]:
        """The events of `claims` with the reports that they stand in."""
        events = {event: claim.document for told in claims for event, claim in told.items()}
        return {
            event.id: Member(one, event)
            for one in self._stored(set(events.values())).values()
            for event in one.report.told
            if event.id in events
        }

    def _withdrawn(self, members: Iterable[Member]) -> set[str]:
        """The documents of `members` that a later version withdraws."""
        documents = {member.report.document.id for member in members}
        return {d for (d,) in self._looked_up("document", "withdrawals", "document", documents)}

    def _personas(self, documents: Iterable[str]) -> dict[tuple[str, str], str]:
        """Which persona each actor of these documents is."""
        rows = self._looked_up("document, actor, persona", "personas", "document", documents)
        return {(document, actor): persona for document, actor, persona in rows}

    def _origins(self, documents: set[str]) -> dict[str, str]:
        """The group of copies that each document is of."""
        return dict(self._looked_up("member, id", '"groups"', "member", documents, "document"))

    def _stored(self, idents: Iterable[str]) -> dict[str, Reading]:
        """Documents with their reports and texts; those whose report cannot be read are left out:
        they stand among what is unread."""
        wanted = sorted(idents)
        missing = [ident for ident in wanted if ident not in self._cache]
        unread = {
            d
            for d, stage in self._looked_up("document, stage", "unread", "document", missing)
            if stage == STAGE
        }
        for ident, report, text in self._looked_up("id, report, text", "documents", "id", missing):
            if ident not in unread:
                self._cache[ident] = reading_of(report, text)
        return {ident: self._cache[ident] for ident in wanted if ident in self._cache}

    def _looked_up(
        self,
        columns: str,
        table: str,
        column: str,
        among: Iterable[str],
        kind: str | None = None,
    ) -> list[tuple[Any, ...]]:
        return looked_up(self._connection, columns, table, column, among, kind)


@lru_cache(REMEMBERED)
def reading_of(report: str, text: str) -> Reading:
    """A stored report with its text; the same object for the same lines, so that what is made of
    it serves the next batch too."""
    return Reading(Report.from_json(report), text)


def _first_told(group: tuple[str, Mapping[str, Claim]]) -> tuple[str, str, str]:
    """By the first report, so that what is made of a report is at hand for the next."""
    ident, told = group
    return (*min((claim.published or "", claim.document) for claim in told.values()), ident)


def _json(record: Record) -> str:
    return msgspec.json.encode(record).decode()
