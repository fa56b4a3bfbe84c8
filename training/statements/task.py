"""The task: windows side by side as a batch, and the loss of what the network says of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.reading.tagging.attributions import (
    CONTENT,
    FIRST,
    LAST,
    SOURCE_FIRST,
    SOURCE_LAST,
)
from training.fit import Task
from training.statements.examples import Example
from training.statements.network import Network


@dataclass
class Batch:
    examples: list[Example]
    ids: Tensor
    mask: Tensor
    quoted: Tensor
    cues: Tensor


def batch(examples: list[Example]) -> Batch:
    """Windows side by side, padded to the longest; -100 marks what has no cue label."""
    shape = (len(examples), max(len(one.window.ids) for one in examples))
    ids, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    quoted, cues = torch.zeros(shape, dtype=torch.long), torch.full(shape, -100)
    for row, one in enumerate(examples):
        size = len(one.window.ids)
        ids[row, :size] = torch.tensor(one.window.ids)
        quoted[row, :size] = torch.tensor(one.window.quoted)
        cues[row, :size] = torch.tensor(one.cues)
        mask[row, :size] = 1
    return Batch(examples, ids, mask, quoted, cues)


def loss(network: Network, given: Batch) -> Tensor:
    """Cues by cross-entropy; content by binary cross-entropy for each piece; edges likewise;
    the source's edges by cross-entropy over the window, its first mark standing for none."""
    cues, query, key, bias, _ = network.encode(given.ids, given.mask, given.quoted)
    total = 2 * F.cross_entropy(cues.reshape(-1, 3), given.cues.reshape(-1), ignore_index=-100)
    window = [row for row, one in enumerate(given.examples) for _ in one.links]
    links = [link for one in given.examples for link in one.links]
    if not links:
        return total
    scores = network.score(query, key, bias, window, [link.cue for link in links])
    mask = given.mask[window].float()
    content = torch.zeros_like(mask)
    for row, link in enumerate(links):
        content[row, : len(link.content)] = torch.tensor(link.content)
    first = content * (1 - F.pad(content, (1, 0))[:, :-1])
    last = content * (1 - F.pad(content, (0, 1))[:, 1:])
    total = total + 3 * (_binary(scores[:, CONTENT], content) * mask).sum() / mask.sum()
    for target, wanted in ((FIRST, first), (LAST, last)):
        total = total + 0.2 * (_binary(scores[:, target], wanted) * mask).sum() / len(links)
    for target, edge in ((SOURCE_FIRST, 0), (SOURCE_LAST, 1)):
        pointed = scores[:, target].masked_fill(mask == 0, -1e4)
        wanted = torch.tensor([link.source[edge] for link in links])
        total = total + 0.4 * F.cross_entropy(pointed, wanted)
    return total


def _binary(scores: Tensor, wanted: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(scores, wanted, reduction="none")


TASK = Task[Network, Example, Batch](lambda one: len(one.window.ids), batch, loss)
