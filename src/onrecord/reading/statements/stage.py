"""Stage seven: who says what, and inside whose words.

In goes a draft with its actors; out come statements in the sense of PARC and PolNeAR: source,
cue, content, with the form (direct, indirect, mixed), the stance, the statement that each lies
within, and the one that a denial denies. Cues are verbs with a clause, a quotation or a noun
phrase, nouns with a clause, "according to", captions under quotations, and first-person texts.
Content is found first, in :mod:`onrecord.reading.statements.verbs`; speakers come from the
referents.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from onrecord.model import Span, Statement, content_id
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import word_span
from onrecord.reading.quotes import trim
from onrecord.reading.statements.attributed import Attributed, attribute
from onrecord.reading.statements.disputes import denied_statement
from onrecord.reading.statements.found import Found, cues, form_of, voice_of
from onrecord.reading.statements.phrases import according, noun_cue, with_relays
from onrecord.reading.statements.turns import turns
from onrecord.reading.statements.unspoken import (
    captions,
    first_person_text,
    introduced,
    labelled,
    trailing,
)
from onrecord.reading.statements.untruths import without_asides
from onrecord.reading.statements.verbs import verb_cue

MIN_QUOTED_WORDS = 4
MAX_SOURCE = 28


@dataclass
class Reading:
    """The statements found so far."""

    draft: Draft
    found: list[Found]

    def covered(self, span: Span) -> bool:
        """Whether some statement's content holds most of `span` already."""
        return any(f.content.shared(span) > 0.5 * (span.end - span.start) for f in self.found)


def read_statements(draft: Draft) -> None:
    """Add the draft's statements."""
    reading = Reading(draft, [])
    reading.found += turns(draft) or first_person_text(draft)
    for sentence in draft.readable:
        for token in sentence:
            if cue := _cue(draft, token):
                _add(reading, cue)
    ends = trailing(draft, reading.found)
    for found in reading.found:
        found.content = _before_sources(found.content, ends)
    reading.found += ends
    reading.found += introduced(draft, reading.found)
    reading.found += captions(draft)
    _attribute_quotes(reading)
    attributed = attribute(draft, reading.found)
    attributed.statements = with_relays(draft, attributed.statements)
    attributed.statements = without_asides(draft, attributed.statements)
    _publish(draft, attributed)


def _before_sources(content: Span, ends: list[Found]) -> Span:
    """A content without the source of the whole sentence at its end."""
    for end in ends:
        if end.cue and end.cue.within(content) and end.content.end > content.start:
            content = Span(content.start, min(content.end, end.content.end))
    return content


def innermost(draft: Draft, span: Span) -> Statement | None:
    """The innermost statement that says what stands at `span`, or None: not one which declines
    to say it, nor one whose cue it is ("a claim that A rejects")."""
    holding = [
        s
        for s in draft.statements
        if any(span.within(piece) for piece in s.pieces)
        and s.stance != "declines"
        and not (s.cue and s.cue.overlaps(span))
    ]
    return min(holding, key=lambda s: (_size(s), s.id), default=None)


def _size(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.pieces)


def _cue(draft: Draft, token: Token) -> Found | None:
    if token.lower_ == "according":
        return according(draft, token)
    if token.pos_ in ("VERB", "AUX"):
        return verb_cue(draft, token)
    if token.pos_ == "NOUN":
        return noun_cue(draft, token)
    return None


def _add(reading: Reading, cue: Found) -> None:
    """Widen a content that stands in a quotation to the whole of it, and keep it once."""
    content = cue.content
    for quote in reading.draft.quotes:
        size = content.end - content.start
        most = content.shared(quote) > 0.8 * size and content.start - quote.start < 3 + size
        if most and not (cue.cue and quote.start <= cue.cue.start < quote.end):
            cue.content = quote
            break
    if not any(_same(cue, other) for other in reading.found):
        reading.found.append(cue)


def _same(one: Found, other: Found) -> bool:
    return one.content == other.content and one.speakers == other.speakers


def _attribute_quotes(reading: Reading) -> None:
    """Give each quotation that no cue has claimed to the speaker of its paragraph."""
    draft = reading.draft
    last: Found | None = None
    for quote in draft.quotes:
        if reading.covered(quote):
            last = next((f for f in reading.found if f.content == quote), last)
            continue
        near = _beside(draft, quote) or labelled(draft, quote)
        if near is None and len(quote.of(draft.text).split()) < MIN_QUOTED_WORDS:
            continue
        if near is None and _inside_clause(draft, quote):
            continue
        near = near or _paragraph_speaker(reading, quote)
        if near is None and last is not None and _follows(draft, last.content, quote):
            near = last
        if near is None:
            continue
        rule = near.rule if near.content == quote else "quote/paragraph"
        evidence = near.evidence if near.content == quote else quote
        found = Found(near.voice, near.cue, quote, evidence, rule)
        reading.found.append(found)
        last = found


def _beside(draft: Draft, quote: Span) -> Found | None:
    """The cue right behind a quotation that ends in a comma: ""...," A said on television"."""
    if draft.text[quote.end - 1] not in ",?!":
        return None
    after = draft.tokens(Span(quote.end, quote.end + 1))
    first = after[-1].i + 1 if len(after) else len(draft.doc)
    for token in draft.doc[first : first + MAX_SOURCE]:
        if token.text in ('"', "“", ";", ".") or draft.quoted(token.idx):
            return None
        if token.pos_ == "VERB" and token.lemma_.lower() in cues("plain") | cues("quoted"):
            voice = voice_of(draft, [c for c in token.children if c.dep_ == "nsubj"])
            if not voice.speakers:
                return None
            rule = f"quote/{token.lemma_.lower()}"
            cue = word_span(token)
            return Found(voice, cue, quote, quote, rule)
    return None


def _inside_clause(draft: Draft, quote: Span) -> bool:
    """Words quoted in passing: the quotation neither opens a sentence nor ends one."""
    head = draft.text[: quote.start].rstrip(" “\"«‘'")
    return bool(head) and head[-1] not in ".!?:,\n”\"»’'"


def _paragraph_speaker(reading: Reading, quote: Span) -> Found | None:
    passage = reading.draft.passage_at(quote.start)
    if passage is None:
        return None
    near = [
        f
        for f in reading.found
        if f.speakers
        and f.cue
        and passage.start <= f.cue.start < passage.end
        and not reading.draft.quoted(f.cue.start)
    ]
    return min(near, key=lambda f: abs((f.cue or quote).start - quote.start), default=None)


def _follows(draft: Draft, before: Span, quote: Span) -> bool:
    between = draft.text[before.end : quote.start]
    return between.strip(" \n”“\"‘’'.,«»") == "" and between.count("\n") <= 3


def _publish(draft: Draft, attributed: Attributed) -> None:
    """Make the records: ids, nesting, what goes on with what, and what denials deny."""
    made = _records(draft, attributed.statements)
    placed = [_with(s, within=_parent(s, made)) for s in made]
    draft.statements += [
        _with(s, denies=denied_statement(draft, s, placed) if s.stance == "denies" else None)
        for s in placed
    ]
    draft.attitudes += [
        _with(a, within=_parent(a, made)) for a in _records(draft, attributed.attitudes)
    ]


def _records(draft: Draft, founds: list[Found]) -> list[Statement]:
    """The records of what was found, each once, in the order of the text."""
    unique: dict[tuple[int, int, tuple[str, ...]], Found] = {}
    for found in founds:
        span = trim(draft.text, found.content.start, found.content.end)
        if span is not None:
            found.content = span
            unique.setdefault((span.start, span.end, tuple(found.speakers)), found)
    ordered = sorted(unique.values(), key=lambda f: (f.content.start, -f.content.end, f.rule))
    made: list[Statement] = []
    latest: dict[Span, Statement] = {}
    for found in ordered:
        record = _record(draft, found)
        if found.cue is not None:
            before = latest.get(found.cue)
            if before and before.speakers == record.speakers and not _overlap(before, record):
                record = _with(record, continues=before.id)
            latest[found.cue] = record
        made.append(record)
    return made


def _overlap(one: Statement, other: Statement) -> bool:
    return one.content.overlaps(other.content)


def _record(draft: Draft, found: Found) -> Statement:
    ident = content_id(
        "statement",
        draft.document.id,
        found.content.start,
        found.content.end,
        *found.speakers,
        found.cue.start if found.cue else None,
    )
    shown = found.rule.startswith("page:")  # the page says whose words they are, without marks
    return Statement(
        id=ident,
        speakers=found.speakers,
        source=found.voice.source,
        cue=found.cue,
        content=found.content,
        evidence=found.evidence,
        form="direct" if shown else form_of(draft, found.cue, found.pieces),
        stance=found.stance,
        rule=found.rule,
        fragments=list(found.fragments),
    )


def _with(statement: Statement, **changes: object) -> Statement:
    return msgspec.structs.replace(statement, **changes)


def _parent(statement: Statement, others: list[Statement]) -> str | None:
    """The innermost other statement in whose content this one is reported."""
    anchor = statement.cue or statement.content
    holding = [
        other
        for other in others
        if other.id != statement.id
        and any(anchor.within(piece) for piece in other.pieces)
        and not (other.cue and other.cue == statement.cue)
        and (other.content != statement.content or _size(statement) < _size(other))
        and not _refuses(other, statement)
        and (statement.content.within(other.content) or anchor.start >= other.content.start)
    ]
    inner = min(holding, key=lambda s: (_size(s), s.id), default=None)
    return inner.id if inner else None


def _refuses(denial: Statement, claim: Statement) -> bool:
    """ "B rejects A's claim that ...": B denies the claim, and does not report it."""
    named = claim.rule is not None and claim.rule.startswith("cue:noun/")
    return named and denial.stance == "denies" and denial.speakers != claim.speakers
