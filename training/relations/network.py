"""The network: two layers above the shared ones, and four heads.

The layers begin as copies of those that read statements. Tags of source and of target are
linear in each piece; a pointer over the pieces says which carries the act, and what it points at
says the kind of act and the type.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertEncoder

from onrecord.reading.tagging.relations import ACTS, TYPES
from training.statements.network import SHARED

TAGS = 6
"""Begin, inside and outside, for source and for target."""


class Network(nn.Module):
    """Reads what the shared layers make of sentences."""

    def __init__(self, base: Path, statements: Path) -> None:
        super().__init__()
        config = BertConfig.from_json_file(base / "config.json")
        config._attn_implementation = "eager"
        config.num_hidden_layers -= SHARED
        self.bert = BertEncoder(config)
        begun = torch.load(statements)
        self.bert.load_state_dict(
            {
                f"layer.{layer}.{name}": begun[f"bert.encoder.layer.{layer + SHARED}.{name}"]
                for layer in range(config.num_hidden_layers)
                for name in self.bert.layer[layer].state_dict()
            }
        )
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(config.hidden_size, TAGS)
        self.carrier = nn.Linear(config.hidden_size, 1)
        self.act = nn.Linear(config.hidden_size, len(ACTS))
        self.kind = nn.Linear(config.hidden_size, len(TYPES))

    def forward(self, shared: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of sentences x pieces: tag scores (x 6), log shares of the pieces in the act; of
        sentences: scores of kinds and of types."""
        barred = (1.0 - mask[:, None, None, :].float()) * -1e4
        hidden = self.drop(self.bert(shared, attention_mask=barred)[0])
        pointed = self.carrier(hidden)[..., 0].masked_fill(mask == 0, -1e4).log_softmax(1)
        about = (pointed.exp()[..., None] * hidden).sum(1)
        return self.roles(hidden), pointed, self.act(about), self.kind(about)
