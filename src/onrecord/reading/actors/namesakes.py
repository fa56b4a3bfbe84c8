"""Title words that are names: "Defence Minister Gen Nakamura", "Senator Aaron Judge".

In go a parsed document and the office phrases found in it by their words; out come those that are
a part of somebody's name, for the words around them leave room for no title: an office that wants a
full name stands before ("Minister Gen Nakamura", "Mr Major Singh"), another calling stands behind
("Dean Fairbanks, the secretary of state"), or the word ends the name of a person ("Aaron Judge").
Which title words are first names too is data (knowledge/coreference.toml).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.knowledge.world import Office
from onrecord.reading.grammar.nominals import lexicon, nominal_at

REACH = 7
"""In how many words behind a name another calling is looked for."""
Phrase = tuple[int, int, Office]
"""Start, end and office of a title."""


def names_among(doc: Doc, titles: Sequence[Phrase], hits: Collection[int]) -> set[int]:
    """The starts of those `titles` that are a part of a name; `hits` are the tokens that the
    gazetteer knows."""
    at = {i: title for title in titles for i in range(title[0], title[1])}
    found = set()
    for start, end, office in titles:
        if end - start == 1 and doc[start].is_alpha and doc[start].text[0].isupper():
            before = at.get(start - 1)
            if _is_first(doc, at, start, office, before) or _is_last(doc, at, start, hits):
                found.add(start)
    return found


def _is_first(
    doc: Doc, at: Mapping[int, Phrase], i: int, office: Office, before: Phrase | None
) -> bool:
    """Whether a title word is a first name: a further name follows, and no room is left for it."""
    words = lexicon()["namesakes"]
    if doc[i].lower_ not in (*words["common"], *words["noble"]) or not _is_name(doc, i + 1):
        return False
    last = i + 1
    while _is_name(doc, last + 1):
        last += 1
    if before is not None and not _is_rank(before[2], office):
        common = doc[i].lower_ in words["common"]
        return before[2].honorific or office.honorific or (common and last == i + 1)
    return doc[i].lower_ in words["called"] and _has_calling(doc, at, last + 1, office)


def _is_rank(before: Office, office: Office) -> bool:
    """Whether two offices can be one in two words ("Chief Justice")."""
    return not before.honorific and before.sector == office.sector and before.sector == "JUD"


def _has_calling(doc: Doc, at: Mapping[int, Phrase], end: int, office: Office) -> bool:
    """Whether a calling of another kind stands in apposition to a name ("X, a lawyer,")."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    for token in doc[end + 1 : end + REACH]:
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            return False
        if token.i in at:
            return at[token.i][2].sector != office.sector
        described = nominal_at(token)
        if described is not None and described.noun.individual:
            return described.noun.sector != office.sector
    return False


def _is_last(doc: Doc, at: Mapping[int, Phrase], i: int, hits: Collection[int]) -> bool:
    """Whether a title word ends the name of a person."""
    if i == 0 or i - 1 in at or i - 1 in hits or _is_name(doc, i + 1):
        return False
    person = all(t.ent_type_ == "PERSON" for t in doc[i - 1 : i + 1])
    return person and doc[i].ent_iob_ == "I" and _is_name(doc, i - 1)


def _is_name(doc: Doc, i: int) -> bool:
    if not 0 <= i < len(doc):
        return False
    token: Token = doc[i]
    return token.pos_ == "PROPN" and token.is_alpha and token.text[0].isupper()
