"""Titles beside names: which office the text gives to whom, and of which country or body.

In go the names of a document; each person gets the titles that stand before the name ("Iraqi
Prime Minister X", "the president of France, X") or after it in apposition ("X, prime minister
of Albania,").
"""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.reading.actors.hits import Hit
from onrecord.reading.actors.names import Holding, Names, PersonName, Title, of_several
from onrecord.reading.grammar.nominals import lexicon

MAX_APPOSITION = 9


def add_holdings(doc: Doc, names: Names) -> None:
    """Give each person the titles that stand before or after the name."""
    for name in names.people:
        person = name.persons[0]
        person.country = person.country or _origin(doc, names, name)
        before = _before(doc, names, name) or _shared(doc, names, name)
        for holding in (*before, _after(doc, names, name)):
            if holding is not None:
                names.held |= set(range(holding.title.start, holding.title.end))
                if not holding.title.office.honorific:
                    person.holdings.append(holding)


def _origin(doc: Doc, names: Names, name: PersonName) -> str | None:
    """The country beside a name without a title: "France's X", "the Russian X", "X of Peru"."""
    behind = _owner_behind(doc, names, name.end)
    if behind is not None and behind.entry.kind == "country":
        return behind.entry.country
    at = name.start - 1
    if at > 0 and doc[at].text in ("’s", "'s", "’", "'"):
        at -= 1
    hit = names.hit_at.get(at)
    if hit is None or hit.entry.kind not in ("country", "adjective", "capital"):
        return None
    return hit.entry.country


def _before(doc: Doc, names: Names, name: PersonName) -> list[Holding]:
    """The title before a name; a rank and the office before it are two."""
    at = name.start - 1
    if at >= 0 and doc[at].text == ",":
        at -= 1
    owner = None
    if at not in names.title_at:  # "the president of France, X"
        owner, at = _owner_between(doc, names, at)
    title = names.title_at.get(at)
    if title is None:
        return []
    rank = title if _outer(doc, names, title) else None
    title = _outer(doc, names, title) or title
    start, before = _owner_before(doc, names, title.start)
    inside = next(
        (names.hit_at[i] for i in range(title.start, title.end) if i in names.hit_at), None
    )
    owner, end = (owner or before or inside), name.end  # "UN envoy" is one office
    if owner is None and (behind := _owner_behind(doc, names, end)) is not None:
        owner, end = behind, behind.end
    holdings = [Holding(_with_degree(doc, title), owner, start, end)]
    if rank is not None and not rank.office.honorific:
        holdings.append(Holding(rank, owner, start, end))
    return holdings


def _owner_behind(doc: Doc, names: Names, end: int) -> Hit | None:
    """ "Ambassador X of Britain", "General X of the US Air Force"."""
    if end + 2 >= len(doc) or doc[end].lower_ != "of":
        return None
    return names.hit_at.get(end + 1 + (doc[end + 1].lower_ == "the"))


def _shared(doc: Doc, names: Names, name: PersonName) -> list[Holding]:
    """The title of several that stands before the first of them: "Ministers A of Peru and B"."""
    if name.start < 2 or doc[name.start - 1].lower_ not in ("and", ","):
        return []
    behind = _owner_behind(doc, names, name.end)
    for other in names.people:
        owner = _owner_behind(doc, names, other.end)
        if (owner.end if owner is not None else other.end) == name.start - 1:
            titles = [held.title for held in other.persons[0].holdings if held.start <= other.start]
            several = [title for title in titles if of_several(doc, title)]
            return [Holding(title, behind, name.start, name.end) for title in several]
    return []


def _with_degree(doc: Doc, title: Title) -> Title:
    """ "deputy foreign minister", "vice-minister", "commission chief": the degree, and the noun
    that says of what, are a part of the office."""
    start, degrees = title.start, lexicon()["degrees"]["words"]
    while start and doc[start - 1].dep_ == "compound" and doc[start - 1].text.islower():
        start -= 1
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in degrees:
        start -= 2
    elif start and doc[start - 1].lower_ in degrees:
        start -= 1
    return Title(start, title.end, title.office)


def _outer(doc: Doc, names: Names, inner: Title) -> Title | None:
    """The office before a rank or a "Mr": "Foreign Minister General X", "a spokesman, Major X"."""
    before = inner.start - 1
    degree = before >= 0 and doc[before].lower_ in lexicon()["degrees"]["words"]
    if before in names.title_at and (inner.office.honorific or not degree):
        return names.title_at[before]
    if before > 0 and doc[before].text == ",":
        return names.title_at.get(before - 1)
    return None


def _owner_between(doc: Doc, names: Names, at: int) -> tuple[Hit | None, int]:
    """The country or body named between a title and its "of" or "for" and token `at`, and the
    last token of that title; -1 where there is none."""
    owner = None
    for i in range(at, max(-1, at - 7), -1):
        if i in names.hit_at:
            owner = names.hit_at[i]
        elif doc[i].lower_ in ("of", "for", "to") and owner is not None:
            return owner, i - 1 if i - 1 in names.title_at else -1
        elif doc[i].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PART"):
            break
    return None, -1


def _owner_before(doc: Doc, names: Names, at: int) -> tuple[int, Hit | None]:
    """Start of the phrase that ends at token `at`, and the country or body named in it."""
    i = at - 1
    while (
        i >= 0
        and (doc[i].pos_ in ("ADJ", "PROPN", "NOUN", "PART") and i not in names.hit_at)
        and at - i <= 3
    ):
        i -= 1
    while i >= 0 and doc[i].text in ("’s", "'s", "’", "'"):
        i -= 1
    hit = names.hit_at.get(i)
    if hit is not None:
        return hit.start, hit
    return at, None


def _whole_title(doc: Doc, names: Names, title: Title) -> Title:
    """ "deputy Middle East director": one office in several words, named by its last."""
    for i in range(title.end, min(len(doc), title.end + 4)):
        later = names.title_at.get(i)
        if later is not None:
            return Title(title.start, later.end, later.office)
        if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN"):
            break
    return title


def _after(doc: Doc, names: Names, name: PersonName) -> Holding | None:
    at = name.end
    if at >= len(doc) or doc[at].text not in (",", "(", "–", "—"):
        return None
    limit = min(len(doc), at + 1 + MAX_APPOSITION)
    for i in range(at + 1, limit):
        if i in names.title_at:
            title = names.title_at[i]
            if title.end < len(doc) and title.end in names.person_at:
                return None
            owner = next((names.hit_at[j] for j in range(at + 1, i) if j in names.hit_at), None)
            end = title.end
            if owner is None and end < len(doc) and doc[end].lower_ in ("of", "for", "to", "at"):
                for j in range(end + 1, min(len(doc), end + 4)):
                    if j in names.hit_at:
                        owner, end = names.hit_at[j], names.hit_at[j].end
                        break
            if end == title.end:
                title = _whole_title(doc, names, title)
                end = max(end, title.end)
            return Holding(title, owner, name.start, end)
        if doc[i].pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"):
            return None
    return None
