"""Cues that are no verbs: "according to A", "the view that ...", "reports of ...".

In goes a token; out comes the statement that it introduces, or None.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import (
    agent_phrase,
    obliques,
    spread,
    subjects,
    subtree_span,
    word_span,
)
from onrecord.reading.statements.clauses import clause_content, trailed
from onrecord.reading.statements.found import (
    Found,
    Voice,
    cues,
    found_by_verb,
    lexicon,
    voice_of,
)


def according(draft: Draft, token: Token) -> Found | None:
    """ "according to A": the content is the sentence around it."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to":
        to = token.nbor(1)
    heads = [c for c in to.children if c.dep_ == "pobj"] if to is not None else []
    if to is None or not heads:
        return None
    voice = voice_of(draft, spread(heads))
    if not voice.speakers and heads[0].pos_ not in ("PROPN", "NOUN"):
        return None
    cue = Span(token.idx, to.idx + len(to.text))
    content = _around(draft, token, subtree_span(heads[0]))
    if content is None:
        return None
    sentence = token.sent
    evidence = Span(sentence.start_char, len(draft.text[: sentence.end_char].rstrip()))
    return Found(voice, cue, content, evidence, "cue:according to")


def _around(draft: Draft, token: Token, source: Span) -> Span | None:
    """The sentence without the source where that opens or closes it; whole where the source is
    a parenthesis ("The aircraft, according to A, were ordered before")."""
    text, sentence = draft.text, token.sent
    start, end = sentence.start_char, sentence.end_char
    if token.idx - start < 4:
        comma = text.find(",", source.end if source.end < end else source.start, end)
        start = comma + 1 if comma >= 0 else source.end
    elif not _is_parenthesis(draft, token, source):
        end = token.idx
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–—"):
        end -= 1
    return Span(start, end) if end > start else None


def _is_parenthesis(draft: Draft, token: Token, source: Span) -> bool:
    """Whether the subject stands before the source and its verb after it."""
    rest = draft.text[source.end : token.sent.end_char].lstrip()
    if not rest.startswith(","):
        return False
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and t.i < token.i and t.head.idx > source.end
        for t in token.sent
    )


def noun_cue(draft: Draft, noun: Token) -> Found | None:
    """ "shared the view that ...", "reports of ...": a noun that holds a content."""
    name = noun.lemma_.lower()
    words = lexicon()["nouns"]
    cue = word_span(noun)
    if name in words["clause"]:
        clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl")), None)
        if clause is None or not any(c.dep_ == "mark" for c in clause.children):
            return None
        holders = [c for c in noun.children if c.dep_ == "poss"] or obliques(noun, "by", "from")
        voice = voice_of(draft, holders)
        if not voice.speakers and noun.head.lemma_ in words["carriers"]:
            voice = voice_of(draft, subjects(noun.head))
        content = clause_content(draft, clause, noun)
        if not voice.speakers:
            return None
    elif name in words["of"] and noun.tag_ == "NNS" and not _owned(draft, noun):
        content_ = of_phrase(noun)
        if content_ is None or noun.dep_ not in ("pobj", "nsubj", "dobj"):
            return None
        content, voice = trailed(draft, content_), Voice()
    else:
        return None
    evidence = Span(min(cue.start, content.start), max(cue.end, content.end))
    return Found(voice, cue, content, evidence, f"cue:noun/{name}")


def with_relays(draft: Draft, found: list[Found]) -> list[Found]:
    """Those found, with "A, quoted by B, said that ...", "according to A quoted by B": what B
    reports is all that A says, and that A says it."""
    extra = []
    for said in found:
        source = said.voice.source
        if source is None:
            continue
        for verb in _relaying(draft.tokens(source)):
            voice = voice_of(draft, agent_phrase(verb))
            spans = [said.content, said.evidence, source, subtree_span(verb)]
            content = Span(min(s.start for s in spans), max(s.end for s in spans))
            made = found_by_verb(draft, verb, verb.lemma_.lower(), voice, content)
            extra.append(replace(made, stance="asserts"))
    taken = [e.cue for e in extra if e.cue]
    return extra + [f for f in found if not (f.cue and any(map(f.cue.overlaps, taken)))]


def _relaying(source: Tokens) -> list[Token]:
    """The participles by which a source is quoted by somebody."""
    return [
        child
        for token in source
        for child in token.children
        if child.dep_ == "acl" and child.lemma_.lower() in cues("relaying") and agent_phrase(child)
    ]


def of_phrase(noun: Token) -> Span | None:
    """What the "of" phrase of a noun holds."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            return subtree_span(inner[0]) if inner else None
    return None


def _owned(draft: Draft, noun: Token) -> bool:
    return bool(voice_of(draft, [c for c in noun.children if c.dep_ == "poss"]).speakers)
