"""Export: the network as ONNX, its weights in eight bits."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.export import write
from training.relations.network import Network


class _Reader(nn.Module):
    """One sentence in; its scores out, without the dimension of the batch."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, shared: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(shared, torch.ones_like(shared[:, :, 0]))
        return tuple(one[0] for one in scores)


def export(network: Network, path: Path, full: Path) -> None:
    """Writes the quantised network to `path`, and the network in 32 bits to `full`."""
    given = {"shared": torch.randn(1, 24, network.roles.in_features)}
    write(_Reader(network), given, ["roles", "carrier"], ["acts", "types"], path, full)
