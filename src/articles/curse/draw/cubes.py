"""Figures of section 2.1: unit and stacked cells in two and three dimensions. Lengths in edges of the unit cube."""

from itertools import product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from mpl_toolkits.mplot3d import Axes3D
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

from recomputed.drawing.style import BLUE, INK, MUTED, ORANGE, VERMILLION, WIDE_INCHES, describe, figure, words
from recomputed.errors import BadInput

VIEW = (18, -62)  # elevation and azimuth in degrees


def unit_cells(inner: pd.DataFrame) -> Figure:
    """Draw a unit square and a unit cube with the inscribed circle and sphere and one diagonal; `inner`: cubes.csv."""
    square, cube = (at_dimension(inner, d)["diagonal_edge"] for d in (2, 3))
    fig = figure(WIDE_INCHES, 3.5)
    ax = plane(fig.add_subplot(1, 2, 1), -0.14, 1.14)
    ax.add_patch(Circle((0.5, 0.5), 0.5, facecolor=ORANGE, alpha=0.45, edgecolor=VERMILLION))
    ax.add_patch(Rectangle((0, 0), 1, 1, fill=False, edgecolor=INK, lw=1.4))
    ax.plot([0, 1], [0, 1], color=BLUE, lw=2)
    _tag(ax, (0.66, 0.74), f"√2 ≈ {square:.3f}", INK, rotation=45)
    _tag(ax, (0.5, -0.06), "1", INK)
    ax.annotate(
        "", (1, 0.5), (0, 0.5), arrowprops={"arrowstyle": "<->", "color": VERMILLION, "shrinkA": 0, "shrinkB": 0}
    )
    _tag(ax, (0.77, 0.44), "diameter 1", INK)
    ax.set_title("Unit square, D = 2", loc="center")

    ax = _space(fig.add_subplot(1, 2, 2, projection="3d"), 0, 1)
    _sphere(ax, (0.5, 0.5, 0.5), 0.5, ORANGE, 0.45, VERMILLION)
    _cube(ax, (0, 0, 0), 1, INK, 1.4)
    ax.plot([0, 1], [0, 1], [0, 1], color=BLUE, lw=2)
    ax.text(0.98, 0.98, 1.1, f"√3 ≈ {cube:.3f}", color=words(BLUE), ha="right")
    ax.text(0.55, -0.12, -0.04, "1", color=INK, ha="center", va="top")
    ax.set_title("Unit cube, D = 3", loc="center")
    alt = (
        "A unit square with its inscribed circle and a unit cube with its inscribed sphere, both of diameter 1. "
        f"One diagonal of each is marked: {square:.3f} edges in the square, {cube:.3f} in the cube."
    )
    return describe(fig, alt=alt)


def stacked_cells(inner: pd.DataFrame) -> Figure:
    """Draw four squares and eight cubes with their inscribed balls and the ball between them; `inner`: cubes.csv."""
    small, large = (at_dimension(inner, d)["inner_diameter_edge"] for d in (2, 3))
    fig = figure(WIDE_INCHES, 3.6)
    ax = plane(fig.add_subplot(1, 2, 1), -1.25, 1.25)
    for x, y in product((-0.5, 0.5), repeat=2):
        ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, fill=False, edgecolor=INK, lw=1.2))
        ax.add_patch(Circle((x, y), 0.5, facecolor=ORANGE, alpha=0.45, edgecolor=VERMILLION))
    ax.add_patch(Circle((0, 0), small / 2, facecolor=BLUE, edgecolor=BLUE))
    _tag(ax, (0, -1.13), f"diameter √2 − 1 ≈ {small:.3f}", BLUE)
    ax.set_title("4 squares, D = 2", loc="center")

    ax = _space(fig.add_subplot(1, 2, 2, projection="3d"), -1, 1)
    _sphere(ax, (0, 0, 0), large / 2, BLUE, 0.95, INK)
    for centre in product((-0.5, 0.5), repeat=3):
        _sphere(ax, centre, 0.5, ORANGE, 0.22, VERMILLION)
        _cube(ax, np.subtract(centre, 0.5), 1, MUTED, 0.6)
    _cube(ax, (-1, -1, -1), 2, INK, 1.3)
    ax.text2D(0.5, -0.01, f"diameter √3 − 1 ≈ {large:.3f}", color=words(BLUE), ha="center", transform=ax.transAxes)
    ax.set_title("8 cubes, D = 3", loc="center")
    alt = (
        "Left: four unit squares with orange inscribed circles; a small blue circle between them touches all four, its "
        f"diameter is {small:.3f} edges. Right: eight unit cubes with orange inscribed spheres, drawn transparent; the "
        f"blue sphere in the middle touches all eight, its diameter is {large:.3f} edges."
    )
    return describe(fig, alt=alt)


def at_dimension(table: pd.DataFrame, dimension: int) -> pd.Series:
    """Pick the row of `table` with this dimension; raise BadInput where there is none."""
    rows = table.set_index("dimension")
    if dimension not in rows.index:
        expected, found = f"dimension {dimension}", ", ".join(map(str, rows.index))
        raise BadInput("not measured", where="curse.cubes.dimensions", expected=expected, found=found, do="add it")
    return rows.loc[dimension]


def plane(ax: Axes, low: float, high: float) -> Axes:
    """Make `ax` a bare, equally scaled square from `low` to `high`."""
    ax.set(xlim=(low, high), ylim=(low, high), aspect="equal")
    ax.set_axis_off()
    return ax


def _space(ax: Axes3D, low: float, high: float) -> Axes3D:
    ax.set_proj_type("ortho")
    ax.view_init(*VIEW)
    ax.set(xlim=(low, high), ylim=(low, high), zlim=(low, high))
    ax.set_box_aspect((1, 1, 1), zoom=1.15)
    ax.set_axis_off()
    return ax


def _sphere(ax: Axes3D, centre, radius: float, color: str, alpha: float, rim: str) -> None:
    """Draw a sphere as a disc, which it is in a parallel view, with its equator to make it look round."""
    angle = np.linspace(0, 2 * np.pi, 121)[:, None]
    elevation, azimuth = np.radians(VIEW)
    right = np.array([-np.sin(azimuth), np.cos(azimuth), 0])
    front = np.array([np.cos(azimuth), np.sin(azimuth), 0])
    up = np.cos(elevation) * np.array([0, 0, 1]) - np.sin(elevation) * front
    disc = centre + radius * (np.cos(angle) * right + np.sin(angle) * up)
    ax.add_collection3d(Poly3DCollection([disc], facecolor=to_rgba(color, alpha), edgecolor=rim, lw=0.9))
    far, near = angle[30:91], angle[30:91] - np.pi
    for half, width, style in ((near, 0.8, "-"), (far, 0.5, ":")):
        ax.plot(*(centre + radius * (np.cos(half) * front + np.sin(half) * right)).T, style, color=rim, lw=width)


def _cube(ax: Axes3D, corner, edge: float, color: str, width: float) -> None:
    corners = [np.array(c) for c in product((0, 1), repeat=3)]
    for a, b in product(corners, corners):
        if (b - a).sum() == 1 and (b >= a).all():
            ax.plot(*(np.asarray(corner)[:, None] + edge * np.stack([a, b], 1)), color=color, lw=width)


def _tag(ax: Axes, place: tuple[float, float], text: str, color: str, rotation: float = 0) -> None:
    ax.text(*place, text, color=words(color), ha="center", va="center", rotation=rotation)
