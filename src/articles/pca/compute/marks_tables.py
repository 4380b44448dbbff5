"""All tables of the rule that finds the axes of the marks (section 4)."""

import pandas as pd

from articles.pca.compute import expansions, factors, thresholds


def tables(
    marks: pd.DataFrame,
    subjects: list[str],
    covariance: list[list[str]],
    vectors: list[list[str]],
    ranges: dict[str, list[float]],
) -> dict[str, pd.DataFrame]:
    """Give those of factors.axes and factors.scores; `thresholds`, for `ranges`; `expansion`, of expansions.angles."""
    return {
        **factors.axes(marks, subjects, covariance, vectors),
        **factors.scores(marks, subjects),
        "thresholds": thresholds.marks_thresholds(marks, subjects, ranges),
        "expansion": expansions.angles(marks, subjects),
    }
