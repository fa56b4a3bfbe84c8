"""What the tagger reads, beside what the rules find.

In goes a draft with the statements that rules found; out come statements and attitudes. The
tagger knows where a content begins and ends and finds cues that no list holds; the rules know
who speaks, for a source is an actor, and they name their reason. Where both see one cue, the
content is the tagger's and the voice the rule's. A cue of saying with a clause or a quotation
makes a statement; any other (want, fear, support, plan) an attitude.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.grammar.arguments import spread, subjects
from onrecord.reading.quotes import trim
from onrecord.reading.statements.clauses import before_conjunction, trailed
from onrecord.reading.statements.found import (
    NOBODY,
    Found,
    Voice,
    cues,
    declining,
    found_by_cue,
    is_negated,
    voice_of,
)
from onrecord.reading.tagging import Attribution, decode, tagger
from onrecord.reading.tagging.windows import Encoded

COMPLEMENTISERS = ("that",)
PARENTHESES = (",", "—", "–", "--", "-")
FINITE = ("VBD", "VBP", "VBZ", "MD")
LIKE = 0.3
"""The overlap from which a rule and the tagger mean the same content."""


@dataclass
class Attributed:
    """Statements, and attitudes, as they were found."""

    statements: list[Found] = field(default_factory=list)
    attitudes: list[Found] = field(default_factory=list)


def attribute(draft: Draft, ruled: list[Found]) -> Attributed:
    """Join what rules found with what the tagger reads."""
    made = Attributed()
    left = list(ruled)
    for read in _tagged(draft):
        if not draft.is_read(read.cue.start):
            continue
        attribution = replace(
            read,
            content=tuple(_without_dateline(draft, span) for span in read.content),
            source=_without_dateline(draft, read.source) if read.source else None,
        )
        same = [f for f in left if f.cue and f.cue.overlaps(attribution.cue)]
        parts = list(_parts(draft, attribution))
        sure = attribution.score >= tagger().settings.cue
        if same and parts:
            left = [f for f in left if f not in same]
            parts = [_cut(draft, part, same[0], ruled) for part in parts]
            same = [_sourced(draft, found, attribution) for found in same]
            made.statements += _joined(draft, same, parts, ruled, sure)
        elif sure:
            _add(draft, attribution, parts, made)
    made.statements += [f for f in left if _stands_alone(draft, f, made.statements)]
    made.attitudes = [a for a in made.attitudes if not _told(a, made.statements)]
    return made


def _tagged(draft: Draft) -> Iterator[Attribution]:
    """What the tagger reads, in the order of the text; what it sees of it stays in the draft."""
    for window, scored in tagger().scored(draft.text, draft.quotes):
        draft.encoded.append(Encoded(window, scored.shared))
        yield from decode(window, scored, tagger().settings)


def _without_dateline(draft: Draft, span: Span) -> Span:
    """The part of a span that lies in the passage in which it ends."""
    passage = draft.passage_at(span.end - 1)
    return Span(max(span.start, passage.start), span.end) if passage else span


def _stands_alone(draft: Draft, found: Found, statements: list[Found]) -> bool:
    """Whether a rule is to be believed where the tagger sees nothing: not about words that
    somebody uses in a quotation ("I believe", "they call that a lie")."""
    pronoun = found.voice.source is not None and all(
        t.pos_ == "PRON" for t in draft.tokens(found.voice.source)
    )
    quoted = found.cue is not None and draft.quoted(found.cue.start)
    return not (pronoun and quoted) and not _told(found, statements)


def _told(found: Found, statements: list[Found]) -> bool:
    """Whether a statement says the same of the same source."""
    return any(
        found.content.likeness(s.content) > 0.8 and found.speakers == s.speakers for s in statements
    )


@dataclass(frozen=True)
class _Part:
    """A content, and its fragments where the cue breaks it: as a parenthesis ("The talks, he
    said, had failed"), or within a clause ("a vote that he said was stolen")."""

    content: Span
    fragments: tuple[Span, ...] = ()
    parenthesis: bool = True


def _parts(draft: Draft, attribution: Attribution) -> Iterator[_Part]:
    """The stretches of a content, joined where they make one clause: "The talks, he said, had
    failed" is one content in two fragments; two sentences, or two clauses, are two contents."""
    joined: list[Span] = []
    for stretch in attribution.content:
        span = _whole_words(draft, stretch)
        if span is None:
            continue
        if joined and not _one_clause(draft, joined[-1], span):
            yield _part(draft, joined)
            joined = []
        joined.append(span)
    if joined:
        yield _part(draft, joined)


def _part(draft: Draft, stretches: list[Span]) -> _Part:
    hull = Span(stretches[0].start, stretches[-1].end)
    if len(stretches) == 1:
        return _Part(hull)
    between = draft.text[stretches[0].end : stretches[1].start].lstrip()
    return _Part(hull, tuple(stretches), between.startswith(PARENTHESES))


def _whole_words(draft: Draft, stretch: Span) -> Span | None:
    tokens = draft.tokens(stretch)
    if len(tokens) > 1 and tokens[0].lower_ in COMPLEMENTISERS and tokens[0].dep_ == "mark":
        tokens = tokens[1:]
    span = trim(draft.text, tokens.start_char, tokens.end_char) if tokens else None
    return trailed(draft, span) if span is not None else None


def _one_clause(draft: Draft, one: Span, other: Span) -> bool:
    """Whether nothing ends between two stretches: no sentence, no quotation, and no clause, as it
    does where each of them is a clause of its own."""
    first, second = draft.tokens(one), draft.tokens(other)
    quotes = [q for q in draft.quotes if q.overlaps(one) or q.overlaps(other)]
    apart = draft.text[one.end : other.start].lstrip().startswith(PARENTHESES)
    clause = apart and _is_clause(first) and _is_clause(second)
    return first[-1].sent == second[0].sent and not clause and len(quotes) < 2


def _cut(draft: Draft, part: _Part, found: Found, ruled: list[Found]) -> _Part:
    """ "A admitted that B but insisted that C": the content ends before A speaks again, as the
    rule for the first cue has seen."""
    if part.fragments or found.content.start < part.content.start:
        return part
    if (end := _next_deed(draft, part.content, found)) is not None:
        part = _Part(trim(draft.text, part.content.start, end) or part.content)
    again = any(
        other.cue is not None
        and other.speakers == found.speakers
        and found.content.end <= other.cue.start < part.content.end
        and not draft.quoted(other.cue.start)
        for other in ruled
    )
    return _Part(found.content) if again and found.content.overlaps(part.content) else part


def _next_deed(draft: Draft, content: Span, found: Found) -> int | None:
    """Where in a content the next thing begins that the speaker does: "accused A of lying and
    suspended B" tells of the suspension itself."""
    if found.cue is None:
        return None
    verb = draft.tokens(found.cue).root
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.pos_ == "VERB":
            end = before_conjunction(child).idx
            inside = max(found.content.end, content.start + 1) <= end < content.end
            if inside and not draft.quoted(child.idx):
                return end
    return None


def _sourced(draft: Draft, found: Found, attribution: Attribution) -> Found:
    """A rule's statement with the words that the tagger takes for its source; with the tagger's
    source where the rule had to look for a subject ("A said B approved but warned that ...")."""
    source = found.voice.source
    if attribution.source is None or not found.speakers:
        return found
    words = char_span(draft.tokens(attribution.source))
    if source is None or source.overlaps(words):
        return replace(found, voice=Voice(found.speakers, words))
    cue = draft.tokens(attribution.cue)
    owned = any(child.dep_ == "nsubj" for token in cue for child in token.children)
    other = _voice(draft, attribution)
    lent = found.rule.startswith("cue:verb/") and not owned
    return replace(found, voice=other) if other.speakers and lent else found


def _joined(
    draft: Draft, same: list[Found], parts: list[_Part], ruled: list[Found], sure: bool
) -> list[Found]:
    """The rules' statements with the tagger's boundaries; where the two mean other words the
    tagger is believed if it is sure, but about a denial, whose claim may stand anywhere, about a
    further quotation of the same speaker, and about what another source says within."""
    made: list[Found] = []
    left = list(parts)
    for found in same:
        part = max(left, key=lambda p: p.content.likeness(found.content), default=None)
        alike = part is not None and part.content.likeness(found.content) >= LIKE
        if part is not None and alike and not _knows_better(draft, found, part, ruled):
            left.remove(part)
            made.append(_bounded(found, part))
        elif part is None or alike or not sure or _stands(draft, found, parts, ruled):
            made.append(found)
    others = [f for f in ruled if f not in same and not same[0].evidence.within(f.content)]
    free = [
        part
        for part in left
        if _near(draft, same[0], part)
        and not any(part.content.overlaps(f.content) for f in made)
        and not any(part.content.within(f.content) for f in others)
    ]
    return made + [_bounded(same[0], part) for part in free]


def _near(draft: Draft, found: Found, part: _Part) -> bool:
    """Whether a further content may be of this cue: in its paragraph, or a quotation."""
    start = part.content.start
    cue = found.cue or found.content
    return draft.passage_at(cue.start) == draft.passage_at(start) or draft.quoted(start)


def _stands(draft: Draft, found: Found, parts: list[_Part], ruled: list[Found]) -> bool:
    further = found.stance == "denies" or found.rule.startswith("quote/")
    return further or any(_relays(draft, found, part, ruled) for part in parts)


def _knows_better(draft: Draft, found: Found, part: _Part, ruled: list[Found]) -> bool:
    """Where the parse tells more: a claim with the verb that denies it ("a report dismissed by
    A"), what is not commented on, what somebody is thanked for, a cue within a clause ("a vote that
    A said was stolen"), a source within a source."""
    answered = found.cue is not None and found.cue.within(found.content)
    denied = answered and found.stance == "denies"
    declined = found.stance == "declines"
    thanks = found.rule.removeprefix("cue:verb/") in cues("thanking")
    return (
        denied or declined or thanks or not part.parenthesis or _relays(draft, found, part, ruled)
    )


def _relays(draft: Draft, found: Found, part: _Part, ruled: list[Found]) -> bool:
    """ "We arm nobody," A said, B reports: of B's content the tagger has A's words alone; or "A
    listed B, whom it accused of C": it has what stands before "whom"."""
    within = [
        other
        for other in ruled
        if other.cue is not None
        and other.cue.within(found.content)
        and not other.cue.within(part.content)
    ]
    return part.content.within(found.content) and any(
        (other.speakers != found.speakers and other.content.overlaps(part.content))
        or (other.cue and draft.tokens(other.cue).root.dep_ == "relcl")
        for other in within
    )


def _bounded(found: Found, part: _Part) -> Found:
    return replace(found, content=part.content, fragments=part.fragments)


def _add(draft: Draft, attribution: Attribution, parts: list[_Part], made: Attributed) -> None:
    """A cue that no rule knows: whose words, and whether they are words at all."""
    cue = draft.tokens(attribution.cue)
    head = _head(cue)
    if any(t.lower_ in NOBODY for t in subjects(head)):
        return
    voice = _voice(draft, attribution)
    speaks = head.lower_ == "according" or _speaks(cue, head)
    for part in parts:
        found = found_by_cue(draft, cue, head, voice, part.content, "tagger")
        clause = _is_clause(draft.tokens(part.content))
        quoted = draft.quoted(part.content.start)
        told = (speaks and (clause or quoted)) or (quoted and clause and voice.speakers)
        says = declining(head) is not None or (told and not is_negated(head))
        (made.statements if says else made.attitudes).append(_bounded(found, part))


def _speaks(cue: Tokens, head: Token) -> bool:
    """Whether a cue is one of saying, not of belief or of naming."""
    name = head.lemma_.lower()
    if name in cues("clausal") | cues("naming"):
        return f"{name} {cue[-1].lower_}" in cues("phrasal")
    return name in cues("asserts")


def _head(cue: Tokens) -> Token:
    """The last verb of a cue, else the word that governs it."""
    verbs = [t for t in cue if t.pos_ == "VERB"]
    return verbs[-1] if verbs else cue.root


def _voice(draft: Draft, attribution: Attribution) -> Voice:
    if attribution.source is None:
        return Voice()
    words = draft.tokens(attribution.source)
    voice = voice_of(draft, spread([words.root]))
    if not voice.speakers:
        voice = voice_of(draft, [t for t in words if draft.who(t)][:1])
    return Voice(voice.speakers, char_span(words))


def _is_clause(words: Tokens) -> bool:
    """Whether the words have a tense at their head: what is wanted of somebody ("the police to
    show restraint") is no claim."""
    heads = [t for t in words if t.head.i == t.i or not words.start <= t.head.i < words.end]
    if heads and heads[0].dep_ == "dobj":
        heads = [t for t in heads if t.dep_ != "advcl"]  # (recalled) "its envoy after A had left"
    return any(
        token.tag_ in FINITE
        for head in heads
        for token in (head, *(c for c in head.children if c.dep_ in ("aux", "auxpass")))
    )
