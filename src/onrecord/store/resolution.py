"""Resolving what is pending: what a new, changed or decided document is near to.

In goes an open store with documents that were not resolved since they were stored; out come the
groups of documents that are copies, of actors and of events, and the happenings, disputes and
commitments of the groups that changed. The invariant: all of these depend on the documents and
decisions that the store holds, and neither on the order in which they came nor on how they were
batched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import duckdb
import msgspec

from onrecord.claims import Claim
from onrecord.model import Record, Report
from onrecord.resolve.commitments import commitments_of
from onrecord.resolve.copies import Edition, withdraws
from onrecord.resolve.disputes import disputes_among
from onrecord.resolve.happenings import happening_of
from onrecord.resolve.records import Member
from onrecord.store.decisions import (
    Decision,
    decisions,
    overlaid,
    retracted,
    reviewed,
    verdicts,
)
from onrecord.store.joining import Joining, Kind
from onrecord.store.kinds import (
    ACTORS,
    DOCUMENTS,
    EVENTS,
    Stored,
    persona_id,
    personas_of,
    things_of,
)
from onrecord.store.tables import insert

BATCH = 64
"""How many documents are resolved in one transaction."""


@dataclass(frozen=True)
class Resolved:
    """What a resolution did: how many documents it resolved, and how many happenings it wrote."""

    documents: int
    happenings: int


def pending(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The documents to resolve."""
    return [row[0] for row in connection.execute("SELECT document FROM pending").fetchall()]


def batches(documents: Iterable[str]) -> list[list[str]]:
    """The documents, in the batches of a transaction each."""
    ordered = sorted(documents)
    return [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]


class Resolution:
    """One transaction of an open store: the caller begins it and commits it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._decisions = decisions(connection)
        self._cache: dict[str, Stored] = {}

    def documents(self, batch: list[str]) -> int:
        """Resolve a batch of documents; how many happenings that wrote."""
        stored = self._stored(batch)
        found = things_of(stored.values(), reviewed(self._decisions))
        stale = self._copies(batch, found["document"])
        self._join(ACTORS, batch, found["actor"])
        self._bear(batch, stored)
        stale |= self._join(EVENTS, batch, found["event"])
        self._execute("DELETE FROM pending WHERE document IN (SELECT unnest(?))", batch)
        return self._rewrite(stale)

    def decided(self, decision: Decision) -> int:
        """Take a decision, or that it was undone, into account; how many happenings that wrote."""
        ids = {subject.id for subject in decision.subjects}
        if decision.verdict in ("accept", "reject", "correct", "retract"):
            return self.documents(sorted({str(s.document) for s in decision.subjects}))
        kinds: dict[str, Kind[Any]] = {kind.name: kind for kind in (EVENTS, ACTORS, DOCUMENTS)}
        ended, made = Joining(self._connection, kinds[decision.kind]).regroup(
            ids, verdicts(self._decisions, decision.kind)
        )
        if decision.kind == "document":
            ended |= self._holding(ids)
        return self._rewrite(ended | made) if decision.kind != "actor" else 0

    def _join(
        self, kind: Any, batch: list[str], things: Mapping[str, Mapping[str, Any]]
    ) -> set[str]:
        """Join the things of a batch; the groups that ended, changed or were made."""
        joining = Joining(self._connection, kind)
        touched = joining.replace(batch, things)
        ended, made = joining.regroup(touched, verdicts(self._decisions, kind.name))
        return ended | made

    def _copies(self, batch: list[str], things: Mapping[str, Mapping[str, Any]]) -> set[str]:
        """Join copies; the happenings of documents whose originals may have changed."""
        groups = self._join(DOCUMENTS, batch, things)
        rows = self._execute(
            "SELECT id, member FROM \"groups\" WHERE kind = 'document'"
            " AND id IN (SELECT unnest(?)) ORDER BY ALL",
            sorted(groups),
        )
        versions: dict[str, list[str]] = defaultdict(list)
        for group, member in rows:
            versions[group].append(member)
        self._withdraw([members for members in versions.values() if len(members) > 1], batch)
        members = {member for _, member in rows}
        return self._holding(members) if members - set(batch) else set()

    def _withdraw(self, versions: list[list[str]], batch: list[str]) -> None:
        """Note which of several versions of a text a later one withdraws."""
        stale = sorted({*batch, *(ident for members in versions for ident in members)})
        self._execute("DELETE FROM withdrawals WHERE document IN (SELECT unnest(?))", stale)
        rows = []
        for members in versions:
            editions = [Edition(s.report.document, s.text) for s in self._stored(members).values()]
            for earlier, later in permutations(editions, 2):
                words = withdraws(later, earlier)
                rows += [[earlier.document.id, later.document.id, line] for line in words]
        insert(self._connection, "withdrawals", rows)

    def _bear(self, batch: list[str], stored: Mapping[str, Stored]) -> None:
        """Note which persona each actor of the batch is."""
        self._execute("DELETE FROM personas WHERE document IN (SELECT unnest(?))", batch)
        rows = [
            [document, actor, persona_id(document, persona)]
            for document, one in sorted(stored.items())
            for actor, persona in sorted(personas_of(one.report).items())
        ]
        insert(self._connection, "personas", rows)

    def _holding(self, documents: set[str]) -> set[str]:
        """The happenings that documents tell of."""
        rows = self._execute(
            'SELECT DISTINCT g.id FROM "groups" g JOIN claims c ON c.event = g.member'
            " WHERE g.kind = 'event' AND c.document IN (SELECT unnest(?))",
            sorted(documents),
        )
        return {row[0] for row in rows}

    def _rewrite(self, stale: set[str]) -> int:
        """Write the happenings of these groups anew, and what is made of them."""
        idents = sorted(stale)
        for table, column in (
            ("happenings", "id"),
            ("disputes", "happening"),
            ("commitments", "happening"),
        ):
            self._execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", idents)
        claims = self._claims(idents)
        rivals = self._rivals(claims)
        members = self._members(
            {e for told in claims.values() for e in told}.union(*rivals.values())
        )
        origins = self._origins({m.report.document.id for m in members.values()})
        withdrawn = retracted(self._decisions) | self._withdrawn(members.values())
        settled = reviewed(self._decisions)
        rows: dict[str, list[list[Any]]] = defaultdict(list)
        for ident, told in sorted(claims.items()):
            mine = [members[e] for e in sorted(told)]
            against = [(members[e], members[r]) for e in sorted(told) for r in rivals.get(e, ())]
            disputes = disputes_among(ident, mine, against)
            happening = happening_of(
                ident, list(told.values()), origins, disputes, withdrawn, settled
            )
            h = happening
            rows["happenings"].append(
                [ident, h.type, h.mode, h.earliest, h.latest, h.where, len(told), h.origins,
                 bool(disputes), _json(h)]
            )  # fmt: skip
            rows["disputes"] += [[d.id, d.kind, d.explicit, ident, _json(d)] for d in disputes]
            if (commitment := commitments_of(ident, mine)) is not None:
                rows["commitments"].append([commitment.id, ident, _json(commitment)])
        for table, made in sorted(rows.items()):
            insert(self._connection, table, made)
        return len(claims)

    def _claims(self, groups: list[str]) -> dict[str, dict[str, Claim]]:
        """The claims of groups of events: by group, by event."""
        rows = self._execute(
            'SELECT g.id, c.event, c.claim FROM "groups" g JOIN claims c ON c.event = g.member'
            " WHERE g.kind = 'event' AND g.id IN (SELECT unnest(?)) ORDER BY g.id, c.event",
            groups,
        )
        decided = reviewed(self._decisions)
        found: dict[str, dict[str, Claim]] = defaultdict(dict)
        for group, event, claim in rows:
            read = msgspec.json.decode(claim, type=Claim)
            found[group][event] = overlaid(read, decided.get(event))
        return found

    def _rivals(self, claims: Mapping[str, Mapping[str, Claim]]) -> dict[str, list[str]]:
        """The events that identity keeps apart from one of `claims` though they are alike."""
        events = sorted(event for told in claims.values() for event in told)
        found: dict[str, list[str]] = defaultdict(list)
        for a, b in (("a", "b"), ("b", "a")):
            rows = self._execute(
                f"SELECT {a}, {b} FROM links WHERE kind = 'event' AND barred IS NOT NULL"
                f" AND {a} IN (SELECT unnest(?)) ORDER BY ALL",
                events,
            )
            for event, rival in rows:
                found[event].append(rival)
        return found

    def _members(self, events: set[str]) -> dict[str, Member]:
        """Events with the reports that they stand in."""
        rows = self._execute(
            "SELECT event, document FROM claims WHERE event IN (SELECT unnest(?))", sorted(events)
        )
        stored = self._stored(sorted({document for _, document in rows}))
        return {
            event.id: Member(one.report, one.text, event)
            for one in stored.values()
            for event in one.report.told
            if event.id in events
        }

    def _withdrawn(self, members: Iterable[Member]) -> set[str]:
        """The documents of `members` that a later version withdraws."""
        rows = self._execute(
            "SELECT document FROM withdrawals WHERE document IN (SELECT unnest(?))",
            sorted({member.report.document.id for member in members}),
        )
        return {row[0] for row in rows}

    def _origins(self, documents: set[str]) -> dict[str, str]:
        """The group of copies that each document is of."""
        rows = self._execute(
            "SELECT member, id FROM \"groups\" WHERE kind = 'document'"
            " AND member IN (SELECT unnest(?))",
            sorted(documents),
        )
        return dict(rows)

    def _stored(self, idents: list[str]) -> dict[str, Stored]:
        """Documents with their reports and texts; those whose report cannot be read are left out:
        they stand among what is unread."""
        missing = [ident for ident in idents if ident not in self._cache]
        rows = self._execute(
            "SELECT d.id, d.report, d.text FROM documents d WHERE d.id IN (SELECT unnest(?))"
            " AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.document = d.id"
            " AND u.stage = 'store')",
            missing,
        )
        for ident, report, text in rows:
            self._cache[ident] = Stored(Report.from_json(report), text)
        return {ident: self._cache[ident] for ident in idents if ident in self._cache}

    def _execute(self, sql: str, among: list[str]) -> list[tuple[Any, ...]]:
        if not among:
            return []
        return self._connection.execute(sql, [among]).fetchall()


def _json(record: Record) -> str:
    return msgspec.json.encode(record).decode()
