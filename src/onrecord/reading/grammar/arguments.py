"""The argument finder that statements and events share.

In goes a predicate, a verb or an event noun of a dependency parse (ClearNLP labels, as spaCy's
English models give them); out come the heads of its logical arguments, coordination expanded:
who does it, who undergoes it, and what hangs on it by which preposition. Passives, control and
raising, relative and reduced relative clauses and shared subjects of coordinated verbs are
undone here and nowhere else; the verbs that it takes to know are in knowledge/predicates.toml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.knowledge import tables
from onrecord.model import Span

SUBJECT = {"nsubj", "csubj", "expl"}
PASSIVE_SUBJECT = {"nsubjpass", "csubjpass"}
OBJECT = {"dobj", "dative", "attr", "oprd"}
SHARING = ("conj", "xcomp", "advcl")
"""Of clauses whose subject is that of the verb on which they hang."""
UNDERGOING = ("nsubjpass", "dobj")
"""Of what something is done to ("it was launched", "hit it")."""
CONTROLLING = {"for", "over", "of", "from", "against", "into"}


@cache
def _words() -> dict[str, Any]:
    """The lists of words under [sharing] of knowledge/predicates.toml."""
    return tables.keys("predicates")["sharing"]  # type: ignore[no-any-return]


def above(token: Token, labels: Collection[str]) -> Token:
    """The first word that does not hang on another by one of `labels`, from `token` upwards: the
    head of "A, the minister, and B" by "conj" and "appos"."""
    while token.dep_ in labels and token.head.i != token.i:
        token = token.head
    return token


def conjuncts(token: Token) -> list[Token]:
    """`token` and the tokens coordinated with it, in the order of the text."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            found += conjuncts(child)
    return found


def spread(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with their conjuncts, each once, in the order of the text."""
    unique = {t.i: t for token in tokens for t in conjuncts(token)}
    return [unique[i] for i in sorted(unique)]


def is_passive(verb: Token) -> bool:
    """Whether `verb` is a passive participle, finite ("was hit by") or reduced ("hit by")."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if is_caused(verb):
        return True
    if verb.tag_ not in ("VBN", "VBD") or deps & {"aux", "nsubj"}:
        return False
    if verb.tag_ == "VBN" and (verb.dep_ in ("acl", "advcl", "amod") or "agent" in deps):
        return True
    return verb.dep_ == "conj" and _goes_on(verb, deps) and is_passive(verb.head)


def _goes_on(verb: Token, deps: set[str]) -> bool:
    """Whether a form that may be a past tense or a participle is a participle behind another:
    "was detained, beaten and expelled", "was summoned and handed a note"."""
    if verb.tag_ == "VBN" or "agent" in deps:
        return True
    if verb.lemma_ in _words()["giving"]:
        return bool(deps & {"dobj", "xcomp"})
    return verb.lemma_ in _words()["transitive"] and "dobj" not in deps


def is_caused(verb: Token) -> bool:
    """Whether a participle tells what is done to its subject at another's will or before his eyes:
    "had the road closed", "ordered two men shot", "saw him taken away"."""
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBN", "VBD"):
        return False
    helped = any(c.dep_ in ("aux", "mark") for c in verb.children)
    return verb.head.lemma_ in _words()["causing"] and not helped


def _own(verb: Token, labels: set[str]) -> list[Token]:
    return [child for child in verb.children if child.dep_ in labels]


def agent_phrase(predicate: Token) -> list[Token]:
    """Heads of the "by" phrase of a passive verb or an event noun."""
    return [
        inner
        for child in predicate.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def antecedent(pronoun: Token) -> Token:
    """The head noun that a relative pronoun stands for, or the token itself."""
    if pronoun.tag_ in ("WDT", "WP", "WP$") or (
        pronoun.lower_ == "that" and pronoun.dep_ in SUBJECT | PASSIVE_SUBJECT | OBJECT
    ):
        for ancestor in pronoun.ancestors:
            if ancestor.dep_ == "relcl":
                return ancestor.head
    return pronoun


def coordinated_with(verb: Token) -> Token:
    """The head of `verb`; where tense shows that the parser tied a coordinated main verb to the
    clause that the first main verb governs ("said that A is on course and sent B", "said that
    A had failed and accused B"), that verb."""
    head = verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and head.dep_ == "xcomp" and head.tag_ == "VB":
        return head.head  # "called on A to stay and urged B"
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and head.dep_ == "ccomp":
        if any(c.dep_ in PASSIVE_SUBJECT | SUBJECT for c in verb.children):
            return head
        finite = [head, *(c for c in head.children if c.dep_ in ("aux", "auxpass"))]
        timeless = not any(t.tag_ in ("VBD", "MD") for t in finite)
        ahead = any(t.lower_ in ("will", "shall", "'ll", "’ll") for t in finite)
        ahead = ahead or (head.tag_ == "VB" and any(t.tag_ == "MD" for t in finite))
        perfect = any(t.lower_ == "had" for t in finite) and verb.lemma_ in _words()["speaking"]
        if head.head.tag_ == "VBD" and (timeless or perfect or ahead):
            return head.head
    return head


def _deed(participle: Token) -> Token | None:
    """The embedded verb whose outcome a participle tells, where the parser tied it to the verb of
    who tells of it ("accused the army of bombing a market, killing 17")."""
    teller = participle.head
    if participle.dep_ != "advcl" or participle.tag_ != "VBG" or participle.i < teller.i:
        return None
    if participle.lemma_ not in _words()["resulting"]:
        return None
    inner = [c for c in teller.children if c.dep_ == "ccomp"]
    inner += [c for p in teller.children if p.dep_ == "prep" for c in p.children]
    told = [c for c in inner if c.dep_ in ("ccomp", "pcomp") and teller.i < c.i < participle.i]
    return told[-1] if told else None


def _inherited(verb: Token, depth: int = 0) -> list[Token]:
    """Logical subject of a verb without one: by coordination, control, reduced relative."""
    if (deed := _deed(verb)) is not None:
        return _logical_subjects(deed, depth + 1)
    head = coordinated_with(verb)
    gerund = verb.dep_ == "pcomp" or (verb.dep_ == "pobj" and verb.tag_ == "VBG")
    if depth > 8 or head.i == verb.i:
        return []
    if (
        verb.dep_ in ("conj", "xcomp", "advcl", "ccomp")
        or gerund
        or (verb.dep_ == "prep" and head.pos_ in ("VERB", "AUX"))
    ):
        if gerund:
            preposition, head = head, head.head
            controlled = _own(head, {"dobj"}) if preposition.lower_ in CONTROLLING else []
            if controlled:
                return controlled  # "praised them for fighting", "accused them of firing"
        if head.pos_ in ("NOUN", "PROPN"):
            return [head] if not gerund else _possessors(head)
        if head.pos_ not in ("VERB", "AUX", "ADJ"):
            return []
        if verb.dep_ == "xcomp":
            controlled = _own(head, {"dobj", "dative"})
            if controlled and head.lemma_ not in _words()["promising"]:
                return controlled
            if called := obliques(head, *_words()["oblique"].get(head.lemma_, ())):
                return called
            if is_passive(head):
                return _own(head, PASSIVE_SUBJECT) or _inherited(head, depth + 1)
        return _logical_subjects(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
            if owners := _possessors(head) + agent_phrase(head):
                return owners  # "Peru's decision to leave", "the refusal by Peru to leave"
            verbs = (a for a in head.ancestors if a.pos_ in ("VERB", "AUX") and a.dep_ != "acl")
            governor = next(verbs, None)
            if governor is not None:  # "held a ceremony to honour them"
                return _logical_subjects(governor, depth + 1)
        return [head]
    return []


def _possessors(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.dep_ == "poss"]


def _logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    if is_passive(verb):
        if depth == 0:
            return agent_phrase(verb) or _shared_agent(verb)
        return _own(verb, PASSIVE_SUBJECT) or _inherited(verb, depth)
    own = _own(verb, {"nsubj", "csubj"})
    if len(own) == 2 and own[0].right_edge.i + 1 == own[1].left_edge.i:
        own = own[1:]  # "the newspaper La Razon": the parser takes the noun for a second subject
    return own or _inherited(verb, depth)


def subjects(predicate: Token) -> list[Token]:
    """Heads of who does it: logical subjects of a verb, possessor and "by" phrase of a noun."""
    if predicate.pos_ in ("VERB", "AUX"):
        found = _logical_subjects(predicate)
    else:
        found = _possessors(predicate) + agent_phrase(predicate)
    return spread(_named(antecedent(token)) for token in found)


def _named(noun: Token) -> Token:
    """ "the newspaper La Razon": the name right behind a noun that says what bears it."""
    for name in noun.children:
        beside = name.dep_ == "appos" and name.left_edge.i == noun.i + 1
        if beside and name.pos_ == "PROPN" and noun.pos_ == "NOUN":
            return name
    return noun


def objects(predicate: Token) -> list[Token]:
    """Heads of who or what undergoes it: direct objects, and subjects of passives."""
    if predicate.pos_ not in ("VERB", "AUX"):
        return obliques(predicate, "of", "on", "against")
    if is_passive(predicate):
        found = _own(predicate, PASSIVE_SUBJECT)
        if not found and is_caused(predicate):
            found = _own(predicate, SUBJECT)
        if not found and predicate.dep_ in ("acl", "relcl", "amod"):
            found = [predicate.head]
        if not found and predicate.dep_ in SHARING:
            found = _shared(predicate)
    else:
        found = _own(predicate, {"dobj", "dative"}) or _named_so(predicate)
        if not found and predicate.dep_ == "amod" and _own(predicate, {"nsubj"}):
            found = [predicate.head]  # the parser took "A expelled inspectors" for one phrase
        found = found or _raised(predicate)
    return spread(antecedent(token) for token in found)


def given_to(passive: Token) -> list[Token]:
    """Heads of who is given what the passive has as its object: "A was handed a note"."""
    given = passive.pos_ == "VERB" and bool(_own(passive, {"dobj"})) and is_passive(passive)
    return objects(passive) if given else []


def _raised(verb: Token) -> list[Token]:
    """The object that a verb shares with the one coordinated behind it, or with what that one is
    to do: "seized and freed the ship", "condemned and vowed to avenge the raid"."""
    if verb.lemma_.lower() not in _words()["transitive"]:
        return []
    for other in _coordinated_behind(verb):
        wanted = [c for c in other.children if c.dep_ == "xcomp"]
        if not is_passive(other):
            return (
                _own(other, {"dobj"}) or _raised(other) or [t for w in wanted for t in objects(w)]
            )
    return []


def _shared_agent(passive: Token) -> list[Token]:
    """Who does what two participles tell: "was attacked and looted by A"."""
    for other in _coordinated_behind(passive):
        if other.tag_ == "VBN" and not _own(other, SUBJECT | PASSIVE_SUBJECT):
            return agent_phrase(other) or _shared_agent(other)
    return []


def _coordinated_behind(verb: Token) -> list[Token]:
    """The verb coordinated behind `verb`, where nothing but adverbs stands between the two."""
    rights = [c for c in verb.rights if c.dep_ not in ("cc", "punct", "advmod", "npadvmod", "prt")]
    return [first for first in rights[:1] if first.dep_ == "conj" and first.pos_ == "VERB"]


def _named_so(governor: Token) -> list[Token]:
    """Heads of what "condemned what it called a provocation" condemns: as what it is seen."""
    found: list[Token] = []
    for clause in governor.children:
        of_what = any(c.lower_ == "what" and c.i < clause.i for c in clause.children)
        if clause.dep_ in ("ccomp", "pcomp") and clause.lemma_ in _words()["naming"] and of_what:
            found += _own(clause, {"oprd", "attr"})
            found += [t for t in _own(clause, {"dobj"}) if t.lower_ != "what"]
            found += [t for p in _own(clause, {"prep"}) if p.lower_ == "as" for t in p.children]
    return found


def _shared(passive: Token, depth: int = 0) -> list[Token]:
    """The subject that a passive without one shares: "fled and was given refuge", "continues to be
    held", "ordered them to be freed", "was held, beaten and expelled"."""
    head = passive.head
    if depth > 8 or head.pos_ not in ("VERB", "AUX"):
        return []
    if passive.dep_ == "xcomp" and (controlled := _own(head, {"dobj"})):
        return controlled
    if own := _own(head, PASSIVE_SUBJECT | SUBJECT):
        return own
    if head.dep_ in ("acl", "relcl"):
        return [head.head]
    return _shared(head, depth + 1) if head.dep_ in SHARING else []


def obliques(predicate: Token, *prepositions: str) -> list[Token]:
    """Heads of the prepositional phrases of `predicate` that open with one of `prepositions`."""
    found: list[Token] = []
    for child in predicate.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            found += _named_so(child) or [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            # "on the sidelines of": a preposition that governs another
            found += [
                c2
                for c in child.children
                if c.dep_ == "prep" and c.lower_ in prepositions
                for c2 in c.children
                if c2.dep_ == "pobj"
            ]
    return spread(antecedent(token) for token in found)


def subtree_span(token: Token) -> Span:
    """The characters from the first to the last token that depend on `token`, trimmed."""
    doc, left, right = token.doc, token.left_edge.i, token.right_edge.i
    while left < right and doc[left].is_space:
        left += 1
    while right > left and doc[right].is_space:
        right -= 1
    return Span(doc[left].idx, doc[right].idx + len(doc[right].text))


def inner_span(doc: Doc, left: int, right: int) -> Span:
    """The characters of the tokens from `left` to `right`, both included, without punctuation
    and white space at either end."""
    while left < right and (doc[left].is_punct or doc[left].is_space):
        left += 1
    while right > left and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    return Span(doc[left].idx, doc[right].idx + len(doc[right].text))


def word_span(token: Token) -> Span:
    """The characters of one token."""
    return Span(token.idx, token.idx + len(token.text))
