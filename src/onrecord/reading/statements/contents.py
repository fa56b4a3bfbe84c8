"""The content of a cue: which words are said, by the syntax around a verb, noun or "according".

In goes a token that may be a cue; out comes what it introduces, with its speakers, or None.
The cues, their stance and the complements that they take are data (knowledge/cues.toml).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Token

from onrecord.model import Span, Stance, StatementForm
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import (
    agent_phrase,
    coordinated_with,
    is_passive,
    objects,
    obliques,
    spread,
    subjects,
    subtree_span,
)


@dataclass
class Found:
    """A statement before it is published; spans of the text, ids of actors."""

    speakers: list[str]
    cue: Span | None
    content: Span
    evidence: Span
    form: StatementForm
    stance: Stance
    rule: str


@cache
def lexicon() -> dict[str, Any]:
    """The words of knowledge/cues.toml."""
    path = resources.files("onrecord.knowledge") / "cues.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _verbs(table: str) -> frozenset[str]:
    return frozenset(lexicon()["verbs"][table])


def verb_cue(draft: Draft, verb: Token) -> Found | None:
    """What a verb of saying introduces: a clause, a quoted or nominal object."""
    name = verb.lemma_.lower()
    if name not in _verbs("asserts") or any(c.dep_ == "neg" for c in verb.children):
        return None
    if is_passive(verb):
        return _passive(draft, verb, name)
    if name == "accuse":
        return _accusation(draft, verb)
    if name in _verbs("relaying") and (relayed := _relayed(draft, verb)):
        return relayed
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        speakers = _as_speaker(draft, verb.head)
    else:
        speakers = who(draft, subjects(verb))
        if not speakers and not _has_subject(verb):
            return None
    content = _content(draft, verb, name)
    if content is None:
        return None
    return _found(draft, verb, name, speakers, content)


def who(draft: Draft, heads: list[Token]) -> list[str]:
    """Ids of the actors that `heads` stand for, each once, in order."""
    found: list[str] = []
    for head in heads:
        ids = draft.who(head)
        if not ids:
            ids = tuple(a for inner in _sources(head) for a in draft.who(inner))
        found += [a for a in ids if a not in found]
    return found


def _sources(noun: Token) -> list[Token]:
    """ "estimates from A and B": the sources behind a noun that is no actor itself."""
    found = [
        c
        for prep in noun.children
        if prep.dep_ == "prep" and prep.lower_ in ("from", "by", "of", "in")
        for c in prep.children
        if c.dep_ == "pobj"
    ]
    owners = [c for c in noun.children if c.dep_ in ("poss", "compound")]
    return spread(found) or owners


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "csubj") for c in verb.children) or verb.dep_ == "conj"


def _found(draft: Draft, verb: Token, name: str, speakers: list[str], content: Span) -> Found:
    cue = Span(verb.idx, verb.idx + len(verb.text))
    evidence = Span(min(cue.start, content.start), max(cue.end, content.end))
    stance: Stance = "asserts"
    if name in _verbs("denies") or _denies(draft, content):
        stance = "denies"
    elif name in _verbs("admits"):
        stance = "admits"
    elif name in _verbs("questions"):
        stance = "questions"
    return Found(speakers, cue, content, evidence, "indirect", stance, f"cue:verb/{name}")


def _denies(draft: Draft, content: Span) -> bool:
    """Whether the content itself denies a part in something ("it was not responsible")."""
    span = draft.doc.char_span(content.start, content.end, alignment_mode="contract")
    words = lexicon()["denial"]["words"]
    return span is not None and any(
        token.lemma_.lower() in words
        and (
            any(c.dep_ == "neg" for c in token.head.children)
            or any(c.lower_ in ("no", "not") for c in token.children)
        )
        for token in span
    )


def _content(draft: Draft, verb: Token, name: str) -> Span | None:
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is None and name not in _verbs("quoted"):
        clause = next(
            (c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None
        )
        if clause is not None and not any(c.dep_ in ("nsubj", "mark") for c in clause.children):
            clause = None
    if clause is not None:
        if name in _verbs("quoted") and not _beside_mark(draft, clause):
            return None
        return _clause_span(draft, clause, verb)
    if name in _verbs("naming") and (named := _named(draft, verb)):
        return named
    if name in _verbs("counting"):
        return _counted(verb)
    if name == "call":
        return _call(verb)
    if name in _verbs("clausal") or name in _verbs("quoted"):
        return None
    if name == "warn":
        return _preposition(verb, ("of", "about", "against"))
    if name in _verbs("nominal"):
        return _nominal(draft, verb)
    return None


def _beside_mark(draft: Draft, clause: Token) -> bool:
    span = subtree_span(clause)
    near = draft.text[max(0, span.start - 2) : span.end + 2]
    return any(mark in near for mark in '“”"«»')


def _clause_span(draft: Draft, clause: Token, verb: Token) -> Span:
    """The clause without its complementiser, the cue, and a closing "according to"."""
    span = subtree_span(clause)
    start, end = span.start, span.end
    for token in clause.children:
        if token.dep_ == "mark" and token.lower_ in ("that", "if", "whether"):
            start = max(start, token.idx + len(token.text)) if token.lower_ == "that" else start
    if start <= verb.idx < end:
        # The cue stands inside ("X, he said, Y"): keep the longer side.
        before, after = verb.left_edge.idx, verb.idx + len(verb.text)
        subject = min(
            (c.left_edge.idx for c in verb.children if c.dep_ == "nsubj"), default=verb.idx
        )
        before = max(start, min(before if before > start else subject, subject))
        if before - start >= end - after:
            end = before
        else:
            start = after
    for child in clause.children:
        if child.dep_ == "conj" and (
            coordinated_with(child).i != clause.i or _speaks_anew(draft, child, verb)
        ):
            end = min(end, _before_conjunction(child).idx)
    for token in draft.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.lower_ == "according" and token.idx > start + 10 and according(draft, token):
            end = min(end, token.idx)
            break
    while start < end and draft.text[start].isspace():
        start += 1
    return Span(start, max(end, start + 1))


def _speaks_anew(draft: Draft, clause: Token, verb: Token) -> bool:
    """ "A said it would help, and B called for calm": the second source is not in A's words."""
    if clause.lemma_.lower() not in _verbs("asserts") or verb.idx > clause.idx:
        return False
    opening = _before_conjunction(clause)
    own = any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in clause.children)
    return own and opening.text == "," and not draft.quoted(clause.idx)


def _before_conjunction(verb: Token) -> Token:
    """The "and" (and comma) with which a coordinated clause opens."""
    token = verb.left_edge
    while token.i > 0 and token.nbor(-1).lower_ in ("and", "but", ","):
        token = token.nbor(-1)
    return token


def _call(verb: Token) -> Span | None:
    """ "called for an investigation": the content is what is called for."""
    if any(c.dep_ == "dobj" for c in verb.children):
        return None
    return _preposition(verb, ("for",))


def _named(draft: Draft, verb: Token) -> Span | None:
    """ "called the pact "a roof for both"": what is named, and the name in quotation marks."""
    end = verb.right_edge.idx + len(verb.right_edge.text)
    quote = next((q for q in draft.quotes if verb.idx < q.start < end), None)
    if quote is None or draft.quoted(verb.idx):
        return None
    things = [c for c in verb.rights if c.dep_ not in ("punct", "prep", "agent")]
    starts = [c.left_edge.idx for c in things if c.left_edge.idx < quote.start]
    return Span(min([quote.start, *starts]), quote.end)


def _counted(verb: Token) -> Span | None:
    """ "put the dead at 40", "estimated the crowd at 12,000": what is counted, and the count."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    count = obliques(verb, "at") or (obliques(thing, "at") if thing is not None else [])
    if thing is None or not count or not any(t.like_num for t in count[0].subtree):
        return None
    return Span(subtree_span(thing).start, max(subtree_span(thing).end, subtree_span(count[0]).end))


def _preposition(verb: Token, words: tuple[str, ...]) -> Span | None:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in words:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                return subtree_span(inner[0])
    return None


def _nominal(draft: Draft, verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ == "dobj":
            name = child.lemma_.lower()
            if name in lexicon()["objects"]["empty"] and verb.lemma_ not in _verbs("denies"):
                return None
            if child.pos_ == "PRON":
                return None
            if verb.lemma_ in _verbs("refusing") and name not in lexicon()["objects"]["claims"]:
                return None
            return subtree_span(child)
    gerund = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG"), None)
    return subtree_span(gerund) if gerund is not None else None


def _accusation(draft: Draft, verb: Token) -> Found | None:
    """ "accused A of doing B": the content runs from A to the end of B."""
    speakers = who(draft, subjects(verb))
    deed = _preposition(verb, ("of",))
    blamed = [c for c in verb.children if c.dep_ == "dobj"]
    if deed is None or not blamed or not speakers:
        return None
    content = Span(min(subtree_span(blamed[0]).start, deed.start), deed.end)
    return _found(draft, verb, "accuse", speakers, content)


def _relayed(draft: Draft, verb: Token) -> Found | None:
    """ "quoted the army as saying ...": the content is the inner speaker and the words."""
    speakers = who(draft, subjects(verb))
    inner = [c for c in verb.children if c.dep_ == "dobj"]
    clause = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
    clause += [c for o in inner for c in o.children if c.dep_ == "prep" and c.lower_ == "as"]
    if not inner or not clause or not speakers:
        return None
    content = Span(subtree_span(inner[0]).start, subtree_span(clause[0]).end)
    return _found(draft, verb, "quote", speakers, content)


def _as_speaker(draft: Draft, preposition: Token) -> list[str]:
    """Who is quoted in "quoted X as saying" or "X was quoted as saying"."""
    head = preposition.head
    if head.pos_ in ("VERB", "AUX"):
        return who(draft, objects(head))
    return who(draft, [head])


def _passive(draft: Draft, verb: Token, name: str) -> Found | None:
    agents = agent_phrase(verb)
    if agents and (verb.dep_ == "acl" or name in _verbs("nominal")):
        heads = objects(verb)
        if heads and name in _verbs("denies") | _verbs("admits"):
            content = _phrase_before(heads[0], verb)
            return _found(draft, verb, name, who(draft, agents), content)
    if name in lexicon()["evidential"]["verbs"] and not agents:
        clause = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp")), None)
        if clause is not None:
            span = subtree_span(clause)
            verbs = [
                t for t in clause.subtree if t.idx >= span.start and t.lower_ in ("to", "have")
            ]
            start = max(
                [span.start, *(t.idx + len(t.text) + 1 for t in verbs[:2] if t.i < clause.i)]
            )
            return _found(draft, verb, name, [], Span(min(start, clause.idx), span.end))
    return None


def _phrase_before(noun: Token, verb: Token) -> Span:
    """The noun phrase with the participle that denies it ("a statement dismissed by X")."""
    return Span(subtree_span(noun).start, max(subtree_span(verb).end, noun.idx + len(noun.text)))


def according(draft: Draft, token: Token) -> Found | None:
    """ "according to X": the content is the sentence around it."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to":
        to = token.nbor(1)
    heads = [c for c in to.children if c.dep_ == "pobj"] if to is not None else []
    if to is None or not heads:
        return None
    speakers = who(draft, spread(heads))
    if not speakers and heads[0].pos_ != "PROPN":
        return None
    sentence = token.sent
    cue = Span(token.idx, to.idx + len(to.text))
    source = subtree_span(heads[0])
    start, end = sentence.start_char, sentence.end_char
    text = draft.text
    if token.idx - start < 4:
        comma = text.find(",", source.start, end)
        start = comma + 1 if comma >= 0 else source.end
        while start < end and text[start].isspace():
            start += 1
    else:
        end = token.idx
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–—"):
        end -= 1
    if end <= start:
        return None
    content = Span(start, end)
    evidence = Span(sentence.start_char, len(text[: sentence.end_char].rstrip()))
    return Found(speakers, cue, content, evidence, "indirect", "asserts", "cue:according to")


def noun_cue(draft: Draft, noun: Token) -> Found | None:
    """ "shared the view that ...", "reports of ...": a noun that holds a content."""
    name = noun.lemma_.lower()
    words = lexicon()["nouns"]
    cue = Span(noun.idx, noun.idx + len(noun.text))
    if name in words["clause"]:
        clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl")), None)
        if clause is None or not any(c.dep_ == "mark" for c in clause.children):
            return None
        speakers = who(draft, [c for c in noun.children if c.dep_ == "poss"])
        if not speakers and noun.head.lemma_ in words["carriers"]:
            speakers = who(draft, subjects(noun.head))
        content = _clause_span(draft, clause, noun)
        if not speakers:
            return None
    elif name in words["of"] and noun.tag_ == "NNS" and not who(draft, _sources_by(noun)):
        found = _preposition(noun, ("of",))
        if found is None or noun.dep_ not in ("pobj", "nsubj", "dobj"):
            return None
        content, speakers = found, []
    else:
        return None
    evidence = Span(min(cue.start, content.start), max(cue.end, content.end))
    return Found(speakers, cue, content, evidence, "indirect", "asserts", f"cue:noun/{name}")


def _sources_by(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]
