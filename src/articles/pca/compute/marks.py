"""The 30 students (section 4): the moments that integer marks allow, and one table with these moments."""

from itertools import combinations_with_replacement, product
from math import prod

import numpy as np
import pandas as pd

from articles.pca.compute import marks_witness, moment_search


def moments(
    subjects: list[str],
    students: int,
    highest: int,
    means: list[str],
    covariance: list[list[str]],
    students_tried: list[int],
) -> dict[str, pd.DataFrame]:
    """List the integer moments that round to the printed means and covariances (section 4), divisors N and N - 1.

    A full set has an integer moment for every printed number, all possible together. Returns
    `candidates`, a row for each integer that rounds to one printed entry: in_full_set is yes if some full set has it;
    `search`, a row for each divisor: sets of sums tried, entries that no integer fits, full sets, fits (yes or no);
    `students`, a row for each number of students from the first to the last of `students_tried`, see `_students`;
    `exact`, a row for each printed number: statistic, first, second, printed, and exact, its value in a full set for
    the divisor N or, if there is none, in the nearest set.
    """
    sums = moment_search.sum_candidates(means, students, highest)
    candidates, search = [], []
    for name, divisor in (("N", students), ("N-1", students - 1)):
        full = moment_search.moment_sets(sums, covariance, students, divisor, highest)
        rows = [
            {"divisor": name, "first": subjects[i], "second": subjects[j], "printed": covariance[i][j]}
            | {"sum_first": a, "sum_second": b, "sum_of_products": total}
            | {"exact": (students * total - a * b) / (students * divisor)}
            | {"in_full_set": _yes(any((s[i], s[j], p[i, j]) == (a, b, total) for s, p in full))}
            for i, j in combinations_with_replacement(range(len(subjects)), 2)
            for a, b in (product(sums[i], sums[j]) if i != j else zip(sums[i], sums[i], strict=True))
            for total in moment_search.product_candidates(covariance[i][j], (a, b), students, divisor, highest, i == j)
        ]
        candidates += rows
        entries = len(subjects) * (len(subjects) + 1) // 2
        fitted = {(row["first"], row["second"]) for row in rows}
        search.append(
            {"divisor": name, "sum_sets": prod(map(len, sums))}
            | {"entries_without_integer": entries - len(fitted), "full_sets": len(full), "fits": _yes(bool(full))}
        )
    exact = _exact(subjects, means, covariance, students, highest)
    tried = _students(range(students_tried[0], students_tried[1] + 1), highest, means, covariance)
    return {"candidates": pd.DataFrame(candidates), "search": pd.DataFrame(search), "exact": exact, "students": tried}


def _students(numbers: range, highest: int, means: list[str], covariance: list[list[str]]) -> pd.DataFrame:
    """Count the full sets of each number of students: students, full_sets, nearest_that_fits (0 if none does)."""
    found = [
        len(moment_search.moment_sets(moment_search.sum_candidates(means, n, highest), covariance, n, n, highest))
        for n in numbers
    ]
    fitting = [n for n, sets in zip(numbers, found, strict=True) if sets]
    nearest = [min(fitting, key=lambda other: abs(other - n), default=0) for n in numbers]
    return pd.DataFrame({"students": numbers, "full_sets": found, "nearest_that_fits": nearest})


def _exact(
    subjects: list[str], means: list[str], covariance: list[list[str]], students: int, highest: int
) -> pd.DataFrame:
    sums, products = moment_search.nearest_set(means, covariance, students, students, highest)
    scatter = students * products - np.outer(sums, sums)
    rows = [("mean", name, name, means[i], sums[i] / students) for i, name in enumerate(subjects)]
    rows += [
        ("covariance", subjects[i], subjects[j], covariance[i][j], scatter[i, j] / students**2)
        for i, j in combinations_with_replacement(range(len(subjects)), 2)
    ]
    return pd.DataFrame(rows, columns=["statistic", "first", "second", "printed", "exact"])


def marks(
    subjects: list[str],
    students: int,
    highest: int,
    means: list[str],
    covariance: list[list[str]],
    steps: int,
    seed: int,
) -> pd.DataFrame:
    """Give one table of integer marks with the moments `exact` of `moments`: student, and a column for each subject.

    The table shows that such marks exist; the students' own marks are unknown. Raises BadInput if no table is found
    within `steps` steps.
    """
    sums, products = moment_search.nearest_set(means, covariance, students, students, highest)
    table = marks_witness.witness(sums, products, students, highest, seed, steps)
    return pd.DataFrame({"student": np.arange(students) + 1} | dict(zip(subjects, table.T, strict=True)))


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"
