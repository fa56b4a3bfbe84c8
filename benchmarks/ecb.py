"""ECB+ (Cybulska and Vossen, LREC 2014): the same event in several reports.

In go its documents as JSON Lines, with the spans of their events; out come the chains that
identity makes of these, and the scorer's table. Which documents are of one topic is not told.
Tellings, features and clusters are the product's own; its bars are not: for ECB+ a plan and its
performance are one event. What each feature weighs is fitted here, by cross-validation over
topics, which are accidents, crime and celebrities: of most of these events the product has no
record. No pair is scored by weights that have seen a document of the topic of either side.
"""

from __future__ import annotations

import argparse
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product

import numpy as np

from benchmarks.lines import Row, reports, rows, scored, share_of
from onrecord import Report
from onrecord.model import Span
from onrecord.resolve.identity.clusters import Pair, clusters
from onrecord.resolve.identity.likeness import cosine, features
from onrecord.resolve.identity.tellings import Telling, telling_at
from training.identity.regression import Matrix, fit

FOLDS = 10
"""Into how many folds the topics are parted, by their names alone."""
RELATED = 0.08
"""How alike the vocabularies of two documents are, from which their events are compared."""
SAME, LEAST = 0.325, 0.05
"""The scores from which mentions join, and from which they are kept: chosen on the pairs of all
topics together."""


@dataclass(frozen=True)
class Mention:
    """An event of the gold: its document, topic, span and chain, and what the report tells."""

    document: str
    topic: str
    span: Span
    chain: str
    telling: Telling

    @property
    def id(self) -> str:
        """Where it stands."""
        return f"{self.document}:{self.span.start:06d}-{self.span.end:06d}"


@dataclass(frozen=True)
class Pairs:
    """Pairs of mentions, by their places: (P, 2); their features (P, F); whether each is one."""

    names: list[str]
    places: Matrix
    values: Matrix
    same: Matrix


def run(options: argparse.Namespace) -> int:
    """Predict the chains of all mentions, run the scorer on them."""
    golds = rows(options)
    found = mentions(golds, reports(options, golds))
    pairs = pairs_of(found)
    return scored(options, _predicted(golds, found, _chains(found, pairs, _scores(found, pairs))))


def mentions(golds: Sequence[Row], read: Iterable[Report]) -> list[Mention]:
    """The events of the gold, in its order."""
    return [
        Mention(gold["id"], gold["topic"], span, m["chain"], telling_at(report, text, span))
        for gold, report in zip(golds, read, strict=True)
        for m in gold["mentions"]
        for text, span in [(gold["text"], Span(m["start"], m["end"]))]
    ]


def pairs_of(found: Sequence[Mention]) -> Pairs:
    """The pairs of mentions of one document, or of two that may be on one topic."""
    places = [
        pair
        for one, other in _related(found)
        for pair in (combinations(one, 2) if one is other else product(one, other))
    ]
    values = array("f")
    names: list[str] = []
    for a, b in places:
        row = features(found[a].telling, found[b].telling)
        names = names or sorted(row)
        values.extend(row[name] for name in names)
    return Pairs(
        names,
        np.array(places),
        np.frombuffer(values, dtype=np.float32).reshape(len(places), len(names)),
        np.array([found[a].chain == found[b].chain for a, b in places]),
    )


def _related(found: Sequence[Mention]) -> list[tuple[list[int], list[int]]]:
    """The places of the mentions of two documents, for each two that are compared."""
    held: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(found):
        held[mention.document].append(place)
    words = {document: found[places[0]].telling.vocabulary for document, places in held.items()}
    return [
        (held[a], held[b])
        for a, b in combinations_with_replacement(held, 2)
        if a == b or cosine(words[a], words[b]) > RELATED
    ]


def _scores(found: Sequence[Mention], pairs: Pairs) -> Matrix:
    """How alike each pair is, by weights that have seen neither fold of it."""
    folds = np.array([share_of(mention.topic, "identity", FOLDS) for mention in found])
    sides = np.sort(folds[pairs.places], axis=1)
    scores = np.zeros(len(sides))
    for two in combinations_with_replacement(range(FOLDS), 2):
        asked = (sides == two).all(axis=1)
        seen = ~np.isin(sides, two).any(axis=1)
        if asked.any():
            scores[asked] = fit(pairs.values[seen], pairs.same[seen]).scores(pairs.values[asked])
    return scores


def _chains(found: Sequence[Mention], pairs: Pairs, scores: Matrix) -> dict[str, str]:
    """The first mention of the cluster of each mention."""
    links: dict[Pair, float] = {}
    for place in np.flatnonzero(scores >= LEAST):
        a, b = pairs.places[place]
        links[found[a].id, found[b].id] = float(scores[place])
    made = clusters((one.id for one in found), links, same=SAME)
    return {ident: min(cluster) for cluster in made for ident in cluster}


def _predicted(
    golds: Iterable[Row], found: Iterable[Mention], chains: dict[str, str]
) -> list[tuple[Row, Row]]:
    """Gold and prediction of each document."""
    told: dict[str, list[Row]] = defaultdict(list)
    for one in found:
        span = {"start": one.span.start, "end": one.span.end}
        told[one.document].append(span | {"chain": chains[one.id]})
    return [(gold, {"id": gold["id"], "mentions": told[gold["id"]]}) for gold in golds]
