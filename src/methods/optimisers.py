"""Adam, the stochastic gradient descent of Kingma and Ba (2015), algorithm 1."""

from collections.abc import Callable

import numpy as np

DECAYS, TINY = (0.9, 0.999), 1e-8  # as its authors advise


def adam(parts: list[np.ndarray]) -> Callable[[list[np.ndarray], float], None]:
    """Give the step that changes `parts` in place, told their gradients, of the same shapes, and the learning rate."""
    means, squares = [np.zeros_like(part) for part in parts], [np.zeros_like(part) for part in parts]
    powers = [1.0, 1.0]

    def step(gradients: list[np.ndarray], rate: float) -> None:
        powers[:] = [power * decay for power, decay in zip(powers, DECAYS, strict=True)]
        for part, mean, square, gradient in zip(parts, means, squares, gradients, strict=True):
            mean += (1 - DECAYS[0]) * (gradient - mean)
            square += (1 - DECAYS[1]) * (gradient * gradient - square)
            part -= rate / (1 - powers[0]) * mean / (np.sqrt(square / (1 - powers[1])) + TINY)

    return step
