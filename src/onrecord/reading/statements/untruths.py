"""Claims called untrue: "a claim that A called a lie", "A branded the report a fabrication".

In goes a verb of naming; out comes the denial that it makes, or None. Three words make one: the
verb, a word of untruth as what it names something (or "as" which it dismisses something), and the
claim: its object, the noun that it is a relative clause of, or the noun right before who denies.
The word of untruth may stand at the end of a clause that the claim holds ("called the report that A
had fled a lie"), where the parser ties it to that clause.
The words are data (knowledge/cues.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import agent_phrase, is_passive, subjects, subtree_span
from onrecord.reading.statements.found import (
    POINTING,
    Found,
    Voice,
    cues,
    found_by_verb,
    is_untrue,
    nouns_of_words,
    voice_of,
)

EATEN = ("npadvmod", "advcl", "oprd", "acomp", "amod", "appos")
"""How the parser ties a word of untruth to a clause that ends before it."""
NAMES = ("oprd", "dobj", "ccomp", "xcomp", "acomp", "attr")
RELATIVE = ("relcl", "acl", "ccomp")


def untruth_cue(draft: Draft, verb: Token, name: str) -> Found | None:
    """The denial in which `verb` calls a claim untrue, or None."""
    if name not in cues("branding"):
        return None
    for named in _names(verb):
        claim = _claim(verb, named) if is_untrue(named) else None
        if claim is None:
            continue
        deniers = [d for d in _deniers(verb, named) if d.i != claim.i]
        voice = voice_of(draft, deniers)
        if voice.source is None:
            continue
        if voice.source.end > verb.idx >= voice.source.start:  # "the ministry called false"
            last = deniers[-1]
            voice = Voice(voice.speakers, Span(voice.source.start, last.idx + len(last.text)))
        parts = (claim, verb, named) if claim.i < verb.i else (claim, named)
        ends = [subtree_span(named).end, *(part.idx + len(part.text) for part in parts)]
        content = Span(min(claim.left_edge.idx, *(p.idx for p in parts)), max(ends))
        return replace(found_by_verb(draft, verb, name, voice, content), stance="denies")
    return None


def _names(verb: Token) -> Iterator[Token]:
    """What `verb` names something, or dismisses it as; "as" may hang on the thing."""
    for child in verb.rights:
        if child.dep_ in NAMES and child.lemma_.lower() not in nouns_of_words():
            yield child
        for word in (child, *child.children):
            if word.lower_ == "as" and word.dep_ == "prep":
                yield from word.children
            if word.lower_ == "as" and word.dep_ == "mark" and child.tag_ == "VBN":
                yield child  # "dismissed the tape as fabricated"
            if word.dep_ == "acl" and word.tag_ in ("VBN", "VBD") and _is_bare(word):
                yield word  # "called the tape forged"
        if child.dep_ in ("dobj", "ccomp", "prep") and verb.lemma_ in cues("pronouncing"):
            last = _last_word(child)
            if last is not None and last.i != child.i and _is_over(last):
                yield last


def _is_bare(participle: Token) -> bool:
    """Whether nothing hangs on a participle that a phrase of its own would have."""
    return not any(c.dep_ in ("agent", "prep", "dobj", "npadvmod") for c in participle.children)


def _last_word(phrase: Token) -> Token | None:
    """The last word of a phrase, or the head of the coordination that it ends ("a joke and a
    lie")."""
    words = [t for t in phrase.subtree if not (t.is_punct or t.is_space)]
    last = words[-1] if words else None
    return last.head if last is not None and last.dep_ == "conj" else last


def _is_over(word: Token) -> bool:
    """Whether a word has no place in the clause that the parser ties it to: a second object, or a
    noun that no word governs."""
    objects_ = [c for c in word.head.children if c.dep_ == "dobj" and c.i < word.i]
    return word.dep_ in EATEN or (word.dep_ == "dobj" and bool(objects_))


def _claim(verb: Token, named: Token) -> Token | None:
    """The claim that `verb` calls `named`."""
    if verb.dep_ in RELATIVE and verb.head.lemma_.lower() in nouns_of_words():
        return verb.head
    beside = [c for c in (*verb.children, *named.children) if c.i != named.i]
    for word in beside:
        if word.dep_ in ("dobj", "oprd", "nsubjpass") or word.head.i == named.i:
            pronoun = word.lower_ in (*POINTING, "which") and word.dep_ != "mark"
            if pronoun or word.lemma_.lower() in nouns_of_words():
                return word
    for denier in _deniers(verb, named):
        before = _before(denier)
        if before is not None and before.lemma_.lower() in nouns_of_words():
            return before
    return None


def _before(denier: Token) -> Token | None:
    """The word before a noun with its article, but for a relative pronoun between the two."""
    at = denier.i - 1
    while at > 0 and denier.doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
        word = denier.doc[at]
        if word.lemma_.lower() in nouns_of_words():
            return word
        at -= 1
    return None


def without_asides(draft: Draft, statements: list[Found]) -> list[Found]:
    """The statements, each without a denial of it that the report adds at its end: "A said B, a
    claim that C called a lie", "A said B, which C called a lie"."""
    asides = [
        s
        for s in statements
        if s.stance == "denies"
        and s.cue
        and s.cue.within(s.content)
        and not draft.quoted(s.cue.start)
    ]
    kept = [
        _cut(draft, s, aside.content.start)
        if (aside := next((a for a in asides if _ends_with(draft, s, a)), None))
        else s
        for s in statements
        if not any(_repeats(s, aside) for aside in asides)
    ]
    named = cues("pronouncing")
    denials = [s for s in kept if s.stance == "denies"]
    branded = [s.content for s in denials if s.rule.removeprefix("cue:verb/") in named]
    return [_unbranded(draft, s, branded) for s in kept]


def _unbranded(draft: Draft, said: Found, branded: list[Span]) -> Found:
    """A content inside a claim that is called untrue, without the word that calls it so: (called
    the report that) "A had fled" (a lie)."""
    for claim in branded:
        if claim.start < said.content.start and claim.end == said.content.end:
            last = _last_word(draft.tokens(said.content).root)
            if last is not None and is_untrue(last):
                return _cut(draft, said, last.left_edge.idx)
    return said


def _ends_with(draft: Draft, said: Found, aside: Found) -> bool:
    """Whether a content ends with a denial after a comma."""
    inside = said.content.start < aside.content.start and aside.content.end <= said.content.end
    before = draft.text[: aside.content.start].rstrip()
    after = draft.text[aside.content.end : said.content.end]
    return inside and before.endswith(",") and not any(map(str.isalnum, after))


def _cut(draft: Draft, said: Found, end: int) -> Found:
    end = len(draft.text[:end].rstrip(" ,"))
    pieces = [Span(p.start, min(p.end, end)) for p in said.fragments if p.start < end]
    return replace(
        said,
        content=Span(said.content.start, end),
        fragments=tuple(pieces) if len(pieces) > 1 else (),
    )


def _repeats(said: Found, denial: Found) -> bool:
    """Whether a statement is only the clause in which somebody denies: "(a claim that) A called
    a lie"."""
    inside = said is not denial and said.content.within(denial.content)
    return inside and denial.cue is not None and denial.cue.within(said.content)


def _deniers(verb: Token, named: Token) -> list[Token]:
    """Who calls it so: the subject, or who it is done by, whatever the parser hangs that on."""
    if is_passive(verb) and not any(c.dep_ == "nsubj" for c in verb.children):
        agents = agent_phrase(verb) or agent_phrase(named)
        active = verb.dep_ == "acl" and verb.head.lemma_.lower() not in nouns_of_words()
        return [verb.head] if active and not agents else agents  # "a claim the army called false"
    return [c for c in verb.children if c.dep_ == "nsubj"] or subjects(verb)
