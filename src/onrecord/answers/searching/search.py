"""Full text search: the documents that hold words, best first, offline.

In go words and an open store; out come documents ranked by BM25 (Robertson and Zaragoza 2009, "The
Probabilistic Relevance Framework: BM25 and Beyond"), with their best sentences and the claims
whose evidence holds the words. A word is found in all its forms ("met" finds "meeting"), whatever
its case and accents; words between quotation marks must follow one another as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from onrecord.answers.records import Extract, Hit
from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.knowledge import tables
from onrecord.model import Span
from onrecord.resolve.identity.words import forms_of
from onrecord.resolve.versions.sentences import sentences
from onrecord.store import Store
from onrecord.store.query import EVERYTHING, Filters, Test, claim_query
from onrecord.words import pattern, plain_words, words_in

K1, B = 1.2, 0.75
"""BM25: how soon more of the same word adds no more, and how much the length of a text counts."""
LIMIT = 10
PASSAGES = 2
"""How many sentences of a document are shown."""
MARK = '"'
RANKED = """
WITH terms AS (SELECT unnest(?) AS term, unnest(?) AS word),
found AS MATERIALIZED (SELECT * FROM words WHERE word IN (SELECT word FROM terms)),
held AS MATERIALIZED (SELECT document, term, sum(count) AS n
         FROM found JOIN terms USING (word) GROUP BY ALL),
rarity AS (SELECT term, ln(1 + ((SELECT count(*) FROM documents) - count(*) + 0.5)
           / (count(*) + 0.5)) AS weight FROM held GROUP BY term)
SELECT d.id, list(r.term ORDER BY r.term), list(r.weight ORDER BY r.term),
       round(list_sum(list(r.weight * h.n * ({k1} + 1) / (h.n + {k1} * (1 - {b} + {b}
             * d.length / (SELECT avg(length) FROM documents))) ORDER BY r.term)), 4) AS score
FROM held h JOIN rarity r ON r.term = h.term JOIN documents d ON d.id = h.document
WHERE {among} GROUP BY d.id, d.published
ORDER BY score DESC, d.published DESC NULLS LAST, d.id
"""
HOLDING = (
    "SELECT document FROM words WHERE word IN (SELECT unnest(?)) GROUP BY document"
    " HAVING count(DISTINCT word) = ?"
)
HELD = "SELECT DISTINCT document FROM words WHERE word IN (SELECT unnest(?))"
FOLLOWING = (
    "WITH held AS MATERIALIZED"
    " (SELECT id, strip_accents(lower(concat(title, ' . ', text))) AS words"
    f" FROM documents WHERE id IN ({HELD}) AND id IN ({HOLDING}))"
    " SELECT id FROM held WHERE {0} ORDER BY id"
)
TEXTS = "SELECT id, title, publisher, published, text FROM documents WHERE id IN ({0})"
CLAIMS = "SELECT event FROM claims WHERE document IN (SELECT unnest(?)) AND {0} ORDER BY ALL"


@dataclass(frozen=True)
class Query:
    """What is sought: each term with the folded words that it is found in, and the words of the
    phrases."""

    terms: Mapping[str, Sequence[str]]
    phrases: Sequence[tuple[str, ...]]

    @property
    def words(self) -> list[str]:
        """The words of all phrases, folded as they are stored."""
        return sorted({w.text for phrase in self.phrases for w in words_in(" ".join(phrase))})

    def follows_in(self, document: _Text) -> bool:
        """Whether the words of each phrase follow one another in the title or the text."""
        if not self.phrases:
            return True
        words = f" {' '.join(plain_words(f'{document.title} . {document.text}'))} "
        return all(f" {' '.join(phrase)} " in words for phrase in self.phrases)


def search(
    store: Store, words: str, filters: Filters = EVERYTHING, *, limit: int = LIMIT
) -> list[Hit]:
    """The documents that hold some of `words`, and all phrases in quotation marks, best first.

    Args:
        store: an open store; nothing in it needs to be resolved.
        words: what is sought, such as ``ferry "prisoner exchange"``.
        filters: only documents with claims that pass, and only these claims.
        limit: how many documents at the most.

    Raises:
        BadFilter: no words, or a filter that cannot be.
    """
    query = query_of(words)
    rows = ranked(store, query, _tests(query, filters))
    seeking = _Seeking(query, rows)
    found: list[tuple[float, _Text]] = []
    for first in range(0, len(rows), limit):
        if len(found) < limit:
            batch = {row[0]: row[3] for row in rows[first : first + limit]}
            texts = _texts(store, list(batch))
            found += [(batch[t.id], t) for t in texts if query.follows_in(t)]
    claims = _claims(store, [text.id for _, text in found[:limit]], filters)
    return [seeking.hit(text, score, claims.get(text.id, [])) for score, text in found[:limit]]


class _Text(NamedTuple):
    """A document as it is shown."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    text: str


def query_of(words: str) -> Query:
    """The terms and phrases of `words`; function words count only where there are no others.

    Raises:
        BadFilter: there are no words.
    """
    pieces = words.split(MARK)
    phrases = [phrase for piece in pieces[1::2] if (phrase := plain_words(piece))]
    terms = list(dict.fromkeys(word.text for piece in pieces for word in words_in(piece)))
    telling = [term for term in terms if term not in _function_words()] or terms
    if not telling:
        raise BadFilter(f"{words!r} holds no word to seek", todo="write a word of two letters")
    return Query({term: forms_of(term) for term in telling}, phrases)


@cache
def _function_words() -> frozenset[str]:
    rows = tables.rows("function_words")
    return frozenset(w for row in rows if row["language"] == "en" for w in row["words"].split())


def holding(store: Store, query: Query) -> Test:
    """SQL for the ids of the documents that hold some of the terms and all phrases, and its
    values."""
    forms = [form for found in query.terms.values() for form in found]
    if not query.phrases:
        return HELD, [forms]
    words = query.words
    follow = " AND ".join(["regexp_matches(words, ?)"] * len(query.phrases))
    patterns = [pattern(phrase) for phrase in query.phrases]
    rows = store.rows(FOLLOWING.format(follow), forms, words, len(words), *patterns)
    return "SELECT unnest(?)", [[row[0] for row in rows]]


def ranked(store: Store, query: Query, tests: Sequence[Test]) -> list[tuple[Any, ...]]:
    """All documents `d` that hold a term and pass the tests, best first: id, terms, their weights,
    score."""
    forms = [(term, form) for term, found in query.terms.items() for form in found]
    values: list[Any] = [[term for term, _ in forms], [form for _, form in forms]]
    among = " AND ".join(["true", *(test for test, _ in tests)])
    more = [value for _, found in tests for value in found]
    return store.rows(RANKED.format(k1=K1, b=B, among=among), *values, *more)


def hits(store: Store, query: Query, rows: Sequence[tuple[Any, ...]]) -> list[Hit]:
    """Documents as :func:`ranked` has them, with their best passages and no claims."""
    seeking, scores = _Seeking(query, rows), {row[0]: row[3] for row in rows}
    texts = _texts(store, list(scores)) if scores else []
    return [seeking.hit(text, scores[text.id], []) for text in texts]


def _tests(query: Query, filters: Filters) -> list[Test]:
    """That a document holds every word of the phrases, and has a claim that passes."""
    tests: list[Test] = []
    if query.phrases:
        tests.append((f"d.id IN ({HOLDING})", [query.words, len(query.words)]))
    if filters != EVERYTHING:
        sql, values = claim_query(filters)
        tests.append((f"d.id IN (SELECT document FROM claims WHERE event IN ({sql}))", values))
    return tests


def _texts(store: Store, documents: list[str]) -> list[_Text]:
    """These documents, in this order."""
    marks = ", ".join("?" * len(documents))
    found = {row[0]: _Text(*row) for row in store.rows(TEXTS.format(marks), *documents)}
    return [found[document] for document in documents]


def _claims(store: Store, documents: list[str], filters: Filters) -> dict[str, list[Claim]]:
    """The claims of these documents that pass, in the order of their texts."""
    sql, values = claim_query(filters)
    test, values = ("true", []) if filters == EVERYTHING else (f"event IN ({sql})", values)
    rows = store.rows(CLAIMS.format(test), documents, *values)
    found: dict[str, list[Claim]] = {}
    for claim in store.kept(Claim, [row[0] for row in rows]):
        found.setdefault(claim.document, []).append(claim)
    return {
        d: sorted(claims, key=lambda c: (c.start, c.end, c.event)) for d, claims in found.items()
    }


class _Seeking:
    """Finds in single texts what a query seeks; rarer terms weigh more."""

    def __init__(self, query: Query, rows: Sequence[tuple[Any, ...]]) -> None:
        """`rows` are those of :func:`ranked`, which tell the weights of the terms."""
        self.weights: dict[str, float] = {
            t: w for row in rows for t, w in zip(row[1], row[2], strict=True)
        }
        self.terms = {form: term for term, forms in query.terms.items() for form in forms}

    def hit(self, it: _Text, score: float, claims: Iterable[Claim]) -> Hit:
        """What a document holds of what is sought."""
        weighed = [(self.weight(claim.evidence), claim) for claim in claims]
        weighed.sort(key=lambda pair: -pair[0])
        return Hit(
            document=it.id,
            title=it.title,
            publisher=it.publisher,
            published=it.published,
            score=score,
            passages=self.passages(it.text),
            claims=[claim for weight, claim in weighed if weight],
        )

    def passages(self, text: str) -> list[Extract]:
        """The weightiest sentences, in the order of the text; none where only the title holds
        what is sought."""
        spans = sentences(text)
        weights = [self.weight(span.of(text)) for span in spans]
        best = sorted(range(len(spans)), key=lambda n: (-weights[n], n))[:PASSAGES]
        return [_extract(text, spans[n]) for n in sorted(best) if weights[n]]

    def weight(self, words: str) -> float:
        """What the terms are worth that `words` hold, each counted once."""
        held = {self.terms[w.text] for w in words_in(words) if w.text in self.terms}
        return sum(self.weights.get(term, 0.0) for term in sorted(held))


def _extract(text: str, span: Span) -> Extract:
    """A sentence without the spaces around it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Extract(start, start + len(words.strip()), " ".join(words.split()))
