"""Stage ten: what the events are about, under PLOVER's 37 contexts.

In goes a draft with events; out come its events with the contexts that words near them evoke, and
these words as evidence. The words are data (knowledge/contexts.toml). An event has the contexts of
its own sentence, and those that the sentences around it in its paragraph evoke beyond doubt: by a
word of that field alone, or by two different words. A mode can bring a context with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.knowledge import ontology, tables
from onrecord.knowledge.world import split
from onrecord.model import Context, Event
from onrecord.reading.draft import Draft

REACH = 3
"""How many sentences away, on either side, a context may be evoked: paragraphs can be long."""


@dataclass(frozen=True)
class Phrase:
    """Words that evoke contexts, each as a lemma or as written; `sure` are the contexts that
    they evoke beyond doubt."""

    words: tuple[str, ...]
    contexts: tuple[str, ...]
    sure: frozenset[str]


@dataclass(frozen=True)
class Cue:
    """A phrase where it stands in the text: half-open, in code points."""

    phrase: Phrase
    start: int
    end: int


def read_contexts(draft: Draft) -> None:
    """Give the draft's events their contexts, and add the evidence for these."""
    paragraphs = _Paragraphs(draft)
    evidence: set[Context] = set()
    events = []
    for event in draft.events:
        found = _without_general([*_by_mode(event), *paragraphs.evoked(event)])
        evidence |= found
        names = [c.name for c in sorted(found, key=lambda c: (c.start, c.end, c.name))]
        events.append(msgspec.structs.replace(event, contexts=list(dict.fromkeys(names))))
    draft.events = events
    draft.contexts = sorted(evidence, key=lambda c: (c.start, c.end, c.name))


def _by_mode(event: Event) -> Iterator[Context]:
    """The contexts that the mode brings by definition: its trigger is the evidence."""
    for name in ontology.contexts_of(event.type or "", event.mode):
        yield Context(name, event.trigger.start, event.trigger.end)


def _without_general(found: Iterable[Context]) -> set[Context]:
    """The evidence without that of contexts that give way to a narrower one."""
    kept = set(found)
    names = {c.name for c in kept}
    return {c for c in kept if not _gives_way().get(c.name, frozenset()) & names}


class _Paragraphs:
    """The sentences of a draft, and what each evokes."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sentences = draft.readable if draft.events else []
        self.starts = [s.start_char for s in self.sentences]
        self.cues: dict[int, list[Cue]] = {}

    def evoked(self, event: Event) -> Iterator[Context]:
        """The evidence for the contexts of `event`."""
        home = bisect_right(self.starts, event.trigger.start) - 1
        if home < 0:
            return
        own = {name for cue in self.cues_of(home) for name in cue.phrase.contexts}
        words: dict[str, set[tuple[str, ...]]] = {}
        sure: set[str] = set()
        around = [cue for at in self.beside(home) for cue in self.cues_of(at)]
        for cue in around:
            sure |= cue.phrase.sure
            for name in cue.phrase.contexts:
                words.setdefault(name, set()).add(cue.phrase.words)
        held = own | sure | {name for name, different in words.items() if len(different) > 1}
        for cue in around:
            for name in cue.phrase.contexts:
                if name in held:
                    yield Context(name, cue.start, cue.end)

    def beside(self, home: int) -> Iterator[int]:
        """The sentences of the paragraph of `home` within reach, itself among them."""
        paragraph = self.draft.passage_at(self.starts[home])
        first, last = max(0, home - REACH), min(len(self.starts), home + REACH + 1)
        for at in range(first, last):
            if at == home or self.draft.passage_at(self.starts[at]) == paragraph:
                yield at

    def cues_of(self, at: int) -> list[Cue]:
        """What the sentence evokes; looked for once."""
        if at not in self.cues:
            self.cues[at] = [cue for cue in _cues(self.sentences[at]) if cue.phrase.contexts]
        return self.cues[at]


def _cues(sentence: Tokens) -> Iterator[Cue]:
    """The phrases of the table in a sentence, the longest at each place, none within another."""
    table, tokens = _lexicon(), list(sentence)
    forms = [_forms(token) for token in tokens]
    at = 0
    while at < len(tokens):
        phrase = next(
            (
                p
                for p in _beginning(table, forms[at])
                if len(p.words) <= len(tokens) - at
                and all(word in forms[at + n] for n, word in enumerate(p.words))
            ),
            None,
        )
        if phrase is None:
            at += 1
            continue
        last = tokens[at + len(phrase.words) - 1]
        yield Cue(phrase, tokens[at].idx, last.idx + len(last.text))
        at += len(phrase.words)


def _forms(token: Token) -> tuple[str, ...]:
    """The token as written, in lower case, and its lemma; of names the singular too."""
    text, lower = token.text.replace("’", "'"), token.lower_.replace("’", "'")
    plural = (lower.removesuffix("s"),) if token.tag_ == "NNPS" else ()
    return (text, lower, token.lemma_.lower(), *plural)


def _beginning(table: Mapping[str, tuple[Phrase, ...]], forms: tuple[str, ...]) -> list[Phrase]:
    """The phrases that begin with one of `forms`, the longest first."""
    found = {p.words: p for form in forms for p in table.get(form, ())}
    return sorted(found.values(), key=lambda p: -len(p.words)) if found else []


@cache
def _lexicon() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases by their first word."""
    data = tables.keys("contexts")
    evoked: dict[tuple[str, ...], dict[str, bool]] = {split(p): {} for p in data["nothing"]}
    for name, row in data["contexts"].items():
        for key in ("words", "strong"):
            for phrase in row[key]:
                evoked.setdefault(split(phrase), {})[name] = key == "strong"
    found: dict[str, tuple[Phrase, ...]] = {}
    for words, names in evoked.items():
        phrase = Phrase(words, tuple(names), frozenset(n for n, sure in names.items() if sure))
        found[words[0]] = (*found.get(words[0], ()), phrase)
    return found


@cache
def _gives_way() -> Mapping[str, frozenset[str]]:
    """The contexts beside which a more general one is not coded, by the general one."""
    rows = tables.keys("contexts")["contexts"]
    return {name: frozenset(row["unless"]) for name, row in rows.items() if "unless" in row}
