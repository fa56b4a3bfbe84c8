"""Export: the network as ONNX, its weights in eight bits.

Dynamic quantisation (Jacob et al. 2018): weights are stored in eight bits, activations are
scaled window by window as they come. Seven bits are used of the eight, so that processors
without the VNNI instructions do not saturate and all give the same sums.
"""

from __future__ import annotations

from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.statements.network import Network

OUTPUTS = ["cues", "query", "key", "bias", "distance"]


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
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
