"""Section 1: what one more feature costs, in arithmetic operations and comparisons that are counted one by one."""

import math

import numpy as np
import pandas as pd

from articles.curse.compute.pipeline import FEATURES, measurements, sheets
from recomputed import arrays
from recomputed.stats import streams


class Counted:
    """A number that adds one to `tally` with every operation or comparison it takes part in."""

    tally = 0

    def __init__(self, value: float):
        """Wrap the number `value`."""
        self.value = value

    def __add__(self, other):
        """Add, and count it; the other operations do the same."""
        return self._of(self.value + _value(other))

    def __sub__(self, other):
        return self._of(self.value - _value(other))

    def __mul__(self, other):
        return self._of(self.value * _value(other))

    def __floor__(self):
        return self._of(math.floor(self.value))

    def __lt__(self, other):
        return self._of(self.value < _value(other)).value

    @staticmethod
    def _of(value) -> "Counted":
        Counted.tally += 1
        return Counted(value)


def costs(seed: int, shape: int, samples: int, cells_per_axis: int, noise: float) -> pd.DataFrame:
    """Count the operations that classify one test point by its first 2, 3, ... 12 features.

    Columns: method (grid: find the cell's number; nearest neighbour: among `samples` samples), features, operations.
    Features are scaled to [0, 1] beforehand, which is not counted.
    """
    features, _ = measurements(streams.rng(seed, "curse costs"), sheets(shape), samples + 1, noise)
    low, high = features.min(axis=0), features.max(axis=0)
    scaled = (features - low) / (high - low)
    rows = []
    for d in range(2, FEATURES + 1):
        point, train = scaled[0, :d], scaled[1:, :d]
        rows.append(("grid", d, _tally(lambda point=point: cell_number(_counted(point), cells_per_axis))))
        rows.append(("nearest neighbour", d, _tally(lambda p=point, t=train: nearest(_counted(p), t))))
    return pd.DataFrame(rows, columns=["method", "features", "operations"])


def cell_number(point: list[Counted], cells_per_axis: int) -> Counted:
    """Give the number of the cell that holds `point`, one digit in base `cells_per_axis` for each coordinate."""
    number = Counted(0)
    for coordinate in point:
        number = number * cells_per_axis + math.floor(coordinate * cells_per_axis)
    return number


def nearest(point: list[Counted], samples: np.ndarray) -> int:
    """Give the number of the sample (n, D) with the smallest squared distance to `point`.

    Raises BadInput for samples of another shape or that are not finite.
    """
    samples = arrays.doubles(samples, "samples", ("n", len(point)), finite=True)
    best, least = 0, Counted(math.inf)
    for number, sample in enumerate(samples):
        squared = Counted(0.0)
        for coordinate, other in zip(point, sample, strict=True):
            difference = coordinate - float(other)
            squared = squared + difference * difference
        if squared < least:
            best, least = number, squared
    return best


def _counted(point: np.ndarray) -> list[Counted]:
    return [Counted(float(coordinate)) for coordinate in point]


def _tally(work) -> int:
    before = Counted.tally
    work()
    return Counted.tally - before


def _value(number):
    return number.value if isinstance(number, Counted) else number
