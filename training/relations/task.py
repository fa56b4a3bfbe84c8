"""The task: sentences side by side as a batch, and the loss of what the network says of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.reading.tagging.relations import TYPES
from training.fit import Task
from training.relations.examples import Example
from training.relations.network import Network

UNKNOWN = -100


@dataclass
class Batch:
    """Padded to the longest; UNKNOWN marks what has no label."""

    shared: Tensor
    mask: Tensor
    tags: Tensor
    carriers: Tensor
    acts: Tensor
    types: Tensor


def batch(examples: list[Example]) -> Batch:
    """Sentences side by side."""
    longest = max(len(one.shared) for one in examples)
    count, hidden = len(examples), examples[0].shared.shape[1]
    made = Batch(
        shared=torch.zeros(count, longest, hidden),
        mask=torch.zeros(count, longest, dtype=torch.long),
        tags=torch.full((2, count, longest), UNKNOWN),
        carriers=torch.zeros(count, longest),
        acts=torch.full((count,), UNKNOWN),
        types=torch.zeros(count, len(TYPES), dtype=torch.bool),
    )
    for row, one in enumerate(examples):
        size = len(one.shared)
        made.shared[row, :size] = torch.tensor(one.shared)
        made.mask[row, :size] = 1
        made.tags[:, row, :size] = torch.tensor(one.tags)
        made.carriers[row, :size] = torch.tensor(one.carriers)
        if one.sentence.act is not None:
            made.acts[row] = one.sentence.act
        made.types[row, list(one.sentence.types)] = True
    return made


def loss(network: Network, given: Batch) -> Tensor:
    """Tags and kinds by cross-entropy; types and carriers by the share of all that may be right
    (a set may leave a type unsplit, and an act may have several words)."""
    roles, pointed, acts, types = network(given.shared, given.mask)
    total = pointed.new_zeros(())
    for tags, scores in zip(given.tags, roles.split(3, dim=-1), strict=True):
        total = total + 3 * F.cross_entropy(
            scores.reshape(-1, 3), tags.reshape(-1), ignore_index=UNKNOWN
        )
    if (given.acts != UNKNOWN).any():
        total = total + 0.5 * F.cross_entropy(acts, given.acts, ignore_index=UNKNOWN)
    total = total + _any_of(types.log_softmax(1), given.types)
    return total + 0.3 * _any_of(pointed, given.carriers > 0)


def _any_of(logs: Tensor, right: Tensor) -> Tensor:
    """Minus the log share of all that is right, over the rows where something is."""
    known = right.any(1)
    if not known.any():
        return logs.new_zeros(())
    return -logs[known].masked_fill(~right[known], -1e4).logsumexp(1).mean()


TASK = Task[Network, Example, Batch](lambda one: len(one.shared), batch, loss)
