"""The 30 students: the marks as a table, all pairs of subjects, the eigenbasis, and the axes as a table (section 4)."""

from itertools import combinations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from articles import style
from articles.pca.draw.space import NEW_AXIS, SAMPLE, SUBSCRIPTS, equal, space_axes

WITNESS = (
    "integer marks found by search, as near to the published moments as integers come; not the students' own marks"
)
NAMES = {"japanese": "Japanese", "math": "math", "english": "English"}
GREEK = {"xi": "ξ", "eta": "η", "zeta": "ζ"}


def table(marks: pd.DataFrame, statistics: pd.DataFrame, search: pd.DataFrame) -> Figure:
    """Draw the witness marks as a table in three blocks, their moments, and how many sets of moments fit the print."""
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


def scatter_matrix(points: pd.DataFrame, statistics: pd.DataFrame) -> Figure:
    """Draw all nine pairs of subjects against each other, each panel with its correlation; `points`: marks.panels."""
    fig = style.figure(5.6, 5.6)
    subjects = list(dict.fromkeys(points["first"]))
    panels = fig.subplots(len(subjects), len(subjects), sharex="col", sharey="row")
    low, high = points[["x", "y"]].to_numpy().min() - 4, points[["x", "y"]].to_numpy().max() + 4
    pairs = statistics[statistics.statistic == "correlation"]
    correlation = {
        frozenset(key): r for key, r in zip(zip(pairs["first"], pairs["second"], strict=True), pairs.value, strict=True)
    }
    for i, row in enumerate(subjects):
        for j, column in enumerate(subjects):
            ax, r = panels[i, j], correlation.get(frozenset((row, column)), 1.0)
            own = points[(points["first"] == row) & (points["second"] == column)]
            ax.scatter(own.x, own.y, s=9, color=style.MUTED if i == j else style.BLUE, linewidth=0)
            ax.text(0.05, 0.95, f"r = {r:.2f}" if i != j else "r = 1", transform=ax.transAxes, va="top", fontsize=8)
            ax.set(xlim=(low, high), ylim=(low, high), aspect="equal")
            ax.set_xticks([40, 60, 80])
            ax.set_yticks([40, 60, 80])
    for k, subject in enumerate(subjects):
        panels[-1, k].set_xlabel(f"{NAMES.get(subject, subject)} (marks)")
        panels[k, 0].set_ylabel(f"{NAMES.get(subject, subject)} (marks)")
    told = ", ".join(
        f"{NAMES.get(a, a)} and {NAMES.get(b, b)} {r:.2f}"
        for a, b, r in zip(pairs["first"], pairs["second"], pairs.value, strict=True)
    )
    alt = (
        "Nine scatter plots in three rows and three columns, every subject against every subject; each panel mirrors "
        f"the one across the diagonal. Correlations: {told}."
    )
    return style.describe(fig, alt=alt, data=WITNESS)


def eigenbasis(scores: pd.DataFrame, eigen: pd.DataFrame) -> Figure:
    """Draw the students in the coordinates (ξ, η, ζ): in space, and η and ζ against ξ, one scale for all axes."""
    fig = style.figure(height_inches=3.6)
    grid = fig.add_gridspec(2, 2, width_ratios=(1, 1.15))
    reach = 1.05 * np.abs(scores[list(GREEK)].to_numpy()).max()
    short = 1.15 * np.abs(scores[["eta", "zeta"]].to_numpy()).max()
    space = space_axes(fig, grid[:, 0], [GREEK[factor] for factor in GREEK], view=(18, -60))
    space.scatter(scores.xi, scores.eta, scores.zeta, s=11, color=SAMPLE, linewidth=0, depthshade=False)
    for direction in np.diag([reach, short, short]):
        space.plot(*np.transpose([-direction, direction]), color=NEW_AXIS, linewidth=0.9)
    equal(space, (reach, short, short), zoom=1.0)
    for place, y in ((grid[0, 1], "eta"), (grid[1, 1], "zeta")):
        ax = fig.add_subplot(place)
        ax.axhline(0, color=NEW_AXIS, linewidth=0.8, zorder=0)
        ax.axvline(0, color=NEW_AXIS, linewidth=0.8, zorder=0)
        ax.scatter(scores.xi, scores[y], s=13, color=SAMPLE, linewidth=0)
        ax.set(xlim=(-reach, reach), ylim=(-short, short), aspect="equal", ylabel=f"{GREEK[y]} (marks)")
        ax.set_xlabel("ξ (marks)" if y == "zeta" else "")
    sd = eigen[eigen.source == "exact"].set_index("factor").sd_marks
    alt = (
        f"The {len(scores)} students as dots in the coordinates of the three eigenvectors, in space and from two "
        "sides, at "
        f"one scale. The cloud is long in ξ (standard deviation {sd['xi']:.1f} marks), narrower in η ({sd['eta']:.1f}) "
        f"and nearly flat in ζ ({sd['zeta']:.1f}); it slants in no direction."
    )
    return style.describe(fig, alt=alt, data=WITNESS)


def summary(eigen: pd.DataFrame, vectors: pd.DataFrame) -> Figure:
    """Draw eigenvalues, contribution ratios and unit eigenvectors as a table, from exact moments and from printed V."""
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
    """Spell out means, variances and covariances, one line each."""
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
