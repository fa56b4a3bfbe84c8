"""Stage zero: whether a text can be read at all.

In goes a text; out comes its language, and, where it cannot be read, the record that says so:
empty, too long, broken characters, not English. Such a text gets a report too, with nothing in
it but the reason, so that it is counted and shown.
"""

from __future__ import annotations

from onrecord.language.detection import language_of
from onrecord.model import Unread

STAGE = "admission"
MAX_CHARACTERS = 1_000_000
READ = "en"


def admit(text: str) -> tuple[str | None, Unread | None]:
    """The language of `text` (ISO 639-1, or the name of its script), and why it is not read."""
    if not text.strip():
        return None, Unread(STAGE, "the text is empty")
    if len(text) > MAX_CHARACTERS:
        cause = f"the text has {len(text):,} characters, more than the {MAX_CHARACTERS:,} read"
        return None, Unread(STAGE, f"{cause}; split it into its reports")
    if any("\ud800" <= character <= "\udfff" for character in text):
        return None, Unread(STAGE, "the text holds half characters (lone surrogates)")
    language = language_of(text)
    if language != READ:
        cause = f"the text is not English (it looks like {language}); only English is read"
        return language, Unread(STAGE, cause)
    return language, None
