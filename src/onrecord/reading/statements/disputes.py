"""Which statement, or which event, a denial denies.

In goes a denying statement and the others of its document; out comes the id of the one it
denies, or None. A claim that the denial names with its words ("denied A's claim that ...") is
denied itself; a noun or pronoun ("the remark", "it") points at the latest statement (the outermost
for "the report"; for "the accusation", one about who denies); any other content at the latest by
somebody else that shares words with it. Where the report itself tells what is denied, the denial
points at the event; and who says that he did not do what another says he did, denies it.
"""

from __future__ import annotations

from msgspec.structs import replace
from spacy.tokens import Token

from onrecord.model import Event, Span, Statement
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.arguments import subtree_span
from onrecord.reading.statements.found import (
    POINTING,
    cues,
    is_untrue,
    lexicon,
    nouns_of_claims,
    untruth,
)

MIN_SHARED = 2
REACH = 40
"""How many statements back a denial looks."""
STEM = 4
"""Letters that a noun of an offer shares with the verb that made it ("offered", "threatened")."""
CLAUSES = ("acl", "ccomp", "relcl")


def denied_statement(draft: Draft, denial: Statement, others: list[Statement]) -> str | None:
    """The id of the statement that `denial` denies, if it stands in the document."""
    others = [
        s
        for s in others
        if s.id != denial.id
        and s.stance != "declines"
        and not (set(s.speakers) and set(s.speakers) == set(denial.speakers))
    ]
    if named := [s for s in others if _names(denial, s)]:
        return min(named, key=lambda s: (s.content.start, s.id)).id
    earlier = [
        s
        for s in others
        if s.evidence.start < denial.evidence.end
        and s.content.start < denial.content.start
        and not denial.evidence.within(s.content)
    ]
    earlier = sorted(earlier, key=lambda s: (s.content.end, s.id))[-REACH:]
    claims = [s for s in earlier if s.stance != "denies"]
    if pointer := _pointer(draft, denial):
        pointed = _pointed_at(draft, denial, pointer.lemma_.lower(), earlier, claims)
        return pointed.id if pointed else None
    words = _lemmas(draft, denial.content)
    scored = [(_fit(draft, denial, words, s), s.content.end, s.id) for s in claims]
    best = max(scored, default=(0, 0, ""))
    return best[2] if best[0] >= MIN_SHARED else None


def _pointed_at(
    draft: Draft, denial: Statement, noun: str, earlier: list[Statement], claims: list[Statement]
) -> Statement | None:
    """What `noun` points at: the latest of the claims; "the remark" may be a denial itself."""
    nouns = lexicon()["objects"]
    if noun in nouns["reports"]:
        return max(claims, key=lambda s: (s.content.end, -s.content.start, s.id), default=None)
    if noun in nouns["evidence"]:
        claims = [s for s in claims if noun in _lemmas(draft, _around(draft, s))]
    if noun in nouns["offers"]:
        claims = [s for s in claims if s.cue and s.cue.of(draft.text).lower()[:STEM] == noun[:STEM]]
    elif noun in nouns["claims"]:
        claims = [s for s in claims if not _is_no_claim(draft, s)] or claims
    apposed = denial.cue is not None and denial.cue.within(denial.content)  # "a claim A rejects"
    if noun in nouns["accusations"] and not apposed:
        claims = [s for s in claims if _is_about(draft, denial, s)] or claims
    elif noun in nouns["claims"] and not apposed:
        claims = [s for s in earlier if s.content.of(draft.text) not in POINTING]
    return max(claims, key=lambda s: (s.content.end, s.content.start, s.id), default=None)


def _is_no_claim(draft: Draft, said: Statement) -> bool:
    """Whether a statement directs, thanks, promises or warns: that is not called a claim."""
    cue = draft.tokens(said.cue).root.lemma_.lower() if said.cue is not None else ""
    return cue in cues("directing") | cues("thanking") | {*lexicon()["objects"]["unclaimed"]}


def _around(draft: Draft, claim: Statement) -> Span:
    """The sentences in which a statement stands."""
    words = draft.tokens(claim.evidence)
    return Span(words[0].sent.start_char, words[-1].sent.end_char) if words else claim.evidence


def _names(denial: Statement, claim: Statement) -> bool:
    """ "denied A's claim that B": the claim whose noun stands in what is denied."""
    by_noun = claim.rule is not None and claim.rule.startswith("cue:noun/")
    return by_noun and claim.cue is not None and claim.cue.within(denial.content)


def _pointer(draft: Draft, denial: Statement) -> Token | None:
    """The word of a denied content that points back: a pronoun alone, or a noun that has no clause
    to tell what it points at ("denied reports that ...")."""
    tokens = draft.tokens(denial.content)
    if len(tokens) == 1 and tokens[0].lower_ in POINTING:
        return tokens[0]
    if tokens and _points(tokens[0], denial.cue):
        return tokens[0]
    for token in tokens:
        if token.lemma_.lower() in nouns_of_claims() and not any(
            c.dep_ in CLAUSES and not (denial.cue and denial.cue.within(subtree_span(c)))
            for c in token.children
        ):
            return token
    return untruth(draft, denial.content)


def _points(word: Token, cue: Span | None) -> bool:
    """Whether the first word of a denial stands for the claim: "which A called a lie", "this
    nonsense", (dismissed) "it as gossip"."""
    if word.lower_ == "which":
        return word.head.dep_ == "relcl"
    if word.dep_ == "det":
        return word.lower_ in POINTING and is_untrue(word.head)
    governed = cue is not None and word.dep_ == "dobj" and word.head.idx == cue.start
    return governed and word.lower_ in POINTING


def read_denials(draft: Draft) -> None:
    """Point denials at events: at the latest one before them that the report itself tells with
    the same words, where no statement tells it as well and as late; and make a denial of what
    says that an event told before did not happen."""
    known = {s.id: s for s in draft.statements}
    refuted = _refuted(draft)
    for place, statement in enumerate(draft.statements):
        if statement.stance == "denies":
            claim = known.get(statement.denies or "")
            event = _denied_event(draft, statement, claim)
            draft.statements[place] = replace(statement, denies=event or statement.denies)
        elif statement.stance == "asserts" and statement.id in refuted:
            told = refuted[statement.id]
            draft.statements[place] = replace(
                statement, stance="denies", denies=told.within or told.id
            )


def _refuted(draft: Draft) -> dict[str, Event]:
    """The event that a statement refutes, by the statement: "A said B had fired. B said it had
    not fired." """
    found: dict[str, Event] = {}
    speakers = {s.id: set(s.speakers) for s in draft.statements}
    contents = {s.id: draft.tokens(s.content).root.idx for s in draft.statements}
    for event in draft.told:
        if event.factuality != "negated" or contents.get(event.within or "") != event.trigger.start:
            continue
        told = [
            e
            for e in draft.told
            if e.trigger.end <= event.trigger.start
            and (e.type, e.factuality) == (event.type, "asserted")
            and set(e.actors) & set(event.actors)
            and _lemmas(draft, e.trigger) == _lemmas(draft, event.trigger)
            and speakers.get(e.within or "", set()) != speakers[str(event.within)]
        ]
        if told:
            found[str(event.within)] = max(told, key=lambda e: (e.trigger.start, e.id))
    return found


def _denied_event(draft: Draft, denial: Statement, claim: Statement | None) -> str | None:
    words = _lemmas(draft, denial.content)
    shared = len(_lemmas(draft, claim.content) & words) if claim else 0
    told = [
        e
        for e in draft.told
        if e.within is None
        and (claim.content.end if claim else 0) <= e.trigger.start
        and e.trigger.end <= denial.evidence.start
        and _lemmas(draft, e.trigger) & words
        and len(_lemmas(draft, e.evidence) & words) >= max(shared, MIN_SHARED)
    ]
    latest = max(told, key=lambda e: (e.trigger.start, e.id), default=None)
    return latest.id if latest else None


def _fit(draft: Draft, denial: Statement, words: set[str], claim: Statement) -> int:
    """How many words two contents share, and one more if the claim is about who denies."""
    shared = len(words & _lemmas(draft, claim.content))
    return shared + _is_about(draft, denial, claim) if shared else 0


def _is_about(draft: Draft, denial: Statement, claim: Statement) -> bool:
    """Whether a claim speaks of who denies it, or of somebody of the same country."""
    countries = {draft.actors[a].country for a in denial.speakers} - {None}
    return any(
        m.actor is not None
        and (m.actor in denial.speakers or draft.actors[m.actor].country in countries)
        for m in draft.mentions
        if claim.content.start <= m.start < claim.content.end
    )


def _lemmas(draft: Draft, span: Span) -> set[str]:
    kinds = ("NOUN", "PROPN", "VERB", "ADJ")
    return {t.lemma_.lower() for t in draft.tokens(span) if t.pos_ in kinds}
