"""Find one table of integer marks with exactly the given sums and sums of products."""

import numpy as np

from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.stats import streams

RANDOM_MOVES = 3  # out of a local minimum; a single one would be undone by the next step


def witness(sums: np.ndarray, products: np.ndarray, students: int, highest: int, seed: int, steps: int) -> np.ndarray:
    """Find one table of integers in 0..highest, students x D, with exactly these column sums and sums of products.

    The search starts from a rounded normal sample. Each step moves one mark point from one student to another, which
    keeps the sums, and takes the move with the smallest error; in a local minimum it takes random moves. The same seed
    gives the same table. Raises BadInput after `steps` steps, for moments out of range, and unless there
    are more students than columns.
    """
    sums = arrays.whole(sums, "sums of marks", ("D",), 0, students * highest)
    products = arrays.whole(products, "sums of products", (len(sums), len(sums)), 0)
    arrays.count(students, "number of students", len(sums) + 1)
    rng = streams.rng(seed, "pca marks, witness")
    table = _start(rng, sums, products, students, highest)
    for _ in range(steps):
        errors = table.T @ table - products
        if not errors.any():
            return table
        scores = _scores(table, errors, highest)
        moves = [np.argmin(scores)]
        if scores.flat[moves[0]] >= _total(errors):  # a local minimum
            moves = rng.choice(np.flatnonzero(np.isfinite(scores)), size=RANDOM_MOVES)
        for column, giver, taker in np.transpose(np.unravel_index(moves, scores.shape)):
            if table[giver, column] > 0 and table[taker, column] < highest:
                table[giver, column] -= 1
                table[taker, column] += 1
    raise BadInput(
        "no table found",
        where="pca.marks.steps",
        expected=f"a table within {steps} steps",
        found="none",
        do="raise steps",
    )


def _start(rng, sums, products, students, highest) -> np.ndarray:
    """Round a normal sample with the wanted means and covariances to integers, then correct the sums."""
    mean = sums / students
    variances, axes = np.linalg.eigh(products / students - np.outer(mean, mean))
    root = axes * np.sqrt(np.maximum(variances, 0))  # Cholesky would refuse a singular matrix
    sample = rng.standard_normal((students, len(sums)))
    sample -= sample.mean(axis=0)
    sample = sample @ np.linalg.inv(np.linalg.cholesky(sample.T @ sample / students)).T @ root.T + mean
    table = np.clip(np.rint(sample), 0, highest).astype(np.int64)
    for column, missing in enumerate(sums - table.sum(axis=0)):
        for _ in range(abs(missing)):
            free = np.flatnonzero(table[:, column] < highest if missing > 0 else table[:, column] > 0)
            table[rng.choice(free), column] += np.sign(missing)
    return table


def _scores(table: np.ndarray, errors: np.ndarray, highest: int) -> np.ndarray:
    """Give the total error after each move (column, giver, taker) of one point; infinite if it is not allowed."""
    change = table[None, :, :] - table[:, None, :]  # giver, taker, column: taker minus giver
    scores = np.empty((table.shape[1], len(table), len(table)))
    for column in range(table.shape[1]):
        row = errors[column] + change
        row[:, :, column] += change[:, :, column] + 2
        others = _total(errors) - 2 * np.abs(errors[column]).sum() + abs(errors[column, column])
        scores[column] = others + 2 * np.abs(row).sum(axis=-1) - np.abs(row[:, :, column])
        scores[column][table[:, column] == 0, :] = np.inf
        scores[column][:, table[:, column] == highest] = np.inf
        np.fill_diagonal(scores[column], np.inf)
    return scores


def _total(errors: np.ndarray) -> int:
    return int(np.abs(errors).sum())
