"""The two sides of a relation as noun phrases.

In go the stretches of a sentence that the network marks for a side; out come phrases: whole words,
what is one noun phrase in one piece ("the president of Armenia"), coordinated names each by itself
and none left out ("Iran, Libya and Sudan"). A stretch without a noun is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.grammar.arguments import conjuncts

NOMINAL = ("NOUN", "PROPN", "PRON")
LINKING = ("of", "in", "from")


def sides(
    draft: Draft, sources: Sequence[Span], targets: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """Phrases of either side, in the order of the text; one inside a phrase of the other side is
    left out, unless the two are the same: an act without a direction."""
    acting, reached = _phrases(draft, sources), _phrases(draft, targets)
    both = _phrases(draft, sorted({*sources} & {*targets}, key=lambda s: s.start))
    apart = [t for t in reached if t in both or not any(t.within(s) for s in acting)]
    return [s for s in acting if not any(s != t and s.within(t) for t in apart)], apart


def party(draft: Draft, phrases: Sequence[Span]) -> list[Span]:
    """All that take part in an act without a direction, each by itself: also such as the text
    coordinates under common nouns ("envoys of A and ministers of B")."""
    apart = [word for phrase in phrases for word in conjuncts(draft.tokens(phrase).root)]
    if len(phrases) > 1 or len(apart) < 2:
        return list(phrases)
    tokens = draft.tokens(phrases[0])
    return [char_span(_phrase(head, tokens)) for head in apart if head in tokens]


def _phrases(draft: Draft, spans: Iterable[Span]) -> list[Span]:
    pieces: list[Tokens] = []
    for span in spans:
        tokens = draft.tokens(span)
        if not tokens:
            continue
        piece = tokens[0].doc[tokens[0].i : tokens[-1].i + 1]
        if pieces and _is_one(pieces[-1], piece):
            piece = piece.doc[pieces.pop().start : piece.end]
        pieces.append(piece)
    nominal = [piece for piece in pieces if any(t.pos_ in NOMINAL for t in piece)]
    named = [name for piece in nominal for name in _names(piece, nominal)]
    return sorted({char_span(name) for name in named}, key=lambda s: (s.start, s.end))


def _is_one(first: Tokens, second: Tokens) -> bool:
    """Whether two stretches are one noun phrase: side by side, or with a preposition between."""
    between = first.doc[first.end : second.start]
    if not between:
        return second.root.is_ancestor(first.root) or first.root.is_ancestor(second.root)
    return len(between) == 1 and between[0].lower_ in LINKING and between[0].head == first.root


def _names(piece: Tokens, pieces: Sequence[Tokens]) -> list[Tokens]:
    """The names that are coordinated in a stretch, also those that the parser ties to it behind
    its end; the stretch itself where its head is no name or stands alone."""
    heads = [t for t in conjuncts(piece.root) if t.pos_ in NOMINAL]
    if len(heads) < 2 or not any(t.pos_ == "PROPN" for t in heads):
        return [piece]
    taken = {t.i for other in pieces if other is not piece for t in other}
    return [_phrase(head, piece) for head in heads if head.i not in taken]


def _phrase(head: Token, piece: Tokens) -> Tokens:
    """The phrase of one of several coordinated heads, without the others."""
    start = max(piece.start, head.left_edge.i) if head in piece else head.left_edge.i
    others = [c.left_edge.i for c in head.children if c.dep_ in ("conj", "cc", "punct", "appos")]
    ends = [i for i in others if i > head.i] + [head.right_edge.i + 1]
    return head.doc[start : min(ends)]
