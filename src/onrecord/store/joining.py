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
from onrecord.store.tables import insert, looked_up, remove

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

    def replace(self, known: Mapping[str, T], things: Mapping[str, Mapping[str, T]]) -> set[str]:
        """Write the `things` of some documents (by document, by id), whose rows are gone; the ids
        of all things whose groups that may change. `known` is what the store held, before they
        went, under the ids that these had or have."""
        self._write(things)
        now = self.things({*known, *(ident for found in things.values() for ident in found)})
        gone = {ident for ident in known if known[ident] != now.get(ident)}
        fresh = {ident: now[ident] for ident in sorted(now) if now[ident] != known.get(ident)}
        touched = gone | {one for a, b, *_ in self._linked(gone) for one in (a, b)}
        for table, column in (("links", "a"), ("links", "b"), ("keys", "id")):
            self._remove(table, column, gone)
        return touched | known.keys() | now.keys() | self._link(fresh)

    def regroup(self, ids: set[str], verdicts: Verdicts) -> tuple[set[str], set[str]]:
        """Partition the components that `ids` lie in anew; the groups that this ended, and those
        that it made or kept."""
        members, links = self._reached(ids, verdicts)
        stale = members | ids
        before = {row[0] for row in self._rows("id", '"groups"', "member", stale)}
        self._remove('"groups"', "member", stale)
        together = {pair for pair in verdicts.together if set(pair) <= members}
        joined = [pair for pair, score in links.items() if score >= self.kind.same]
        parts = _components(members, [*joined, *together])
        things = self.things({one for part in parts if len(part) > 1 for one in part})
        rows = [
            [self.kind.name, self._name(group), member]
            for part in parts
            for group in self._partition(part, things, links, verdicts)
            for member in sorted(group)
        ]
        insert(self._connection, '"groups"', sorted(rows))
        after = {row[1] for row in rows}
        return before - after, after

    def _partition(
        self,
        part: list[str],
        things: Mapping[str, T],
        links: Mapping[Pair, float],
        verdicts: Verdicts,
    ) -> list[frozenset[str]]:
        """The groups of one component."""
        pairs = list(combinations(part, 2))
        if not pairs:
            return [frozenset(part)]
        barred = {(a, b) for a, b in pairs if self.kind.bar(things[a], things[b]) is not None}
        held = {pair: links[pair] for pair in pairs if pair in links}
        together = verdicts.together.intersection(pairs)
        apart = (barred - together) | verdicts.apart.intersection(pairs)
        return clusters(part, held, together, apart, same=self.kind.same)

    def _name(self, group: Iterable[str]) -> str:
        """The id of a group: that of its first member, so that it stays while the group grows."""
        return content_id(self.kind.group, min(group))

    def _link(self, added: Mapping[str, T]) -> set[str]:
        """Write the keys of new things and compare these with all that share one; what this
        linked."""
        keys = {ident: self._hashed(thing) for ident, thing in added.items()}
        insert(
            self._connection,
            "keys",
            [
                [self.kind.name, key, ident]
                for ident, own in sorted(keys.items())
                for key in sorted(own)
            ],
        )
        holders: dict[int, set[str]] = defaultdict(set)
        for key, ident in self._rows("key, id", "keys", "key", set().union(*keys.values())):
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
        """The things with these ids. Where documents tell one of them differently, it is what the
        last of these lines, as text, says, whichever came first."""
        return {
            ident: msgspec.json.decode(line, type=self.kind.type)
            for ident, line in self._rows("id, thing", "things", "id", ids)
        }

    def _write(self, things: Mapping[str, Mapping[str, T]]) -> None:
        rows = [
            [self.kind.name, ident, document, msgspec.json.encode(thing).decode()]
            for document, found in sorted(things.items())
            for ident, thing in sorted(found.items())
        ]
        insert(self._connection, "things", rows)

    def _hashed(self, thing: T) -> set[int]:
        """The keys of a thing as numbers of 64 bits: what shares one is compared exactly."""
        keys = (key.encode("utf-8", "surrogatepass") for key in self.kind.keys(thing))
        digests = (hashlib.blake2b(key, digest_size=8) for key in keys)
        return {int.from_bytes(digest.digest(), "big", signed=True) for digest in digests}

    def _linked(self, ids: set[str]) -> list[tuple[str, str, float, str | None]]:
        """The links that lead from or to `ids`: two things, score, and what bars them."""
        columns = "a, b, score, barred"
        return [row for column in ("a", "b") for row in self._rows(columns, "links", column, ids)]

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
        return {row[0] for row in self._rows("id", "things", "id", found)}, links

    def _rows(
        self, columns: str, table: str, column: str, among: Iterable[Any]
    ) -> list[tuple[Any, ...]]:
        return looked_up(self._connection, columns, table, column, among, self.kind.name)

    def _remove(self, table: str, column: str, among: Iterable[str]) -> None:
        remove(self._connection, table, column, among, self.kind.name)


def _components(members: set[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """`members` in the components that `pairs` make of them, each in order."""
    home = {member: {member} for member in members}
    for a, b in pairs:
        if a in home and b in home and home[a] is not home[b]:
            small, large = sorted((home[a], home[b]), key=len)
            large |= small
            home.update(dict.fromkeys(small, large))
    return sorted(sorted(part) for part in {id(part): part for part in home.values()}.values())
