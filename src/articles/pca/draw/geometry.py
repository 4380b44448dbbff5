"""Ellipsoids (x, Ax) = 1 (section 2), the rotation of one point and the unit sphere under V/50 (section 4)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from articles.pca.draw.space import NEW_AXIS, SAMPLE, SUBSCRIPTS, arrow, directions, equal, space_axes, sphere, surface
from recomputed.drawing import style

TOWARDS_VIEWER = np.array([0.6, -0.7, 0.4])  # direction from which the ellipsoid is seen
AXES = {"e": style.INK, "u": NEW_AXIS}


def ellipsoids(axes: pd.DataFrame) -> Figure:
    """Draw the solutions of (x, Ax) = 1 in one, two and three dimensions, with their orthogonal semi-axes."""
    fig = style.figure(height_inches=2.9)
    grid = fig.add_gridspec(1, 3, width_ratios=(1, 1, 1.3))
    line, plane = fig.add_subplot(grid[0]), fig.add_subplot(grid[1])
    space = space_axes(fig, grid[2], ("x₁", "x₂", "x₃"), view=(22, -50))
    one, two, three = (axes[axes.dimension == d] for d in (1, 2, 3))
    _points_on_line(line, one.semi_axis.iloc[0])
    turn = np.linspace(0, 2 * np.pi, 200)
    plane.plot(*(np.column_stack([np.cos(turn), np.sin(turn)]) @ _semi_axes(two)).T, color=SAMPLE, linewidth=2)
    plane.set(xlabel="x₁", ylabel="x₂", xticks=[-2, -1, 0, 1, 2], yticks=[-2, -1, 0, 1, 2])
    surface(space, sphere() @ _semi_axes(three), SAMPLE, alpha=0.2)
    for ax, table in ((plane, two), (space, three)):
        for tip, length in zip(_semi_axes(table), table.semi_axis, strict=True):
            if ax is space and tip @ TOWARDS_VIEWER < 0:
                tip = -tip
            arrow(ax, tip, f"{length:.2f}", NEW_AXIS, nudge=1 + (0.62 if ax is space else 0.3) / length, size=7.5)
    for ax, title in ((line, "D = 1: two points"), (plane, "D = 2: an ellipse"), (space, "D = 3: an ellipsoid")):
        equal(ax, 1.15 * axes.semi_axis.max(), centre=(0,) * 3, zoom=0.82)
        ax.set_title(title, y=0.96 if ax is space else None)
    lengths = [", ".join(f"{x:.2f}" for x in table.semi_axis) for table in (two, three)]
    alt = (
        f"Solutions of (x, Ax) = 1 about the origin. One dimension: two points, {one.semi_axis.iloc[0]:.2f} to "
        "the left "
        f"and to the right. Two: an ellipse with semi-axes {lengths[0]}. Three: an ellipsoid with semi-axes "
        f"{lengths[1]}. "
        "Red arrows mark the semi-axes; each is one over the square root of an eigenvalue of A, at right angles "
        "to the rest."
    )
    return style.describe(fig, alt=alt)


def rotation(axes: pd.DataFrame) -> Figure:
    """Draw one point twice: with its coordinates on the axes e, and on the red axes u."""
    fig = style.figure(height_inches=3.7)
    old, new = axes[axes.basis == "e"], axes[axes.basis == "u"]
    point, length = old.coordinate.to_numpy(), 1.15 * axes.coordinate.abs().max()
    titles = {"e": "x: coordinates on the axes e", "u": "Uᵀx: coordinates on the axes u"}
    for place, (basis, other) in ((121, (old, new)), (122, (new, old))):
        ax = space_axes(fig, place, view=(36, -15))
        name, other_name = basis.basis.iloc[0], other.basis.iloc[0]
        for direction in directions(other):
            arrow(ax, length * direction, color=AXES[other_name], width=0.5)
        for k, (direction, coordinate) in enumerate(zip(directions(basis), basis.coordinate, strict=True)):
            foot = coordinate * direction
            arrow(ax, length * direction, f"{name}{SUBSCRIPTS[k]}", AXES[name], nudge=1.1)
            ax.plot(*np.transpose([point, foot]), color=SAMPLE, linewidth=1, linestyle=(0, (4, 2)), zorder=7)
            ax.scatter(*foot, s=16, color=AXES[name], depthshade=False, zorder=8)
        ax.scatter(*point, s=44, color=SAMPLE, depthshade=False, zorder=9)
        ax.set_axis_off()
        equal(ax, 0.78 * length, centre=(0.5, 0.3, 0.9), zoom=1.25)
        values = "    ".join(f"{name}{SUBSCRIPTS[k]}ᵀx = {c:.2f}" for k, c in enumerate(basis.coordinate))
        ax.set_title(f"{titles[name]}\n{values}", color=style.words(AXES[name]))
    alt = (
        "One purple point in space, twice. Left: dashed lines to the axes e1, e2, e3, where its coordinates are "
        f"{_listed(old)}. Right: dashed lines to the red axes u1, u2, u3, the eigenvectors of V, where they are "
        f"{_listed(new)}. The point has not moved; only the axes that it is read on have changed."
    )
    return style.describe(fig, alt=alt)


def mapped_sphere(axes: pd.DataFrame) -> Figure:
    """Draw the unit sphere with the eigenvectors of A = V/50, and the images of both under A."""
    fig = style.figure(height_inches=3.9)
    basis, values = directions(axes), axes.eigenvalue.to_numpy()
    matrix = basis.T @ np.diag(values) @ basis
    cases = (
        (121, sphere(), np.ones(3), "unit sphere and eigenvectors"),
        (122, sphere() @ matrix, values, "their images under A = V/50"),
    )
    for place, points, lengths, title in cases:
        ax = space_axes(fig, place, ("Japanese", "math", "English"), view=(30, -25))
        surface(ax, points, style.SKY, alpha=0.15)
        for k, (direction, length) in enumerate(zip(basis, lengths, strict=True)):
            text = f"u{SUBSCRIPTS[k]}" if place == 121 else f"{length:.2f} u{SUBSCRIPTS[k]}"
            arrow(ax, length * direction, text, (style.VERMILLION, style.GREEN, style.BLUE)[k], nudge=1 + 0.45 / length)
        equal(ax, 0.68 * values.max(), zoom=0.85)
        ax.set_title(title)
    listed = ", ".join(f"{value:.2f}" for value in values)
    alt = (
        "Left: a unit sphere with the three orthogonal eigenvectors of A = V/50 as arrows. Right: its image, a flat "
        f"cigar. Each arrow keeps its direction and is only stretched or shrunk, by {listed}."
    )
    return style.describe(fig, alt=alt)


def _points_on_line(ax, end: float) -> None:
    ax.axhline(0, color=style.MUTED, linewidth=1)
    ax.plot([-end, end], [0, 0], "o", color=SAMPLE, markersize=7)
    ax.plot(0, 0, "|", color=style.INK, markersize=7)
    for x, label in ((-end, f"−{end:.2f}"), (0, "0"), (end, f"{end:.2f}")):
        ax.annotate(label, (x, 0), (0, 9), textcoords="offset points", ha="center")
    ax.axis("off")


def _semi_axes(table: pd.DataFrame) -> np.ndarray:
    """Give the semi-axes as vectors, one per row."""
    return directions(table) * table.semi_axis.to_numpy()[:, None]


def _listed(table: pd.DataFrame) -> str:
    return ", ".join(f"{value:.2f}" for value in table.coordinate)
