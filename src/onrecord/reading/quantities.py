"""Stage six: bounded numbers and what they count.

In goes a draft; out come its quantities: lower and upper bound (inclusive; None where the text
sets none), whether the text calls them approximate, and the unit: what is counted, "dead" and
the like where the governing verb says so, a currency or percent. Dates, ordinals, ages and
numbers inside names are no quantities.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from spacy.tokens import Token

from onrecord.knowledge import tables
from onrecord.model import Quantity, Span
from onrecord.reading.draft import Draft
from onrecord.reading.grammar.nominals import lemma

MAX_CLIMB = 6
_CLOCK = re.compile(r":\d")


@cache
def lexicon() -> dict[str, Any]:
    """The words of knowledge/numbers.toml."""
    return tables.keys("numbers")


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon()
    bounds = "|".join(sorted((b for v in words["bounds"].values() for b in v), key=len)[::-1])
    number = "|".join(sorted(words["words"], key=len)[::-1])
    vague = "|".join(sorted(words["vague"], key=len)[::-1])
    magnitude = "|".join(sorted(words["magnitudes"], key=len)[::-1])
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    spelled = rf"(?:a |an )?(?:{number}|dozen)(?:(?:[ -]|-?and[ -]| and )(?:{number}))*"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<bound>{bounds}) )?(?P<currency>[$€£¥])?"
        rf"(?:(?P<vague>{vague})|(?P<n1>{digits}|{spelled})"
        rf"(?:(?:-| to | and )(?P<n2>{digits}))?(?: ?(?P<mag>{magnitude})\b)?)"
        rf"(?P<percent> ?%| percent| per cent)?(?![\w])",
        re.IGNORECASE,
    )


def read_quantities(draft: Draft) -> None:
    """Add the draft's quantities, in order, not overlapping its times."""
    dated = [(t.start, t.end) for t in draft.times]
    for match in _pattern().finditer(draft.text):
        if any(s < match.end() and match.start() < e for s, e in dated):
            continue
        if found := _quantity(draft, match):
            draft.quantities.append(found)


def _quantity(draft: Draft, match: re.Match[str]) -> Quantity | None:
    span = draft.tokens(Span(match.start(), match.end()))
    if not len(span):
        return None
    number = next((t for t in span if t.like_num or t.pos_ == "NUM"), span[-1])
    if not match["vague"] and _is_other(draft, match, number):
        return None
    lower, upper, approximate = _bounds(match)
    return Quantity(
        match.start(), match.end(), lower, upper, approximate, _unit(match, span[-1], number)
    )


def _is_other(draft: Draft, match: re.Match[str], number: Token) -> bool:
    """Ages, clock times, ordinals, numbered things and the pronoun "one"."""
    after = draft.text[match.end() : match.end() + 9].lower()
    before = draft.text[max(0, match.start() - 2) : match.start()]
    if _CLOCK.match(after) or after.startswith(("-year", " years old", "th ", "st ", "rd ", "nd ")):
        return True
    if "/" in before or ":" in before:
        return True
    if number.i and number.nbor(-1).lemma_.lower() in lexicon()["numbered"]["nouns"]:
        return True
    if number.lower_ == "one" and number.dep_ != "nummod":
        return True
    if before == ", " and after[:1] == "," and _is_age(match, number):
        return True
    return number.pos_ == "PROPN" or (
        number.dep_ == "nummod" and number.head.pos_ == "PROPN" and number.i > number.head.i
    )


def _is_age(match: re.Match[str], number: Token) -> bool:
    """Whether a bare number stands in apposition to somebody: "Ana Rey, 51, was arrested"."""
    whose = number.head
    bare = match[0].isdigit() and len(match[0]) < 4
    return bare and number.dep_ == "appos" and whose.tag_ in ("NN", "NNP") and whose.i < number.i


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None, bool]:
    words = lexicon()
    bound = (match["bound"] or "").lower()
    if match["vague"]:
        value = float(words["vague"][match["vague"].lower()])
        return value, None, True
    scale = words["magnitudes"].get((match["mag"] or "").lower(), 1)
    first = _value(match["n1"]) * scale
    second = _value(match["n2"]) * scale if match["n2"] else first
    low, high = min(first, second), max(first, second)
    if bound in words["bounds"]["lower"]:
        return low, None, False
    if bound in words["bounds"]["upper"]:
        return None, high, False
    return low, high, bound in words["bounds"]["about"]


def _value(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", ""))
    words, total, part = lexicon()["words"], 0.0, 0.0
    for word in re.split(r"[ -]+", text.lower()):
        if word == "dozen":
            part = max(part, 1) * 12
        elif word in ("a", "an"):
            part = 1
        elif word in words and words[word] >= 1000:
            total, part = total + max(part, 1) * words[word], 0.0
        elif word in words and words[word] == 100:
            part = max(part, 1) * 100
        elif word in words:
            part += words[word]
    return total + part


def _unit(match: re.Match[str], last: Token, number: Token) -> str | None:
    words = lexicon()
    if match["percent"]:
        return "percent"
    if match["currency"]:
        return str(words["currencies"][match["currency"]])
    if number.dep_ == "nummod" and lemma(number.head) in words["measures"]["times"]:
        return lemma(number.head)  # "jailed for two years" counts none who are jailed
    for token in (number, *list(number.ancestors)[:MAX_CLIMB]):
        if token.pos_ == "VERB" and any(c.lower_ == "dead" for c in token.children):
            return "dead"  # "shot dead two men"
        if casualty := _casualty(lemma(token)):
            return casualty
        if token.pos_ == "VERB" and token.i != number.i and token.dep_ != "relcl":
            break
    head = number.head if number.dep_ == "nummod" else number
    for child in (head, *head.children):
        word = lemma(child)
        for unit, nouns in words["nouns"].items():
            if word in nouns:
                return str(unit)
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    noun = head if head.pos_ == "NOUN" and head.i != number.i else after
    return lemma(noun) if noun is not None and noun.pos_ == "NOUN" else None


def quantities_of(draft: Draft, trigger: Token) -> list[int]:
    """Indexes of the counts that belong to the event of `trigger`."""
    if not draft.quantities:
        return []
    first, last = trigger.left_edge.idx, trigger.right_edge.idx + len(trigger.right_edge.text)
    found = []
    for index, quantity in enumerate(draft.quantities):
        if quantity.end <= first or quantity.start >= last or _is_measure(quantity):
            continue
        if _belongs(draft.tokens(Span(quantity.start, quantity.end)).root, trigger):
            found.append(index)
    return found


def _is_measure(quantity: Quantity) -> bool:
    """Whether it measures or tells apart what takes part, and counts nothing of the event."""
    return quantity.unit in lexicon()["measures"]["nouns"]


def _belongs(number: Token, trigger: Token) -> bool:
    """Whether the count stands in the trigger's own clause, or in a casualty clause on it."""
    for ancestor in (number, *number.ancestors):
        if ancestor.i == trigger.i:
            return True
        if ancestor.pos_ == "VERB" and (not _is_toll(ancestor) or _is_elsewhere(ancestor)):
            return False
    return False


def _is_toll(verb: Token) -> bool:
    """Whether a verb counts what a deed cost: of those told side by side an arrest is a deed of
    its own ("fired tear gas and arrested nine")."""
    unit = _casualty(lemma(verb))
    return unit is not None and not (verb.dep_ == "conj" and unit in lexicon()["deeds"]["units"])


def _casualty(word: str) -> str | None:
    """What people are of whom a verb or noun tells: "dead" for "kill"."""
    units = lexicon()["casualties"].items()
    return next((str(unit) for unit, words in units if word in words), None)


def _is_elsewhere(verb: Token) -> bool:
    """Whether a clause tells what happened at a place or time that the event only names, or apart
    from it: "rebels in A, where clashes killed 40", "closed the road after gunmen killed 9"."""
    if verb.dep_ == "advcl":
        return any(c.dep_ == "mark" for c in verb.children)
    return verb.dep_ == "relcl" and any(c.lower_ in ("where", "when") for c in verb.children)
