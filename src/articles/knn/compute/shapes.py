"""Claim of no assumption about the data: KNN on classes of very different distributions, with features in one unit."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.stats import streams
from recomputed.stats.intervals import Z95

BASELINE = 0.5  # error of a constant answer: both classes are equally likely


def shapes(trials: int, samples: int, queries: int, k: int, seed: int) -> pd.DataFrame:
    """Measure the error of KNN on two classes in the plane for each kind of distribution in SHAPES.

    trials: pairs of independent training sets and queries. For comparison also that of logistic regression, which does
    assume a form: a straight border. Columns: shape, method (knn, logistic regression), trials, error_percent with half
    width, ratio_percent (error over that of a constant answer) with half width.
    """
    rows = []
    for place, (shape, draw) in enumerate(SHAPES.items()):
        errors = {"knn": [], "logistic regression": []}
        for trial in range(trials):
            rng = streams.rng(seed, "knn shapes", place, trial)
            labels = rng.integers(2, size=samples + queries)
            points = draw(labels, rng)
            found = nearest(points[:samples], points[samples:], k).indices
            predicted = classify(labels[:samples][found], 2, "nearest")[0][:, -1]
            errors["knn"].append((predicted != labels[samples:]).mean())
            linear = LogisticRegression().fit(points[:samples], labels[:samples])
            errors["logistic regression"].append((linear.predict(points[samples:]) != labels[samples:]).mean())
        for method, found in errors.items():
            mean, half = np.mean(found), Z95 * np.std(found, ddof=1) / np.sqrt(trials)
            rows.append((shape, method, trials, *(100 * x for x in (mean, half, mean / BASELINE, half / BASELINE))))
    names = ["error_percent", "error_percent_halfwidth", "ratio_percent", "ratio_percent_halfwidth"]
    return pd.DataFrame(rows, columns=["shape", "method", "trials", *names])


def _normal(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Two normal classes whose centres are 4 standard deviations apart."""
    return rng.standard_normal((len(labels), 2)) + np.outer(labels, [4, 0])


def _rings(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A disc of radius 1 inside a ring from radius 1.2 to 2."""
    radius = np.where(labels == 0, rng.random(len(labels)), rng.uniform(1.2, 2, len(labels)))
    return _turned(radius, rng.uniform(0, 2 * np.pi, len(labels)))


def _quadrants(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Uniform in a square, the class is the sign of x y: each feature alone says nothing."""
    points = rng.uniform(-1, 1, (len(labels), 2))
    points[:, 1] = np.abs(points[:, 1]) * np.where(labels == 1, 1, -1) * np.sign(points[:, 0])
    return points


def _spirals(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Two arms of a spiral, one and a half turns, that lie inside each other."""
    along = rng.uniform(0.5, 3.5, len(labels))
    return _turned(along, np.pi * (along + labels))


def _heavy_tails(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Two Cauchy classes, without mean or variance, 8 scales apart."""
    return rng.standard_cauchy((len(labels), 2)) + np.outer(labels, [8, 0])


def _counts(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Whole numbers: Poisson counts of mean 3 or 12, many of them equal."""
    return rng.poisson(np.where(labels == 1, 12, 3)[:, None], (len(labels), 2)).astype(float)


def _turned(radius: np.ndarray, angle: np.ndarray) -> np.ndarray:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


SHAPES = {
    "normal": _normal,
    "rings": _rings,
    "quadrants": _quadrants,
    "spirals": _spirals,
    "heavy tails": _heavy_tails,
    "counts": _counts,
}
