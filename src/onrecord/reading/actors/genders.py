""" "He" or "she": which of the two a name or a noun can stand with.

In go the words of a person's name or a noun of a person; out comes "f", "m" or None, where the
words do not tell. It serves pronouns alone.
"""

from __future__ import annotations

from onrecord.knowledge.person_names import first_families, gender_of
from onrecord.reading.grammar.nominals import lexicon


def of_name(words: tuple[str, ...]) -> str | None:
    """The gender of a full name by its given name, the first word; where family names stand first
    the words of a given name are mostly borne by both, and nothing is said."""
    if len(words) < 2 or words[0] in first_families():
        return None
    return gender_of(words[0])


def of_noun(noun: str) -> str | None:
    """The gender of whom a noun describes ("a servicewoman", "the widow")."""
    found = lexicon()["genders"]
    for gender in ("f", "m"):
        if noun in found[gender] or noun.endswith(tuple(found[f"endings_{gender}"])):
            return gender
    return None
