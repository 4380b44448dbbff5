"""Adam, a stochastic gradient descent (Kingma and Ba 2015, algorithm 1)."""

from collections.abc import Callable

import numpy as np

from recomputed import arrays
from recomputed.stats.compiled import njit

DECAYS, EPSILON = (0.9, 0.999), 1e-8  # as the paper advises


def adam(parts: list[np.ndarray]) -> Callable[[list[np.ndarray], float], None]:
    """Give a function `step(gradients, rate)` that changes the arrays `parts` in place.

    gradients: one array for each part, of the same shape; rate: the learning rate, above 0.
    Raises BadInput for parts that are no writeable float32 or float64; `step` does for other gradients or rates.
    """
    for number, part in enumerate(parts):
        arrays.check_trainable(part, f"adam: part {number}")
    means, squares = ([np.zeros(part.shape, part.dtype) for part in parts] for _ in range(2))
    powers = np.ones(2)  # of the decays, after so many steps

    def step(gradients: list[np.ndarray], rate: float) -> None:
        gradients = [
            arrays.floats(gradient, f"adam: gradient {number}", part.shape, empty=True)
            for number, (gradient, part) in enumerate(zip(gradients, parts, strict=True))
        ]
        arrays.above_zero(rate, "adam: learning rate", or_zero=True)
        powers[:] *= DECAYS
        for part, mean, square, gradient in zip(parts, means, squares, gradients, strict=True):
            flat, gradient = part.ravel(), arrays.for_kernels(gradient.astype(part.dtype, copy=False))
            change(flat, mean.reshape(-1), square.reshape(-1), gradient.reshape(-1), float(rate), powers)
            part[...] = flat.reshape(part.shape)  # a copy if the part is not in one piece

    return step


@njit(cache=True, error_model="numpy")
def change(part, mean, square, gradient, rate, powers):
    """Change the flat arrays part, mean and square in place by one step of Adam.

    powers (2,): of DECAYS, after as many steps as there are with this one.
    """
    kind = part.dtype.type
    new, newer = kind(1 - DECAYS[0]), kind(1 - DECAYS[1])
    rate, spread, least = kind(rate / (1 - powers[0])), kind(1 - powers[1]), kind(EPSILON)
    for k in range(len(part)):
        mean[k] += new * (gradient[k] - mean[k])
        square[k] += newer * (gradient[k] * gradient[k] - square[k])
        part[k] -= rate * mean[k] / (np.sqrt(square[k] / spread) + least)
