"""Clauses: the words that tell an event, and whether they say that it was or that it was not.

In go a report, its text and one of its events; out come the clause and the stance that its source
takes. A negation that leaves it open ("has not yet signed") or bounds a number ("never held more
than 28") is no denial; one in the subject or the object is ("Not a single gate was lifted").
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Event, Report, Span, Stance, Statement
from onrecord.resolve.identity.words import root_of, words_of
from onrecord.resolve.versions.phrases import any_of, lexicon, pattern
from onrecord.resolve.versions.sentences import sentence_at

UNDONE = 16
"""Characters before a verb of denying within which a negation undoes it."""
CLAUSE = 5
"""Words that a clause of its own has at least."""
BEFORE = 24
"""Characters before a deed within which the word stands that makes it a circumstance."""
BEHIND = 3
"""Words behind a deed within which its object stands."""
_SUBORDINATE = re.compile(
    r",?\s(?:(?:an?|one|two|three|some|several|\d+)\s\w+\s)?(?:after|before|while|as|when|since|whereas)\s",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|where|when|after|before|during|since)\b", re.I)
_CONTRAST = re.compile(r",?\s(?:and|but|,)\snot\b[^,;]*|,\snot\b[^,;]*", re.IGNORECASE)
_TAIL = re.compile(r"(?:[\s,;:—–-]|\b(?:and|but|while|as|that)\b)+$")


def clause_of(report: Report, text: str, event: Event) -> Span:
    """The words that tell the event: from its first argument, past what other events tell before
    its trigger, to where the sentence, the statement or the clause of another event ends."""
    start, end = event.evidence.start, sentence_at(text, event.trigger).end
    statement = statement_of(report, event)
    if statement is not None:
        end = min([end, *(p.end for p in statement.pieces if event.trigger.within(p))])
    for other in report.told:
        if other.trigger == event.trigger:
            continue
        if start <= other.trigger.start < event.trigger.start:
            start = event.trigger.start
        elif event.trigger.end <= other.trigger.start < end:
            after = other.evidence.start >= event.trigger.end
            end = other.evidence.start if after else other.trigger.start
    own = max(event.trigger.end, min(event.evidence.end, end))
    if (found := _SUBORDINATE.search(text, own, end)) and _is_long(text[found.end() : end]):
        end = found.start()
    end = max(end, event.trigger.end)
    cut = _TAIL.search(text, event.trigger.end, end)
    end = cut.start() if cut else end
    return Span(start, start + len(text[start:end].rstrip(" .!?\n")))


def _is_long(words: str) -> bool:
    """Whether what follows a conjunction may be a clause, no mere day or name."""
    return len(words.split()) >= CLAUSE


def statement_of(report: Report, event: Event) -> Statement | None:
    """The innermost statement that carries an event."""
    return next((s for s in report.statements if s.id == event.within), None)


def stance_on(report: Report, text: str, event: Event) -> Stance:
    """What the innermost source holds on the event: a negated deed is denied, whatever the verb;
    a denial that leaves it asserted ("denied that it did not withdraw") is none."""
    statement = statement_of(report, event)
    if statement is not None and statement.stance in ("questions", "declines"):
        return statement.stance
    if sentence_at(text, event.trigger).of(text).rstrip(" \n\"”’'").endswith("?"):
        return "questions"
    denied = statement is not None and is_denial(text, statement)
    start = statement.content.start if statement is not None else event.trigger.start
    if denied and is_presupposed(report, text, event, start):
        return "asserts"
    if _is_undone(report, text, event, denied=denied):
        return "admits" if statement is not None and statement.stance == "admits" else "denies"
    if denied and statement is not None and _is_version(text, statement, event):
        return "denies"
    if statement is None or statement.stance == "denies":
        return "denies" if denied and event.factuality not in ("asserted", "negated") else "asserts"
    return statement.stance


def _is_version(text: str, statement: Statement, event: Event) -> bool:
    """Whether an event is what others say, by the noun before it: "the version that he fell"."""
    claims = any_of(word for word in lexicon()["frames"]["claims"] if " " not in word)
    ahead = text[statement.content.start : event.trigger.start]
    return re.search(rf"\b(?:{claims})\s+(?:that|of)\s", ahead, re.IGNORECASE) is not None


def _is_undone(report: Report, text: str, event: Event, *, denied: bool) -> bool:
    """Whether a deed is said not to have been done, and not merely left off or left open."""
    clause, start = clause_of(report, text, event), beginning(report, text, event)
    if event.factuality != "negated":
        return _is_nothing(text, start, clause, event.trigger)
    whole = text[start : clause.end]
    return denied or not (_is_left(text, event) or is_open(whole))


def beginning(report: Report, text: str, event: Event) -> int:
    """Where the words begin that may be of an event, though no argument of it: behind the trigger
    of another one, at the start of the sentence, or of what is said."""
    statement, sentence = statement_of(report, event), sentence_at(text, event.trigger)
    pieces = statement.pieces if statement else []
    starts = [p.start for p in pieces if event.trigger.within(p)]
    others = [e.trigger.end for e in report.told if e.trigger.end <= event.trigger.start]
    return max(sentence.start, *starts, *others, 0)


def _is_left(text: str, event: Event) -> bool:
    """Whether a deed is negated as a circumstance ("without asking") or by a verb of ending
    ("stopped selling"): nobody says that it never was."""
    before = text[max(0, event.trigger.start - BEFORE) : event.trigger.start]
    if pattern("negation", "circumstance").search(before):
        return True
    if pattern("negation", "coming").search(before):
        return True
    operator = event.operator.of(text) if event.operator else ""
    words = [word.root for word in words_of(operator)]
    ending = {root_of(word) for word in lexicon()["negation"]["ending"]}
    return any(word in ending for word in words)


def is_denial(text: str, statement: Statement) -> bool:
    """Whether a statement denies indeed: "without disputing that ..." does not."""
    if statement.stance != "denies" or statement.cue is None:
        return statement.stance == "denies"
    ahead = text[max(0, statement.cue.start - UNDONE) : statement.cue.start]
    return pattern("frames", "undone").search(ahead) is None


def is_presupposed(report: Report, text: str, event: Event, start: int) -> bool:
    """Whether what is denied from `start` on stands before the event, and this only in what tells
    who or when it was: "denied that its army had hunted the men who killed them"."""
    end = event.trigger.start
    earlier = [e.trigger.end for e in report.told if start <= e.trigger.start < end]
    return bool(earlier) and _RELATIVE.search(text, min(earlier), end) is not None


def is_negated(words: str) -> bool:
    """Whether a clause says that something is not so."""
    return pattern("negation", "words").search(words) is not None and not is_open(words)


def is_open(words: str) -> bool:
    """Whether a negation in a clause leaves it open, bounds a number, or sets what was against
    what was not ("seven, not four")."""
    if pattern("negation", "open").search(words) or turned().search(words):
        return True
    rest, contrasted = _CONTRAST.subn("", words)
    return contrasted > 0 and pattern("negation", "words").search(rest) is None


@cache
def turned() -> re.Pattern[str]:
    """What turns a lower bound into an upper one: a negation up to three words before it."""
    words = any_of(lexicon()["negation"]["words"])
    return re.compile(rf"\b(?:{words})(?:\s\w+){{0,3}}\s(?:more|over)\b(?:\sthan)?", re.IGNORECASE)


def _is_nothing(text: str, start: int, clause: Span, trigger: Span) -> bool:
    """Whether nobody did it, or to nobody: "No policeman touched a trigger", "At no time did they
    shoot"; `start` is where the words begin that may be of the event."""
    openings = pattern("negation", "openings")
    if not is_open(clause.of(text)) and any(
        openings.match(text, at, trigger.start) for at in (clause.start, start)
    ):
        return True
    behind = " ".join(text[trigger.end : clause.end].split()[:BEHIND])
    finite = not trigger.of(text).endswith("ing")
    nothing = pattern("negation", "objects").search(behind) is not None
    return nothing or (finite and behind.startswith("no "))
