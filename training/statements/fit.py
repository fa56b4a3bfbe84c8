"""Fitting: the loss, the batches and the schedule."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.reading.statements.tagging.decoding import (
    CONTENT,
    FIRST,
    LAST,
    SOURCE_FIRST,
    SOURCE_LAST,
)
from training.statements.examples import Example
from training.statements.network import Network

BATCH = 16


@dataclass(frozen=True)
class Schedule:
    """Epochs over the examples, and the peak learning rates of encoder and heads."""

    epochs: float
    encoder: float = 2e-4
    heads: float = 1e-3
    warm_up: float = 0.06


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


def shuffled(examples: list[Example], chance: random.Random) -> Iterator[Batch]:
    """One epoch: windows of like length share a batch, batches come in any order."""
    order = list(examples)
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), BATCH * 20):
        chunk = sorted(order[start : start + BATCH * 20], key=lambda one: len(one.window.ids))
        batches += [chunk[at : at + BATCH] for at in range(0, len(chunk), BATCH)]
    chance.shuffle(batches)
    yield from map(batch, batches)


def loss(network: Network, given: Batch) -> Tensor:
    """Cues by cross-entropy; content by binary cross-entropy for each piece; edges likewise;
    the source's edges by cross-entropy over the window, its first mark standing for none."""
    cues, query, key, bias = network.encode(given.ids, given.mask, given.quoted)
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


def fit(network: Network, examples: list[Example], schedule: Schedule, seed: int = 1) -> None:
    """Trains `network` in place; prints the loss every fifty steps."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    steps = math.ceil(math.ceil(len(examples) / BATCH) * schedule.epochs)
    encoder = [p for name, p in network.named_parameters() if name.startswith("bert.")]
    heads = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": schedule.encoder}, {"params": heads, "lr": schedule.heads}],
        weight_decay=0.01,
    )
    warm = max(1, int(schedule.warm_up * steps))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.01, 1 - step / steps)
    )
    network.train()
    step, running, begun = 0, 0.0, time.monotonic()
    while step < steps:
        for given in shuffled(examples, chance):
            value = loss(network, given)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            pace.step()
            running += value.item()
            step += 1
            if step % 50 == 0:
                print(
                    f"step {step}/{steps} loss {running / 50:.3f} {time.monotonic() - begun:.0f} s",
                    flush=True,
                )
                running = 0.0
            if step >= steps:
                break
