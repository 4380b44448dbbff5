"""The slow, obvious version of every fast kernel."""

from collections import Counter
from fractions import Fraction
from itertools import product
from math import cos, log, pi, sin, sqrt

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


def philox4x32(counter, key, rounds):
    """Philox 4x32 in Python integers, written from the paper's figure."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(rounds):
        high0, low0 = divmod(0xD2511F53 * c0, 2**32)
        high2, low2 = divmod(0xCD9E8D57 * c2, 2**32)
        c0, c1, c2, c3 = high2 ^ c1 ^ k0, low2, high0 ^ c3 ^ k1, low0
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return c0, c1, c2, c3


def symmetric(word):
    return ((word | 1) - 2**31) / 2**31


def exponential(word):
    return -log((word | 1) / 2**32)


def gaussian_pair(radius_word, angle_word):
    radius, angle = sqrt(2 * exponential(radius_word)), pi * symmetric(angle_word)
    return radius * cos(angle), radius * sin(angle)


def random_pair(law, number, dimension, key):
    """The two points of pair `number`: coordinates two by two from the words of one counter, u first."""
    u, v = [], []
    for group in range((dimension + 1) // 2):
        words = philox4x32((number % 2**32, number // 2**32, group, dimension), key, 7)
        for point, pair in ((u, words[:2]), (v, words[2:])):
            point.extend(map(symmetric, pair) if law == "cube" else gaussian_pair(*pair))
    u, v = np.array(u[:dimension]), np.array(v[:dimension])
    if law == "ball":
        words = philox4x32((number % 2**32, number // 2**32, (dimension + 1) // 2, dimension), key, 7)
        u /= sqrt(u @ u + 2 * exponential(words[0]))
        v /= sqrt(v @ v + 2 * exponential(words[2]))
    return u, v


def angle_deg(u, v):
    return np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))


def integers_that_print(printed, of, candidates):
    """Those `candidates` whose exact `of(candidate)` lies within half a unit of the last digit of `printed`."""
    half = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    return [c for c in candidates if abs(of(c) - Fraction(printed)) <= half]


def moment_sets(tables, means, covariance, divisor):
    """Exact moments of those integer tables whose printed means and covariances read like the given ones."""
    found = set()
    for table in tables:
        x = np.array(table)
        centred = x - x.mean(axis=0)
        matrix = centred.T @ centred / divisor
        agree = all(abs(m - float(p)) <= 0.05 + 1e-12 for m, p in zip(x.mean(axis=0), means, strict=True)) and all(
            abs(matrix[i, j] - float(covariance[i][j])) <= 0.005 + 1e-12 for i in range(2) for j in range(2)
        )
        if agree:
            found.add((*x.sum(axis=0), *(x.T @ x)[np.triu_indices(2)]))
    return found


def covariance(samples, centred=True):
    """Mean and 1/N covariance of `samples` by the definition, one sample after another."""
    size = len(samples[0])
    mean = [sum(float(x[d]) for x in samples) / len(samples) if centred else 0.0 for d in range(size)]
    matrix = np.zeros((size, size))
    for x in samples:
        for i in range(size):
            for j in range(size):
                matrix[i, j] += (float(x[i]) - mean[i]) * (float(x[j]) - mean[j]) / len(samples)
    return np.array(mean), matrix


def ridge_prediction(x, targets, query, degree, penalty):
    """One ridge fit on x, x², …: the penalty as extra rows of a least-squares problem, the intercept unpenalised."""
    powers = np.array([[u**d for d in range(1, degree + 1)] for u in x])
    means = powers.mean(axis=0)
    rows = np.vstack([powers - means, np.sqrt(penalty) * np.eye(degree)])
    right = np.concatenate([targets - np.mean(targets), np.zeros(degree)])
    coefficients = np.linalg.lstsq(rows, right, rcond=None)[0]
    return np.mean(targets) + (np.array([query**d for d in range(1, degree + 1)]) - means) @ coefficients


def nearest_mean(samples, targets, query, k):
    """Mean target of the k nearest samples; equal distances by lowest index."""
    by_distance = sorted(range(len(samples)), key=lambda i: (sum((samples[i] - query) ** 2), i))
    return sum(targets[i] for i in by_distance[:k]) / k


def decomposition(predict, truth, truth_queries, noise_sd):
    """Exact bias², variance, test and training error where the noise is ±σ: a sum over every training set.

    `predict(targets)` gives the predictions at the queries and at the samples.
    """
    at_queries, squares = [], []
    for signs in product((-1, 1), repeat=len(truth)):
        targets = truth + noise_sd * np.array(signs)
        queries, fitted = predict(targets)
        at_queries.append(queries)
        squares.append(np.mean((targets - fitted) ** 2))
    mean = np.mean(at_queries, axis=0)
    errors = [np.mean((q - truth_queries - s * noise_sd) ** 2) for q in at_queries for s in (-1, 1)]
    return {
        "bias2": np.mean((mean - truth_queries) ** 2),
        "variance": np.mean((np.array(at_queries) - mean) ** 2),
        "test_error": np.mean(errors),
        "train_error": np.mean(squares),
    }
