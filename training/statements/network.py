"""The network: an encoder, a tagger of cues, and a biaffine scorer of what belongs to a cue.

The encoder is MiniLM-L6 (Wang et al. 2020). Cues are tagged begin-inside-outside. For a cue, each
piece gets a score as content, as first and as last piece of a stretch of content, and as first
and last piece of the source: a query from the cue against a key from the piece (Dozat and
Manning 2017), with a bias for the piece and one for the distance between the two. One pass of the
encoder serves every cue of the window, so contents may nest and overlap.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

TARGETS = ("content", "first", "last", "source_first", "source_last")
REACH = 64
WIDTH = 96
SHARED = 4
"""How many layers from below other readers share."""


class Network(nn.Module):
    """`encode` reads windows, `score` scores their pieces for cues."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        config = BertConfig.from_json_file(base / "config.json")
        self.bert = BertModel(config, add_pooling_layer=False)
        loaded = self.bert.load_state_dict(load_file(base / "model.safetensors"), strict=False)
        if loaded.missing_keys:
            raise ValueError(f"{base} lacks weights of the encoder: {loaded.missing_keys[:3]}")
        hidden, targets = config.hidden_size, len(TARGETS)
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(hidden, 3)
        self.query = nn.Linear(hidden, targets * WIDTH)
        self.key = nn.Linear(hidden, targets * WIDTH)
        self.bias = nn.Linear(hidden, targets)
        self.distance = nn.Parameter(torch.zeros(targets, 2 * REACH + 1))

    def encode(
        self, ids: Tensor, mask: Tensor, quoted: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Of windows x pieces: cue scores (x 3), queries and keys (x targets x width), biases,
        and what the lower layers make of the pieces, for other readers of the same text."""
        layers = self.bert(
            input_ids=ids, attention_mask=mask, token_type_ids=quoted, output_hidden_states=True
        ).hidden_states
        hidden = self.drop(layers[-1])
        shape = (*ids.shape, len(TARGETS), WIDTH)
        query = torch.tanh(self.query(hidden)).reshape(shape)
        key = torch.tanh(self.key(hidden)).reshape(shape)
        return self.cue(hidden), query, key, self.bias(hidden), layers[SHARED]

    def score(
        self,
        query: Tensor,
        key: Tensor,
        bias: Tensor,
        window: list[int],
        cues: list[tuple[int, int]],
    ) -> Tensor:
        """Cues x targets x pieces; `window` says in which window each cue stands."""
        places = zip(window, cues, strict=True)
        asked = torch.stack([query[at, one : other + 1].mean(0) for at, (one, other) in places])
        scores = torch.einsum("cgw,cpgw->cgp", asked, key[window]) + bias[window].transpose(1, 2)
        place = torch.arange(key.shape[1])[None]
        first = torch.tensor([cue[0] for cue in cues])[:, None]
        last = torch.tensor([cue[1] for cue in cues])[:, None]
        away = (place - last).clamp(0, REACH) + (place - first).clamp(-REACH, 0)
        return scores + self.distance[:, away + REACH].transpose(0, 1)
