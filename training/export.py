"""Export: a network as ONNX, its weights in eight bits.

Dynamic quantisation (Jacob et al. 2018): weights are stored in eight bits, activations are
scaled window by window as they come. Seven bits are used of the eight, so that processors
without the VNNI instructions do not saturate and all give the same sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


def write(
    reader: nn.Module,
    given: dict[str, Tensor],
    by_piece: Sequence[str],
    others: Sequence[str],
    path: Path,
    full: Path,
) -> None:
    """Writes the quantised network to `path`, and the network in 32 bits to `full`. `given` are
    inputs of some size, one window (1 x pieces x ...); of the outputs, those `by_piece` have an
    entry a piece, and the `others`, which come after them, have not."""
    reader.eval()
    torch.onnx.export(
        reader,
        tuple(given.values()),
        str(full),
        input_names=list(given),
        output_names=[*by_piece, *others],
        dynamic_axes={name: {1: "pieces"} for name in given}
        | {name: {0: "pieces"} for name in by_piece},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
