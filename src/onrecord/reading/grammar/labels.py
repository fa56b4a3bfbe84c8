"""Labels: words without a verb that a colon parts from a quotation ("Army spokesman: "We won"").

In goes the token with which a quotation opens; out comes the phrase before its colon, or None.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

MARKS = ('"', "“", "«", "„", "``", "'", "‘", "`")
ENDS = (".", "!", "?", ":", ";")
MAX_WORDS = 14


def label_before(opening: Token) -> Tokens | None:
    """The label of a quotation whose first word, or opening mark, is `opening`."""
    doc, at = opening.doc, opening.i - 1
    while at >= 0 and (doc[at].text in MARKS or doc[at].is_space):
        at -= 1
    if at < 1 or doc[at].text != ":":
        return None
    start = at
    while start > 0 and not _ends(doc[start - 1]) and at - start < MAX_WORDS:
        start -= 1
    label = doc[start:at]
    verbless = not any(t.pos_ in ("VERB", "AUX") for t in label)
    return label if len(label) and verbless and label.root.pos_ in ("NOUN", "PROPN") else None


def _ends(token: Token) -> bool:
    return token.text in (*ENDS, *MARKS, "”", "»") or "\n" in token.text
