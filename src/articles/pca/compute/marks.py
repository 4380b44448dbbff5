"""The 30 students (section 4): the moments that integer marks allow, one table with these moments, its statistics."""

from itertools import combinations, combinations_with_replacement, product
from math import prod

import numpy as np
import pandas as pd

from articles.pca.compute import marks_witness, moment_search
from articles.pca.compute.marks_check import whole_marks
from recomputed import arrays
from recomputed.stats import streams


def moments(
    subjects: list[str], students: int, highest: int, means: list[str], covariance: list[list[str]]
) -> dict[str, pd.DataFrame]:
    """List the integer moments that round to the printed means and covariances (section 4), divisors N and N - 1.

    A full set has an integer moment for every printed number, all possible together. Returns
    `candidates`, a row for each integer that rounds to one printed entry: in_full_set is yes if some full set has it;
    `search`, a row for each divisor: sets of sums tried, entries that no integer fits, full sets, fits (yes or no);
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
    return {"candidates": pd.DataFrame(candidates), "search": pd.DataFrame(search), "exact": exact}


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


def tables(marks: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: statistics, panels, mirrored; see the functions of these names."""
    points = panels(marks)
    return {"statistics": statistics(marks), "panels": points, "mirrored": mirrored(points)}


def statistics(marks: pd.DataFrame) -> pd.DataFrame:
    """Give means, covariances (divisor N) and correlations of the marks, from integer sums.

    Columns statistic, first, second (the same subject for a mean), value. A correlation lead is the correlation of a
    subject with the last one, minus that of the first two subjects.
    """
    table, subjects = _table(marks)
    n, sums = len(table), table.sum(axis=0)
    scatter = n * (table.T @ table) - np.outer(sums, sums)  # N² times the covariance, an integer
    sd = np.sqrt(np.diag(scatter))
    rows = [("mean", name, name, sums[i] / n) for i, name in enumerate(subjects)]
    pairs = list(combinations_with_replacement(range(len(subjects)), 2))
    rows += [("covariance", subjects[i], subjects[j], scatter[i, j] / n**2) for i, j in pairs]
    correlation = {(i, j): scatter[i, j] / sd[i] / sd[j] for i, j in pairs if i != j}
    rows += [("correlation", subjects[i], subjects[j], r) for (i, j), r in correlation.items()]
    rows += [("correlation lead", subjects[i], subjects[2], correlation[i, 2] - correlation[0, 1]) for i in (0, 1)]
    return pd.DataFrame(rows, columns=["statistic", "first", "second", "value"])


def panels(marks: pd.DataFrame) -> pd.DataFrame:
    """Give the points of the scatter matrix: first, second (row and column of the panel), student, x, y (marks)."""
    arrays.check_table(marks, "marks", ("student",))
    subjects = [name for name in marks.columns if name != "student"]
    return pd.concat(
        [
            pd.DataFrame(
                {"first": row, "second": column, "student": marks.student, "x": marks[column], "y": marks[row]}
            )
            for row, column in product(subjects, repeat=2)
        ]
    )


def mirrored(points: pd.DataFrame) -> pd.DataFrame:
    """Count the panels, and those whose points appear, with x and y swapped, in the panel across the diagonal."""
    arrays.check_table(points, "panels", ("first", "second", "student", "x", "y"))
    panel = {names: table.set_index("student") for names, table in points.groupby(["first", "second"])}
    swapped = [
        (row, column) in panel and table[["x", "y"]].equals(panel[row, column][["y", "x"]].set_axis(["x", "y"], axis=1))
        for (column, row), table in panel.items()
    ]
    return pd.DataFrame([{"panels": len(panel), "mirrored_panels": sum(swapped)}])


def correlation_rule(marks: pd.DataFrame, units: list[float], seed: int, trials: int) -> pd.DataFrame:
    """Test whether the more correlated of two pairs of subjects always has the larger covariance (section 4).

    Case "any unit": each of `trials` trials multiplies every subject by a factor drawn from `units`. Case "equal
    variances": all subjects are standardised. ordered_percent: comparisons that follow the rule.
    """
    table, subjects = _table(marks)
    rng = streams.rng(seed, "pca marks, units")
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
    return whole_marks(marks, subjects), subjects
