"""Quantisation: the weights of a network in eight bits.

Dynamic quantisation (Jacob et al. 2018): weights are stored in eight bits, activations are
scaled window by window as they come. Seven bits are used of the eight, so that processors
without the VNNI instructions do not saturate and all give the same sums.
"""

from __future__ import annotations

from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic


def quantise(full: Path, path: Path) -> None:
    """Writes to `path` the network that `full` holds in 32 bits."""
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
