"""Cue verbs: which words a verb of saying introduces, and who says them.

In goes a verb; out comes the statement that it makes, or None: a clause, a quotation, a noun
phrase, or the words that a comma parts from it. The cues, their stance and the complements
that they take are data (knowledge/cues.toml).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import (
    agent_phrase,
    is_passive,
    objects,
    obliques,
    subjects,
    subtree_span,
)
from onrecord.reading.statements.acts import act_cue
from onrecord.reading.statements.causes import cause_cue
from onrecord.reading.statements.clauses import clause_content, parenthesis, trailed
from onrecord.reading.statements.found import (
    Found,
    Voice,
    cues,
    declining,
    found_by_verb,
    is_unsaid,
    lexicon,
    nouns_of_claims,
    voice_of,
    withholds,
)
from onrecord.reading.statements.untruths import untruth_cue


def verb_cue(draft: Draft, verb: Token) -> Found | None:
    """What a verb of saying introduces, or None."""
    name = verb.lemma_.lower()
    if withholds(verb):
        return _withheld(draft, verb)
    if is_unsaid(verb):
        return None
    if act := act_cue(draft, verb, name):
        return act
    if denial := untruth_cue(draft, verb, name):
        return denial
    if cause := cause_cue(draft, verb, name):
        return cause
    if name not in cues("asserts"):
        return None
    if is_passive(verb):
        return _passive(draft, verb, name)
    if answer := _answered(draft, verb, name):
        return answer
    if name == "accuse":
        return _accusation(draft, verb)
    if name in cues("relaying") and (relayed := _relayed(draft, verb)):
        return relayed
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        voice = _as_speaker(draft, verb.head)
    else:
        heads = subjects(verb)
        voice = _author(draft, heads) or voice_of(draft, heads)
        if not voice.speakers and not _has_subject(verb):
            return None
    content = _content(draft, verb, name)
    if content is None:
        return None
    return found_by_verb(draft, verb, name, voice, content)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "csubj") for c in verb.children) or verb.dep_ == "conj"


def _author(draft: Draft, heads: list[Token]) -> Voice | None:
    """ "a report by A found that ...": whoever wrote a document speaks in it."""
    for head in heads:
        if head.lemma_.lower() in lexicon()["objects"]["documents"]:
            writers = obliques(head, "by", "from", "of")
            if writers and (voice := voice_of(draft, writers)).speakers:
                return voice
    return None


def _content(draft: Draft, verb: Token, name: str) -> Span | None:
    if (clause := _clause(verb, name)) is not None:
        if name in cues("quoted") and not _beside_mark(draft, clause):
            return None
        return clause_content(draft, clause, verb)
    if name in cues("plain") and (apart := parenthesis(draft, verb)):
        return apart
    if name in cues("naming") and (named := _named(draft, verb)):
        return named
    if name in cues("counting"):
        return _counted(verb)
    if name == "call":
        return _called(verb)
    if name in cues("clausal") or name in cues("quoted"):
        return None
    if name == "warn":
        return _preposition(verb, ("of", "about", "against"))
    if name in cues("nominal"):
        return _nominal(verb)
    return None


def _clause(verb: Token, name: str) -> Token | None:
    """The clause that `verb` governs; one of "that" which the parser hung on its object."""
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp" and not _parted(c, verb)), None)
    if clause is not None or name in cues("quoted"):
        return clause
    clause = next((c for c in children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None)
    if clause is not None:
        full = any(c.dep_ in ("nsubj", "mark") for c in clause.children)
        return clause if full or name in cues("infinitive") else None
    if name in cues("clausal"):
        return None
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.dep_ == "mark" and token.lower_ == "that":
            return token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    return None


def _parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts the verb from a clause before it."""
    between = verb.doc[clause.i : verb.i] if clause.i < verb.i else ()
    return any(t.text == ";" for t in between)


def _beside_mark(draft: Draft, clause: Token) -> bool:
    span = subtree_span(clause)
    near = Span(max(0, span.start - 2), span.end + 2)
    return any(m in near.of(draft.text) for m in '“”"«»') or any(map(near.overlaps, draft.quotes))


def _called(verb: Token) -> Span | None:
    """ "called for an investigation": what is called for; "an operation that it called a
    breach", "called the vote a sham": the name that a thing is given."""
    things = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp")]
    if verb.dep_ == "relcl" and len(things) == 1:
        return subtree_span(things[0])
    if not things:
        return _preposition(verb, ("for",))
    name = next((c for c in things if c.dep_ == "oprd" and c.pos_ != "PROPN"), None)
    if name is None or len(things) < 2:
        return None
    return Span(subtree_span(things[0]).start, subtree_span(name).end)


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


def _nominal(verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ == "dobj":
            name = child.lemma_.lower()
            denies = verb.lemma_ in cues("denies")
            again = verb.lemma_ in cues("repeating")
            if name in lexicon()["objects"]["empty"] and not denies and not again:
                return None
            pointing = denies and child.pos_ == "PRON" and name in ("it", "this", "that")
            if child.pos_ == "PRON" and not pointing:
                return None
            refusing = verb.lemma_ in cues("refusing") and not pointing
            if refusing and name not in nouns_of_claims():
                return None
            return subtree_span(child)
    for deed in (c for c in verb.children if c.dep_ == "xcomp"):
        if any(t.tag_ == "VBG" for t in (deed, *deed.lefts)):  # "denied having attacked"
            return subtree_span(deed)
    return None


def _withheld(draft: Draft, verb: Token) -> Found | None:
    """ "declined to comment on A", "would not confirm that B": what is not commented on, or the
    infinitive where that stands alone. Who merely "did not say" has given no answer."""
    governor = declining(verb) or verb
    first = verb.head if verb.dep_ == "conj" else verb
    answered = governor is not verb or any(
        c.tag_ == "MD" or c.lower_ == "neither" for c in first.children
    )
    own = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in cues("asserts")
    if own or not answered:
        return None
    voice = voice_of(draft, subjects(verb))
    matter = [c for c in verb.rights if c.dep_ in ("ccomp", "dobj", "xcomp")]
    content = _preposition(verb, ("on", "about", "to"))
    if content is None and matter:
        content = clause_content(draft, matter[0], verb)
    if content is None and governor is not verb:
        content = subtree_span(verb)
    if content is None or voice.source is None:
        return None
    found = found_by_verb(draft, governor, governor.lemma_.lower(), voice, content)
    return replace(found, stance="declines")


def _accusation(draft: Draft, verb: Token) -> Found | None:
    """ "accused A of doing B": the content runs from A to the end of B."""
    voice = voice_of(draft, subjects(verb))
    deed = _preposition(verb, ("of",))
    blamed = [c for c in verb.children if c.dep_ == "dobj"]
    deed = deed or next((d for b in blamed if (d := _preposition(b, ("of",)))), None)
    if deed is None or not blamed or not voice.speakers:
        return None
    content = Span(min(subtree_span(blamed[0]).start, deed.start), deed.end)
    return found_by_verb(draft, verb, "accuse", voice, trailed(draft, content))


def _relayed(draft: Draft, verb: Token) -> Found | None:
    """ "quoted the army as saying ...": the content is the inner speaker and the words."""
    voice = voice_of(draft, subjects(verb))
    inner = [c for c in verb.children if c.dep_ == "dobj"]
    clause = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
    clause += [c for o in inner for c in o.children if c.dep_ == "prep" and c.lower_ == "as"]
    if not inner or not clause or not voice.speakers:
        return None
    content = Span(subtree_span(inner[0]).start, subtree_span(clause[0]).end)
    return found_by_verb(draft, verb, "quote", voice, content)


def _as_speaker(draft: Draft, preposition: Token) -> Voice:
    """Who is quoted in "quoted X as saying" or "X was quoted as saying"."""
    head = preposition.head
    if head.pos_ in ("VERB", "AUX"):
        return voice_of(draft, objects(head))
    return voice_of(draft, [head])


def _answered(draft: Draft, verb: Token, name: str) -> Found | None:
    """ "a claim (that) A has rejected": the claim stands before its denial, with no verb of its
    own; the parser may take it for a second subject or for the head of a clause."""
    if name not in cues("denies"):
        return None
    subjects_ = [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.dep_ in ("relcl", "ccomp", "acl") and verb.head.lemma_.lower() in nouns_of_claims():
        claim, deniers = verb.head, subjects_
    else:
        claims = [s for s in subjects_ if s.lemma_.lower() in nouns_of_claims()]
        claim = claims[0] if claims else verb
        deniers = [s for s in subjects_ if s.i != claim.i]
    if claim.i == verb.i or not deniers:
        return None
    voice = voice_of(draft, deniers)
    if not voice.speakers:
        return None
    start = min(claim.left_edge.idx, subtree_span(claim).start)
    content = Span(start, max(verb.idx + len(verb.text), subtree_span(verb).end))
    return found_by_verb(draft, verb, name, voice, content)


def _passive(draft: Draft, verb: Token, name: str) -> Found | None:
    agents = agent_phrase(verb)
    if agents and (verb.dep_ == "acl" or name in cues("nominal")):
        heads = objects(verb)
        dismissed = any(draft.who(h) for h in heads)  # somebody, from office
        if heads and not dismissed and name in cues("denies") | cues("admits"):
            content = _phrase_before(heads[0], verb)
            return found_by_verb(draft, verb, name, voice_of(draft, agents), content)
    if name in lexicon()["evidential"]["verbs"] and not agents:
        clause = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp")), None)
        if clause is not None:
            return found_by_verb(draft, verb, name, Voice(), _infinitive(clause))
    return None


def _infinitive(clause: Token) -> Span:
    """A clause without its "to have"."""
    span = subtree_span(clause)
    opening = [t for t in clause.subtree if t.idx >= span.start and t.lower_ in ("to", "have")]
    after = [t.idx + len(t.text) + 1 for t in opening[:2] if t.i < clause.i]
    return Span(min(max([span.start, *after]), clause.idx), span.end)


def _phrase_before(noun: Token, verb: Token) -> Span:
    """The noun phrase with the participle that denies it ("a statement dismissed by X")."""
    return Span(subtree_span(noun).start, max(subtree_span(verb).end, noun.idx + len(noun.text)))
