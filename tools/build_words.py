"""Build the table of words, ``onrecord/knowledge/words.tsv.xz``, from WordNet.

In goes the folder of WordNet 3.0's files (Debian package wordnet-base; WordNet licence, free with
its notice) and the word pieces of the tagger, which stand roughly in the order of their frequency;
out comes a compressed table, one line a word and sorted by it: the word, its root (the verb that
its forms and the nouns of its doing share: meet, met and meeting), the place of the root in that
order, and the concepts of the word (synsets that other words have too, numbered, those of its
commonest senses first). Run: ``python tools/build_words.py FOLDER``.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/knowledge/words.tsv.xz"
PIECES = ROOT / "src/onrecord/reading/tagging/weights/vocabulary.txt"
DOINGS = frozenset({4, 10, 11, 19, 21, 22, 26, 27, 28})
"""WordNet's files of acts, communication, events, phenomena, possession, processes, states and
time: nouns of other kinds (persons, artefacts) are no names of a deed."""
SENSES = 3
"""How many of the senses of a word, the commonest first, give it concepts and a root."""
ENDINGS = {
    "verb": (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""),
             ("ing", "e"), ("ing", "")),
    "noun": (("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
             ("ies", "y"), ("s", "")),
}  # fmt: skip
"""WordNet's rules of detachment (morphy(7WN))."""


@dataclass
class Part:
    """One part of speech: senses of each word, words and pointers of each synset, odd forms."""

    senses: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    derived: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    odd: dict[str, str] = field(default_factory=dict)
    uses: Counter[str] = field(default_factory=Counter)


def read(folder: Path, name: str) -> Part:
    """The words and synsets of a part of speech."""
    part = Part()
    for line in _lines(folder / f"index.{name}"):
        cells = line.split()
        first = 6 + int(cells[3])
        part.senses[cells[0]] = cells[first : first + int(cells[2])]
    for line in _lines(folder / f"data.{name}"):
        cells = line.split("|")[0].split()
        many = int(cells[3], 16)
        part.kinds[cells[0]] = int(cells[1])
        part.words[cells[0]] = [w.lower() for w in cells[4 : 4 + 2 * many : 2]]
        pointers = cells[5 + 2 * many :]
        part.derived[cells[0]] = [
            (pointers[at + 1], int(pointers[at + 3][:2], 16), int(pointers[at + 3][2:], 16))
            for at in range(0, 4 * int(cells[4 + 2 * many]), 4)
            if pointers[at] == "+" and pointers[at + 2] == "v"
        ]
    for line in _lines(folder / f"{name}.exc"):
        form, base = line.split()[:2]
        part.odd.setdefault(form, base)
    for line in _lines(folder / "cntlist.rev"):
        key, _, count = line.split()
        word, _, sense = key.partition("%")
        if sense.startswith({"verb": "2", "noun": "1"}[name]):
            part.uses[word] += int(count)
    return part


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file after its licence."""
    yield from (line for line in path.read_text("utf-8").splitlines() if line[:1].strip())


def bases(part: Part, name: str, word: str) -> list[str]:
    """The base forms that `word` may be of, as this part of speech."""
    found = [word] if word in part.senses else []
    if word in part.odd:
        return [*found, part.odd[word]]
    for ending, other in ENDINGS[name]:
        base = word.removesuffix(ending) + other
        if word.endswith(ending) and len(base) > 2 and base in part.senses and base not in found:
            found.append(base)
    if name == "verb" and word.endswith(("ed", "ing")):
        short = word.removesuffix("ing").removesuffix("ed")
        if len(short) > 3 and short[-1] == short[-2] and short[:-1] in part.senses:
            found.append(short[:-1])
    return found


def common(part: Part, found: list[str]) -> str | None:
    """The likeliest of several base forms: the one that WordNet's texts have most."""
    return max(found, key=lambda base: (part.uses[base], base), default=None)


@dataclass
class WordNet:
    """Verbs and nouns, and what each word comes from and means."""

    verbs: Part
    nouns: Part

    def root(self, word: str) -> str:
        """The verb that `word` is a form or the doing of; else its singular."""
        verb = common(self.verbs, bases(self.verbs, "verb", word))
        noun = common(self.nouns, bases(self.nouns, "noun", word))
        if verb is not None and (noun is None or noun in (word, verb)):
            return verb
        if noun is not None:
            return self.doing(noun) or (verb if verb is not None else noun)
        return verb or word

    def doing(self, noun: str) -> str | None:
        """The verb that a noun is derived from, in the commonest of its senses that have one."""
        if noun in self.verbs.senses:
            return noun
        for sense in self.nouns.senses.get(noun, [])[:SENSES]:
            if self.nouns.kinds[sense] in DOINGS:
                verbs = [self.verbs.words[s][at - 1] for s, at in self.sources(noun, sense)]
                single = [verb for verb in verbs if "_" not in verb]
                if single:
                    return max(single, key=lambda verb: (self.verbs.uses[verb], verb))
        return None

    def sources(self, noun: str, sense: str) -> list[tuple[str, int]]:
        """The verb senses, and the word in each, that a sense of a noun is derived from."""
        at = self.nouns.words[sense].index(noun) + 1
        return [(s, target) for s, own, target in self.nouns.derived[sense] if own == at]

    def concepts(self, word: str) -> list[str]:
        """The synsets of the commonest senses: of verbs, of nouns those of their verbs."""
        found: list[str] = []
        for verb in bases(self.verbs, "verb", word):
            found += [f"v{s}" for s in self.verbs.senses.get(verb, [])[:SENSES]]
        for noun in bases(self.nouns, "noun", word):
            for sense in self.nouns.senses.get(noun, [])[:SENSES]:
                sources = self.sources(noun, sense)
                found += [f"v{s}" for s, _ in sources] or [f"n{sense}"]
        return list(dict.fromkeys(found))


def table(wordnet: WordNet, pieces: list[str]) -> Iterator[str]:
    """The lines of the table."""
    words = {w for w in pieces if w.isalpha() and w.isascii()}
    words |= {w for w in wordnet.verbs.senses if w.isalpha() and w.islower()}
    words |= {w for w in wordnet.verbs.odd if w.isalpha()}
    words |= {w for w in wordnet.nouns.senses if w.isalpha() and wordnet.doing(w)}
    roots = {word: wordnet.root(word) for word in words}
    ranks: dict[str, int] = {}
    for rank, piece in enumerate(pieces):
        if piece in roots:
            ranks.setdefault(roots[piece], rank)
    concepts = {word: wordnet.concepts(word) for word in words}
    holders = Counter(c for word in words for c in {(c, roots[word]) for c in concepts[word]})
    shared = Counter(c for c, _ in holders)
    numbers = {c: f"{at:x}" for at, c in enumerate(sorted(c for c, n in shared.items() if n > 1))}
    for word in sorted(words):
        own = " ".join(numbers[c] for c in concepts[word] if c in numbers)
        yield f"{word}\t{roots[word]}\t{ranks.get(roots[word], '')}\t{own}\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="WordNet's files: data.verb, index.verb, ...")
    folder = parser.parse_args().folder
    wordnet = WordNet(read(folder, "verb"), read(folder, "noun"))
    pieces = PIECES.read_text("utf-8").splitlines()
    text = "".join(table(wordnet, pieces))
    TARGET.write_bytes(lzma.compress(text.encode("ascii"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{text.count(chr(10)):,} words, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
