"""Clusters: which things are one, given how alike pairs of them are.

Agglomerative clustering with average linkage (UPGMA): the two clusters whose pairs are most alike
on average join first, until no average reaches the threshold. In go the scores of pairs, a pair
that is absent counting as 0; out come the clusters. The result depends on what goes in and not on
its order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import product

from onrecord.resolve.identity.likeness import SAME

Pair = tuple[str, str]


def clusters(
    members: Iterable[str],
    links: Mapping[Pair, float],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    *,
    same: float = SAME,
    barred: Callable[[str, str], bool] | None = None,
) -> list[frozenset[str]]:
    """The clusters of `members`, each member in one, sorted by their first members.

    Args:
        members: ids.
        links: how alike pairs are, in [0, 1]; pairs may stand either way round.
        together: pairs that are one whatever their score, unless `apart` keeps them so.
        apart: pairs that are never in one cluster.
        same: the average from which two clusters join.
        barred: says of two members whether they are apart; asked only of those that would join.
    """
    merging = _Merging(members, links, apart, barred)
    merging.run(same)
    for a, b in sorted(_ordered(pair) for pair in together):  # last: it takes nothing apart
        merging.join(a, b)
    return sorted((frozenset(c) for c in merging.clusters.values()), key=min)


def _ordered(pair: Pair) -> Pair:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


class _Merging:
    """Clusters under the name of their first member, with the sums of the scores between them."""

    def __init__(
        self,
        members: Iterable[str],
        links: Mapping[Pair, float],
        apart: Iterable[Pair],
        barred: Callable[[str, str], bool] | None,
    ) -> None:
        self.barred = barred
        self.clusters: dict[str, set[str]] = {member: {member} for member in sorted(set(members))}
        self.home = {member: member for member in self.clusters}
        self.sums: dict[str, dict[str, float]] = defaultdict(dict)
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.barring: dict[str, set[str]] = defaultdict(set)
        for pair, score in sorted((_ordered(pair), score) for pair, score in links.items()):
            a, b = pair
            if a != b and a in self.clusters and b in self.clusters:
                self.sums[a][b] = self.sums[b][a] = max(score, self.sums[a].get(b, 0.0))
        for a, b in apart:
            if a != b and a in self.clusters and b in self.clusters:
                self.apart[a].add(b)
                self.apart[b].add(a)

    def average(self, a: str, b: str) -> float:
        pairs = len(self.clusters[a]) * len(self.clusters[b])
        return self.sums[a].get(b, 0.0) / pairs

    def join(self, a: str, b: str) -> None:
        """Join the clusters of two members, unless `apart` keeps these so: what bars some of the
        others is no answer to who says that these two are one."""
        if a in self.home and b in self.home:
            a, b = sorted((self.home[a], self.home[b]))
            if a != b and b not in self.apart[a]:
                self._absorb(a, b)

    def _are_apart(self, a: str, b: str) -> bool:
        """Whether something keeps two clusters apart."""
        if b in self.apart[a] or b in self.barring[a]:
            return True
        barred, pairs = self.barred, product(self.clusters[a], self.clusters[b])
        if barred is None or not any(barred(*_ordered(pair)) for pair in pairs):
            return False
        self.barring[a].add(b)
        self.barring[b].add(a)
        return True

    def _absorb(self, kept: str, gone: str) -> None:
        for other, total in self.sums.pop(gone, {}).items():
            del self.sums[other][gone]
            if other != kept:
                total += self.sums[kept].get(other, 0.0)
                self.sums[kept][other] = self.sums[other][kept] = total
        for foes in (self.apart, self.barring):
            for foe in foes.pop(gone, set()):
                foes[foe].discard(gone)
                foes[foe].add(kept)
                foes[kept].add(foe)
        moved = self.clusters.pop(gone)
        self.clusters[kept] |= moved
        self.home.update(dict.fromkeys(moved, kept))

    def run(self, same: float) -> None:
        """Join the most alike clusters first, by score and then by name, down to `same`."""
        queue = [(-self.average(a, b), a, b) for a in self.sums for b in self.sums[a] if a < b]
        heapify(queue)
        while queue:
            score, a, b = heappop(queue)
            if -score < same:
                return
            current = a in self.clusters and b in self.clusters and -self.average(a, b) == score
            if not current or self._are_apart(a, b):
                continue
            self._absorb(a, b)
            for other in self.sums[a]:
                first, second = min(a, other), max(a, other)
                heappush(queue, (-self.average(first, second), first, second))
