"""Find all integer moments (sums and sums of products) that round to printed means, variances and covariances.

GRIM (Brown and Heathers 2017) and GRIMMER (Anaya 2016) test whether integers can have one printed mean or variance;
here the test covers all means, variances and covariances of several columns together.
"""

from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, floor

import numpy as np

from recomputed.errors import BadInput


def rounds_to(printed: str, scale: int, offset: Fraction | int = 0) -> range:
    """List the integers n for which (n - offset) / scale lies within half a unit of the last digit of `printed`."""
    try:
        value, half = Fraction(printed), Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    except ValueError as error:
        raise BadInput(
            "not a number",
            where="pca.marks",
            expected="digits as printed",
            found=printed,
            do="correct config.yaml",
        ) from error
    return range(ceil(scale * (value - half) + offset), floor(scale * (value + half) + offset) + 1)


def sum_candidates(means: list[str], students: int, highest: int) -> list[list[int]]:
    """List, for each printed mean, the sums of `students` marks in 0..highest that round to it."""
    return [[total for total in rounds_to(mean, students) if 0 <= total <= highest * students] for mean in means]


def product_candidates(
    printed: str, sums: tuple[int, int], students: int, divisor: int, highest: int, square: bool
) -> list[int]:
    """List the integer sums of products Σxy whose (Σxy - ΣxΣy/N) / divisor rounds to `printed`.

    `sums`: Σx and Σy. `square`: x and y are the same marks; then Σx² has the parity of Σx and lies in `square_range`.
    """
    totals = rounds_to(printed, divisor, Fraction(sums[0] * sums[1], students))
    if not square:
        return [total for total in totals if 0 <= total <= students * highest**2]
    least, most = square_range(sums[0], students, highest)
    return [total for total in totals if least <= total <= most and (total - sums[0]) % 2 == 0]


def square_range(total: int, students: int, highest: int) -> tuple[int, int]:
    """Give the smallest and the largest sum of squares of `students` marks in 0..highest whose sum is `total`."""
    level, more = divmod(total, students)
    full, rest = divmod(total, highest)
    return students * level**2 + more * (2 * level + 1), full * highest**2 + rest**2


def moment_sets(
    sums: list[list[int]], covariance: list[list[str]], students: int, divisor: int, highest: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """List every pair (sums, sums of products) that rounds to all printed entries and is possible for real marks.

    Possible: the scatter matrix is positive semidefinite. `covariance`: the printed symmetric D x D matrix, as strings;
    `divisor`: N or N - 1. Each set is a pair of integer arrays, D and D x D.
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


def nearest_set(
    means: list[str], covariance: list[list[str]], students: int, divisor: int, highest: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give one pair (sums, sums of products) that rounds to all printed numbers or, if there is none, the nearest pair.

    Nearest: the largest error among the covariances, in half units of their last digits, is smallest. For a mean to
    which no sum rounds the nearest sum is taken. Shapes as in `moment_sets`.
    """
    found = moment_sets(sum_candidates(means, students, highest), covariance, students, divisor, highest)
    if found:
        return found[0]
    sums = [
        candidates or [min(max(round(students * Fraction(mean)), 0), students * highest)]
        for mean, candidates in zip(means, sum_candidates(means, students, highest), strict=True)
    ]
    sets = [_nearest_products(chosen, covariance, students, divisor, highest) for chosen in product(*sums)]
    _, totals, products = min(sets, key=lambda found: found[0])
    return totals, products


def _nearest_products(chosen, covariance, students, divisor, highest) -> tuple[Fraction, np.ndarray, np.ndarray]:
    """Give the largest error in half units of the sums of products nearest to the printed entries, then the set."""
    products, errors = np.zeros((len(chosen),) * 2, dtype=np.int64), []
    for i, j in combinations_with_replacement(range(len(chosen)), 2):
        least, most = square_range(chosen[i], students, highest) if i == j else (0, students * highest**2)
        step = 2 if i == j else 1  # Σx² has the parity of Σx
        wanted = divisor * Fraction(covariance[i][j]) + Fraction(chosen[i] * chosen[j], students)
        offset = chosen[i] % step
        total = step * round((wanted - offset) / step) + offset
        products[i, j] = products[j, i] = total = min(max(total, least), most)
        half = Fraction(1, 2 * 10 ** len(covariance[i][j].partition(".")[2]))
        errors.append(abs(total - wanted) / divisor / half)
    return max(errors), np.array(chosen), products
