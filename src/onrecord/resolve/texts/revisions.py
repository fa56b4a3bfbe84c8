"""What a later version of a text says otherwise: in its wording, and in its claims.

In go two texts, or two reports with their texts, the earlier first; out come small records:
numbers, names and days that were changed and passages that came or went, in the order of the
later text; and of the claims those added, gone and changed. Texts are compared sentence by
sentence, and word by word where sentences differ (Ratcliff and Obershelp, as in difflib). What
stands elsewhere in the other text, or only spells a name or a place otherwise, is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from onrecord.claims import Claim, claims_of
from onrecord.knowledge import tables, world
from onrecord.model import Event, Record, Report
from onrecord.resolve.actors.spelling import ALIKE, alike, plain

PASSAGE = 8
"""Words from which what came or went is a passage."""
LONG = 2000
"""Words from which a run is compared by its rarer words, which takes less time."""
CLAUSE = 0.5
"""The share of words that two clauses must have in common to make one claim."""
FIELDS = ("mode", "who", "whom", "earliest", "latest", "where", "how_many", "according_to",
          "factuality", "disputed_by")  # fmt: skip
"""The fields of a claim that are compared."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+|\n+")

ChangeKind = Literal["number", "name", "day", "passage"]


class Change(Record, frozen=True):
    """A change of wording that touches facts: what stood `before` and what stands in its place;
    one is None of a passage that came or went."""

    kind: ChangeKind
    before: str | None
    after: str | None


class FieldChange(Record, frozen=True):
    """One field of a claim that is no more what it was; lists are joined by "; "."""

    field: str
    before: str | None
    after: str | None


class Changed(Record, frozen=True):
    """A claim that both versions make, and what differs in it."""

    before: Claim
    after: Claim
    fields: list[FieldChange]


class Differences(Record, frozen=True):
    """The claims that a later version adds, drops and changes, each in the order of its text."""

    added: list[Claim]
    gone: list[Claim]
    changed: list[Changed]


class _Word(NamedTuple):
    text: str
    initial: bool


def changes(before: str, after: str) -> list[Change]:
    """The changes of wording from `before` to `after` that touch facts."""
    old, new = _sentences(before), _sentences(after)
    all_old, all_new = _Facts.of([*chain(*old)]), _Facts.of([*chain(*new)])
    found: list[Change] = []
    for was, now in _runs(old, new):
        found += all_old.replaced(_Facts.of(was), _Facts.of(now), all_new)
        longer, shorter = max(len(was), len(now)), min(len(was), len(now))
        if longer >= PASSAGE and shorter * 2 < longer:
            words = " ".join(w.text for w in (was if len(was) > len(now) else now))
            gone = len(was) > len(now)
            found.append(Change("passage", words if gone else None, None if gone else words))
    return list(dict.fromkeys(found))


def differences(before: Report, text_before: str, after: Report, text_after: str) -> Differences:
    """How the claims of the later version `after` differ from those of `before`. Claims are the
    same where their type or trigger is and their clauses have enough words in common.

    Raises:
        ReportDamaged: a report names what it does not hold.
    """
    old = list(zip(before.events, claims_of(before, text_before), strict=True))
    new = list(zip(after.events, claims_of(after, text_after), strict=True))
    scored = [
        (score, i, j)
        for i, (event, claim) in enumerate(old)
        for j, (other, later) in enumerate(new)
        if (score := _sameness(event, claim, text_before, other, later, text_after)) > 0
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored, key=lambda it: (-it[0], it[1], it[2])):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    changed = [
        Changed(old[i][1], new[j][1], fields)
        for i, j in sorted(pairs.items(), key=lambda it: it[1])
        if (fields := _fields(old[i][1], new[j][1]))
    ]
    gone = [claim for i, (_, claim) in enumerate(old) if i not in pairs]
    added = [claim for j, (_, claim) in enumerate(new) if j not in pairs.values()]
    return Differences(added, gone, changed)


def _sameness(
    event: Event, claim: Claim, text: str, other: Event, later: Claim, other_text: str
) -> float:
    """How surely two claims are one told twice; 0 where they are not."""
    triggers = [plain(e.trigger.of(t)) for e, t in ((event, text), (other, other_text))]
    trigger, kind = triggers[0] == triggers[1], claim.type == later.type
    if not (trigger or kind):
        return 0.0
    shared = _dice(plain(claim.evidence).split(), plain(later.evidence).split())
    return shared + 0.1 * trigger + 0.1 * kind if shared >= CLAUSE else 0.0


def _dice(a: Sequence[str], b: Sequence[str]) -> float:
    x, y = set(a), set(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x or y else 0.0


def _fields(before: Claim, after: Claim) -> list[FieldChange]:
    found = []
    if before.type != after.type:
        found.append(FieldChange("type", before.type, after.type))
    for field in FIELDS:
        was, now = (_shown(getattr(claim, field)) for claim in (before, after))
        if was != now:
            found.append(FieldChange(field, was, now))
    return found


def _shown(value: str | list[str] | None) -> str | None:
    return ("; ".join(value) or None) if isinstance(value, list) else value


def _sentences(text: str) -> list[list[_Word]]:
    """The words of each sentence; the first is marked, since its capital tells nothing."""
    found = [_WORD.findall(sentence.replace("'", "").replace("’", ""))
             for sentence in _SENTENCE.split(text)]  # fmt: skip
    return [[_Word(w, i == 0) for i, w in enumerate(words)] for words in found if words]


def _runs(
    old: list[list[_Word]], new: list[list[_Word]]
) -> Iterator[tuple[list[_Word], list[_Word]]]:
    """The runs of words that differ, those before with those after."""
    for was, now in _differing([_key(s) for s in old], [_key(s) for s in new]):
        before, after = [*chain(*old[was])], [*chain(*new[now])]
        for x, y in _differing([plain(w.text) for w in before], [plain(w.text) for w in after]):
            yield before[x], after[y]


def _key(sentence: list[_Word]) -> str:
    return " ".join(plain(w.text) for w in sentence)


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > LONG)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield slice(a, b), slice(c, d)


class _Facts(NamedTuple):
    """The facts among some words: numbers by value, names by what they stand for, days."""

    numbers: dict[str, str]
    names: dict[str, str]
    days: dict[str, str]

    @classmethod
    def of(cls, words: Sequence[_Word]) -> _Facts:
        """The facts among `words`, each with its words as written."""
        days = {plain(w.text): w.text for w in words if plain(w.text) in _days()}
        return cls(dict(_numbers(words)), dict(_names(words)), days)

    def replaced(self, was: _Facts, now: _Facts, all_now: _Facts) -> Iterator[Change]:
        """The facts of `was` that stand nowhere in `all_now`, where `now` has others of their
        kind that stand nowhere here."""
        kinds: tuple[ChangeKind, ...] = ("number", "name", "day")
        for kind, here, before, after, there in zip(kinds, self, was, now, all_now, strict=True):
            gone = [k for k in before if not _among(k, there, kind)]
            come = [k for k in after if not _among(k, here, kind)]
            if gone and come:
                yield Change(
                    kind, ", ".join(before[k] for k in gone), ", ".join(after[k] for k in come)
                )


def _among(key: str, facts: Iterable[str], kind: ChangeKind) -> bool:
    """Whether a fact is among `facts`; a name in another spelling is."""
    return key in facts or (kind == "name" and any(alike(key, other) >= ALIKE for other in facts))


def _names(words: Sequence[_Word]) -> Iterator[tuple[str, str]]:
    """The capitalised words that name somebody, by the country where they are of one."""
    for word in words:
        small = plain(word.text)
        if word.initial or not word.text[0].isupper() or small in _days() or small in _titles():
            continue
        entry = world.gazetteer().get((word.text,))
        yield (entry.country or small if entry is not None else small), word.text


def _numbers(words: Sequence[_Word]) -> Iterator[tuple[str, str]]:
    """The numbers by value, in figures or in words."""
    value, written = 0.0, list[str]()
    for word in (*words, _Word("", False)):
        part = _value(word.text)
        if written and part is not None and part >= 100 and value < part:
            value *= part
        elif written and part is not None and part < 10 and 20 <= value < 100 and value % 10 == 0:
            value += part
        else:
            if written:
                yield f"{value:g}", " ".join(written)
            value, written = part or 0.0, []
        if part is not None:
            written.append(word.text)


def _value(word: str) -> float | None:
    if word[:1].isdigit():
        return float(re.sub(r",(?=\d{3}\b)", "", word).replace(",", "."))
    found = _number_words().get(word.lower())
    return None if found is None else float(found)


@cache
def _number_words() -> dict[str, float]:
    """The words for numbers, by their values."""
    return dict(tables.keys("numbers")["words"])


@cache
def _days() -> frozenset[str]:
    data = tables.keys("calendar")
    return frozenset((*data["weekdays"], *data["months"], *tables.keys("furniture")["months"]))


@cache
def _titles() -> frozenset[str]:
    """The words of titles: that one was added to a name changes no fact."""
    return frozenset(plain(word) for title in world.offices() for word in title)
