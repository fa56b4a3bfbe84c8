"""Operators inside one clause: negation, modals, adverbs, conditions, questions.

In go the head of a clause and the value that reaches it from above; out comes the value that the
clause gives its event. Conditions are heads of clauses ("if A withdraws", "had A withdrawn") or
of phrases ("in the event of war", "on condition that").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.grammar.signatures import modal, modifier, words
from onrecord.reading.grammar.values import OPEN, Signature, Value, negation_of

ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
MODIFYING = ("amod", "advmod")
PAST = ("VBD", "VBN")
WILL = "will"
BELOW = ("ccomp", "relcl", "acl", "conj")
BORNE = ("relcl", "acl", "xcomp", "ccomp", "pcomp", "advcl", "dobj", "pobj", "prep")
INVERTED = ("advcl", "conj", "csubj", "ccomp", "parataxis")


def operated(clause: Token, above: Value) -> Value:
    """The value of `clause` where `above` reaches it: its modal, its adverbs, then its negation,
    its mood, and the condition that it hangs on."""
    held = above
    no = _negation(clause)
    auxiliary = next((c for c in clause.children if c.dep_ == "aux" and modal(c.lower_)), None)
    signature = _modal(clause, auxiliary) if auxiliary is not None else None
    for word, given in ((auxiliary, signature), *_modifiers(clause)):
        if given is not None:
            asked = above.polarity == "underspecified" and not above.future
            held = replace(given.of(held, word), future=False) if asked else given.of(held, word)
    if no is not None:
        held = _negated(held, signature, no)
    if clause.dep_ == "ROOT" and (mood := _mood(clause)) is not None:
        held = held.by(mood, replace(OPEN, condition=held.condition))
    if held.condition is None and (condition := condition_of(clause)) is not None:
        opener = condition.left_edge if condition.pos_ != "ADP" else condition
        planned = signature is not None and signature.commits
        held = held.by(opener, replace(held, condition=condition, hypothetical=not planned))
    return held


def _negated(held: Value, signature: Signature | None, word: Token) -> Value:
    """Under "not", with the modal's own value for that ("cannot": certain, "may not": possible)."""
    flipped = negation_of(held, word)
    if signature is not None and signature.negated.certainty == "certain":
        return held.by(word, replace(flipped, certainty="certain"))
    return flipped


def _modal(clause: Token, auxiliary: Token) -> Signature | None:
    """The modal's signature; "would" under a verb in the past is "will" said before."""
    shifted = auxiliary.lower_ in ("would", "'d", "’d") and clause.dep_ in BELOW
    perfect = any(c.lower_ == "have" for c in clause.children)
    if shifted and not perfect and condition_of(clause) is None and _past(clause):
        return modal(WILL)
    return modal(auxiliary.lower_)


def _past(clause: Token) -> bool:
    """Whether a verb above stands in the past, or a noun holds what was said."""
    if clause.dep_ == "acl":
        return True
    return any(
        verb.tag_ in PAST or any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "aux")
        for verb in clause.ancestors
        if verb.pos_ in ("VERB", "AUX")
    )


def _modifiers(clause: Token) -> list[tuple[Token, Signature]]:
    """Adverbs and adjectives that change the value, the nearest word first."""
    return [
        (child, given)
        for child in clause.children
        if child.dep_ in MODIFYING and (given := modifier(child.lower_)) is not None
    ]


def _negation(clause: Token) -> Token | None:
    """What negates the clause or the noun: "not", "never", "no", "nobody"."""
    lists = words()["negation"]
    for child in clause.children:
        if child.dep_ == "neg" and not _restricts(child):
            return child
        if child.lower_ in lists["lapsed"] and child.nbor(-1).lower_ in lists["determiners"]:
            return child.nbor(-1)
        if child.dep_ in ("det", "preconj") and child.lower_ in lists["determiners"]:
            return child
        if child.dep_ in ARGUMENTS and (no := _none(child)) is not None:
            return no
    return None


def _restricts(negation: Token) -> bool:
    """ "not only", "not just"."""
    behind = negation.doc[negation.i + 1 : negation.i + 2]
    return any(t.lower_ in words()["negation"]["restrictive"] for t in behind)


def _none(argument: Token) -> Token | None:
    """ "nobody", "no soldier": the clause has no such participant, so it did not happen."""
    lists = words()["negation"]
    if argument.lower_ in lists["pronouns"]:
        return argument
    return next(
        (c for c in argument.children if c.dep_ == "det" and c.lower_ in lists["determiners"]),
        None,
    )


def _mood(root: Token) -> Token | None:
    """The mark of a question that asks whether: its auxiliary stands before its subject."""
    last = root.right_edge
    if last.text != "?":
        return None
    opening = [c for c in root.lefts if c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass")]
    asked = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in root.subtree if t.i < root.i)
    inverted = root.pos_ == "AUX" or (opening and opening[0].dep_ in ("aux", "auxpass"))
    return last if inverted and not asked else None


def antecedent_of(token: Token) -> Token | None:
    """The head of the clause or phrase of condition that `token` opens, or None."""
    if is_condition(token):
        return token
    above = token.head
    if token.dep_ in ("pobj", "pcomp", "ccomp", "acl", "relcl"):
        while above.dep_ in ("pobj", "prep") and not is_condition(above):
            above = above.head
        return above if is_condition(above) else None
    return None


def condition_of(clause: Token) -> Token | None:
    """The clause or phrase of condition that `clause` hangs on, by its head: not what the parser
    ties to a deed that was done, where a clause between the two can bear it ("signed a pact that
    lets ships pass if they pay")."""
    for verb in (clause, *clause.ancestors):
        for condition in verb.children:
            if is_condition(condition) and _bearer(verb, condition).i == clause.i:
                return condition
        if verb.dep_ not in BORNE:
            break
    return None


def _bearer(verb: Token, condition: Token) -> Token:
    """What a condition that the parser ties to `verb` makes conditional."""
    helping = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    done = verb.tag_ == "VBD" or (verb.tag_ in PAST and {*helping} & {"was", "were", "has", "had"})
    if not done or condition.i < verb.i:
        return verb
    inner = [t for t in verb.subtree if verb.i < t.i < condition.left_edge.i and _is_open(t)]
    return inner[-1] if inner else verb


def _is_open(clause: Token) -> bool:
    """Whether a clause inside another may be still to come: not one in the past."""
    if clause.pos_ != "VERB" or clause.dep_ not in BORNE or clause.tag_ == "VBN":
        return False
    return clause.tag_ != "VBD"


def is_condition(token: Token) -> bool:
    """Whether `token` heads a clause or a phrase of condition."""
    lists = words()["condition"]
    if token.dep_ in ("advcl", "prep") and token.lower_ in lists["marks"]:
        return True  # "provided that"
    if token.dep_ == "prep":
        return token.lower_ in lists["prepositions"] and any(
            c.dep_ == "pobj" and c.lower_ in lists["nouns"] and _bears(c) for c in token.children
        )
    if token.dep_ == "advcl" and not _asked(token):
        marks = (c for c in token.lefts if c.dep_ in ("mark", "advmod"))
        if any(c.lower_ in lists["marks"] and not _likens(c) for c in marks):
            return True
    return token.dep_ in INVERTED and _is_inverted(token)


def _is_inverted(clause: Token) -> bool:
    """ "had A attacked", "should A withdraw", "were A to leave", beside a clause with a modal."""
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or not any(c.tag_ == "MD" for c in clause.head.children):
        return False
    openers = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")] or [clause]
    first = openers[0]
    return first.lower_ in words()["condition"]["inverted"] and first.i < subject.i


def _asked(clause: Token) -> bool:
    """Whether the clause is what is asked or known, and "if" is "whether": it stands right behind
    its verb."""
    near = clause.left_edge.i == clause.head.i + 1
    return near and clause.head.lemma_.lower() in words()["clauses"]["asking"]


def _bears(noun: Token) -> bool:
    """Whether a phrase of condition says what the condition is ("in case of", "on condition that"),
    and is not "in this case"."""
    return any(c.dep_ in ("prep", "acl", "relcl", "ccomp") for c in noun.children)


def _likens(mark: Token) -> bool:
    """ "as if"."""
    return mark.i > 0 and mark.nbor(-1).lower_ == "as"


def is_whether(clause: Token) -> bool:
    """Whether a clause asks whether something is so ("whether A attacked", "if A attacked")."""
    if clause.dep_ == "advcl" and not _asked(clause):
        return False
    return any(
        c.dep_ == "mark" and c.lower_ in ("whether", "if") and not _likens(c)
        for c in clause.children
    )


def undone(token: Token) -> Token | None:
    """The word by which a clause or a deed is told not to be: "without", "instead of"."""
    lists = words()["negation"]["prepositions"]
    near = [*(c for c in token.lefts if c.dep_ in ("mark", "prep", "advmod"))]
    if token.dep_ in ("pobj", "pcomp"):
        near += [token.head, *token.head.children, token.head.head]
    return next(
        (t for t in near if t.lower_ in lists and t.dep_ in ("mark", "prep", "advmod", "cc")), None
    )


def apart(preposition: Token) -> bool:
    """Whether what stands under `preposition` is a fact of its own ("after the attack")."""
    words_apart = words()["clauses"]["apart"]
    chain = (preposition, preposition.head) if preposition.head.dep_ == "prep" else (preposition,)
    return any(word.lower_ in words_apart for word in chain)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
