"""The tables of factuality: signatures of governing words, and operators inside a clause.

In go knowledge/signatures.toml and knowledge/factuality.toml; out come look-ups by word and kind
of complement: "to" (infinitive), "ing" (gerund), "that" (finite clause), "wish" (subjunctive
clause) and "noun" (event noun).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Token

from onrecord.knowledge import tables
from onrecord.reading.grammar.values import Signature, value

KINDS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns"}


@cache
def words() -> dict[str, Any]:
    """The lists of knowledge/factuality.toml."""
    return tables.keys("factuality")


@cache
def _signatures() -> dict[tuple[str, str, str], Signature]:
    """By class of word, word and kind of complement; the first row that names them counts."""
    found: dict[tuple[str, str, str], Signature] = {}
    for row in tables.keys("signatures")["signature"]:
        signature = _signature(row)
        for part in ("verbs", "nouns", "adjectives"):
            for word in row.get(part, ()):
                for complement in row["complement"]:
                    found.setdefault((part, word, complement), signature)
    return found


@cache
def _operators(table: str, column: str) -> dict[str, Signature]:
    return {form: _signature(row) for row in words()[table] for form in row[column]}


def _signature(row: dict[str, Any]) -> Signature:
    return Signature(
        affirmed=value(row["affirmed"]),
        negated=value(row["negated"]),
        future=row.get("future", False),
        definite=row.get("definite", False),
        commits=row.get("commits", False),
    )


def signature_of(word: Token, complement: str) -> Signature | None:
    """What `word` implies of a complement of that kind, None where no row tells. An adjective
    may be tagged as a participle, and a participle as an adjective."""
    part = KINDS.get(word.pos_, "adjectives")
    parts = (part,) if part == "nouns" else (part, "adjectives", "verbs")
    for name in dict.fromkeys((word.lower_, word.lemma_.lower())):
        for known in parts:
            if found := _signatures().get((known, name, complement)):
                return found
    return None


def modal(form: str) -> Signature | None:
    """What an auxiliary gives its clause ("will", "may"), if it is a modal."""
    return _operators("modal", "forms").get(form)


def modifier(form: str) -> Signature | None:
    """What an adverb gives its clause, or an adjective its noun ("possibly", "planned")."""
    return _operators("modifier", "words").get(form)
