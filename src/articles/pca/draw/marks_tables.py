"""The 30 students as tables: marks with the published moments, and the axes (section 4)."""

from itertools import combinations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from articles.pca.draw.marks import GREEK, NAMES, WITNESS
from articles.pca.draw.space import SUBSCRIPTS
from recomputed.drawing import style


def table(marks: pd.DataFrame, statistics: pd.DataFrame, search: pd.DataFrame) -> Figure:
    """Draw the marks as a table in three blocks, their moments, and how many moment sets fit the printed numbers."""
    fig = style.figure(height_inches=3.6)
    ax = fig.add_subplot()
    subjects = [name for name in marks if name != "student"]
    rows = -(-len(marks) // 3)
    ax.set(xlim=(0, 3), ylim=(rows + 4.8, -1.2))
    ax.axis("off")
    for block in range(3):
        columns = block + np.array([0.1, 0.34, 0.56, 0.8])
        part = marks.iloc[block * rows : (block + 1) * rows]
        _row(ax, columns, -0.6, ["student", *(NAMES.get(s, s) for s in subjects)], color=style.MUTED)
        _rule(ax, block, block + 0.9, 0)
        for y, (student, *scores) in enumerate(part[["student", *subjects]].itertuples(index=False)):
            _row(ax, columns, y + 0.5, [str(student), *map(str, scores)], first=style.MUTED)
        _rule(ax, block, block + 0.9, rows + 0.1)
    fits = ", ".join(f"{row.full_sets} with divisor {row.divisor}" for row in search.itertuples())
    summaries = _summaries(statistics, subjects) | {"integer moment sets that fit all printed digits": fits}
    for line, (name, values) in enumerate(summaries.items()):
        y = rows + 0.9 + 1.1 * line
        ax.text(0.02, y, name, va="center", fontweight="bold")
        ax.text(0.36 if name in ("mean", "variance", "covariance") else 1.35, y, values, va="center")
    alt = (
        f"A table of {len(marks)} students with integer marks in three subjects. Means: "
        f"{_summaries(statistics, subjects)['mean']}. It is a witness with the published moments, not the "
        "published table."
    )
    return style.describe(fig, alt=alt, data=WITNESS)


def summary(eigen: pd.DataFrame, vectors: pd.DataFrame) -> Figure:
    """Draw a table of eigenvalues, contribution ratios and eigenvectors, from exact moments and from the printed V."""
    fig = style.figure(height_inches=2.7)
    ax = fig.add_subplot()
    ax.set(xlim=(0, 1), ylim=(9.6, -0.6))
    ax.axis("off")
    columns = np.array([0.04, 0.2, 0.38, 0.55, 0.73, 0.91])
    subjects = list(dict.fromkeys(vectors.subject))
    heads = ["", "eigenvalue λ", "contribution ratio", *(f"u: {NAMES.get(s, s)}" for s in subjects)]
    _row(ax, columns, 0, heads, color=style.MUTED)
    blocks = {
        "exact": "from the exact moments, the only integers that fit the printed statistics",
        "printed": "from the printed covariance matrix; ± what its rounding leaves open",
    }
    for block, (source, title) in enumerate(blocks.items()):
        top = 1.1 + 4.4 * block
        _rule(ax, 0, 1, top - 0.55)
        ax.text(0.01, top, title, va="center", fontweight="bold", fontsize=7.5)
        for line, row in enumerate(eigen[eigen.source == source].itertuples()):
            own = vectors[(vectors.source == source) & (vectors.factor == row.factor)]
            cells = [_with_range(row.eigenvalue, row.eigenvalue_low, row.eigenvalue_high, 3), f"{row.ratio:.4f}"]
            cells += [_with_range(v.weight, v.weight_low, v.weight_high, 5) for v in own.itertuples()]
            _row(ax, columns, top + 1 + line, [f"u{SUBSCRIPTS[line]} ({GREEK[row.factor]})", *cells])
    exact = eigen[eigen.source == "exact"]
    values, ratios = ", ".join(map("{:.3f}".format, exact.eigenvalue)), ", ".join(map("{:.4f}".format, exact.ratio))
    alt = (
        "A table of eigenvalues, contribution ratios and unit eigenvectors. From the exact moments the eigenvalues are "
        f"{values} and the ratios {ratios}; below, the same from the printed two-decimal matrix with the range its "
        "rounding leaves open."
    )
    return style.describe(fig, alt=alt)


def _with_range(value: float, low: float, high: float, digits: int) -> str:
    half = max(high - value, value - low)
    return f"{value:.{digits}f}".replace("-", "−") + (f" ± {half:.{digits}f}" if half > 0 else "")


def _row(ax, columns, y, texts, color=style.INK, first=None, weight="normal") -> None:
    for x, text in zip(columns, texts, strict=True):
        ax.text(x, y, text, ha="center", va="center", color=first or color, fontweight=weight)
        first = None


def _rule(ax, left, right, y) -> None:
    ax.plot([left, right], [y, y], color=style.FAINT, linewidth=1)


def _summaries(statistics: pd.DataFrame, subjects: list[str]) -> dict[str, str]:
    """Write means, variances and covariances as one line each."""
    values = statistics.set_index(["statistic", "first", "second"]).value
    own = [(s, s) for s in subjects]
    lines = {
        "mean": ("mean", own),
        "variance": ("covariance", own),
        "covariance": ("covariance", combinations(subjects, 2)),
    }
    return {
        name: "     ".join(
            f"{' – '.join(dict.fromkeys(NAMES.get(s, s) for s in pair))} {values[(statistic, *pair)]:.2f}"
            for pair in pairs
        )
        for name, (statistic, pairs) in lines.items()
    }
