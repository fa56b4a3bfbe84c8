"""Which documents tell the same text: copies, and later versions of one report.

In go texts with what is known of them; out come, for one text, the keys under which its like are
found in the store, and for two texts whether they are kin. Texts are sets of shingles, runs of
three words (Broder 1997, "On the resemblance and containment of documents"); their MinHash
signatures, cut into bands (Indyk and Motwani 1998), give the keys: of two texts that share half
their shingles 99 in 100 pairs share a key. The opening has keys of its own, since papers cut
from the end. Kinship itself is measured on the shingles: the share of the shorter text that
stands in the longer. Promotion, bylines and datelines do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from rensa import RMinHash

from onrecord.model import Document, Record, content_id
from onrecord.reading.passages import read_passages
from onrecord.resolve.actors.spelling import plain
from onrecord.resolve.texts.notices import notices
from onrecord.resolve.texts.revisions import Change, changes

SHINGLE = 3
"""Words in a shingle."""
SIZE, ROWS, SEED = 128, 3, 1
"""Values of a signature, values of a band, and the seed of the hashes."""
OPENING = 80
"""Words of the opening that has keys of its own."""
KIN = 0.5
"""The likeness from which two texts are kin."""
TITLE = 4
"""Words from which a title tells one report from others."""
BRIEF = 30
"""Shingles below which a text is too short for containment: then both must be alike."""
REMEMBERED = 256

FURNITURE = ("promotion", "byline", "dateline", "headline")
_WORD = re.compile(r"\w+")

Signature = tuple[int, ...]
Kind = Literal["copy", "revision"]


class Edition(Record, frozen=True):
    """A text with what is known of it."""

    document: Document
    text: str


class Kinship(Record, frozen=True):
    """That two documents tell the same text. `original` is the id of the earlier, by day and
    then by id, `other` that of the later; `likeness` the share of the shorter that stands in the
    longer, in [0, 1]; `changes` what a revision says otherwise; `marked` the lines in which the
    later calls itself an update or a correction."""

    kind: Kind
    original: str
    other: str
    likeness: float
    changes: list[Change] = []
    marked: list[str] = []


def signature(words: Sequence[str]) -> Signature:
    """The MinHash signature of a text of these words; empty where there are none."""
    if not words:
        return ()
    sketch = RMinHash(num_perm=SIZE, seed=SEED)
    sketch.update(sorted(_shingled(words)))
    return tuple(sketch.digest())


def bands(signature: Signature) -> list[str]:
    """The keys of a signature: two texts that are kin share one, nearly always."""
    cut = range(0, len(signature) - ROWS + 1, ROWS)
    version = RMinHash.ALGORITHM_VERSION
    return [content_id(f"band{version}", i, *signature[i : i + ROWS]) for i in cut]


def keys(text: str) -> list[str]:
    """The keys under which a text is kept and looked for, those of its opening among them."""
    words = words_of(text)
    opening = bands(signature(words[:OPENING])) if len(words) > OPENING else []
    return sorted({*bands(signature(words)), *opening})


def body(text: str) -> str:
    """The report in `text`, a passage a line, without the furniture of the page."""
    kept = [p for p in read_passages(text) if p.kind not in FURNITURE]
    return "\n".join(text[p.start : p.end] for p in kept) or text


@lru_cache(REMEMBERED)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of the report in `text`."""
    return tuple(_WORD.findall(plain(body(text).replace("'", "").replace("’", ""))))


@lru_cache(REMEMBERED)
def shingles(text: str) -> frozenset[str]:
    """The shingles of the report in `text`."""
    return _shingled(words_of(text))


def resemblance(a: str, b: str) -> float:
    """How like two texts are, in [0, 1]: the share of the shorter's shingles that the longer
    has; of a text too short for that, of those of both."""
    x, y = shingles(a), shingles(b)
    if not x or not y:
        return float(a == b)
    shared, least = len(x & y), min(len(x), len(y))
    return shared / (least if least >= BRIEF else len(x | y))


def kinship(a: Edition, b: Edition) -> Kinship | None:
    """How `a` and `b` are kin, if they are; the same for (b, a). It is a revision where the later
    changes a number, a name or a day, or where it is of the same publisher, or marked as an update
    or a correction, and passages came or went."""
    likeness = resemblance(a.text, b.text)
    if likeness < KIN or a.document.id == b.document.id:
        return None
    first, later = sorted((a, b), key=_age)
    found = changes(body(first.text), body(later.text))
    marked = [n.words for n in notices(later.text, later.document.title) if n.kind != "repeat"]
    facts = any(change.kind != "passage" for change in found)
    own = _publisher(a) is not None and _publisher(a) == _publisher(b)
    kind: Kind = "revision" if facts or (found and (own or marked)) else "copy"
    return Kinship(
        kind,
        first.document.id,
        later.document.id,
        round(likeness, 4),
        found if kind == "revision" else [],
        marked,
    )


def withdrawals(edition: Edition) -> list[str]:
    """The lines in which a text says that a report is withdrawn."""
    found = notices(edition.text, edition.document.title)
    return [notice.words for notice in found if notice.kind == "withdrawal"]


def withdraws(later: Edition, earlier: Edition) -> list[str]:
    """The lines in which `later` withdraws `earlier`: it says that a report is withdrawn, and is
    its kin or cites its title. Empty where it does not."""
    lines = withdrawals(later)
    if not lines or _age(later) <= _age(earlier):
        return []
    title = _flat(earlier.document.title or "")
    cited = _flat(f"{later.document.title or ''} {later.text}")
    named = len(title.split()) >= TITLE and title in cited
    return lines if named or resemblance(later.text, earlier.text) >= KIN else []


def groups(ids: Iterable[str], kin: Iterable[tuple[str, str]]) -> list[list[str]]:
    """`ids` in groups that hold together by the pairs `kin`, however these are ordered: the
    connected components, each sorted, in the order of their first ids."""
    head = {ident: ident for ident in ids}

    def root(ident: str) -> str:
        while head[ident] != ident:
            head[ident] = head[head[ident]]
            ident = head[ident]
        return ident

    for a, b in kin:
        first, second = sorted((root(a), root(b)))
        head[second] = first
    found: dict[str, list[str]] = {}
    for ident in sorted(head):
        found.setdefault(root(ident), []).append(ident)
    return sorted(found.values())


def _flat(text: str) -> str:
    """The folded words of `text`, each between spaces."""
    return f" {' '.join(_WORD.findall(plain(text)))} "


def _age(edition: Edition) -> tuple[bool, str, str]:
    document = edition.document
    return document.published is None, document.published or "", document.id


def _publisher(edition: Edition) -> str | None:
    name = edition.document.publisher
    return plain(name) if name else None


def _shingled(words: Sequence[str]) -> frozenset[str]:
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(last))
