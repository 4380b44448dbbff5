"""Two overlapping seeded classes in the plane, where the best possible error is known."""

import numpy as np


def draw(rng: np.random.Generator, samples: int, gap_sd: float) -> tuple[np.ndarray, np.ndarray]:
    """Draw points (samples, 2) of two normal classes whose centres lie `gap_sd` apart along x; labels 0 or 1."""
    labels = rng.integers(2, size=samples)
    points = rng.standard_normal((samples, 2))
    points[:, 0] += gap_sd * (labels - 0.5)
    return points, labels
