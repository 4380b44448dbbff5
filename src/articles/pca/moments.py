"""Mean and scatter matrix of many samples, a block at a time, so that memory does not grow with their number."""

import numpy as np
from scipy.linalg.blas import dsyrk

BLOCK_ROWS = 4096


def mean_and_scatter(samples: np.ndarray, centred: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Give the mean (D,) of `samples` (N, D) and Σ (x - mean)(x - mean)ᵀ (D, D); mean is zeros if not `centred`."""
    return _from_floats(samples, centred)


def _from_floats(samples: np.ndarray, centred: bool) -> tuple[np.ndarray, np.ndarray]:
    """Two passes, mean first: subtracting the mean before squaring keeps the digits of a small variance."""
    mean = samples.mean(axis=0, dtype=np.float64) if centred else np.zeros(samples.shape[1])
    scatter = np.zeros((samples.shape[1],) * 2, order="F")
    for start in range(0, len(samples), BLOCK_ROWS):
        block = samples[start : start + BLOCK_ROWS] - mean
        scatter = dsyrk(1.0, block.T, beta=1.0, c=scatter, overwrite_c=True, lower=True)
    return mean, _symmetric(scatter)


def _symmetric(lower: np.ndarray) -> np.ndarray:
    """Copy the lower triangle over the upper one."""
    return np.tril(lower) + np.tril(lower, -1).T
