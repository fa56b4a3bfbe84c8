"""Boundaries: where the words that a cue introduces begin and end.

In goes a cue verb, with the clause that the parse gives it or without; out come the characters
of the content, without the cue, the complementiser, and what is said of the content afterwards
("a claim dismissed by A"). Where a source stands after or amid the words ("..., A said.",
"B, he noted, ..."), commas tell more than the parse, and decide.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import coordinated_with, subtree_span
from onrecord.reading.statements.found import cues, nouns_of_claims

AROUND = ",;:–—-"
MAX_TRAILER = 14
SUBJECTS = ("nsubj", "csubj", "expl")


def clause_content(draft: Draft, clause: Token, verb: Token) -> Span:
    """The content of `verb` whose clause the parse gives: a clause before or after it."""
    span = subtree_span(clause)
    start, end = span.start, span.end
    if complementiser := _that(clause, verb):
        start = max(start, complementiser.idx + len(complementiser.text))
    if start <= verb.idx < end:
        start, end = _longer_side(verb, start, end)
    for child in verb.children:  # the parser may cut one clause in two
        if child.dep_ == "ccomp" and child.i > clause.i > verb.i:
            end = max(end, subtree_span(child).end)
    for child in clause.children:
        if child.dep_ == "conj" and (_leaves(child, clause) or _speaks_anew(draft, child, verb)):
            end = min(end, before_conjunction(child).idx)
    return trailed(draft, Span(start, max(end, start + 1)))


def _that(clause: Token, verb: Token) -> Token | None:
    """The "that" which opens a clause; the parser may hang it on a verb further inside."""
    for token in clause.subtree:
        if token.i > verb.i and token.dep_ == "mark" and token.lower_ == "that":
            between = clause.doc[verb.i + 1 : token.i]
            if token.head.i == clause.i or not any(t.pos_ == "VERB" for t in between):
                return token
    return None


def _longer_side(verb: Token, start: int, end: int) -> tuple[int, int]:
    """The cue stands inside ("X, he said, Y"): the longer side of it."""
    before, after = verb.left_edge.idx, verb.idx + len(verb.text)
    subject = min((c.left_edge.idx for c in verb.children if c.dep_ == "nsubj"), default=verb.idx)
    before = max(start, min(before if before > start else subject, subject))
    return (start, before) if before - start >= end - after else (after, end)


def _leaves(conjunct: Token, clause: Token) -> bool:
    """ "A said that B had helped and accused C": the second verb is A's, as its tense tells."""
    return coordinated_with(conjunct).i != clause.i


def _speaks_anew(draft: Draft, clause: Token, verb: Token) -> bool:
    """ "A said it would help, and B called for calm": the second source is not in A's words."""
    if clause.lemma_.lower() not in cues("asserts") or verb.idx > clause.idx:
        return False
    opening = before_conjunction(clause)
    own = any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in clause.children)
    return own and opening.text == "," and not draft.quoted(clause.idx)


def before_conjunction(verb: Token) -> Token:
    """The "and" (and comma) with which a coordinated clause opens."""
    token = verb.left_edge
    while token.i > 0 and token.nbor(-1).lower_ in ("and", "but", ","):
        token = token.nbor(-1)
    return token


def trailed(draft: Draft, content: Span) -> Span:
    """`content` without what others make of it: a source ("according to A"), or an apposition
    that names it ("a claim that A rejects", "— an allegation dismissed by A")."""
    tokens = list(draft.tokens(content))
    start, end = content.start, content.end
    for place, token in enumerate(tokens[1:], 1):
        far = token.idx > start + 10
        if token.lower_ == "according" and far and not draft.quoted(token.idx):
            end = min(end, token.idx)
            break
        if token.text == ";" and far and not draft.quoted(token.idx):
            end = min(end, token.idx)
            break
        if token.text in (",", "—", "–", "--") and _names_claim(tokens[place + 1 :]):
            end = min(end, token.idx)
            break
    while start < end and draft.text[start].isspace():
        start += 1
    return Span(start, max(end, start + 1))


def _names_claim(tokens: list[Token]) -> bool:
    """ "a claim ...", "an allegation dismissed by ...", with somebody who answers it."""
    if not tokens or tokens[0].lower_ not in ("a", "an", "something", "claims", "allegations"):
        return False
    opening = tokens[:4]
    named = any(t.lemma_.lower() in nouns_of_claims() and t.pos_ == "NOUN" for t in opening)
    return named and any(t.lemma_.lower() in cues("denies") for t in tokens[:MAX_TRAILER])


def parenthesis(draft: Draft, verb: Token) -> Span | None:
    """The content of a cue that stands after its words or amid them: "..., A said on Monday.",
    "The government, A said, has ...". None where no comma sets the cue apart."""
    if verb.dep_ == "conj":
        return None
    group = [verb, *(t for c in verb.children if c.dep_ in SUBJECTS for t in c.subtree)]
    first = min(group, key=lambda t: t.i)
    if first.i == first.sent.start or first.i == 0:
        return None
    comma = first.nbor(-1)
    if comma.text != "," or comma.i <= first.sent.start or draft.quoted(comma.idx):
        return None
    if any(c.dep_ == "advcl" and c.i < comma.i for c in verb.children):
        return None  # "Asked about it, A said ..."
    start = _segment_start(draft, comma)
    if _goes_on(verb):
        return trailed(draft, Span(start, _segment_end(draft, verb)))
    return trailed(draft, Span(start, comma.idx))


def _segment_start(draft: Draft, before: Token) -> int:
    """The beginning of the sentence, or of its part after a semicolon, that holds `before`."""
    token = before
    while token.i > before.sent.start and token.nbor(-1).text not in (";", ":"):
        token = token.nbor(-1)
    while token.i < before.i and (token.is_space or token.text in AROUND):
        token = token.nbor(1)
    return int(token.idx)


def _segment_end(draft: Draft, verb: Token) -> int:
    token = verb
    while token.i + 1 < verb.sent.end and token.nbor(1).text not in (";",):
        token = token.nbor(1)
    end = int(token.idx + len(token.text))
    return len(draft.text[:end].rstrip(' \n.”"'))


def _goes_on(verb: Token) -> bool:
    """Whether the sentence's own verb comes after the cue: the cue is a parenthesis."""
    return verb.dep_ == "parataxis" and verb.head.i > verb.i
