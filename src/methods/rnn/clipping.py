"""Clipping of gradients by the norm of all of them together."""

import numpy as np

from methods.rnn.parameters import Parameters, check_finite
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.stats.compiled import njit

LEAST_NORM = 1e-140  # the squares of smaller numbers lose digits or become 0


def norm(gradients: Parameters) -> float:
    """Give the Euclidean norm of all the arrays together, in float64; nan if one of them holds a nan.

    Raises BadInput for arrays that are not real numbers.
    """
    given = [arrays.real(g, f"gradients: {name}", empty=True) for name, g in gradients.items()]
    with np.errstate(over="ignore"):
        size = float(np.sqrt(sum(np.square(g, dtype=np.float64).sum() for g in given)))
    return size if LEAST_NORM < size < np.inf or np.isnan(size) else _scaled_norm(given)


def _scaled_norm(given: list[np.ndarray]) -> float:
    """Give the norm from numbers divided by the largest, whose squares neither overflow nor vanish."""
    largest = max((float(np.abs(g.astype(np.float64)).max(initial=0)) for g in given), default=0.0)
    if largest == 0 or not np.isfinite(largest):
        return largest
    return largest * float(np.sqrt(sum(np.square(g / largest, dtype=np.float64).sum() for g in given)))


def by_norm(gradients: Parameters, threshold: float) -> Parameters:
    """Scale all gradients together so that their norm is at most `threshold` (Pascanu et al. 2013); direction kept.

    Integers become float64, as shorter gradients are no whole numbers.
    Raises BadInput for a threshold that is not above 0, NotFinite for gradients that are not finite.
    """
    size = np.array(norm(gradients))
    check_finite(size, "norm of the gradients")
    factor = factors(size, threshold)
    return {name: _scaled(arrays.floats(g, name, empty=True), factor) for name, g in gradients.items()}


def factors(norms: np.ndarray, threshold: float) -> np.ndarray:
    """Give the factors that shorten gradients of these `norms` to the threshold; 1 where a norm is not above it.

    Raises BadInput for a threshold that is not a finite number above 0.
    """
    if not 0 < threshold < np.inf:
        raise BadInput(
            "bad threshold",
            where="gradient clipping",
            expected="a finite number above 0",
            found=threshold,
            do="choose another",
        )
    return np.minimum(1, threshold / np.maximum(norms, threshold))


def _scaled(gradient: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Multiply in the gradient's type or, where the factor is too small for it, in float64."""
    kind = gradient.dtype.type
    if factor < np.finfo(kind).tiny:
        return (gradient.astype(np.float64) * factor).astype(kind)
    return gradient * kind(factor)


@njit(cache=True, error_model="numpy")
def shorten(gradient, threshold):
    """Scale a flat gradient, in place, so that its norm is at most `threshold`; give the norm as it was.

    As `by_norm`, but a norm that is not finite leaves the gradient as it is.
    """
    sums = np.zeros(8)  # eight sums, because one would wait for each addition to end before the next
    for k in range(len(gradient)):
        sums[k % 8] += np.float64(gradient[k]) * np.float64(gradient[k])
    size = np.sqrt(sums.sum())
    if threshold < size < np.inf:
        factor = gradient.dtype.type(threshold / size)
        for k in range(len(gradient)):
            gradient[k] *= factor
    return size
