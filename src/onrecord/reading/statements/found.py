"""What the finders of statements share: a found statement, its voice, the cue words.

In go heads of source phrases; out come the actors that they stand for and the words that name
them. The cue words are data (knowledge/cues.toml).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.knowledge import tables
from onrecord.model import Span, Stance, StatementForm
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.grammar.arguments import spread, subtree_span
from onrecord.reading.grammar.operators import is_whether

DIRECT = 0.9
"""The quoted share of a direct content."""
STANCES: tuple[Stance, ...] = ("admits", "questions", "confirms")
"""The stances that a cue's lemma gives, as tables of cues."""
NOBODY = ("nobody", "none", "neither")
POINTING = ("it", "this", "that")
OPEN = ("whether", "if")


@dataclass
class Voice:
    """Who speaks: ids of actors, and the words that name them."""

    speakers: list[str] = field(default_factory=list)
    source: Span | None = None


@dataclass
class Found:
    """A statement before it is published."""

    voice: Voice
    cue: Span | None
    content: Span
    evidence: Span
    rule: str
    stance: Stance = "asserts"
    fragments: tuple[Span, ...] = ()

    @property
    def speakers(self) -> list[str]:
        """Ids of the actors who speak."""
        return self.voice.speakers

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The stretches of the content."""
        return self.fragments or (self.content,)


@cache
def lexicon() -> dict[str, Any]:
    """The words of knowledge/cues.toml."""
    return tables.keys("cues")


@cache
def cues(table: str) -> frozenset[str]:
    """The verbs of one table of cues, as lemmas."""
    return frozenset(lexicon()["verbs"][table])


@cache
def nouns_of_claims() -> frozenset[str]:
    """Nouns of a claim that somebody denies, as lemmas."""
    return frozenset(lexicon()["objects"]["claims"])


@cache
def nouns_of_words() -> frozenset[str]:
    """Nouns of what may be called a lie: claims, offers and the like, evidence, as lemmas."""
    objects = lexicon()["objects"]
    return nouns_of_claims() | {*objects["offers"], *objects["evidence"]}


def voice_of(draft: Draft, heads: list[Token]) -> Voice:
    """Who `heads` stand for, each actor once, in order, and the words from first to last."""
    found: list[str] = []
    for head in heads:
        ids = draft.who(head)
        if not ids:
            ids = tuple(a for inner in _sources(head) for a in draft.who(inner))
        found += [a for a in ids if a not in found]
    spans = [subtree_span(head) for head in heads]
    if not spans:
        return Voice(found)
    return Voice(found, Span(min(s.start for s in spans), max(s.end for s in spans)))


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


def found_by_verb(draft: Draft, verb: Token, name: str, voice: Voice, content: Span) -> Found:
    """The statement that the cue `verb`, of lemma `name`, makes of `content`."""
    cue = draft.doc[verb.i : verb.i + 1]
    return found_by_cue(draft, cue, verb, voice, content, f"cue:verb/{name}")


def found_by_cue(
    draft: Draft, cue: Tokens, head: Token, voice: Voice, content: Span, rule: str
) -> Found:
    """What the words `cue`, of which `head` tells the stance, make of `content`."""
    at = char_span(cue)
    evidence = Span(min(at.start, content.start), max(at.end, content.end))
    return Found(voice, at, content, evidence, rule, stance_of(draft, head, content))


def stance_of(draft: Draft, cue: Token, content: Span) -> Stance:
    """What the word `cue` makes of `content`: a denial may lie in the content itself."""
    name = cue.lemma_.lower()
    if withholds(cue):
        return "declines"
    if _is_open(draft, content):
        return "questions"
    if name in cues("denies") or _denies(draft, content) or untruth(draft, content):
        return "denies"
    for stance in STANCES:
        if name in cues(stance):
            return stance
    return "asserts"


def _is_open(draft: Draft, content: Span) -> bool:
    """Whether the content asks: "whether A had done B"."""
    tokens = draft.tokens(content)
    before = tokens[0].nbor(-1) if len(tokens) and tokens[0].i else None
    return any(
        token is not None
        and token.dep_ == "mark"
        and token.lower_ in OPEN
        and is_whether(token.head)  # but "If A strikes, B warned, ..." is a condition
        for token in (before, *tokens[:1])
    )


def withholds(verb: Token) -> bool:
    """Whether a word is not given: "would not confirm", "neither confirmed nor denied",
    "declined to say", "stopped short of denying"."""
    held = verb.lemma_.lower() in cues("declined")
    return held and (declining(verb) is not None or is_negated(verb))


def declining(verb: Token) -> Token | None:
    """The word of declining that governs `verb` ("declined" to comment), or None."""
    governor = verb.head.head if verb.dep_ == "pcomp" else verb.head
    words = (governor, *(c for c in governor.children if c.dep_ == "advmod"))
    governed = verb.dep_ in ("xcomp", "pcomp") and any(
        word.lemma_.lower() in cues("declines") for word in words
    )
    return governor if governed else None


def is_reporting(verb: Token) -> bool:
    """Whether the word is one of saying."""
    return verb.lemma_.lower() in cues("asserts")


def is_unsaid(verb: Token) -> bool:
    """ "did not say", "nobody claims", "no group has claimed": the clause tells of no words."""
    return is_negated(verb) or any(
        c.dep_ == "nsubj" and (c.lower_ in NOBODY or any(d.lower_ == "no" for d in c.lefts))
        for c in verb.children
    )


def form_of(draft: Draft, cue: Span | None, pieces: Sequence[Span]) -> StatementForm:
    """Direct where nearly all of a content stands in quotation marks that its cue stands
    outside of, mixed where some of it does, else indirect."""
    quoted = whole = 0
    for piece in pieces:
        whole += piece.end - piece.start
        for quote in draft.quotes:
            if piece.overlaps(quote) and not (cue and cue.within(quote)):
                quoted += min(piece.end, quote.end) - max(piece.start, quote.start)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT * whole else "mixed"


def is_negated(verb: Token) -> bool:
    """ "did not say", "neither confirmed nor denied"."""
    if any(c.dep_ == "neg" or c.lower_ in ("neither", "never") for c in verb.children):
        return True
    head = verb.head
    return verb.dep_ == "conj" and any(c.lower_ in ("nor", "neither") for c in head.children)


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


def untruth(draft: Draft, content: Span) -> Token | None:
    """The claim that a content calls untrue: "the report" was false, (called) "this" a lie."""
    for token in draft.tokens(content):
        if not _is_untruth(token):
            continue
        if (
            token.dep_ == "acl"
            and token.tag_ != "VBG"
            and token.head.lemma_.lower() in nouns_of_words()
        ):
            return token.head  # (called) "the letters" forged
        over = token.head.head if token.head.lower_ == "as" else token.head
        for claim in (*token.children, over, *over.children):
            named = claim.lower_ in POINTING or claim.lemma_.lower() in nouns_of_words()
            placed = claim.dep_ in ("nsubj", "nsubjpass", "dobj")
            if named and placed and not _is_made(claim, token):
                return claim
    return None


def _is_made(evidence: Token, verb: Token) -> bool:
    """Whether somebody is said to make it: "forged documents" is a deed, and no denial."""
    made = evidence.dep_ == "dobj" and evidence.head.i == verb.i
    return made and evidence.lemma_.lower() in lexicon()["objects"]["evidence"]


def is_untrue(named: Token) -> bool:
    """Whether a word, with its own, calls something untrue: "false", "a fabrication", "baseless
    propaganda", "a pack of lies"."""
    inner = [c for p in named.children if p.lower_ == "of" for c in p.children]
    words = (named, *(c for c in named.children if c.dep_ in ("amod", "conj")), *inner)
    return any(map(_is_untruth, words))


def _is_untruth(word: Token) -> bool:
    """Whether a word calls something untrue; some do in one form only ("doctored", no doctor)."""
    return bool({word.lemma_.lower(), word.lower_} & {*lexicon()["denial"]["untruths"]})
