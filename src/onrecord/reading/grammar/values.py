"""Values of factuality: polarity, certainty and time of a clause, and how they compose.

In go the values that words give, as FactBank writes them ("CT+", "PS-", "Uu"); out come composed
values. A value is one source's: whether it holds a thing to be so, how surely, and whether it is
still to come (Sauri and Pustejovsky 2012, "Are you sure that this happened?").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from onrecord.model import Factuality

Polarity = Literal["positive", "negative", "underspecified"]
Certainty = Literal["certain", "probable", "possible", "underspecified"]

POLARITIES: dict[str, Polarity] = {"+": "positive", "-": "negative", "u": "underspecified"}
CERTAINTIES: dict[str, Certainty] = {
    "CT": "certain",
    "PR": "probable",
    "PS": "possible",
    "U": "underspecified",
}
ORDER: tuple[Certainty, ...] = ("underspecified", "possible", "probable", "certain")


@dataclass(frozen=True)
class Value:
    """What a clause is worth to its source. `condition` heads the clause or phrase of condition
    that it hangs on; it is `hypothetical` where that leaves it open. `operator` is the word that
    decided the factuality, None where nothing did."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    future: bool = False
    condition: Token | None = None
    hypothetical: bool = False
    operator: Token | None = None

    @property
    def factuality(self) -> Factuality:
        """The one of the record's five values that stands for this one; first rule that holds."""
        if self.hypothetical:
            return "conditional"
        if self.polarity == "negative" and self.certainty in ("certain", "underspecified"):
            return "negated"
        if self.certainty == "certain" and not self.future:
            return "asserted"
        if self.future and self.certainty != "possible" and self.polarity != "negative":
            return "planned"
        return "possible"

    def by(self, operator: Token | None, after: Value) -> Value:
        """`after`, with `operator` as what decided it if it is another factuality than this."""
        if after.factuality != self.factuality:
            return replace(after, operator=operator)
        return after


FACT = Value()
OPEN = Value("underspecified", "underspecified")


@dataclass(frozen=True)
class Signature:
    """What a word makes of what it governs: a value where the word holds, a value where it is
    negated (Nairn, Condoravdi and Karttunen 2006); `future` where it sets it to come, `definite`
    where also "the attack" falls under it, `commits` where a condition leaves it a plan."""

    affirmed: Value
    negated: Value
    future: bool = False
    definite: bool = False
    commits: bool = False

    @property
    def factive(self) -> bool:
        """Whether what it governs is taken for granted either way."""
        return self.affirmed == self.negated == FACT

    def of(self, governor: Value, word: Token | None) -> Value:
        """The value of the complement where the governing word has the value `governor`."""
        if self.factive:
            return replace(FACT, condition=governor.condition, hypothetical=governor.hypothetical)
        implied = self.negated if governor.polarity == "negative" else self.affirmed
        polarity = implied.polarity
        if governor.polarity == "underspecified" and polarity == "positive":
            polarity = "underspecified"  # but who is told to stop is told that it is not to be
        after = replace(
            governor,
            polarity=polarity,
            certainty=weaker(governor.certainty, implied.certainty),
            future=governor.future or self.future,
        )
        return governor.by(word, after)


def value(written: str) -> Value:
    """The value that FactBank writes as `written`: "CT+", "PR-", "Uu".

    Raises:
        KeyError: `written` is no such value.
    """
    return Value(POLARITIES[written[-1]], CERTAINTIES[written[:-1]])


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The less certain of two."""
    return min(one, other, key=ORDER.index)


def negation_of(held: Value, word: Token) -> Value:
    """`held` under "not": what was open is so no longer, somebody means it not to be."""
    flipped: Polarity = "positive" if held.polarity == "negative" else "negative"
    sure: Certainty = "certain" if held.certainty == "underspecified" else held.certainty
    return held.by(word, replace(held, polarity=flipped, certainty=sure))
