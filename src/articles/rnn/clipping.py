"""Gradient clipping: of the norm of all gradients together, or of each element on its own."""

import numpy as np

from articles.errors import BadInput
from articles.rnn.parameters import Parameters


def norm(gradients: Parameters) -> float:
    """Give the Euclidean norm of all the arrays together, in float64."""
    return float(np.sqrt(sum(np.square(g, dtype=np.float64).sum() for g in gradients.values())))


def by_norm(gradients: Parameters, threshold: float) -> Parameters:
    """Scale all gradients together so that their norm is at most `threshold` (Pascanu et al. 2013); direction kept."""
    _check(threshold)
    size = norm(gradients)
    if not size > threshold:
        return gradients
    return {name: g * g.dtype.type(threshold / size) for name, g in gradients.items()}


def by_element(gradients: Parameters, threshold: float) -> Parameters:
    """Cut every element to ± `threshold` (Mikolov 2012); the direction may change."""
    _check(threshold)
    return {name: np.clip(g, -threshold, threshold) for name, g in gradients.items()}


def _check(threshold: float) -> None:
    if not threshold > 0:
        raise BadInput(
            "bad threshold", where="gradient clipping", expected="above 0", found=threshold, do="choose another"
        )
