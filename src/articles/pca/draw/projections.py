"""Samples projected on their principal axes: in the plane, in space, and one deviation on one axis (section 3)."""

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection

from articles.pca.draw.space import FOOT, NEW_AXIS, PLANE, SAMPLE, SUBSCRIPTS, arrow, directions, equal, space_axes
from recomputed.drawing import style


def in_plane(projections: pd.DataFrame, axes: pd.DataFrame) -> Figure:
    """Draw 2-D samples with e and u axes and projection lines and, next to them, their new coordinates."""
    table, basis = _cloud(projections, axes, "sparse")
    coordinates = table[["coordinate_1", "coordinate_2"]].to_numpy()
    points = coordinates @ basis
    reach = 1.15 * np.abs(coordinates).max()
    fig = style.figure(height_inches=3.6)
    left, right = fig.subplots(1, 2)
    _frame(left, np.eye(2), "e", style.INK, reach)
    _frame(left, basis, "u", NEW_AXIS, reach)
    for k in range(2):
        _feet(left, points, coordinates[:, [k]] * basis[k])
    _frame(right, np.eye(2), "u", NEW_AXIS, reach)
    for k in range(2):
        _feet(right, coordinates, coordinates[:, [k]] * np.eye(2)[k])
    left.set_title("the samples, projected on u₁ and u₂")
    right.set_title("their coordinates on u₁ and u₂")
    for ax, dots in ((left, points), (right, coordinates)):
        ax.scatter(*dots.T, s=16, color=SAMPLE, linewidth=0, zorder=5)
        equal(ax, 1.12 * reach, centre=(0, 0))
        ax.axis("off")
    angle = np.degrees(np.arctan2(basis[0, 1], basis[0, 0]))
    sd = axes[axes.cloud == "sparse"].sd.to_numpy()
    alt = (
        f"Left: {len(points)} purple samples about the origin with horizontal and vertical axes e1, e2 and two "
        "red axes "
        f"u1, u2 at right angles to each other. u1 runs along the cloud, at {angle:.0f} degrees to e1. Golden "
        "lines fall "
        "perpendicularly from every sample on both red axes. Right: the same samples with u1 and u2 as horizontal and "
        f"vertical axes, {sd[0]:.2f} and {sd[1]:.2f} standard deviations wide."
    )
    return style.describe(fig, alt=alt)


def in_space(projections: pd.DataFrame, axes: pd.DataFrame) -> Figure:
    """Draw 3-D samples, the plane of u1 and u2 and the feet on it and, next to them, the projected 2-D data."""
    table, basis = _cloud(projections, axes, "ellipsoid")
    coordinates = table[["coordinate_1", "coordinate_2", "coordinate_3"]].to_numpy()
    points, feet = coordinates @ basis, coordinates[:, :2] @ basis[:2]
    fig = style.figure(height_inches=3.7)
    left, right = space_axes(fig, 121, view=(18, -38)), fig.add_subplot(122)
    corners = 1.08 * np.array([[1, 1], [1, -1], [-1, -1], [-1, 1]]) * np.abs(coordinates[:, :2]).max(axis=0)
    left.add_collection3d(Poly3DCollection([corners @ basis[:2]], facecolor=PLANE, edgecolor=SAMPLE, alpha=0.35))
    left.add_collection3d(Line3DCollection(np.stack([points, feet], axis=1), colors=FOOT, linewidths=0.9))
    left.scatter(*points.T, s=9, color=style.BLUE, linewidth=0, depthshade=False)
    left.scatter(*feet.T, s=4, color=SAMPLE, linewidth=0, depthshade=False)
    for k, length in enumerate(corners[0]):
        arrow(left, length * basis[k], f"u{SUBSCRIPTS[k]}", NEW_AXIS, nudge=(1.08, 1.2)[k])
    reach = np.abs(corners @ basis[:2]).max()
    for k, (direction, length) in enumerate(zip(np.eye(3), (1.05, 1.05, 0.7), strict=True)):
        arrow(left, length * reach * direction, f"e{SUBSCRIPTS[k]}", nudge=1.12, width=1.0)
    left.set_axis_off()
    equal(left, 0.8 * reach, zoom=1.25)
    left.set_title("samples and the plane of u₁ and u₂")
    right.scatter(*coordinates[:, :2].T, s=11, color=SAMPLE, linewidth=0)
    _frame(right, np.eye(2), "u", NEW_AXIS, 1.05 * np.abs(coordinates[:, 0]).max())
    equal(right, 1.2 * np.abs(coordinates[:, 0]).max(), centre=(0, 0))
    right.axis("off")
    right.set_title("the projected data: two coordinates each")
    kept = (
        100 * (axes.sd[axes.cloud == "ellipsoid"] ** 2).iloc[:2].sum() / (axes.sd[axes.cloud == "ellipsoid"] ** 2).sum()
    )
    alt = (
        f"Left: {len(points)} blue samples in space, a purple plane spanned by two red arrows u1 and u2, and "
        "short golden "
        "lines from every sample straight to the plane. Right: the purple foot points as flat data with axes u1 "
        "and u2. "
        f"The plane keeps {kept:.0f} % of the variance; the third axis is left out."
    )
    return style.describe(fig, alt=alt)


def deviation(points: pd.DataFrame) -> Figure:
    """Draw one sample and the mean of a cloud projected on u1 through the origin, with the deviation marked."""
    fig = style.figure(height_inches=3.5)
    ax = fig.add_subplot()
    cloud, sample, mean = (points[points.role == role] for role in ("cloud", "sample", "mean"))
    u1 = (sample[["foot_x", "foot_y"]].to_numpy() / sample[["coordinate"]].to_numpy())[0]
    ax.scatter(cloud.x, cloud.y, s=12, color=SAMPLE, alpha=0.45, linewidth=0)
    for k, name in enumerate(("e₁", "e₂")):
        arrow(ax, (9.6, 5.9)[k] * np.eye(2)[k], name, nudge=1.04)
    arrow(ax, 10.6 * u1, "u₁", NEW_AXIS, nudge=1.03)
    normal = np.array([u1[1], -u1[0]])
    for row, name, color in ((sample, "xₙ", SAMPLE), (mean, "x̄", style.INK)):
        point, foot = row[["x", "y"]].to_numpy()[0], row[["foot_x", "foot_y"]].to_numpy()[0]
        ax.plot(*np.transpose([point, foot]), color=FOOT, linewidth=1.6)
        _right_angle(ax, foot, u1, point - foot)
        ax.scatter(*point, s=34, color=color, zorder=8)
        ax.annotate(
            name, point, (-4, 7), textcoords="offset points", ha="center", fontsize=10, color=style.words(color)
        )
    _lengths(ax, u1, normal, sample.coordinate.iloc[0], mean.coordinate.iloc[0])
    ax.set(xlim=(-0.6, 11.2), ylim=(-1.7, 8.0), aspect="equal")
    ax.axis("off")
    alt = (
        "A cloud of purple samples in axes e1 and e2, and a red axis u1 through the origin. Golden lines fall at right "
        "angles from one sample and from the mean on u1. Their feet lie at "
        f"{sample.coordinate.iloc[0]:.2f} and {mean.coordinate.iloc[0]:.2f} along u1; the piece between them, "
        f"{sample.coordinate.iloc[0] - mean.coordinate.iloc[0]:.2f} long, is the deviation of the sample on this axis."
    )
    return style.describe(fig, alt=alt)


def _cloud(projections: pd.DataFrame, axes: pd.DataFrame, name: str) -> tuple[pd.DataFrame, np.ndarray]:
    return projections[projections.cloud == name], directions(axes[axes.cloud == name])


def _frame(ax, basis: np.ndarray, name: str, color: str, length: float) -> None:
    """Draw two orthogonal axes through the origin, with labels at their tips."""
    for k, direction in enumerate(basis):
        arrow(ax, length * direction, f"{name}{SUBSCRIPTS[k]}", color, start=-length * direction, nudge=1.04, width=1.2)


def _feet(ax, points: np.ndarray, feet: np.ndarray) -> None:
    ax.add_collection(LineCollection(np.stack([points, feet], axis=1), colors=FOOT, linewidths=0.9, zorder=3))
    ax.scatter(*feet.T, s=5, color=FOOT, linewidth=0, zorder=4)


def _right_angle(ax, foot: np.ndarray, along: np.ndarray, up: np.ndarray, size: float = 0.22) -> None:
    up = up / np.linalg.norm(up)
    corner = [foot + size * along, foot + size * (along + up), foot + size * up]
    ax.plot(*np.transpose(corner), color=style.INK, linewidth=0.8)


def _lengths(ax, u1: np.ndarray, normal: np.ndarray, sample: float, mean: float) -> None:
    """Mark, below u1, the two coordinates from the origin and the deviation between the feet."""
    marks = (
        (0, mean, 0.45, "u₁ᵀx̄", style.INK),
        (0, sample, 1.4, "u₁ᵀxₙ", SAMPLE),
        (mean, sample, 0.45, "deviation u₁ᵀxₙ − u₁ᵀx̄", NEW_AXIS),
    )
    for start, end, depth, text, color in marks:
        ends = [start * u1 + depth * normal, end * u1 + depth * normal]
        bar = {
            "arrowstyle": "|-|,widthA=0.25,widthB=0.25",
            "color": color,
            "shrinkA": 0,
            "shrinkB": 0,
            "linewidth": 1.2,
        }
        ax.annotate("", ends[0], ends[1], arrowprops=bar)
        place = np.mean(ends, axis=0) + 0.3 * normal
        angle = np.degrees(np.arctan2(u1[1], u1[0]))
        ax.text(*place, text, color=style.words(color), ha="center", va="center", rotation=angle, fontsize=7.5)
