"""Figures of section 1: the same samples in one, two and three dimensions, and the share of empty cells."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import Axes3D

from recomputed.drawing.style import (
    BLUE,
    FAINT,
    INK,
    MUTED,
    ON_PAPER,
    PALETTE,
    SKY,
    WIDE_INCHES,
    describe,
    figure,
    words,
)


def grids(example: pd.DataFrame, cells: pd.DataFrame) -> Figure:
    """Draw the samples of `example` in grids over 1, 2 and 3 axes, occupied cells tinted; `cells`: grids_cells.csv."""
    axis, totals = int(cells["cells_per_axis"].iloc[0]), cells.set_index("dimension")["cells"]
    used = {d: example[f"cell_{d}"].unique() for d in (1, 2, 3)}
    fig = figure(WIDE_INCHES, 3.1)
    columns = fig.add_gridspec(1, 3, width_ratios=[1, 1, 1.2])
    line, square = fig.add_subplot(columns[0]), fig.add_subplot(columns[1])
    _line(line, example["x1"], used[1], axis)
    _square(square, example, used[2], axis)
    _box(fig.add_subplot(columns[2], projection="3d"), example, used[3], axis)
    for ax, d in zip(fig.axes, used, strict=True):
        ax.set_title(f"{totals[d]:,} cells, {len(used[d])} occupied", loc="center")
    counts = ", ".join(f"{len(used[d])} of {totals[d]:,} cells along {d} ax{'i' if d == 1 else 'e'}s" for d in used)
    alt = (
        f"The same {len(example)} random samples in a line cut into {totals[1]} cells, a square cut into {totals[2]} "
        f"and a cube cut into {totals[3]:,}. They occupy {counts}; the more axes, the more cells stay empty."
    )
    return describe(fig, alt=alt)


def empty_cells(occupancy: pd.DataFrame) -> Figure:
    """Draw occupied cells and the share of test points in empty cells over D, simulation over theory; grids.csv."""
    fig = figure(WIDE_INCHES, 3.4)
    left, right = fig.subplots(1, 2)
    last = occupancy["dimension"].max()
    for (samples, rows), color in zip(occupancy.groupby("samples"), PALETTE, strict=False):
        left.plot(rows["dimension"], rows["expected_occupied_cells"], color=color, lw=1.2)
        left.plot(rows["dimension"], rows["occupied_cells"], "o", ms=4, color=color)
        end = (last + 0.3, rows["occupied_cells"].iloc[-1])
        left.text(*end, f"N = {samples:,}", color=words(color), va="center", bbox=ON_PAPER)
        right.plot(rows["dimension"], rows["expected_empty_percent"], color=color, lw=1.2)
        halfwidth = rows["empty_test_percent_halfwidth"]
        right.errorbar(rows["dimension"], rows["empty_test_percent"], halfwidth, fmt="o", ms=4, color=color)
    cells = occupancy.drop_duplicates("dimension")
    left.plot(cells["dimension"], cells["cells"], color=INK, ls="--", lw=1)
    left.annotate("all cells", (last - 1, cells["cells"].iloc[-2]), (-6, 0), textcoords="offset points", ha="right")
    left.set(yscale="log", xlabel="dimension D", ylabel="occupied cells", xlim=(0.7, last + 3.6))
    right.set(xlabel="dimension D", ylabel="test points in an empty cell [%]", ylim=(-3, 103))
    left.set_title("Occupied cells stop at N")
    right.set_title("Test points meet empty cells\n")
    for ax in (left, right):
        ax.set_xticks(sorted(occupancy["dimension"].unique()))
        ax.grid(axis="y")
    right.text(0, 1.02, "lines: theory; points: simulation", transform=right.transAxes, color=MUTED)
    listed = "; ".join(
        f"with {samples:,} samples more than half of the test points from D = {_first_half_empty(rows)}"
        for samples, rows in occupancy.groupby("samples")
    )
    alt = (
        "Left: the number of occupied cells follows all cells until these outnumber the samples, then stays at the "
        f"number of samples. Right: the share of test points in an empty cell jumps to 100 percent: {listed}. "
        "Simulated points lie on the theoretical curves."
    )
    return describe(fig, alt=alt)


def _first_half_empty(rows: pd.DataFrame) -> int | str:
    over = rows.loc[rows["expected_empty_percent"] > 50, "dimension"]
    return int(over.min()) if len(over) else f"beyond {rows['dimension'].max()}"


def _line(ax: Axes, x: pd.Series, used: np.ndarray, axis: int) -> None:
    for place in used:
        ax.axvspan(place / axis, (place + 1) / axis, ymin=0.44, ymax=0.56, color=SKY, alpha=0.35, lw=0)
    ax.plot(x, np.zeros(len(x)), "o", ms=2.5, color=BLUE)
    ax.vlines(np.linspace(0, 1, axis + 1), -0.12, 0.12, color=MUTED, lw=0.7)
    ax.set(xlim=(0, 1), ylim=(-1, 1), aspect=0.5, xticks=[0, 0.5, 1], yticks=[], xlabel="x1")
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_position(("data", -0.12))


def _square(ax: Axes, example: pd.DataFrame, used: np.ndarray, axis: int) -> None:
    tint = np.zeros(axis**2)
    tint[used] = 1
    edges = np.linspace(0, 1, axis + 1)
    ax.pcolormesh(
        edges, edges, np.ma.masked_equal(tint, 0).reshape(axis, axis).T, cmap=ListedColormap([SKY]), alpha=0.35
    )
    ax.vlines(edges, 0, 1, color=MUTED, lw=0.5)
    ax.hlines(edges, 0, 1, color=MUTED, lw=0.5)
    ax.plot(example["x1"], example["x2"], "o", ms=2.5, color=BLUE)
    ax.set(xlim=(0, 1), ylim=(0, 1), aspect="equal", xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], xlabel="x1", ylabel="x2")


def _box(ax: Axes3D, example: pd.DataFrame, used: np.ndarray, axis: int) -> None:
    filled = np.zeros(axis**3, bool)
    filled[used] = True
    corners = np.stack(np.meshgrid(*[np.linspace(0, 1, axis + 1)] * 3, indexing="ij"))
    ax.voxels(*corners, filled.reshape((axis,) * 3), facecolors=SKY + "55", edgecolors=FAINT, linewidth=0.3)
    ax.plot(example["x1"], example["x2"], example["x3"], "o", ms=2, color=BLUE)
    ax.set_proj_type("ortho")
    ax.set(xlim=(0, 1), ylim=(0, 1), zlim=(0, 1), xlabel="x1", ylabel="x2", zlabel="x3")
    for side in (ax.xaxis, ax.yaxis, ax.zaxis):
        side.set_ticks([0, 1])
        side.labelpad = -9
        side.set_pane_color((0, 0, 0, 0))
    ax.tick_params(pad=-3)
    ax.set_box_aspect((1, 1, 1), zoom=0.84)
    ax.view_init(elev=20, azim=-60)
    ax.grid(False)
    outline = [[0, 0, 0], [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 1, 0], [0, 1, 0], [0, 1, 1]]
    for path in (outline, [[0, 0, 0], [0, 1, 0]], [[0, 0, 1], [1, 0, 1], [1, 1, 1]], [[1, 0, 0], [1, 0, 1]]):
        ax.plot(*np.transpose(path), color=MUTED, lw=0.5)
