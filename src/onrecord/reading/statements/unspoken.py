"""Speech that needs no verb: captions under quotations, texts in the first person, "X said:".

In goes a draft; out come the statements that the page itself attributes: a quotation paragraph
with the speaker's name under it, a quotation with a name and a colon before it, the paragraphs of a
press statement that says "we" throughout, and the paragraphs after a line that ends in a speaker, a
verb of saying and a colon.
"""

from __future__ import annotations

from onrecord.model import Passage, Span
from onrecord.reading.draft import Draft, char_span
from onrecord.reading.grammar.arguments import word_span
from onrecord.reading.grammar.labels import label_before
from onrecord.reading.grammar.nominals import lexicon as references
from onrecord.reading.statements.found import Found, Voice, lexicon, voice_of

FIRST_PERSON_SHARE = 0.5
MIN_TRAILED_WORDS = 6
MAX_SOURCE_WORDS = 7


def captions(draft: Draft) -> list[Found]:
    """Quotation paragraphs whose speaker stands in the line below."""
    found = []
    for passage, below in zip(draft.passages, draft.passages[1:], strict=False):
        if passage.kind != "quotation" or below.kind != "caption":
            continue
        speakers = _named_in(draft, below)
        content = Span(passage.start, passage.end)
        cue = Span(below.start, below.end)
        if speakers:
            evidence = Span(passage.start, below.end)
            voice = Voice(speakers, cue)
            found.append(Found(voice, cue, content, evidence, "page:caption"))
    return found


def labelled(draft: Draft, quote: Span) -> Found | None:
    """A quotation that a colon parts from who speaks: "Army spokesman: "We won""."""
    label = label_before(draft.tokens(quote)[0])
    if label is None:
        return None
    voice = Voice(voice_of(draft, [label.root]).speakers, char_span(label))
    evidence = Span(label.start_char, quote.end)
    return Found(voice, None, quote, evidence, "quote/label") if voice.speakers else None


def _named_in(draft: Draft, passage: Passage) -> list[str]:
    """The most specific actor that a line names: the last one mentioned as an actor."""
    inside = [
        m
        for m in draft.mentions
        if m.actor and passage.start <= m.start and m.end <= passage.end and m.use == "actor"
    ]
    best = max(inside, key=lambda m: (m.end - m.start, -m.start), default=None)
    return [best.actor] if best and best.actor else []


def first_person_text(draft: Draft) -> list[Found]:
    """One statement a paragraph where the whole text speaks in the first person."""
    body = [p for p in draft.passages if p.kind == "body"]
    said = []
    pronouns = references()["pronouns"]
    words = {*pronouns["i"], *pronouns["we"]} - {"us"}
    for passage in body:
        for token in draft.tokens(Span(passage.start, passage.end)):
            spoken = token.lower_ in words and token.pos_ in ("PRON", "DET")
            if spoken and not draft.quoted(token.idx):
                said.append((passage, draft.who(token)))
                break
    if not body or len(said) < max(2, FIRST_PERSON_SHARE * len(body)):
        return []
    speakers = next((list(actors) for _, actors in said if actors), [])
    return [
        Found(Voice(speakers), None, span, span, "page:first person")
        for span in (Span(p.start, p.end) for p in body)
    ]


def trailing(draft: Draft, found: list[Found]) -> list[Found]:
    """The source at the very end of a sentence, which parsers take for a part of it:
    "..., Reuters news agency reports."."""
    extra = []
    for sentence in draft.readable:
        words = [t for t in sentence if not (t.is_space or t.is_punct)]
        cue = words[-1] if len(words) > MIN_TRAILED_WORDS else None
        if cue is None or cue.text not in lexicon()["trailing"]["forms"]:
            continue
        comma = next((t for t in reversed(sentence[: cue.i - sentence.start]) if t.is_punct), None)
        if (
            comma is None
            or comma.text != ","
            or any(f.cue and f.cue.start == cue.idx for f in found)
        ):
            continue
        source = draft.doc[comma.i + 1 : cue.i]
        speakers = next((list(ids) for ids in map(draft.who, source) if ids), [])
        if not speakers or len(source) >= MAX_SOURCE_WORDS:
            continue
        voice = Voice(speakers, Span(source.start_char, source.end_char))
        content = Span(words[0].idx, comma.idx)
        span = word_span(cue)
        evidence = Span(content.start, span.end)
        rule = f"cue:verb/{cue.lemma_.lower()}"
        extra.append(Found(voice, span, content, evidence, rule))
    return extra


def introduced(draft: Draft, found: list[Found]) -> list[Found]:
    """The paragraphs after "X said:", where the colon ends a paragraph."""
    verbs = set(lexicon()["verbs"]["asserts"])
    extra: list[Found] = []
    voice = Voice()
    cue: Span | None = None
    for passage in draft.passages:
        if passage.kind in ("promotion", "byline", "heading"):
            voice = Voice()
            continue
        span = Span(passage.start, passage.end)
        if voice.speakers and cue and not any(f.content.within(span) for f in found):
            extra.append(Found(voice, cue, span, span, "page:introduced"))
        if draft.text[passage.end - 1] == ":":
            for token in draft.tokens(span):
                if token.lemma_ in verbs and token.pos_ == "VERB":
                    voice = voice_of(draft, [c for c in token.children if c.dep_ == "nsubj"])
                    cue = word_span(token)
    return extra
