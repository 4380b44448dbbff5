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


def logistic(x):
    """1 / (1 + e^-x) of real or complex x; the exponential never grows, so that nothing overflows."""
    e = np.exp(np.where(x.real > 0, -x, x))
    return np.where(x.real > 0, 1, e) / (1 + e)


def lstm(parameters, x, variant, y0=None, c0=None):
    """Outputs and cells (T + 1, N, H) of an LSTM, one sequence and one step at a time; takes complex numbers."""
    W, R, b, p, Q = (parameters.get(name) for name in ("W", "R", "b", "p", "Q"))
    steps, batch, hidden = len(x), x.shape[1], R.shape[1]
    zeros = np.zeros((batch, hidden))
    y, c = [zeros if y0 is None else y0], [zeros if c0 is None else c0]
    gates = np.zeros((batch, 3, hidden))
    for t in range(steps):
        cells = [
            lstm_cell(W, R, b, p, Q, variant, x[t][n], y[t][n], c[t][n], gates[n] if t else None) for n in range(batch)
        ]
        y.append(np.array([cell[0] for cell in cells]))
        c.append(np.array([cell[1] for cell in cells]))
        gates = np.array([cell[2] for cell in cells])
    return np.array(y), np.array(c)


def lstm_cell(W, R, b, p, Q, variant, x, y, c, gates):
    z, i, f, o = (W[g] @ x + R[g] @ y + b[g] for g in range(4))
    if variant.recurrent_gates and gates is not None:
        i, f, o = (s + sum(Q[to, source] @ gates[source] for source in range(3)) for to, s in enumerate((i, f, o)))
    p_in, p_for, p_out = p if variant.peepholes else 0 * p
    z = np.tanh(z) if variant.input_activation else z
    i = logistic(i + p_in * c) if variant.input_gate else 1 + 0 * i
    f = logistic(f + p_for * c) if variant.forget_gate else 1 + 0 * f
    f = 1 - i if variant.coupled else f
    c = z * i + c * f
    o = logistic(o + p_out * c) if variant.output_gate else 1 + 0 * o
    y = o * (np.tanh(c) if variant.output_activation else c)
    return y, c, (i, f, o)


def simple_rnn(parameters, x, h0=None):
    """Hidden states (T + 1, N, H) of a simple RNN, one sequence and one step at a time; takes complex numbers."""
    U, W, b = parameters["U"], parameters["W"], parameters["b"]
    h = [np.zeros((x.shape[1], len(b))) if h0 is None else h0]
    for x_t in x:
        h.append(np.array([np.tanh(b + W @ old + U @ now) for old, now in zip(h[-1], x_t, strict=True)]))
    return np.array(h)


def complex_step(loss, array, step=1e-30):
    """Derivative of a real `loss` with respect to every element of `array`: no difference is taken, nothing cancels."""
    found = np.empty(array.shape)
    for place in np.ndindex(array.shape):
        moved = array.astype(complex)
        moved[place] += 1j * step
        found[place] = loss(moved).imag / step
    return found


def nearest(samples, queries, count, own=None):
    """Distances and indices of the `count` nearest, by a sort on (squared distance, index) in Python numbers."""
    distances, indices = [], []
    for q, query in enumerate(queries):
        ranked = sorted(
            (sum((a - b) ** 2 for a, b in zip(query.tolist(), sample.tolist(), strict=True)), n)
            for n, sample in enumerate(samples)
            if own is None or n != own[q]
        )[:count]
        distances.append([d for d, _ in ranked])
        indices.append([n for _, n in ranked])
    return distances, indices


def majority(labels, ties):
    """The winner among `labels`, nearest first; None for a tie that is only reported."""
    counts = Counter(labels)
    best = [label for label, votes in counts.items() if votes == max(counts.values())]
    if len(best) > 1 and ties == "reported":
        return None
    return min(best) if ties == "lowest" else min(best, key=labels.index)


def perceptron(x, y, passes):
    """Rosenblatt's rule in plain lists: the weights, and the mistakes of each pass up to the first without one."""
    weights, mistakes = [0.0] * len(x[0]), []
    for _ in range(passes):
        mistakes.append(0)
        for sample, label in zip(x, y, strict=True):
            if label * sum(w * v for w, v in zip(weights, sample, strict=True)) <= 0:
                weights = [w + label * v for w, v in zip(weights, sample, strict=True)]
                mistakes[-1] += 1
        if mistakes[-1] == 0:
            break
    return weights, mistakes


def slopes(loss, array, step=1e-5):
    """Central differences of loss() in every entry of `array`, which it reads and which is changed and restored."""
    found = np.empty_like(array)
    for place in np.ndindex(array.shape):
        kept, sides = array[place], []
        for sign in (1, -1):
            array[place] = kept + sign * step
            sides.append(loss())
        array[place] = kept
        found[place] = (sides[0] - sides[1]) / (2 * step)
    return found


def subspace_similarity(samples, query, dimension, weighted=False):
    """CLAFIC's and the compound similarity of one query to one class, by explicit sums of outer products."""
    correlation = sum(np.outer(x, x) for x in samples) / len(samples)
    values, vectors = np.linalg.eigh(correlation)
    total = 0.0
    for j in range(dimension):
        weight = values[-1 - j] / values[-1] if weighted else 1
        total += weight * (vectors[:, -1 - j] @ query) ** 2
    return total / (query @ query)


def distance_to_flat(samples, query, dimension):
    """Distance to the best fitting flat through the mean, by least squares."""
    mean = samples.mean(axis=0)
    axes = np.linalg.svd(samples - mean, full_matrices=False)[2][:dimension].T
    return np.linalg.norm(query - mean - axes @ np.linalg.lstsq(axes, query - mean, rcond=None)[0])


def adam(slopes, rate, start=0.0):
    """Adam on one number, from the paper's Algorithm 1: where it stands after each of its slopes."""
    x, m, v, path = start, 0.0, 0.0, []
    for t, g in enumerate(slopes, 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        x -= rate * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(x)
    return path


def common_neighbours(one, other, k):
    """Share of each point's k nearest in `one` that are among its k nearest in `other`, by sets."""

    def nearest_of(points, n):
        ranked = sorted((float(np.sum((points[n] - p) ** 2)), m) for m, p in enumerate(points) if m != n)
        return {m for _, m in ranked[:k]}

    return [len(nearest_of(one, n) & nearest_of(other, n)) / k for n in range(len(one))]
