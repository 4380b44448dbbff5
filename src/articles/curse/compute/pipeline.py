"""Section 1, the pipeline example on our synthetic data: 12 features, 3 classes, and a grid classifier.

The measured oil-flow data of the book are not part of this project. In our data each class is a bent sheet: its 12
features are functions, with random coefficients, of two hidden quantities uniform in [-1, 1], plus Gaussian noise.
"""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from articles.curse.compute.grid_kernels import cell_numbers
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams

CLASSES = ("red", "green", "blue")  # the book's colours
FEATURES = 12
# Standard deviation of the coefficients of 1 (position of a class), s, t (its sheet) and s^2 (bend of the sheet).
SPREADS = np.array([0.8, 0.7, 0.35, 0.5])
UNDECIDED, EMPTY = -1, -2  # labels of a cell with a tie, and of a cell without samples


def sheets(shape: int) -> np.ndarray:
    """Draw the coefficients of the sheets, (3 classes, 4 terms, 12 features), from the seed `shape`."""
    rng = streams.rng(shape, "curse pipeline sheets")
    return SPREADS[:, None] * rng.normal(size=(len(CLASSES), len(SPREADS), FEATURES))


def measurements(
    rng: np.random.Generator, coefficients: np.ndarray, number: int, noise: float
) -> tuple[np.ndarray, np.ndarray]:
    """Draw features (n, 12) and class numbers (n,) on the sheets of `coefficients`; `noise` is a standard deviation.

    Raises BadInput for coefficients that are not those of `sheets`, and for a noise below 0.
    """
    shape = (len(CLASSES), len(SPREADS), FEATURES)
    coefficients = arrays.doubles(coefficients, "curse.pipeline: coefficients", shape, finite=True)
    noise = arrays.above_zero(noise, "curse.pipeline: noise", or_zero=True)
    labels = rng.integers(0, len(CLASSES), number)
    s, t = rng.uniform(-1, 1, (2, number))
    terms = np.stack([np.ones(number), s, t, s * s], axis=1)
    features = np.einsum("nk,nkf->nf", terms, coefficients[labels])
    return features + noise * rng.normal(size=(number, FEATURES)), labels


class GridClassifier:
    """Cuts the space of the features into equal cells and labels each cell by the majority of its samples."""

    def __init__(self, features: np.ndarray, labels: np.ndarray, cells_per_axis: int):
        """Fit the grid to features (n, D) and class numbers (n,), from the lowest to the highest feature.

        A constant feature has one cell in use. Raises BadInput for features that are not finite or other labels.
        """
        features = arrays.doubles(features, "features", ("n", "D"), finite=True)
        labels = arrays.whole(labels, "class numbers", (len(features),), 0, len(CLASSES) - 1)
        most = int(np.iinfo(np.int64).max ** (1 / features.shape[1]))  # so that 64 bits hold the numbers of the cells
        arrays.count(cells_per_axis, "cells per axis", 1, most)
        self.low, high, self.cells_per_axis = features.min(axis=0), features.max(axis=0), cells_per_axis
        with np.errstate(over="ignore"):
            width = high - self.low
        self.width = arrays.real(np.where(width == 0, 1.0, width), "highest minus lowest feature", finite=True)
        self.cells, place = np.unique(self.cell(features), return_inverse=True)
        self.votes = np.zeros((len(self.cells), len(CLASSES)), np.int64)
        np.add.at(self.votes, (place, labels), 1)
        top = self.votes.max(axis=1)
        tied = (self.votes == top[:, None]).sum(axis=1) > 1
        self.labels = np.where(tied, UNDECIDED, self.votes.argmax(axis=1))

    def cell(self, features: np.ndarray) -> np.ndarray:
        """Give the cell numbers of features (n, D); a point outside the grid belongs to the nearest cell."""
        features = arrays.doubles(features, "features", ("n", len(self.low)), finite=True, empty=True)
        scaled = np.clip((features - self.low) / self.width, 0, np.nextafter(1, 0))
        return cell_numbers(np.ascontiguousarray(scaled), self.cells_per_axis)

    def predict(self, features: np.ndarray) -> np.ndarray:
        """Give class numbers (n,) for features (n, D), UNDECIDED for a tie, EMPTY for a cell without samples."""
        wanted = self.cell(features)
        place = np.minimum(np.searchsorted(self.cells, wanted), len(self.cells) - 1)
        return np.where(self.cells[place] == wanted, self.labels[place], EMPTY)


def plane(
    seed: int, shape: int, samples: int, cells_per_axis: int, noise: float, cross: list[float]
) -> dict[str, pd.DataFrame]:
    """Draw one set of samples and label the grid of x6 and x7: tables `points` (the cross is last) and `cells`."""
    features, labels = measurements(streams.rng(seed, "curse pipeline picture"), sheets(shape), samples, noise)
    pair = features[:, [5, 6]]
    grid = GridClassifier(pair, labels, cells_per_axis)
    points = pd.DataFrame(pair, columns=["x6", "x7"]).assign(kind=np.array(CLASSES)[labels])
    label = _label_name(grid.predict(np.array([cross]))[0])
    points.loc[len(points)] = (*cross, f"cross: {label}")
    corner = np.column_stack(np.divmod(np.arange(cells_per_axis**2), cells_per_axis))
    size = grid.width / cells_per_axis
    low = grid.low + corner * size
    cells = pd.DataFrame(np.hstack([low, low + size]), columns=["x6_low", "x7_low", "x6_high", "x7_high"])
    cells["label"] = [_label_name(label) for label in grid.predict(low + size / 2)]
    return {"points": points, "cells": cells}


def added_features(
    seed: int,
    shape: int,
    samples: int,
    cells_per_axis: int,
    noise: float,
    order: list[int],
    test_points: int,
    repeats: int,
) -> pd.DataFrame:
    """Classify test points with the first 2, 3, ... 12 features of `order` and a fixed number of samples.

    Shares in percent of the test points: in empty cells, in tied cells, correctly classified (of all, of the decided);
    means of `repeats` independent draws with 95 % half widths. correct_change_percent: correct ones less those with two
    features in the same draws, in percentage points. features_left: those not used. `uniform_empty_percent` is
    (1 - 1/cells)^N, the share in empty cells if the samples were uniform. Raises BadInput unless `order` holds 1 to 12
    once each.
    """
    if sorted(order) != list(range(1, FEATURES + 1)):
        expected = f"1 to {FEATURES}, once each"
        raise BadInput(
            "not an order of features",
            where="curse.pipeline.order",
            expected=expected,
            found=order,
            do="change it in config.yaml",
        )
    columns, shapes = np.array(order) - 1, sheets(shape)
    shares = np.empty((repeats, FEATURES - 1, 4))
    for r in track(range(repeats), "grid classifier"):
        train, labels = measurements(streams.rng(seed, "curse pipeline training", r), shapes, samples, noise)
        test, truth = measurements(streams.rng(seed, "curse pipeline test", r), shapes, test_points, noise)
        for d in range(2, FEATURES + 1):
            grid = GridClassifier(train[:, columns[:d]], labels, cells_per_axis)
            shares[r, d - 2] = shares_of(grid.predict(test[:, columns[:d]]), truth)
    return _table(shares, order, samples, cells_per_axis)


def _table(shares: np.ndarray, order: list[int], samples: int, cells_per_axis: int) -> pd.DataFrame:
    repeats, features = len(shares), np.arange(2, FEATURES + 1)
    mean, sd = shares.mean(axis=0), shares.std(axis=0, ddof=1)
    table = pd.DataFrame({"features": features, "added_feature": order[1:], "samples": samples})
    table["cells"] = [cells_per_axis ** int(d) for d in features]
    names = ("empty_test_percent", "tied_test_percent", "correct_percent", "correct_of_decided_percent")
    t = stdtrit(repeats - 1, 0.975) / np.sqrt(repeats)
    for k, name in enumerate(names):
        table[name] = mean[:, k]
        table[f"{name}_halfwidth"] = t * sd[:, k]
    change = shares[:, :, 2] - shares[:, :1, 2]
    table["correct_change_percent"] = change.mean(axis=0)
    table["correct_change_percent_halfwidth"] = t * change.std(axis=0, ddof=1)
    table["features_left"] = [len(order[n:]) for n in features]
    table["uniform_empty_percent"] = 100 * np.exp(samples * np.log1p(-1 / table["cells"]))
    return table


def shares_of(predicted: np.ndarray, truth: np.ndarray) -> tuple[float, float, float, float]:
    """Give percentages: in empty cells, in tied cells, correct, and correct among those that got a label.

    Raises BadInput for anything but numbers of classes (n,), of which `predicted` may be UNDECIDED or EMPTY.
    """
    predicted = arrays.whole(predicted, "predicted classes", ("n",), EMPTY, len(CLASSES) - 1)
    truth = arrays.whole(truth, "class numbers", predicted.shape, 0, len(CLASSES) - 1)
    correct, decided = predicted == truth, (predicted >= 0).mean()
    parts = ((predicted == EMPTY).mean(), (predicted == UNDECIDED).mean(), correct.mean())
    return tuple(100 * part for part in (*parts, correct.mean() / decided if decided else np.nan))


def _label_name(label: int) -> str:
    return {UNDECIDED: "undecided", EMPTY: "empty"}.get(int(label)) or CLASSES[label]
