"""Which language a text is in, told by its commonest words.

In goes a text; out comes an ISO 639-1 code, or a name of the script where it is not Latin. The
share of function words of each language (knowledge/function_words.csv) decides; a text too
short to tell counts as English, for nothing speaks against it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from onrecord.knowledge import tables

SAMPLE = 20_000
MIN_WORDS = 12
MARGIN = 1.3
MIN_DIFFERENT = 3
"""How many function words of a language a text must have: "a" alone is of many languages."""
SCRIPTS = {
    "CYRILLIC": "Cyrillic script",
    "ARABIC": "Arabic script",
    "HEBREW": "Hebrew script",
    "CJK": "Chinese characters",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "GREEK": "Greek script",
    "DEVANAGARI": "Devanagari script",
    "THAI": "Thai script",
    "ARMENIAN": "Armenian script",
    "GEORGIAN": "Georgian script",
    "BENGALI": "Bengali script",
}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    rows = tables.rows("function_words")
    return {row["language"]: frozenset(row["words"].split()) for row in rows}


def language_of(text: str) -> str:
    """The language of `text`: an ISO 639-1 code, or the name of a script that is not Latin."""
    sample = text[:SAMPLE]
    if script := _foreign_script(sample):
        return script
    words = [w.strip(".,;:!?\"“”'()«»").lower() for w in sample.split()]
    if len(words) < MIN_WORDS:
        return "en"
    counts = Counter(words)
    scores = {
        language: sum(counts[w] for w in function_words) / len(words)
        for language, function_words in _function_words().items()
    }
    best = max(sorted(scores), key=lambda language: scores[language])
    if best == "en" or scores[best] < MARGIN * scores["en"] or scores[best] < 0.08:
        return "en"
    different = _function_words()[best] & counts.keys()
    return best if len(different) >= MIN_DIFFERENT else "en"


def _foreign_script(sample: str) -> str | None:
    letters = [c for c in sample if c.isalpha()]
    found: Counter[str] = Counter()
    for letter in letters:
        if letter > "\u024f":
            script = unicodedata.name(letter, "").split()[:1]
            found[SCRIPTS.get(script[0] if script else "", "")] += 1
    found.pop("", None)
    if not found or sum(found.values()) <= 0.5 * len(letters):
        return None
    return max(sorted(found), key=lambda name: found[name])
