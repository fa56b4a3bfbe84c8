"""Joining what is one: documents that are copies, actors, and tellings of events.

In go things that a document brings or no longer has; out come the groups of all things, which
depend on what the store holds and on nothing else: each pair of things has one likeness, each
component of pairs that are alike one partition, and a new thing is compared with those alone
that share a key with it, tellings with those alone that stand in a report of the same story. So any
order of arrival ends in the same groups, and what a document costs is its neighbourhood, not the
store.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import duckdb
import msgspec

from onrecord.model import Record, content_id
from onrecord.resolve.identity.clusters import clusters
from onrecord.resolve.identity.likeness import Likeness
from onrecord.store.tables import insert, looked_up, remove

T = TypeVar("T", bound=Record)
K = TypeVar("K", bound=Hashable)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Kind(Generic[T]):
    """What may be one: how its things are written, found and compared. Pairs from `unsure` on are
    kept, those from `same` on join; the ids of groups begin with `group`. Things that share a key
    are compared; where the kind is `within` another, whose things are documents, only those of one
    document or of two that are linked there, and no keys are kept. A thing is of one document, or
    `shared` by many: then its id says all of it, and it is written once."""

    name: str
    group: str
    type: type[T]
    keys: Callable[[T], Iterable[str]]
    likeness: Callable[[T, T], Likeness]
    bar: Callable[[T, T], str | None]
    same: float
    unsure: float
    within: str | None = None
    shared: bool = False

    def decoded(self, line: str) -> T:
        """A thing as it is written."""
        return msgspec.json.decode(line, type=self.type)


@dataclass(frozen=True)
class Verdicts:
    """What people decided on pairs of things: `together` and `apart`, each pair in order."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def touching(self, ids: set[str]) -> set[str]:
        """The things that people put together with one of `ids`."""
        return {one for pair in self.together if ids & set(pair) for one in pair}


@dataclass(frozen=True)
class Before(Generic[T]):
    """What the store held before documents were written anew: the ids that these had; the things
    under these ids and under those that they now have; and which of them other documents share."""

    had: set[str]
    known: Mapping[str, T]
    elsewhere: Set[str] = frozenset()


def pair_of(a: str, b: str) -> Pair:
    """Two ids in their order."""
    return (a, b) if a <= b else (b, a)


class Joining(Generic[T]):
    """The things, links and groups of one kind in an open store, whose things nobody else writes
    meanwhile: each is read once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kind: Kind[T]) -> None:
        self.kind = kind
        self._connection = connection
        self._things: dict[str, T] = {}

    def replace(self, before: Before[T], things: Mapping[str, Mapping[str, T]]) -> set[str]:
        """Write the `things` of some documents (by document, by id), whose rows are gone; the ids
        of all things whose groups, or what is made of these, may change."""
        known, within = before.known, self.kind.within is not None
        found = {ident: thing for told in things.values() for ident, thing in told.items()}
        now = {**found, **{ident: known[ident] for ident in before.elsewhere}}
        gone = {one for one in known if within or known[one] != now.get(one)}
        fresh = {one: now[one] for one in sorted(now) if within or now[one] != known.get(one)}
        self._things = dict(now)
        self._write(things, known)
        touched = {one for a, b, *_ in self._linked(gone | before.had) for one in (a, b)}
        for table, column in (("links", "a"), ("links", "b"), ("keys", "id")):
            self._remove(table, column, gone)
        if self.kind.shared:
            self._remove("things", "id", gone)
        return touched | known.keys() | now.keys() | self._link(fresh, things.keys())

    def regroup(self, ids: set[str], verdicts: Verdicts) -> set[str]:
        """Partition the components that `ids` lie in anew; the groups that this ended, changed or
        made, and those that hold one of `ids`. However large a component is, only what changes in
        it is written, and only what is made of these groups must be made anew."""
        members, links = self._reached(ids, verdicts)
        before = dict(self._rows("member, id", '"groups"', "member", members | ids))
        together = {pair for pair in verdicts.together if set(pair) <= members}
        joined = [pair for pair, score in links.items() if score >= self.kind.same]
        parts = _components(members, [*joined, *together])
        home = {one: at for at, part in enumerate(parts) for one in part}
        held: list[dict[Pair, float]] = [{} for _ in parts]
        for (a, b), score in links.items():
            if a in home and home[a] == home.get(b):
                held[home[a]][a, b] = score
        things = self.things({one for part in parts if len(part) > 1 for one in part})
        after = {
            member: self._name(group)
            for part, inside in zip(parts, held, strict=True)
            for group in self._partition(part, things, inside, verdicts)
            for member in group
        }
        moved = {one for one in before.keys() | after if before.get(one) != after.get(one)}
        self._remove('"groups"', "member", moved & before.keys())
        rows = [[self.kind.name, after[one], one] for one in sorted(moved & after.keys())]
        insert(self._connection, '"groups"', rows)
        changed = {home[one] for home in (before, after) for one in moved if one in home}
        return changed | {after[one] for one in ids if one in after}

    def _partition(
        self,
        part: list[str],
        things: Mapping[str, T],
        links: Mapping[Pair, float],
        verdicts: Verdicts,
    ) -> list[frozenset[str]]:
        """The groups of one component."""
        if len(part) == 1:
            return [frozenset(part)]
        inside, together = set(part), verdicts.together

        def barred(a: str, b: str) -> bool:
            return (a, b) not in together and self.kind.bar(things[a], things[b]) is not None

        return clusters(
            part,
            links,
            {pair for pair in together if inside.issuperset(pair)},
            {pair for pair in verdicts.apart if inside.issuperset(pair)},
            same=self.kind.same,
            barred=barred,
        )

    def _name(self, group: Iterable[str]) -> str:
        """The id of a group: that of its first member, so that it stays while the group grows."""
        return content_id(self.kind.group, min(group))

    def _link(self, added: Mapping[str, T], documents: Set[str]) -> set[str]:
        """Compare new things of `documents` with what they may be one with; what this linked."""
        within = self.kind.within is not None
        pairs, things = self._beside(added, documents) if within else self._sharing(added)
        rows = []
        for a, b in sorted(pairs):
            found = self.kind.likeness(things[a], things[b])
            if found.score >= self.kind.unsure and found.barred is None:
                why = msgspec.json.encode(found.reasons).decode()
                rows.append([self.kind.name, a, b, found.score, why])
        insert(self._connection, "links", rows)
        return {str(row[side]) for row in rows for side in (1, 2)}

    def _sharing(self, added: Mapping[str, T]) -> tuple[set[Pair], Mapping[str, T]]:
        """Write the keys of new things; these things with all that share one, and the pairs."""
        keys = {ident: self._hashed(thing) for ident, thing in added.items()}
        rows = [
            [self.kind.name, key, ident]
            for ident, own in sorted(keys.items())
            for key in sorted(own)
        ]
        insert(self._connection, "keys", rows)
        wanted: set[int] = set().union(*keys.values())
        pairs = _pairs(keys, self._rows("key, id", "keys", "key", wanted))
        return pairs, self.things({one for pair in pairs for one in pair})

    def _beside(
        self, added: Mapping[str, T], documents: Set[str]
    ) -> tuple[set[Pair], Mapping[str, T]]:
        """All things of the documents that hold new ones and of those linked to these; the pairs
        of new things with those of them that share a key."""
        near = {document: {document} for document in documents}
        for one, other in (("a", "b"), ("b", "a")):
            for document, linked in looked_up(
                self._connection, f"{one}, {other}", "links", one, documents, self.kind.within
            ):
                near[document].add(linked)
        within: dict[str, list[str]] = defaultdict(list)
        columns, reached = "document, id, thing", set().union(*near.values())
        for document, ident, line in self._rows(columns, "things", "document", reached):
            within[document].append(ident)
            if ident not in self._things:
                self._things[ident] = self.kind.decoded(line)
        things = self.things(ident for held in within.values() for ident in held)
        keys = {ident: set(self.kind.keys(thing)) for ident, thing in things.items()}
        pairs: set[Pair] = set()
        for document, around in near.items():
            own = {ident: keys[ident] for ident in within[document] if ident in added}
            held = (ident for one in around for ident in within[one])
            pairs |= _pairs(own, ((key, ident) for ident in held for key in keys[ident]))
        return pairs, things

    def things(self, ids: Iterable[str]) -> dict[str, T]:
        """The things with these ids, of those that the store has."""
        wanted = set(ids)
        unread = wanted - self._things.keys()
        for ident, line in self._rows("id, thing", "things", "id", unread):
            self._things[ident] = self.kind.decoded(line)
        return {ident: self._things[ident] for ident in sorted(wanted & self._things.keys())}

    def _write(self, things: Mapping[str, Mapping[str, T]], known: Container[str]) -> None:
        """Write the things of documents, or those of them that are not known if they are shared."""
        rows = {
            ident if self.kind.shared else (document, ident): [
                self.kind.name,
                ident,
                None if self.kind.shared else document,
                msgspec.json.encode(thing).decode(),
            ]
            for document, found in sorted(things.items())
            for ident, thing in sorted(found.items())
            if not (self.kind.shared and ident in known)
        }
        insert(self._connection, "things", list(rows.values()))

    def _hashed(self, thing: T) -> set[int]:
        """The keys of a thing as numbers of 64 bits: what shares one is compared exactly."""
        keys = (key.encode("utf-8", "surrogatepass") for key in self.kind.keys(thing))
        digests = (hashlib.blake2b(key, digest_size=8) for key in keys)
        return {int.from_bytes(digest.digest(), "big", signed=True) for digest in digests}

    def _linked(self, ids: set[str]) -> list[tuple[str, str, float]]:
        """The links that lead from or to `ids`: two things and their score."""
        columns = "a, b, score"
        return [row for column in ("a", "b") for row in self._rows(columns, "links", column, ids)]

    def _reached(self, ids: set[str], verdicts: Verdicts) -> tuple[set[str], dict[Pair, float]]:
        """The things in the components of `ids`, over links that join, and the links on the way."""
        found: set[str] = set()
        links: dict[Pair, float] = {}
        edge = set(ids)
        while edge:
            found |= edge
            near = verdicts.touching(edge)
            for a, b, score in self._linked(edge):
                links[a, b] = score
                near |= {a, b} if score >= self.kind.same else set()
            edge = near - found
        return set(self.things(found)), links

    def _rows(
        self, columns: str, table: str, column: str, among: Iterable[Any]
    ) -> list[tuple[Any, ...]]:
        return looked_up(self._connection, columns, table, column, among, self.kind.name)

    def _remove(self, table: str, column: str, among: Iterable[str]) -> None:
        remove(self._connection, table, column, among, self.kind.name)


def _pairs(own: Mapping[str, Set[K]], held: Iterable[tuple[K, str]]) -> set[Pair]:
    """The pairs of `own` things with others that hold one of their keys."""
    holders: dict[K, set[str]] = defaultdict(set)
    for key, ident in held:
        holders[key].add(ident)
    return {
        pair_of(ident, other)
        for ident, keys in own.items()
        for other in set().union(*(holders[key] for key in keys if key in holders))
        if other != ident
    }


def _components(members: set[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """`members` in the components that `pairs` make of them, each in order."""
    home = {member: {member} for member in members}
    for a, b in pairs:
        if a in home and b in home and home[a] is not home[b]:
            small, large = sorted((home[a], home[b]), key=len)
            large |= small
            home.update(dict.fromkeys(small, large))
    return sorted(sorted(part) for part in {id(part): part for part in home.values()}.values())
