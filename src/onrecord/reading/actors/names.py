"""Names in a text: gazetteer entries, office titles and persons, before anybody is resolved.

In goes a parsed document; out come non-overlapping name spans over its tokens, and the persons
that they name, each with the offices the text gives it. The gazetteer overrides the entity
types of the parser, which are not dependable; the parser's persons are taken where no
gazetteer entry and no title says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.knowledge import tables, world
from onrecord.knowledge.world import Office
from onrecord.reading.actors.cast import clean_name, name_words, particles, visible
from onrecord.reading.actors.hits import Hit, gazetteer_hits
from onrecord.reading.actors.leaders import is_ruler, leader_spans, likely, presumed
from onrecord.reading.actors.namesakes import names_among
from onrecord.reading.actors.organisations import organisations
from onrecord.reading.actors.peoples import compounded
from onrecord.words import folded

MAX_NAME = 7
SURE_PERSON = ("PERSON",)


@dataclass(frozen=True)
class Title:
    """An office phrase at tokens [start, end)."""

    start: int
    end: int
    office: Office


def of_several(doc: Doc, title: Title) -> bool:
    """Whether a title stands in the plural ("Presidents A and B")."""
    return doc[title.end - 1].lower_ == f"{title.office.title.split()[-1].lower()}s"


@dataclass(frozen=True)
class Holding:
    """A title that the text gives to a person: office, its tokens, whose country or body."""

    title: Title
    owner: Hit | None
    start: int
    end: int


@dataclass
class Person:
    """A person of the text: the longest form of the name, and every short form met. `presumed`
    is the country of a leader whom everybody knows, `likely` that of all leaders so named."""

    name: str
    tokens: tuple[str, ...]
    holdings: list[Holding] = field(default_factory=list)
    country: str | None = None
    presumed: str | None = None
    likely: str | None = None

    def answers_to(self, short: tuple[str, ...]) -> bool:
        """Whether the folded tokens `short` can be a short form of this name."""
        if len(short) == 1:
            return short[0] in (self.tokens[-1], self.tokens[0])
        return set(short) <= set(self.tokens)


@dataclass(frozen=True)
class PersonName:
    """A person's name at tokens [start, end), with its candidates, likeliest first."""

    start: int
    end: int
    persons: tuple[Person, ...]


@dataclass
class Names:
    """All names of a document, by the index of their tokens; `held` are those of the titles
    that stand beside a person's name."""

    hits: list[Hit]
    titles: list[Title]
    people: list[PersonName]
    hit_at: dict[int, Hit] = field(default_factory=dict)
    title_at: dict[int, Title] = field(default_factory=dict)
    person_at: dict[int, PersonName] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)

    def apposed(self, doc: Doc, end: int) -> PersonName | None:
        """The person named in apposition to the phrase that ends before token `end` ("a local
        lawmaker, X,", "the spokesman, Colonel X,", "a spokesman for the army, X,")."""
        for child in doc[end - 1].rights:
            if child.dep_ == "appos" and child.i in self.person_at:
                return self.person_at[child.i]
        if end >= len(doc) or doc[end].text not in (",", "—", "–"):
            return None
        at = end + 1
        while at in self.title_at and at - end < MAX_NAME:
            at = self.title_at[at].end
        name = self.person_at.get(at)
        if name is None or name.start != at or name.end >= len(doc):
            return None
        return name if doc[name.end].is_punct else None

    def __post_init__(self) -> None:
        self.hit_at = {i: h for h in self.hits for i in range(h.start, h.end)}
        self.title_at = {i: t for t in self.titles for i in range(t.start, t.end)}
        self.person_at = {i: p for p in self.people for i in range(p.start, p.end)}


def find_names(doc: Doc, places: Collection[str] = ()) -> Names:
    """The gazetteer hits, titles and person names of `doc`; what `places` names is no person."""
    hits = compounded(doc, gazetteer_hits(doc))
    hit_at = {i: hit for hit in hits for i in range(hit.start, hit.end)}
    leaders = dict(leader_spans(doc, {i for i in hit_at if hit_at[i].entry.kind != "adjective"}))
    inside = {i for start, end in leaders.items() for i in range(start + 1, end)}
    titles = [title for title in _titles(doc) if title.start not in inside]  # "Hun Sen"
    namesakes = names_among(doc, [(t.start, t.end, t.office) for t in titles], hit_at.keys())
    titles = [title for title in titles if title.start not in namesakes]
    title_at = {i: title for title in titles for i in range(title.start, title.end)}
    leaders = {start: end for start, end in leaders.items() if start not in title_at}
    spans = [
        (start, end)
        for start, end in _person_spans(doc, titles, hit_at, title_at, leaders)
        if clean_name(doc[start:end].text) not in places
    ]
    people = _group(doc, spans, {i for i, title in title_at.items() if title.office.sector})
    covered = {i for name in people for i in range(name.start, name.end)}
    hits = [hit for hit in hits if not covered & set(range(hit.start, hit.end))]
    hits = _with_organisations(doc, hits, covered | set(title_at), places)
    return Names(hits, titles, people)


def _with_organisations(
    doc: Doc, hits: list[Hit], blocked: set[int], places: Collection[str]
) -> list[Hit]:
    """`hits` with the organisations that no table knows; a name within theirs gives way."""
    taken = {i: hit.entry for hit in hits for i in range(hit.start, hit.end)}
    found = [Hit(*place) for place in organisations(doc, taken, blocked, places)]
    covered = {i for hit in found for i in range(hit.start, hit.end)}
    kept = [hit for hit in hits if not covered & set(range(hit.start, hit.end))]
    return sorted([*kept, *found], key=lambda hit: hit.start)


@cache
def _longest_titles() -> dict[str, int]:
    return world.by_opening(world.offices())


def _titles(doc: Doc) -> list[Title]:
    offices = world.offices()
    longest = _longest_titles()
    words = [visible(token.lower_).rstrip(".") or token.lower_ for token in doc]
    titles: list[Title] = []
    i = 0
    while i < len(words):
        most = longest.get(words[i], 0) or min(1, longest.get(words[i].removesuffix("s"), 0))
        for n in range(min(most, len(words) - i), 0, -1):
            key = tuple(words[i : i + n])
            office = offices.get(key) or (_of_several(doc, i + n) and offices.get(_singular(key)))
            if office:
                titles.append(Title(i, i + n, office))
                i += n - 1
                break
        i += 1
    return titles


def _of_several(doc: Doc, end: int) -> bool:
    """Whether a title that ends before token `end` may be one of several persons, who are named
    right behind it ("Presidents A and B")."""
    if end >= len(doc) or not doc[end - 1].lower_.endswith("s"):
        return False
    return doc[end].pos_ == "PROPN" and doc[end].text[0].isupper()


def _singular(key: tuple[str, ...]) -> tuple[str, ...]:
    return (*key[:-1], key[-1].removesuffix("s"))


def _is_name_token(token: Token) -> bool:
    return token.text[0].isupper() and token.is_alpha and token.pos_ not in ("VERB", "AUX", "DET")


def name_run(doc: Doc, start: int, stop: set[int]) -> int:
    """End of the run of name tokens that begins at `start`; `start` itself if there is none."""
    i = start
    while i < min(len(doc), start + MAX_NAME) and i not in stop:
        token = doc[i]
        if (
            token.lower_ in particles()
            and i + 1 < len(doc)
            and (
                doc[i + 1].text[0].isupper()
                or doc[i + 1].text == "-"
                or doc[i + 1].lower_ in particles()
            )
        ):
            i += 1
        elif token.text in ("-", "‑") and i > start and not doc[i - 1].whitespace_:
            if token.whitespace_ or i + 1 >= len(doc) or not doc[i + 1].is_alpha:
                break
            i += 1
        elif _is_name_token(token) or (len(token.text) == 2 and token.text[1] == "." and i > start):
            i += 1
        else:
            break
        if doc[i - 1].is_sent_start and i - 1 > start:
            return i - 1
    while i > start and (doc[i - 1].lower_ in particles() or not doc[i - 1].text[0].isalpha()):
        i -= 1
    return i


def _person_spans(
    doc: Doc,
    titles: list[Title],
    hit_at: Mapping[int, Hit],
    title_at: Mapping[int, Title],
    leaders: Mapping[int, int],
) -> list[tuple[int, int]]:
    blocked = {i for i, hit in hit_at.items() if hit.entry.kind != "adjective"} | set(title_at)
    spans = {start: end for start, end in leaders.items() if end - start > 1}
    for title in titles:
        at = title.end
        if at < len(doc) and doc[at].text == "," and not title.office.honorific:
            at += 1
        end = name_run(doc, at, set(title_at) | {i for i in hit_at if _sure(hit_at[i])})
        if end > at and _person_like(doc, at, end, after_comma=at > title.end):
            spans[at] = max(end, spans.get(at, 0))
    for entity in doc.ents:
        if entity.label_ not in SURE_PERSON:
            continue
        start, end = entity.start, entity.end
        while start < end and (start in title_at or not _starts_name(doc[start])):
            start += 1
        if start < end and start in hit_at and hit_at[start].entry.kind == "adjective":
            start = hit_at[start].end
        end = min(end, name_run(doc, start, set(title_at)))
        inside = [i for i in range(start, end) if i in blocked]
        if inside and (end - start == 1 or _sure(hit_at.get(inside[0])) or inside[0] == start):
            continue
        if end - start == 1 and _is_located(doc[start]):
            continue
        if end > start and _is_free(start, end, spans):
            spans[start] = end
    for start, end in (*leaders.items(), *_speakers(doc, blocked)):
        if _is_free(start, end, spans):
            spans[start] = end
    return _without_overlap(spans)


def _is_free(start: int, end: int, spans: Mapping[int, int]) -> bool:
    """Whether no span stands where this one would."""
    return not any(start < e and s < end for s, e in spans.items())


@cache
def _reporting() -> frozenset[str]:
    """The verbs of saying."""
    return frozenset(tables.keys("cues")["verbs"]["asserts"])


def _speakers(doc: Doc, blocked: set[int]) -> Iterator[tuple[int, int]]:
    """Names that the parser gives no type, or that of a person, as subjects of speech."""
    for token in doc:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN" or token.head.lemma_ not in _reporting():
            continue
        if not token.text[0].isupper():
            continue
        start = token.i
        while start and _is_name_token(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
            start -= 1
        typed = any(t.ent_type_ not in ("", *SURE_PERSON) for t in doc[start : token.i + 1])
        if not typed and not blocked & set(range(start, token.i + 1)):
            yield start, token.i + 1


def _is_located(token: Token) -> bool:
    """Whether a single name hangs on a preposition of place: then it is hardly a person."""
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "into",
        "throughout",
    )


def _sure(hit: Hit | None) -> bool:
    """Whether a hit can be no part of a person's name ("UN", "Reuters", "North Korea")."""
    return hit is not None and (
        hit.entry.kind in ("body", "outlet", "group", "seat", "adjective", "demonym")
        or hit.end - hit.start > 1
    )


def _starts_name(token: Token) -> bool:
    return (token.text[0].isupper() and token.is_alpha) or token.lower_ in particles()


def _person_like(doc: Doc, start: int, end: int, *, after_comma: bool) -> bool:
    """A run after "Foreign Minister," is a person unless the parser names it otherwise."""
    run = doc[start:end]
    if all(token.pos_ not in ("PROPN", "NOUN", "X", "ADJ") for token in run):
        return False
    if not after_comma:
        return any(token.pos_ == "PROPN" for token in run)
    labels = {token.ent_type_ for token in run}
    return (len(run) > 1 and not labels & {"DATE", "GPE", "NORP"}) or "PERSON" in labels


def _without_overlap(spans: dict[int, int]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans.items()):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _group(doc: Doc, spans: list[tuple[int, int]], offices: Collection[int]) -> list[PersonName]:
    """Persons behind the spans; then single surnames elsewhere that a person answers to.
    `offices` are the tokens of titles that are no mere forms of address."""
    people: list[Person] = []
    tokens = {span: name_words(doc[span[0] : span[1]].text) for span in spans}
    for span in sorted(spans, key=lambda s: (-len(tokens[s]), s)):
        if tokens[span] and not any(p.answers_to(tokens[span]) for p in people):
            people.append(Person(clean_name(doc[span[0] : span[1]].text), tokens[span]))
    known = {p.tokens[-1] for p in people} | {p.tokens[0] for p in people}
    taken = {i for start, end in spans for i in range(start, end)}
    for token in doc:
        name = token.pos_ in ("PROPN", "NOUN") or token.dep_ == "nsubj"
        if token.i in taken or not token.text[0].isupper() or not name:
            continue
        if folded(token.text) in known and _stands_alone(token):
            spans = [*spans, (token.i, token.i + 1)]
    names = []
    last: dict[tuple[str, ...], Person] = {}
    for start, end in sorted(spans):
        short = tokens.get((start, end)) or name_words(doc[start:end].text)
        candidates = [p for p in people if p.answers_to(short)]
        if not candidates:
            continue
        candidates.sort(key=lambda p: (p is not last.get(short), short[-1] != p.tokens[-1]))
        if len(short) > 1 or short not in last:
            for n in (1,):
                last[candidates[0].tokens[:n]] = last[candidates[0].tokens[-n:]] = candidates[0]
        person = candidates[0]
        titled = start - 1 in offices and is_ruler(doc, start)
        person.presumed = person.presumed or presumed(person.tokens, doc, start, end, titled=titled)
        person.likely = person.likely or (likely(doc, start, end) if titled else None)
        names.append(PersonName(start, end, tuple(candidates)))
    return names


def _stands_alone(token: Token) -> bool:
    """Not part of a longer name ("Kim Il Sung Square") nor a gazetteer entry."""
    if (token.text,) in world.gazetteer() and (token.text,) not in world.doubtful():
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is None or not (after.pos_ == "PROPN" and token.head == after)
