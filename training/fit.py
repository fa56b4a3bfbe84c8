"""Fitting: batches, the optimiser and the schedule, for any of the networks.

In go a network whose encoder's weights have names that begin with "bert.", its examples, and the
two functions that make a batch of them and its loss; the network is trained in place.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

BATCH = 16

N = TypeVar("N", bound=nn.Module)
E = TypeVar("E")
B = TypeVar("B")


@dataclass(frozen=True)
class Schedule:
    """Epochs over the examples, and the peak learning rates of encoder and heads."""

    epochs: float
    encoder: float = 2e-4
    heads: float = 1e-3
    warm_up: float = 0.06


@dataclass(frozen=True)
class Task(Generic[N, E, B]):
    """How long an example is, how several become a batch, and the loss of a batch."""

    size: Callable[[E], int]
    batch: Callable[[list[E]], B]
    loss: Callable[[N, B], Tensor]


def shuffled(task: Task[N, E, B], examples: Sequence[E], chance: random.Random) -> Iterator[B]:
    """One epoch: examples of like length share a batch, batches come in any order."""
    order = list(examples)
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), BATCH * 20):
        chunk = sorted(order[start : start + BATCH * 20], key=task.size)
        batches += [chunk[at : at + BATCH] for at in range(0, len(chunk), BATCH)]
    chance.shuffle(batches)
    yield from map(task.batch, batches)


def fit(
    network: N, task: Task[N, E, B], examples: Sequence[E], schedule: Schedule, seed: int = 1
) -> None:
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
        for given in shuffled(task, examples, chance):
            value = task.loss(network, given)
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
