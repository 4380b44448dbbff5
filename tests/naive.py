"""The slow, obvious version of every fast kernel."""

from collections import Counter
from itertools import product

import numpy as np


def grid_cell(point, cells_per_axis):
    """Place of the cell that holds `point`, one digit an axis."""
    return tuple(sum(x >= k / cells_per_axis for k in range(1, cells_per_axis)) for x in point)


def cell_number(place, cells_per_axis):
    return sum(int(digit) * cells_per_axis**power for power, digit in enumerate(reversed(place)))


def occupied_cells(points, cells_per_axis):
    return {grid_cell(point, cells_per_axis) for point in points}


def occupied_moments(cells, samples):
    """Mean and standard deviation of the number of occupied cells, over every way to place the samples."""
    counts = [len(set(way)) for way in product(range(cells), repeat=samples)]
    return np.mean(counts), np.std(counts)


def majority_label(cell, places, labels):
    """Most frequent label among samples whose place is `cell`; "tie" or "empty" where there is none."""
    votes = Counter(label for place, label in zip(places, labels, strict=True) if place == cell).most_common()
    if not votes:
        return "empty"
    return "tie" if len(votes) > 1 and votes[0][1] == votes[1][1] else votes[0][0]
