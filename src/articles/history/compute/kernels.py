"""The perceptron rule, compiled."""

import numpy as np

from recomputed.stats.compiled import njit


@njit(cache=True)
def perceptron(x, y, weights, passes):
    """Run Rosenblatt's rule (1958): add y x to the weights for every sample on the wrong side or on the line.

    x (N, D) float64 with a column of ones, y (N,) of 1 and -1, weights (D,) changed in place. Gives the number of
    mistakes in each pass over the samples, int64, up to the first pass without a mistake, at most `passes` of them.
    """
    mistakes = np.zeros(passes, np.int64)
    for done in range(passes):
        for n in range(len(x)):
            total = 0.0
            for d in range(x.shape[1]):
                total += weights[d] * x[n, d]
            if y[n] * total <= 0:
                mistakes[done] += 1
                for d in range(x.shape[1]):
                    weights[d] += y[n] * x[n, d]
        if mistakes[done] == 0:
            return mistakes[: done + 1]
    return mistakes
