"""Logistic regression, L2, by Newton's method: small enough to be read, and needs NumPy alone.

In go a matrix of features, a row a pair, whether each pair is one, and how often it counts; out
come the weights of the features as they are, and the bias.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

STEPS, PENALTY = 40, 20.0
SETTLED = 1e-4
"""A step this small in every weight is the last."""

Matrix = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Regression:
    """What each feature adds to the log odds, and where these start."""

    weights: Matrix
    bias: float

    def scores(self, values: Matrix) -> Matrix:
        """How probable it is that each row is one, from 0 to 1."""
        scores: Matrix = 1 / (1 + np.exp(-(values @ self.weights + self.bias)))
        return scores


def fit(values: Matrix, same: Matrix, counts: Matrix | None = None) -> Regression:
    """The regression; features are scaled for the penalty alone."""
    mean, scale = values.mean(0, dtype=np.float64), values.std(0, dtype=np.float64) + 1e-6
    scaled = np.c_[(values - mean) / scale, np.ones(len(values))]
    often = np.ones(len(values)) if counts is None else counts
    weights = np.zeros(scaled.shape[1])
    penalty = np.r_[np.full(len(weights) - 1, PENALTY), 1e-6]
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (often * (odds - same)) + penalty * weights
        hessian = (scaled.T * (often * odds * (1 - odds))) @ scaled + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < SETTLED:
            break
    plain = weights[:-1] / scale
    return Regression(plain, float(weights[-1] - plain @ mean))
