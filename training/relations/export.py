"""Export: the network as ONNX, its weights in eight bits."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.quantise import quantise
from training.relations.network import Network

OUTPUTS = ["roles", "carrier", "acts", "types"]


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
    network.eval()
    torch.onnx.export(
        _Reader(network),
        (torch.randn(1, 24, network.roles.in_features),),
        str(full),
        input_names=["shared"],
        output_names=OUTPUTS,
        dynamic_axes={"shared": {1: "pieces"}, "roles": {0: "pieces"}, "carrier": {0: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    quantise(full, path)
