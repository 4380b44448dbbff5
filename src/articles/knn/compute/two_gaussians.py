"""Seeded samples of two overlapping normal classes in the plane."""

import numpy as np


def two_gaussians(rng: np.random.Generator, samples: int, gap_sd: float) -> tuple[np.ndarray, np.ndarray]:
    """Draw points (samples, 2) and their classes (samples,), 0 or 1, equally likely.

    Each class is a standard normal; their centres are `gap_sd` standard deviations apart along x.
    """
    labels = rng.integers(2, size=samples)
    points = rng.standard_normal((samples, 2))
    points[:, 0] += gap_sd * (labels - 0.5)
    return points, labels
