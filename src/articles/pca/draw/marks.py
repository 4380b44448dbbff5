"""The 30 students in pictures: all pairs of subjects, and the eigenbasis (section 4)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from articles.pca.draw.space import NEW_AXIS, SAMPLE, equal, space_axes
from recomputed.drawing import style

WITNESS = (
    "integer marks found by search, as near to the published moments as integers come; not the students' own marks"
)
NAMES = {"japanese": "Japanese", "math": "math", "english": "English"}
GREEK = {"xi": "ξ", "eta": "η", "zeta": "ζ"}


def scatter_matrix(points: pd.DataFrame, statistics: pd.DataFrame) -> Figure:
    """Draw all nine pairs of subjects, each panel with its correlation; marks_panels.csv, marks_statistics.csv."""
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
    correlations = ", ".join(
        f"{NAMES.get(a, a)} and {NAMES.get(b, b)} {r:.2f}"
        for a, b, r in zip(pairs["first"], pairs["second"], pairs.value, strict=True)
    )
    alt = (
        "Nine scatter plots in three rows and three columns, every subject against every subject; each panel mirrors "
        f"the one across the diagonal. Correlations: {correlations}."
    )
    return style.describe(fig, alt=alt, data=WITNESS)


def eigenbasis(scores: pd.DataFrame, eigen: pd.DataFrame) -> Figure:
    """Draw the students in the coordinates (ξ, η, ζ): in space and from its three sides, all axes at one scale."""
    fig = style.figure(height_inches=3.6)
    grid = fig.add_gridspec(2, 3, width_ratios=(1.9, 1.5, 0.9))
    reach = 1.05 * np.abs(scores[list(GREEK)].to_numpy()).max()
    short = 1.15 * np.abs(scores[["eta", "zeta"]].to_numpy()).max()
    space = space_axes(fig, grid[:, 0], [GREEK[factor] for factor in GREEK], view=(18, -60))
    space.scatter(scores.xi, scores.eta, scores.zeta, s=11, color=SAMPLE, linewidth=0, depthshade=False)
    for direction in np.diag([reach, short, short]):
        space.plot(*np.transpose([-direction, direction]), color=NEW_AXIS, linewidth=0.9)
    equal(space, (reach, short, short), zoom=1.0)
    for place, x, y in ((grid[0, 1], "xi", "eta"), (grid[1, 1], "xi", "zeta"), (grid[0, 2], "zeta", "eta")):
        ax = fig.add_subplot(place)
        ax.axhline(0, color=NEW_AXIS, linewidth=0.8, zorder=0)
        ax.axvline(0, color=NEW_AXIS, linewidth=0.8, zorder=0)
        ax.scatter(scores[x], scores[y], s=13, color=SAMPLE, linewidth=0)
        wide = reach if x == "xi" else short
        ax.set(xlim=(-wide, wide), ylim=(-short, short), aspect="equal")
        ax.set(xlabel=f"{GREEK[x]} (marks)", ylabel=f"{GREEK[y]} (marks)")
    sd = eigen[eigen.source == "exact"].set_index("factor").sd_marks
    alt = (
        f"The {len(scores)} students as dots in the coordinates of the three eigenvectors, in space and from "
        "three sides, at "
        f"one scale. The cloud is long in ξ (standard deviation {sd['xi']:.1f} marks), narrower in η ({sd['eta']:.1f}) "
        f"and nearly flat in ζ ({sd['zeta']:.1f}); it slants in no direction."
    )
    return style.describe(fig, alt=alt, data=WITNESS)
