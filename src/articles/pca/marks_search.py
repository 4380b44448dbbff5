"""Find integers behind printed statistics: first every exact moment they allow, then a table that attains them.

GRIM (Brown and Heathers 2017) and GRIMMER (Anaya 2016) ask whether integers can give one printed mean or variance;
here the same question is put to all means, variances and covariances of several columns together.
"""

from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, floor

import numpy as np

from articles.errors import BadInput

SHAKES = 3  # moves at random out of a local minimum; one alone would be taken back at once


def rounds_to(printed: str, scale: int, offset: Fraction | int = 0) -> range:
    """List the integers n whose (n - offset) / scale rounds to `printed`: within half a unit of its last digit."""
    try:
        value, half = Fraction(printed), Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    except ValueError as error:
        raise BadInput(
            "not a number", where="pca.marks", expected="digits as printed", found=printed, do="mend config.yaml"
        ) from error
    return range(ceil(scale * (value - half) + offset), floor(scale * (value + half) + offset) + 1)


def sum_candidates(means: list[str], students: int, highest: int) -> list[list[int]]:
    """List, for each printed mean, the sums of marks in 0..highest that round to it."""
    return [[total for total in rounds_to(mean, students) if 0 <= total <= highest * students] for mean in means]


def product_candidates(
    printed: str, sums: tuple[int, int], students: int, divisor: int, highest: int, square: bool
) -> list[int]:
    """List the integer sums of products Σxy whose (Σxy - ΣxΣy/N) / divisor rounds to `printed`.

    `square` says that x and y are the same marks: then Σx² has the parity of Σx and keeps to what marks in
    0..highest can reach.
    """
    totals = rounds_to(printed, divisor, Fraction(sums[0] * sums[1], students))
    if not square:
        return [total for total in totals if 0 <= total <= students * highest**2]
    least, most = square_range(sums[0], students, highest)
    return [total for total in totals if least <= total <= most and (total - sums[0]) % 2 == 0]


def square_range(total: int, students: int, highest: int) -> tuple[int, int]:
    """Give the smallest and largest sum of squares of `students` marks in 0..highest that add up to `total`."""
    level, more = divmod(total, students)
    full, rest = divmod(total, highest)
    return students * level**2 + more * (2 * level + 1), full * highest**2 + rest**2


def moment_sets(
    sums: list[list[int]], covariance: list[list[str]], students: int, divisor: int, highest: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """List every (sums, sums of products) that rounds to all printed entries and has a positive semidefinite scatter.

    `covariance` is the printed symmetric D x D matrix, as strings; `divisor` is N or N - 1. Each set is a pair of
    integer arrays, D and D x D.
    """
    entries = list(combinations_with_replacement(range(len(sums)), 2))
    found = []
    for chosen in product(*sums):
        choices = [
            product_candidates(covariance[i][j], (chosen[i], chosen[j]), students, divisor, highest, i == j)
            for i, j in entries
        ]
        for totals in product(*choices):
            products = np.zeros((len(sums), len(sums)), dtype=np.int64)
            for (i, j), total in zip(entries, totals, strict=True):
                products[i, j] = products[j, i] = total
            scatter = students * products - np.outer(chosen, chosen)
            if np.linalg.eigvalsh(scatter)[0] >= -1e-9 * np.trace(scatter):
                found.append((np.array(chosen), products))
    return found


def witness(sums: np.ndarray, products: np.ndarray, students: int, highest: int, seed: int, steps: int) -> np.ndarray:
    """Find one table of integers in 0..highest, students x D, with exactly these column sums and sums of products.

    From a rounded normal sample it moves single marks between students (sums stay), always to the smallest error,
    and shakes the table where it is stuck. The same seed gives the same table. Needs more students than columns;
    raises BadInput after `steps` moves.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(30,)))
    table = _start(rng, sums, products, students, highest)
    for _ in range(steps):
        errors = table.T @ table - products
        if not errors.any():
            return table
        scores = _scores(table, errors, highest)
        moves = [np.argmin(scores)]
        if scores.flat[moves[0]] >= _total(errors):  # a local minimum: a few blind moves lead out of it
            moves = rng.choice(np.flatnonzero(np.isfinite(scores)), size=SHAKES)
        for column, giver, taker in np.transpose(np.unravel_index(moves, scores.shape)):
            if table[giver, column] > 0 and table[taker, column] < highest:
                table[giver, column] -= 1
                table[taker, column] += 1
    raise BadInput(
        "no table found", where="pca.marks", expected=f"a witness within {steps} moves", found="none", do="raise steps"
    )


def _start(rng, sums, products, students, highest) -> np.ndarray:
    """Round a normal sample that has the wanted means and covariances to integers, and mend the sums."""
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
    """Give the total error after each move (column, giver, taker) of one mark; infinite where it is not allowed."""
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
