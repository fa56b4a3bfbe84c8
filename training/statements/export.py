"""Export: the network as ONNX, its weights in eight bits."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.export import write
from training.statements.network import Network

BY_PIECE = ["cues", "query", "key", "bias", "shared"]


class _Reader(nn.Module):
    """One window in; its scores out, without the dimension of the batch."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, quoted: Tensor) -> tuple[Tensor, ...]:
        scores = self.network.encode(ids, torch.ones_like(ids), quoted)
        return (*(one[0] for one in scores), self.network.distance)


def export(network: Network, path: Path, full: Path) -> None:
    """Writes the quantised network to `path`, and the network in 32 bits to `full`."""
    ids = torch.randint(1000, 20000, (1, 24))
    given = {"ids": ids, "quoted": torch.zeros_like(ids)}
    write(_Reader(network), given, BY_PIECE, ["distance"], path, full)
