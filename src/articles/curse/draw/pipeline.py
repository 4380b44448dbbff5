"""Figures of section 1, the pipeline example on synthetic data: scatter, labelled grid, effect of added features."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from recomputed.drawing.style import BLUE, GREEN, INK, MUTED, PAPER, RED, VERMILLION, WIDE_INCHES, describe, figure

CLASSES = {"red": (RED, "o"), "green": (GREEN, "^"), "blue": (BLUE, "s")}
UNDECIDED = "undecided"
STAND_IN = "synthetic stand-in, not the measured oil-flow data"


def scatter(points: pd.DataFrame) -> Figure:
    """Draw x7 against x6 of the three classes, the unknown sample as a cross; `points`: pipeline_points.csv."""
    fig = figure(5.4, 3.9)
    ax = fig.subplots()
    _points(ax, points, 14)
    _finish(ax, "Three classes and a sample of unknown class")
    samples = len(points) - 1
    alt = (
        f"Scatter plot of feature x7 against x6 for {samples:,} samples of a synthetic stand-in for the pipeline data: "
        "red, green and blue clouds that overlap. A cross marks a sample of unknown class among them."
    )
    return describe(fig, alt=alt)


def grid_labels(points: pd.DataFrame, cells: pd.DataFrame) -> Figure:
    """Draw the samples over cells in the colour of their majority; pipeline_points.csv, pipeline_cells.csv."""
    fig = figure(5.4, 3.9)
    ax = fig.subplots()
    for cell in cells.itertuples():
        size = (cell.x6_high - cell.x6_low, cell.x7_high - cell.x7_low)
        color = CLASSES[cell.label][0] if cell.label in CLASSES else PAPER
        hatch = "////" if cell.label == UNDECIDED else None
        ax.add_patch(
            Rectangle(
                (cell.x6_low, cell.x7_low), *size, facecolor=color, alpha=0.3, hatch=hatch, edgecolor=MUTED, lw=0.5
            )
        )
    _points(ax, points, 7)
    if (cells["label"] == UNDECIDED).any():
        nowhere = (float("nan"), float("nan"))  # for the legend alone
        ax.add_patch(Rectangle(nowhere, 0, 0, facecolor=PAPER, hatch="////", edgecolor=MUTED, lw=0.5, label="a tie"))
    _finish(ax, "Cells in the colour of their majority")
    count = cells["label"].value_counts()
    cross = points.iloc[-1]["kind"].removeprefix("cross: ")
    alt = (
        f"The scatter plot cut into {len(cells)} cells: {count.get('red', 0)} red, {count.get('green', 0)} green and "
        f"{count.get('blue', 0)} blue ones by majority, {count.get(UNDECIDED, 0)} hatched ones with a tie and "
        f"{count.get('empty', 0)} empty ones. The cell of the cross is {cross}. The data are synthetic."
    )
    return describe(fig, alt=alt)


def added_features(table: pd.DataFrame) -> Figure:
    """Draw the grid classifier's success over the number of features, samples fixed; `table`: pipeline_features.csv."""
    fig = figure(WIDE_INCHES, 3.4)
    ax = fig.subplots()
    curves = {
        "empty_test_percent": (VERMILLION, "o", "in an empty cell"),
        "correct_percent": (BLUE, "s", "rightly classified"),
        "tied_test_percent": (GREEN, "^", "in a cell with a tie"),
    }
    for column, (color, marker, name) in curves.items():
        ax.errorbar(
            table["features"], table[column], table[f"{column}_halfwidth"], marker=marker, ms=4, color=color, label=name
        )
    uniform = "in an empty cell, were the samples uniform"
    ax.plot(table["features"], table["uniform_empty_percent"], color=MUTED, ls="--", lw=1, label=uniform)
    ax.set(xlabel="number of features", ylabel="share of test points [%]", ylim=(-3, 103), xticks=table["features"])
    ax.grid(axis="y")
    ax.legend(loc="center right")
    ax.set_title(f"{table['samples'].iloc[0]:,} samples in ever more cells ({STAND_IN})")
    first, last = table.iloc[0], table.iloc[-1]
    best = table.loc[table["correct_percent"].idxmax()]
    alt = (
        f"With {first['features']:.0f} features {first['correct_percent']:.0f} percent of the test points are rightly "
        f"classified by their cell, at best {best['correct_percent']:.0f} percent with {best['features']:.0f}; with "
        f"{last['features']:.0f} features {last['empty_test_percent']:.0f} percent fall in empty cells and only "
        f"{last['correct_percent']:.0f} percent are rightly classified. The data are a synthetic stand-in."
    )
    return describe(fig, alt=alt)


def _points(ax: Axes, points: pd.DataFrame, size: float) -> None:
    for name, (color, marker) in CLASSES.items():
        rows = points[points["kind"] == name]
        ax.scatter(rows["x6"], rows["x7"], s=size, color=color, marker=marker, linewidth=0, alpha=0.75, label=name)
    cross = points.iloc[-1]
    ax.plot(cross["x6"], cross["x7"], "x", ms=11, mew=5.5, color=PAPER)
    ax.plot(cross["x6"], cross["x7"], "x", ms=10, mew=3, color=INK)
    ax.plot([], [], "x", ms=6, mew=2, color=INK, label="unknown")


def _finish(ax: Axes, title: str) -> None:
    ax.set(xlabel="feature x6", ylabel="feature x7")
    ax.set_title(f"{title}\n({STAND_IN})", fontsize=8)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), borderaxespad=0)
