"""What can be counted and computed from a table of marks: moments, panels of the scatter matrix, a rule on units."""

from itertools import combinations, combinations_with_replacement, product

import numpy as np
import pandas as pd

from articles.pca.compute.marks_check import whole_marks
from recomputed import arrays


def tables(marks: pd.DataFrame, unit_ratios: list[float]) -> dict[str, pd.DataFrame]:
    """Compute statistics, panels, mirrored and correlation_rule, each by the function of its name."""
    points = panels(marks)
    return {
        "statistics": statistics(marks),
        "panels": points,
        "mirrored": mirrored(points),
        "correlation_rule": correlation_rule(marks, unit_ratios),
    }


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


def correlation_rule(marks: pd.DataFrame, unit_ratios: list[float]) -> pd.DataFrame:
    """Test whether the more correlated of two pairs of subjects always has the larger covariance (section 4).

    For each ratio, in turn, every choice of subjects is measured in a unit that is smaller by this ratio. Columns:
    unit_ratio, comparisons, ordered_percent (of the comparisons, those that follow the rule).
    """
    table, subjects = _table(marks)
    covariance, correlation = np.cov(table, rowvar=False, bias=True), np.abs(np.corrcoef(table, rowvar=False))
    pairs = list(combinations(combinations(range(len(subjects)), 2), 2))
    rows = []
    for ratio in unit_ratios:
        scales = [np.array(choice) for choice in product((1.0, ratio), repeat=len(subjects))]
        kept = [
            (scaled[a] > scaled[b]) == (correlation[a] > correlation[b])
            for scaled in (np.abs(covariance * np.outer(scale, scale)) for scale in scales)
            for a, b in pairs
        ]
        rows.append((ratio, len(kept), 100 * np.mean(kept)))
    return pd.DataFrame(rows, columns=["unit_ratio", "comparisons", "ordered_percent"])


def _table(marks: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    subjects = [name for name in marks.columns if name != "student"]
    return whole_marks(marks, subjects), subjects
