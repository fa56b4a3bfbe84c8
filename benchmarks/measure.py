"""The measure of the ratchet: predictions against our own gold, entry by entry.

In go gold reports and the reports read from their texts; out come F1 of statements (content
overlap of at least one half, and the speakers), of events (type, trigger inside the evidence),
of events with participants, of complete events, and recall of roles, nesting, stance and
mentions. Actors are compared by country and name; matching is greedy, best first. A gold field
may have further right answers beside it (`content_any`, `speakers_any`, `participants_any`,
`within_any`, `date_any`, `place_any`); an entry that is `optional` counts neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.gold import GoldReport
from benchmarks.matching import best_pairs
from onrecord import Report
from onrecord.model import Actor, Event, Span, Statement

Figures = dict[str, float]
Gold = dict[str, Any]


def measure(pairs: Iterable[tuple[GoldReport, Report]]) -> Figures:
    """The figures over all pairs, micro-averaged."""
    counts: Counter[str] = Counter()
    for gold, report in pairs:
        _Comparison(gold.data, report).count(counts)
    f1 = {
        name: _f1(counts[f"{name} right"], counts[f"{kind} read"], counts[f"{kind} gold"])
        for name, kind in (
            ("statements", "statements"),
            ("events", "events"),
            ("participants", "events"),
            ("complete", "events"),
        )
    }
    recall = {
        name: counts[f"{name} right"] / counts[f"{name} gold"] if counts[f"{name} gold"] else 1.0
        for name in ("roles", "nesting", "stance", "mentions")
    }
    return {**f1, **recall}


def _f1(right: int, read: int, gold: int) -> float:
    return 2 * right / (read + gold) if read + gold else 1.0


class _Comparison:
    """One document: gold entries matched to records."""

    def __init__(self, gold: Gold, report: Report) -> None:
        self.gold = gold
        self.report = report
        self.actors = {a.id: a for a in report.actors}

    def count(self, counts: Counter[str]) -> None:
        """Add this document's counts."""
        matched = self._statements(counts)
        self._events(counts, matched)
        self._roles(counts)
        self._mentions(counts)

    def _statements(self, counts: Counter[str]) -> dict[str, Statement]:
        golds = self.gold["statements"]
        pairs = best_pairs(golds, self.report.statements, self._statement_fit)
        _count("statements", golds, self.report.statements, pairs, counts)
        found = {golds[g]["id"]: self.report.statements[r] for g, r in pairs}
        names = {s.id: ident for ident, s in found.items()}
        for gold in (g for g in golds if not g.get("optional")):
            read = found.get(gold["id"])
            counts["statements right"] += read is not None and self._statement_fit(gold, read) > 1
            if gold.get("within"):
                counts["nesting gold"] += 1
                counts["nesting right"] += read is not None and (
                    names.get(read.within or "") in _answers(gold, "within")
                )
            if gold["stance"] != "asserts":
                counts["stance gold"] += 1
                counts["stance right"] += (
                    read is not None
                    and read.stance == gold["stance"]
                    and (not gold.get("denies") or names.get(read.denies or "") == gold["denies"])
                )
        return found

    def _statement_fit(self, gold: Gold, read: Statement) -> float:
        overlap = max(
            Span(*content).likeness(read.content) for content in _answers(gold, "content")
        )
        if overlap < 0.5:
            return 0.0
        speakers = _answers(gold, "speakers")
        return overlap + float(any(self._same(s, read.speakers) for s in speakers))

    def _events(self, counts: Counter[str], statements: dict[str, Statement]) -> None:
        golds, names = self.gold["events"], {s.id: i for i, s in statements.items()}
        pairs = best_pairs(golds, self.report.events, self._event_fit)
        _count("events", golds, self.report.events, pairs, counts)
        for gold, read in ((golds[g], self.report.events[r]) for g, r in pairs):
            if gold.get("optional"):
                continue
            counts["events right"] += 1
            if self._participants(gold, read):
                counts["participants right"] += 1
                within = names.get(read.within) if read.within else None
                counts["complete right"] += self._complete(gold, read, within)

    def _event_fit(self, gold: Gold, read: Event) -> float:
        start, end = (int(bound) for bound in gold["evidence"])
        if read.type not in gold["types"] or not (start <= read.trigger.start < end):
            return 0.0
        return 1.0 + self._participants(gold, read) + 1 / (1 + end - start)

    def _participants(self, gold: Gold, read: Event) -> bool:
        for sides in (gold, *gold.get("participants_any", ())):
            actors, recipients = sides["actors"], sides["recipients"]
            if gold.get("mutual"):
                both = list(dict.fromkeys([*read.actors, *read.recipients]))
                if self._same(actors + recipients, both):
                    return True
            elif self._same(actors, read.actors) and self._same(recipients, read.recipients):
                return True
        return False

    def _complete(self, gold: Gold, read: Event, within: str | None) -> bool:
        date = [read.date.earliest, read.date.latest] if read.date else None
        place = self.report.places[read.place].name if read.place is not None else ""
        counts = [self.report.quantities[q] for q in read.quantities]
        counted = all(
            any((q.lower, q.upper) == (w["lower"], w["upper"]) for q in counts)
            for w in gold.get("quantities", [])
        )
        return (
            any(right in (None, date) for right in _answers(gold, "date"))
            and any(right is None or right in place for right in _answers(gold, "place"))
            and counted
            and read.factuality in gold["factuality"]
            and within in _answers(gold, "within")
        )

    def _roles(self, counts: Counter[str]) -> None:
        read = {(self.actors[r.actor].name, r.title.lower(), r.country) for r in self.report.roles}
        for role in self.gold.get("roles", []):
            counts["roles gold"] += 1
            counts["roles right"] += (role["name"], role["title"].lower(), role["country"]) in read

    def _mentions(self, counts: Counter[str]) -> None:
        for gold in self.gold.get("mentions", []):
            counts["mentions gold"] += 1
            counts["mentions right"] += any(
                Span(gold["start"], gold["end"]).likeness(Span(m.start, m.end)) >= 0.5
                and m.use == gold["use"]
                and (m.use == "place" or (m.actor and _is(gold, self.actors[m.actor])))
                for m in self.report.mentions
            )

    def _same(self, golds: list[Gold], ids: Sequence[str]) -> bool:
        left = [self.actors[i] for i in ids]
        if len(left) != len(golds):
            return False
        for gold in golds:
            hit = next((a for a in left if _is(gold, a)), None)
            if hit is None:
                return False
            left.remove(hit)
        return True


def _answers(gold: Gold, field: str) -> list[Any]:
    """All right answers for a field of a gold entry."""
    return [gold.get(field), *gold.get(f"{field}_any", [])]


def _count(
    kind: str,
    golds: Sequence[Gold],
    reads: Sequence[Statement | Event],
    pairs: Sequence[tuple[int, int]],
    counts: Counter[str],
) -> None:
    """Count gold and read entries, those that are optional or match one that is left out."""
    counts[f"{kind} gold"] += sum(not gold.get("optional") for gold in golds)
    counts[f"{kind} read"] += len(reads) - sum(bool(golds[g].get("optional")) for g, _ in pairs)


def _is(gold: Gold, actor: Actor) -> bool:
    if gold.get("country") and actor.country != gold["country"]:
        return False
    if gold.get("name"):
        names = {actor.name, *actor.aliases}
        return any(gold["name"].lower() in (name or "").lower() for name in names)
    if gold.get("sector"):
        return actor.sector == str(gold["sector"])
    return not gold.get("country") or actor.kind != "person"
