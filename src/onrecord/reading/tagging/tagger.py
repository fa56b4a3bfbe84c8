"""The tagger: the network in ONNX Runtime, loaded once a process.

In goes a text with its quotations; out come its windows, scored. Windows are read one at a time,
without padding, on one thread, so that a text gives the same attributions in any company.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
import numpy as np

from onrecord.model import Span
from onrecord.reading.tagging.attributions import Attribution, Scored, Settings, decode
from onrecord.reading.tagging.pieces import Vocabulary
from onrecord.reading.tagging.session import session
from onrecord.reading.tagging.windows import Window, windows

WEIGHTS = "onrecord.reading.tagging"
NETWORK, WORDS, SETTINGS = "network.onnx", "vocabulary.txt", "settings.json"


class Tagger:
    """A network with its vocabulary and settings; made from the folder that holds the three."""

    def __init__(self, folder: Path) -> None:
        self._session = session(folder / NETWORK)
        self._vocabulary = Vocabulary(folder / WORDS)
        self.settings = msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Settings)

    def read(self, text: str, quotes: Sequence[Span]) -> list[Attribution]:
        """The attributions of `text`, in the order of their cues."""
        windows = self.scored(text, quotes)
        return [one for window, scored in windows for one in decode(window, scored, self.settings)]

    def scored(self, text: str, quotes: Sequence[Span]) -> Iterator[tuple[Window, Scored]]:
        """The windows of `text` with what the network says of them."""
        for window in windows(text, quotes, self._vocabulary):
            given = {
                "ids": np.array([window.ids], dtype=np.int64),
                "quoted": np.array([window.quoted], dtype=np.int64),
            }
            yield window, Scored(*self._session.run(None, given))


@cache
def tagger() -> Tagger:
    """The tagger that ships with the package."""
    with as_file(files(WEIGHTS).joinpath("weights")) as folder:
        return Tagger(folder)
