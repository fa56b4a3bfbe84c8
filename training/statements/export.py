"""Export: the network as ONNX, its weights in eight bits."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.quantise import quantise
from training.statements.network import Network

OUTPUTS = ["cues", "query", "key", "bias", "shared", "distance"]


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
    network.eval()
    ids = torch.randint(1000, 20000, (1, 24))
    torch.onnx.export(
        _Reader(network),
        (ids, torch.zeros_like(ids)),
        str(full),
        input_names=["ids", "quoted"],
        output_names=OUTPUTS,
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "quoted")}
        | {name: {0: "pieces"} for name in OUTPUTS[:-1]},
        opset_version=17,
        dynamo=False,
    )
    quantise(full, path)
