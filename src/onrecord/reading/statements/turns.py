"""Transcripts: paragraphs that open with who speaks and a colon ("ANA SOTO: We shall wait.").

In goes a draft; out come statements, one for each paragraph of a turn. A label is a name in
capitals, a word for a part in a conversation ("Q"), or the name and title of somebody known. It
is a speaker's where it is such a word, stands for a person, or comes again and is somebody's name:
an actor's, or one that the text has elsewhere. "UPDATE:" and "SCORE:" are none, nor is the place of
a report. A text has turns if it has two, one of them by a person or a part. In a transcript, where
most paragraphs have a label, those without one go on with the turn before.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Passage, Span, Stance
from onrecord.reading.draft import Draft
from onrecord.reading.statements.found import Found, Voice, lexicon

MIN_TURNS = 2
TRANSCRIPT = 0.5
"""The labelled share of a transcript's paragraphs, from its first turn on."""
SPOKEN = ("body", "quotation", "heading")

_LABEL = re.compile(
    r"(?P<label>(?P<name>[^\W\d_][\w.'’ -]{0,50}?)(?:, [\w.'’ -]{2,40}| \([^()\n]{2,40}\))?):\s+\S"
)
_QUESTION = re.compile(r"[^.!?]*\?")


@dataclass(frozen=True)
class _Turn:
    """A paragraph with a label: the label and the words after its colon."""

    label: Span
    words: Span
    speakers: tuple[str, ...]


def turns(draft: Draft) -> list[Found]:
    """The statements of the turns of a conversation; none where there is no conversation."""
    read = [p for p in draft.passages if p.kind in SPOKEN]
    labelled = _shared(draft, {p: turn for p in read if (turn := _turn(draft, p))})
    counts = Counter(_key(draft, turn) for turn in labelled.values())
    kept = {
        p: t for p, t in labelled.items() if _is_sure(draft, t) or _comes_again(draft, t, counts)
    }
    if len(kept) < MIN_TURNS or not any(_is_sure(draft, t) for t in kept.values()):
        return []
    first, last = min(p.start for p in kept), max(p.start for p in kept)
    spoken = [p for p in read if first <= p.start <= last]
    transcript = len(kept) > TRANSCRIPT * len(spoken)
    found: list[Found] = []
    current: _Turn | None = None
    for passage in spoken:
        if turn := kept.get(passage):
            found.append(_found(draft, turn, turn.words, passage))
            current = turn
        elif passage in labelled:
            current = None
        elif transcript and current is not None and passage.kind != "heading":
            found.append(_found(draft, current, Span(passage.start, passage.end), passage))
    return found


def _shared(draft: Draft, labelled: dict[Passage, _Turn]) -> dict[Passage, _Turn]:
    """The turns, with the speakers of the first label of the same last word where a label by
    itself stands for nobody: "ADMIRAL ROSA QUISPE", then "QUISPE"."""
    known: dict[str, tuple[str, ...]] = {}
    for turn in labelled.values():
        if turn.speakers:
            known.setdefault(_key(draft, turn), turn.speakers)
    return {
        p: replace(turn, speakers=turn.speakers or known.get(_key(draft, turn), ()))
        for p, turn in labelled.items()
    }


def _found(draft: Draft, turn: _Turn, words: Span, passage: Passage) -> Found:
    voice = Voice(list(turn.speakers), turn.label)
    evidence = Span(min(turn.label.start, passage.start), passage.end)
    asked = _QUESTION.fullmatch(words.of(draft.text))
    stance: Stance = "questions" if asked else "asserts"
    return Found(voice, turn.label, words, evidence, "page:turn", stance)


def _turn(draft: Draft, passage: Passage) -> _Turn | None:
    """The turn that a paragraph is, if it opens with what may be a label."""
    match = _LABEL.match(draft.text, passage.start, passage.end)
    if match is None:
        return None
    label = Span(match.start("label"), match.end("label"))
    words = Span(match.end() - 1, passage.end)
    speakers = _speakers(draft, label)
    name = match["name"]
    if name.lower() in _words("labels"):
        return None
    if name.isupper() or name.lower() in _words("parts") or _is_title(draft, label, speakers):
        return _Turn(label, words, speakers)
    return None


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(lexicon()["turns"][table])


def _is_title(draft: Draft, label: Span, speakers: tuple[str, ...]) -> bool:
    """Whether a label names one person, by name or office, and says no more."""
    tokens = draft.tokens(label)
    persons = [a for a in speakers if draft.actors[a].kind == "person"]
    return len(persons) == 1 and not any(t.pos_ in ("VERB", "AUX", "ADV") for t in tokens)


def _speakers(draft: Draft, label: Span) -> tuple[str, ...]:
    """Whom a label stands for: somebody named in it, a person before others; else the one person
    of the text who has its last word for a surname."""
    ids = [a for token in draft.tokens(label) for a in draft.who(token)]
    ids.sort(key=lambda a: draft.actors[a].kind != "person")
    surname = _last(label.of(draft.text))
    persons = [
        a.id for a in draft.actors.values() if a.kind == "person" and _last(a.name or "") == surname
    ]
    if ids and draft.actors[ids[0]].kind == "person":
        return (ids[0],)
    if len(persons) == 1:
        return (persons[0],)
    return tuple(ids[:1])


def _last(name: str) -> str:
    words = name.split(",")[0].split(" (")[0].split()
    return words[-1].casefold() if words else ""


def _key(draft: Draft, turn: _Turn) -> str:
    """What tells a label from others: its last word ("ANA SOTO", "SOTO")."""
    return _last(turn.label.of(draft.text))


def _is_sure(draft: Draft, turn: _Turn) -> bool:
    """Whether a label is a word for a part, or stands for a person, whom an honorific tells."""
    words = turn.label.of(draft.text).lower()
    part = words in _words("parts") or words.split()[0].rstrip(".") in _words("honorifics")
    return part or any(draft.actors[a].kind == "person" for a in turn.speakers)


def _comes_again(draft: Draft, turn: _Turn, counts: Counter[str]) -> bool:
    """Whether another paragraph has the same label, and it is somebody's name and no place's."""
    located = any(t.i in draft.locations for t in draft.tokens(turn.label))
    again = not located and counts[_key(draft, turn)] > 1
    return again and (bool(turn.speakers) or _is_name(draft, turn.label))


def _is_name(draft: Draft, label: Span) -> bool:
    """Whether the text has the words of a label elsewhere for a name: "RADIO ANDES", and "said to
    Radio Andes"."""
    words = [t.lower_ for t in draft.tokens(label) if t.is_alpha]
    named = (t for t in draft.doc if t.lower_ in words[:1] and t.is_title)
    spans = (draft.doc[t.i : t.i + len(words)] for t in named)
    return any(
        [t.lower_ for t in there] == words and all(t.pos_ == "PROPN" and t.is_title for t in there)
        for there in spans
    )
