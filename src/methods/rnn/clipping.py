"""Clipping of gradients by the norm of all of them together."""

import numpy as np

from methods.rnn.parameters import Parameters, check_finite
from recomputed.errors import BadInput


def norm(gradients: Parameters) -> float:
    """Give the Euclidean norm of all the arrays together, in float64."""
    return float(np.sqrt(sum(np.square(g, dtype=np.float64).sum() for g in gradients.values())))


def by_norm(gradients: Parameters, threshold: float) -> Parameters:
    """Scale all gradients together so that their norm is at most `threshold` (Pascanu et al. 2013); direction kept.

    Raises BadInput for a threshold that is not above 0, NotFinite for gradients that are not finite.
    """
    size = np.array(norm(gradients))
    check_finite(size, "norm of the gradients")
    factor = factors(size, threshold)
    return {name: g * g.dtype.type(factor) for name, g in gradients.items()}


def factors(norms: np.ndarray, threshold: float) -> np.ndarray:
    """Give the factors that shorten gradients of these `norms` to the threshold; 1 where a norm is not above it.

    Raises BadInput for a threshold that is not above 0.
    """
    if not threshold > 0:
        raise BadInput(
            "bad threshold", where="gradient clipping", expected="above 0", found=threshold, do="choose another"
        )
    return np.minimum(1, threshold / np.maximum(norms, threshold))
