"""Who an actor of a report is, and whether an actor of another is the same.

In go an actor with its roles and the day of the report; out comes a :class:`Persona`, all that
tells who it is, which needs the report no more. Two personas have a :class:`Likeness`: from
SAME they are one, from UNSURE a person should decide, and what is `barred` is never one, whatever
joins them by way of others. States are told by their code. Names weigh first
(:mod:`onrecord.resolve.actors.names`, :mod:`onrecord.resolve.actors.bodies`); the same country,
office and sector add, so that a family name alone is somebody only by country and office; different
countries, sectors that nobody is of at one time, and a lifetime between two reports bar.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from onrecord.knowledge import tables, world
from onrecord.knowledge.ontology import international
from onrecord.model import Actor, ActorKind, Record, Role, content_id
from onrecord.resolve.actors import names
from onrecord.resolve.actors.bodies import bag, known_as, same_body, vocabulary
from onrecord.resolve.actors.names import cut, is_common, same_name
from onrecord.resolve.actors.offices import akin_office, same_office
from onrecord.resolve.actors.spelling import forms, key, plain

SAME = 0.85
"""The score from which two personas are one."""
UNSURE = 0.6
"""The score from which they may be, for a person to decide."""

COMMON = 0.7
"""What a name of common words is worth at the most ("Mohammed Ali")."""
DESCRIBED = 0.7
"""What the same description is worth ("Congolese fishermen"): it names nobody."""
OWNERLESS = 0.7
"""What the name of an organ is worth where one country is unknown ("the foreign ministry")."""
KINDS = 0.7
"""What the same name of two words is worth where one report takes it for a person's and another
for a body's."""
COUNTRY = 0.1
"""What the same country adds."""
OFFICE = 0.3
"""What the same office of the same country or body adds."""
TITLE = 0.15
"""What a title adds that may be the same: of which country or body, or of what, is not said."""
SECTOR = 0.04
"""What the same sector adds."""
NEAR = 5
"""Years within which an office tells who is meant by a family name."""
AT_ONCE = 2
"""Years within which one has not changed between sectors that are apart."""
SONS = 15
"""Years after which a mark of the generation ("Jr.") tells two persons apart."""
LIFETIME = 60
"""Years after which a name is another person's."""

Verdict = Literal["same", "unsure", "different"]


class Office(Record, frozen=True):
    """An office that a report gives to somebody; `over` where it says that this is past."""

    title: str
    country: str | None = None
    organization: str | None = None
    since: str | None = None
    until: str | None = None
    over: bool = False


class Persona(Record, frozen=True):
    """What tells who an actor is. `key` is a hash of the rest; `names` are as written, the first
    the actor's name; `year` is that of the report. `loose`: too little to be known by, so that
    the same words in another report need not be the same actor; `described`: no name at all."""

    key: str
    kind: ActorKind
    names: list[str]
    country: str | None = None
    sector: str | None = None
    offices: list[Office] = []
    year: int | None = None
    loose: bool = False
    described: bool = False


class Likeness(Record, frozen=True):
    """How like two personas are, in [0, 1], why, and whether they can never be one."""

    score: float
    reasons: list[str]
    barred: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the score means."""
        if self.barred or self.score < UNSURE:
            return "different"
        return "same" if self.score >= SAME else "unsure"


def persona(actor: Actor, roles: Sequence[Role], published: str | None) -> Persona:
    """Who `actor` is, by its own words and those of its `roles` (others' are passed over);
    `published` is the ISO date of the report."""
    if actor.kind == "state" and actor.country:
        state = world.states().get(actor.country)
        name = state.name if state else actor.name or actor.country
        return Persona(
            content_id("persona", "state", name, actor.country), "state", [name], actor.country
        )
    described = _is_described(actor)
    written = _names(actor)
    offices = sorted(
        {_office(role) for role in roles if role.actor == actor.id},
        key=lambda o: tuple("" if part is None else str(part) for part in _fields(o)),
    )
    year = int(published[:4]) if published and published[:4].isdecimal() else None
    if not (actor.kind == "person" or described or known_as(written[0]) is None):
        year = None  # a body that all know is the same in any year
    parts = (*written, actor.country, actor.sector, year, *map(_fields, offices))
    return Persona(
        content_id("persona", actor.kind, *parts),
        actor.kind,
        written,
        actor.country,
        actor.sector,
        offices,
        year,
        described or _is_loose(actor, written, offices),
        described,
    )


def likeness(a: Persona, b: Persona) -> Likeness:
    """How like `a` and `b` are; the same for (b, a)."""
    if b.key < a.key:
        return likeness(b, a)
    if _class(a) != _class(b):
        shared = {plain(name) for name in a.names} & {plain(name) for name in b.names}
        if any(" " in name for name in shared) and "state" not in (a.kind, b.kind):
            return Likeness(KINDS, [f"a {a.kind} and a {b.kind} of one name"])
        return Likeness(0.0, [f"a {a.kind} and a {b.kind}"], barred=True)
    if a.kind == "state":
        same = a.country == b.country
        return Likeness(float(same), [f"{a.country} and {b.country}"], barred=not same)
    if _countries_differ(a, b):
        return Likeness(0.0, [f"of {a.country} and of {b.country}"], barred=True)
    return _persons(a, b) if a.kind == "person" else _bodies(a, b)


def blocks(it: Persona) -> list[str]:
    """The keys under which a persona is found again: two that may be one share a key. Words
    of names that many bear count only in pairs, or with the country."""
    if it.kind == "state":
        return [f"state:{it.country}"]
    if it.described:
        return []
    found = _person_blocks(it) if it.kind == "person" else _body_blocks(it)
    whole = (f"whole:{plain(name)}" for name in it.names if " " in plain(name))
    return sorted({*found, *whole})


def _fields(office: Office) -> tuple[object, ...]:
    return (
        office.title,
        office.country,
        office.organization,
        office.since,
        office.until,
        office.over,
    )


def _class(it: Persona | Actor) -> str:
    """What two must both be to be one: a body may be taken for a group."""
    return it.kind if it.kind in ("person", "state", "population") else "body"


def _names(actor: Actor) -> list[str]:
    """The names of an actor; that of the gazetteer alone where it has one, and for the bare
    family name of a leader whom all know the full one too."""
    name = actor.name or "unknown"
    if actor.kind != "person":
        return [known_as(name) or name]
    others = {alias for alias in actor.aliases if len(cut(alias).weighty) > 1} - {name}
    if full := _leaders().get(plain(name)):
        others.add(full)
    return [name, *sorted(others)]


def _office(role: Role) -> Office:
    """The office of a role, without the words that say that it is over."""
    over = vocabulary()["over"]
    words = role.title.replace("-", " ").split()
    past = [word for word in words if word.lower() in over]
    title = " ".join(w for w in words if w not in past) if past else role.title
    return Office(
        title, role.country, role.organization, role.since, role.until, bool(past) and bool(title)
    )


def _is_described(actor: Actor) -> bool:
    """Whether an actor has a description for a name: "gunmen", "a church"."""
    if actor.kind in ("person", "organization") or actor.name is None:
        return actor.name is None
    entry = world.gazetteer().get(world.split(actor.name))
    if known_as(actor.name) is not None or (entry is not None and entry.kind != "adjective"):
        return False
    last = plain(actor.name).split()[-1]
    if actor.kind == "organ":
        return not bag(actor.name).telling and last in _many()
    return actor.name.split()[-1].islower() or _is_noun(last)


def _is_noun(word: str) -> bool:
    """Whether a word, or what it is the plural of, is a common noun for actors."""
    singular = word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
    stems = (word, singular, word.removesuffix("es"), word.removesuffix("ies") + "y")
    return any(world.noun((stem,)) is not None for stem in stems)


def _is_loose(actor: Actor, written: Sequence[str], offices: Sequence[Office]) -> bool:
    """Whether the names alone would not tell who is meant."""
    if actor.kind == "person":
        single = all(len(cut(name).weighty) < 2 for name in written)
        return (single and not any(o.country or o.organization for o in offices)) or (
            all(map(is_common, written)) and not (actor.country and (offices or actor.sector))
        )
    return actor.kind == "organ" and actor.country is None


def _countries_differ(a: Persona, b: Persona) -> bool:
    """Whether both countries are known and are two; a person may also be of a body of many."""
    if not a.country or not b.country or a.country == b.country:
        return False
    return not (a.kind == "person" and {a.country, b.country} & set(international()))


def _persons(a: Persona, b: Persona) -> Likeness:
    """The likeness of two persons whose countries are not two."""
    score, x, y = max((same_name(x, y), x, y) for x, y in itertools.product(a.names, b.names))
    reasons = [f"{min(x, y)} / {max(x, y)}: {score:.2f}"]
    if 0 < score <= names.OTHER:
        return Likeness(score, [*reasons, "another name"], barred=True)
    if why := _apart(a, b, x, y):
        return Likeness(score, [*reasons, why], barred=True)
    if score >= UNSURE and is_common(x) and is_common(y):
        score = min(score, COMMON)
        reasons.append("a common name")
    if score >= UNSURE:
        full = score >= names.WITHIN
        for points, reason in _evidence(a, b, full=full):
            score += points
            reasons.append(reason)
    return Likeness(round(min(score, 1.0), 4), reasons)


def _apart(a: Persona, b: Persona, x: str, y: str) -> str | None:
    """What tells two persons of one name apart, if anything does."""
    years = abs(a.year - b.year) if a.year is not None and b.year is not None else None
    if years is not None and years > LIFETIME:
        return f"{years} years between"
    if years is not None and years > SONS and cut(x).generation != cut(y).generation:
        return f"of two generations, {years} years between"
    pair = {a.sector, b.sector}
    if (years or 0) <= AT_ONCE and any(pair == set(row) for row in _data()["sectors"]["apart"]):
        return f"of {a.sector} and of {b.sector} at one time"
    return None


def _evidence(a: Persona, b: Persona, *, full: bool) -> Iterator[tuple[float, str]]:
    """What else speaks for two persons being one, with its weight."""
    if a.country and a.country == b.country:
        yield COUNTRY, f"of {a.country}"
    far = a.year is not None and b.year is not None and abs(a.year - b.year) > NEAR
    shared = [] if far and not full else list(_shared(a, b))
    if shared:
        yield max(shared)
    elif a.sector and a.sector == b.sector:
        yield SECTOR, f"of {a.sector}"


def _shared(a: Persona, b: Persona) -> Iterator[tuple[float, str]]:
    """The offices that both hold, or held."""
    for x, y in itertools.product(a.offices, b.offices):
        if not akin_office(x.title, y.title):
            continue
        whose = [(x.country, y.country), (x.organization, y.organization)]
        if any(p and q and p != q for p, q in whose):
            continue
        sure = same_office(x.title, y.title) and any(p and p == q for p, q in whose)
        yield (OFFICE if sure else TITLE), f"both {min(x.title, y.title)}"


def _bodies(a: Persona, b: Persona) -> Likeness:
    """The likeness of two bodies, or two populations, whose countries are not two."""
    score, x, y = max((same_body(x, y), x, y) for x, y in itertools.product(a.names, b.names))
    reasons = [f"{min(x, y)} / {max(x, y)}: {score:.2f}"]
    together = bool(a.country) and a.country == b.country
    if a.described or b.described:
        level = DESCRIBED if together else UNSURE - COUNTRY
        return Likeness(min(score, level), [*reasons, "a description, no name"])
    if score >= UNSURE and together:
        score += COUNTRY
        reasons.append(f"of {a.country}")
    if not together and "organ" in (a.kind, b.kind):
        score = min(score, OWNERLESS)
        reasons.append("whose is not known")
    return Likeness(round(min(score, 1.0), 4), reasons)


def _person_blocks(it: Persona) -> Iterator[str]:
    for name in it.names:
        words = [w for w in cut(name).weighty if len(w) > 1]
        keys = [sorted({key(w), *forms(w)}) for w in words]
        for word, several in zip(words, keys, strict=True):
            for one in several:
                if not is_common(word):
                    yield f"name:{one}"
                elif len(words) == 1 or word in (words[0], words[-1]):
                    yield f"name:{one}:{it.country or ''}"
        for left, right in itertools.combinations(keys, 2):
            for x, y in itertools.product(left, right):
                yield "name:" + "+".join(sorted((x, y)))


def _body_blocks(it: Persona) -> Iterator[str]:
    for name in it.names:
        if known := known_as(name):
            yield f"body:{known}"
        words = bag(name)
        for word in words.telling:
            yield f"body:{key(word)}"
        if not words.telling:
            yield f"body:{'+'.join(words.kinds)}:{it.country or ''}"
        letters = name.replace(".", "")
        initials = "".join(w[0] for w in plain(name).split() if w not in vocabulary()["small"])
        short = plain(letters if letters.isupper() else initials)
        if len(short) > 1:  # of one letter is no abbreviation
            yield f"body:{short}."


@cache
def _data() -> Mapping[str, Any]:
    return tables.keys("person_names")


@cache
def _many() -> frozenset[str]:
    """Words for bodies of which there are many."""
    return frozenset(tables.keys("body_names")["described"]["many"])


@cache
def _leaders() -> Mapping[str, str]:
    """The full names of leaders by the family names that are nobody else's."""
    found: dict[str, str] = {}
    for row in tables.rows("leaders"):
        phrases = row["phrases"].split(";")
        if all(same_name(phrases[0], phrase) >= SAME for phrase in phrases):
            bare = [name for name in row["surnames"].split(";") if name]
            found |= {plain(name): row["name"] for name in bare}
    return found
