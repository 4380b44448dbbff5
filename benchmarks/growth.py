"""Time and memory of a kernel against the size of its work, and the exponent of their growth.

All sizes of a kernel run in one process, the smallest first; freed memory goes back to the system before each. What a
library keeps for itself from one size to the next, such as the buffers of a BLAS, is not counted again.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from memory import added_bytes
from side_by_side import repeats, seconds

LEAST_MEGABYTES = 1.0  # a process's memory is known no better


@dataclass(frozen=True)
class Growth:
    """A kernel and the sizes it is run at, over three decades or more; `make` prepares the call for one of them.

    in_time, in_memory: the exponents of theory; for memory that of what the call adds to its arguments.
    """

    kernel: str
    size: str
    numbers: list[int]
    make: Callable[[int], Callable[[], object]]
    in_time: float
    in_memory: float


def measure(growth: Growth) -> list[dict]:
    """Run every size; give rows: kernel, size, number, seconds, megabytes; seconds the least of three."""
    rows = []
    growth.make(growth.numbers[0])()  # compiled before memory is looked at
    for number in growth.numbers:
        call = growth.make(number)
        added = added_bytes(call)  # in the first call: some keep their memory for the next
        first = seconds(call)
        times = repeats(call, first)
        spent = min(first, *(seconds(call, times) for _ in range(2))) if first < 5 else first
        place = {"kernel": growth.kernel, "size": growth.size, "number": number}
        rows.append(place | {"seconds": spent, "megabytes": added / 1e6})
    return rows


def fitted(numbers, values, least: float = 0.0) -> float:
    """Fit values = a + b numbers^p in the logarithm and give p: a fixed cost bends a plain log–log line.

    Values below `least` are too small to be measured and left out. nan where the rest do not grow: fewer than two, or
    less than a factor 2 from first to last. Three or fewer get a plain line.
    """
    keep = np.asarray(values) > least
    x, y = np.log(np.asarray(numbers, float)[keep]), np.log(np.asarray(values, float)[keep])
    if len(y) < 2 or y[-1] - y[0] < np.log(2):
        return float("nan")
    if len(y) < 4:
        return float(np.polyfit(x, y, 1)[0])

    def residuals(q):
        return np.logaddexp(q[0], q[1] + q[2] * (x - x[-1])) - y

    return float(least_squares(residuals, [y[0] - 1, y[-1], 1.0]).x[2])


def in_words(exponent: float) -> str:
    """Write an exponent; say so where `fitted` found no growth."""
    return "without a growth that could be fitted" if np.isnan(exponent) else f"as n^{exponent:.2f}"
