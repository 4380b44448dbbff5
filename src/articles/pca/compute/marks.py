"""The 30 students (section 4): the moments that integer marks allow, a witness table, its axes and its factors."""

from itertools import combinations, combinations_with_replacement, product
from math import prod

import numpy as np
import pandas as pd

from articles.errors import BadInput
from articles.pca import marks_search


def moments(
    subjects: list[str], students: int, highest: int, means: list[str], covariance: list[list[str]]
) -> dict[str, pd.DataFrame]:
    """List the integer moments behind the printed means and covariances (section 4), for the divisors N and N - 1.

    Returns `candidates` (a row for each integer that rounds to one printed entry, `in_full_set` if it also fits all
    others) and `search` (a row for each divisor: sums tried, entries that no integer fits, full sets).
    """
    sums = marks_search.sum_candidates(means, students, highest)
    candidates, search = [], []
    for name, divisor in (("N", students), ("N-1", students - 1)):
        full = marks_search.moment_sets(sums, covariance, students, divisor, highest)
        rows = [
            {"divisor": name, "first": subjects[i], "second": subjects[j], "printed": covariance[i][j]}
            | {"sum_first": a, "sum_second": b, "sum_of_products": total}
            | {"exact": (students * total - a * b) / (students * divisor)}
            | {"in_full_set": _yes(any((s[i], s[j], p[i, j]) == (a, b, total) for s, p in full))}
            for i, j in combinations_with_replacement(range(len(subjects)), 2)
            for a, b in (product(sums[i], sums[j]) if i != j else zip(sums[i], sums[i], strict=True))
            for total in marks_search.product_candidates(covariance[i][j], (a, b), students, divisor, highest, i == j)
        ]
        candidates += rows
        entries = len(subjects) * (len(subjects) + 1) // 2
        fitted = {(row["first"], row["second"]) for row in rows}
        search.append(
            {"divisor": name, "sum_sets": prod(map(len, sums))}
            | {"entries_without_integer": entries - len(fitted), "full_sets": len(full)}
        )
    return {"candidates": pd.DataFrame(candidates), "search": pd.DataFrame(search)}


def witness(
    subjects: list[str],
    students: int,
    highest: int,
    means: list[str],
    covariance: list[list[str]],
    steps: int,
    seed: int,
) -> pd.DataFrame:
    """Give one table of integer marks that has an exact moment set: columns `student` and one for each subject.

    It is a witness, not the students' marks. Divisor N is tried first. Raises BadInput if no integers fit.
    """
    sums = marks_search.sum_candidates(means, students, highest)
    for divisor in (students, students - 1):
        for totals, products in marks_search.moment_sets(sums, covariance, students, divisor, highest):
            table = marks_search.witness(totals, products, students, highest, seed, steps)
            return pd.DataFrame({"student": np.arange(students) + 1} | dict(zip(subjects, table.T, strict=True)))
    raise BadInput(
        "no integer marks fit",
        where="pca.marks",
        expected="printed moments that integers can give",
        found=f"means {means}",
        do="check the digits",
    )


def statistics(marks: pd.DataFrame) -> pd.DataFrame:
    """Give means, covariances (divisor N) and correlations of the marks, from integer sums.

    Columns `statistic`, `first`, `second` (the same subject for a mean) and `value`.
    """
    table, subjects = _table(marks)
    n, sums = len(table), table.sum(axis=0)
    scatter = n * (table.T @ table) - np.outer(sums, sums)  # N² times the covariance, an integer
    sd = np.sqrt(np.diag(scatter))
    rows = [("mean", name, name, sums[i] / n) for i, name in enumerate(subjects)]
    pairs = list(combinations_with_replacement(range(len(subjects)), 2))
    rows += [("covariance", subjects[i], subjects[j], scatter[i, j] / n**2) for i, j in pairs]
    rows += [("correlation", subjects[i], subjects[j], scatter[i, j] / sd[i] / sd[j]) for i, j in pairs if i != j]
    return pd.DataFrame(rows, columns=["statistic", "first", "second", "value"])


def panels(marks: pd.DataFrame) -> pd.DataFrame:
    """Count the panels of the scatter matrix, and those whose points are their mirror image's with axes swapped."""
    table, subjects = _table(marks)
    pairs = list(product(range(len(subjects)), repeat=2))
    mirrored = sum(np.array_equal(table[:, [i, j]], table[:, [j, i]][:, ::-1]) for i, j in pairs)
    return pd.DataFrame([{"panels": len(pairs), "mirrored_panels": mirrored}])


def correlation_rule(marks: pd.DataFrame, units: list[float], seed: int, trials: int) -> pd.DataFrame:
    """Ask whether the more correlated of two pairs of subjects always has the larger covariance (section 4).

    Each trial gives every subject a unit drawn from `units` (marks out of 100, out of 10, ...), or standardises all;
    `ordered_percent` counts the comparisons that keep the rule.
    """
    table, subjects = _table(marks)
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(31,)))
    deviations = table.std(axis=0)
    correlation = np.abs(np.corrcoef(table, rowvar=False))
    scales = {"any unit": rng.choice(units, size=(trials, len(subjects))), "equal variances": 1 / deviations[None, :]}
    rows = []
    for case, scale in scales.items():
        pairs = list(combinations(range(len(subjects)), 2))
        kept = [
            (covariance[a] > covariance[b]) == (correlation[a] > correlation[b])
            for covariance in (np.abs(np.cov(table * s, rowvar=False, bias=True)) for s in scale)
            for a, b in combinations(pairs, 2)
        ]
        rows.append({"case": case, "comparisons": len(kept), "ordered_percent": 100 * np.mean(kept)})
    return pd.DataFrame(rows).assign(rule_holds=lambda t: t.ordered_percent.eq(100).map(_yes))


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _table(marks: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    subjects = [name for name in marks.columns if name != "student"]
    return marks[subjects].to_numpy(dtype=np.int64), subjects
