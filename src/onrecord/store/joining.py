"""Joining what is one: documents that are copies, actors, and tellings of events.

In go things that a document brings or no longer has; out come the groups of all things, which
depend on what the store holds and on nothing else: each pair of things has one likeness, each
component of pairs that are alike one partition, and a new thing is compared with those alone
that share a key with it. So any order of arrival ends in the same groups, and what a document
costs is its neighbourhood, not the store.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Generic, TypeVar

import duckdb
import msgspec

from onrecord.model import Record, content_id
from onrecord.resolve.clusters import clusters
from onrecord.resolve.likeness import Likeness
from onrecord.store.tables import insert

T = TypeVar("T", bound=Record)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Kind(Generic[T]):
    """What may be one: how its things are written, found and compared. Pairs from `unsure` on are
    kept, those from `same` on join; the ids of groups begin with `group`."""

    name: str
    group: str
    type: type[T]
    keys: Callable[[T], Iterable[str]]
    likeness: Callable[[T, T], Likeness]
    bar: Callable[[T, T], str | None]
    same: float
    unsure: float


@dataclass(frozen=True)
class Verdicts:
    """What people decided on pairs of things: `together` and `apart`, each pair in order."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def touching(self, ids: set[str]) -> set[str]:
        """The things that people put together with one of `ids`."""
        return {one for pair in self.together if ids & set(pair) for one in pair}


def pair_of(a: str, b: str) -> Pair:
    """Two ids in their order."""
    return (a, b) if a <= b else (b, a)


class Joining(Generic[T]):
    """The things, links and groups of one kind in an open store."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kind: Kind[T]) -> None:
        self.kind = kind
        self._connection = connection

    def replace(self, documents: list[str], things: Mapping[str, Mapping[str, T]]) -> set[str]:
        """Put the things of `documents` (by document, by id) in the place of what these had;
        the ids of all things whose groups that may change."""
        before = {row[0] for row in self._rows("id", "things", "document", documents)}
        self._delete("things", "document", documents)
        self._delete("keys", "document", documents)
        added = {ident: thing for found in things.values() for ident, thing in found.items()}
        left = before - {row[0] for row in self._rows("id", "things", "id", sorted(before))}
        touched = before | {one for a, b, *_ in self._linked(left) for one in (a, b)}
        for column in ("a", "b"):
            self._delete("links", column, sorted(left))
        self._write(things)
        fresh = set(added) - (before - left)
        touched |= self._link({ident: added[ident] for ident in sorted(fresh)})
        return touched | set(added)

    def regroup(self, ids: set[str], verdicts: Verdicts) -> tuple[set[str], set[str]]:
        """Partition the components that `ids` lie in anew; the groups that this ended, and those
        that it made or kept."""
        members, links = self._reached(ids, verdicts)
        stale = sorted(members | ids)
        before = {row[0] for row in self._rows("id", '"groups"', "member", stale)}
        self._delete('"groups"', "member", stale)
        together = {pair for pair in verdicts.together if set(pair) <= members}
        joined = [pair for pair, score in links.items() if score >= self.kind.same]
        rows = [
            [self.kind.name, self._name(group), member]
            for part in _components(members, [*joined, *together])
            for group in self._partition(part, links, verdicts)
            for member in sorted(group)
        ]
        insert(self._connection, '"groups"', sorted(rows))
        after = {row[1] for row in rows}
        return before - after, after

    def _partition(
        self, part: list[str], links: Mapping[Pair, float], verdicts: Verdicts
    ) -> list[frozenset[str]]:
        """The groups of one component."""
        pairs = list(combinations(part, 2))
        if not pairs:
            return [frozenset(part)]
        things = self.things(part)
        barred = {(a, b) for a, b in pairs if self.kind.bar(things[a], things[b]) is not None}
        held = {pair: links[pair] for pair in pairs if pair in links}
        together = verdicts.together.intersection(pairs)
        apart = (barred - together) | verdicts.apart.intersection(pairs)
        return clusters(part, held, together, apart, same=self.kind.same)

    def _name(self, group: Iterable[str]) -> str:
        """The id of a group: that of its first member, so that it stays while the group grows."""
        return content_id(self.kind.group, min(group))

    def _link(self, added: Mapping[str, T]) -> set[str]:
        """Compare new things with those that share a key with them, and with one another; all
        that this linked."""
        keys = {ident: {_hashed(k) for k in self.kind.keys(t)} for ident, t in added.items()}
        holders: dict[int, set[str]] = defaultdict(set)
        wanted = sorted(set().union(*keys.values())) if keys else []
        for key, ident in self._rows("key, id", "keys", "key", wanted):
            holders[key].add(ident)
        pairs = {
            pair_of(ident, other)
            for ident, own in keys.items()
            for other in set().union(*(holders[k] for k in own))
            if other != ident
        }
        things = self.things({one for pair in pairs for one in pair})
        rows = []
        for a, b in sorted(pairs):
            found = self.kind.likeness(things[a], things[b])
            if found.score >= self.kind.unsure:  # barred ones too: rivals
                why = msgspec.json.encode(found.reasons).decode()
                rows.append([self.kind.name, a, b, found.score, found.barred, why])
        insert(self._connection, "links", rows)
        return {str(row[side]) for row in rows for side in (1, 2)}

    def things(self, ids: Iterable[str]) -> dict[str, T]:
        """The things with these ids."""
        return {
            ident: msgspec.json.decode(line, type=self.kind.type)
            for ident, line in self._rows("id, thing", "things", "id", sorted(ids))
        }

    def _write(self, things: Mapping[str, Mapping[str, T]]) -> None:
        rows, keys = [], []
        for document, found in sorted(things.items()):
            for ident, thing in sorted(found.items()):
                line = msgspec.json.encode(thing).decode()
                rows.append([self.kind.name, ident, document, line])
                hashed = sorted({_hashed(key) for key in self.kind.keys(thing)})
                keys += [[self.kind.name, key, ident, document] for key in hashed]
        insert(self._connection, "things", rows)
        insert(self._connection, "keys", keys)

    def _linked(self, ids: Iterable[str]) -> list[tuple[str, str, float, str | None]]:
        """The links that lead from or to `ids`: two things, score, and what bars them."""
        columns, listed = "a, b, score, barred", sorted(ids)
        return [
            row for column in ("a", "b") for row in self._rows(columns, "links", column, listed)
        ]

    def _reached(self, ids: set[str], verdicts: Verdicts) -> tuple[set[str], dict[Pair, float]]:
        """The things in the components of `ids`, over links that join, and the links on the way."""
        found: set[str] = set()
        links: dict[Pair, float] = {}
        edge = set(ids)
        while edge:
            found |= edge
            near = verdicts.touching(edge)
            for a, b, score, barred in self._linked(edge):
                if barred is None:
                    links[a, b] = score
                    near |= {a, b} if score >= self.kind.same else set()
            edge = near - found
        there = self._rows("id", "things", "id", sorted(found))
        return {row[0] for row in there}, links

    def _rows(
        self, columns: str, table: str, column: str, among: list[Any]
    ) -> list[tuple[Any, ...]]:
        if not among:
            return []
        sql = (
            f"SELECT DISTINCT {columns} FROM {table} WHERE kind = ?"
            f" AND {column} IN (SELECT unnest(?)) ORDER BY ALL"
        )
        return self._connection.execute(sql, [self.kind.name, among]).fetchall()

    def _delete(self, table: str, column: str, among: list[str]) -> None:
        if among:
            sql = f"DELETE FROM {table} WHERE kind = ? AND {column} IN (SELECT unnest(?))"
            self._connection.execute(sql, [self.kind.name, among])


def _components(members: set[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """`members` in the components that `pairs` make of them, each in order."""
    home = {member: {member} for member in members}
    for a, b in pairs:
        if a in home and b in home and home[a] is not home[b]:
            small, large = sorted((home[a], home[b]), key=len)
            large |= small
            home.update(dict.fromkeys(small, large))
    return sorted(sorted(part) for part in {id(part): part for part in home.values()}.values())


def _hashed(key: str) -> int:
    """A key as a number of 64 bits: what shares it is compared exactly afterwards."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
