"""Figures of section 2.1, spiky cubes in many dimensions: a pseudo-picture, exact slices, and computed curves."""

from itertools import product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.ticker import MaxNLocator

from articles.curse.draw.cubes import at_dimension, plane
from recomputed.drawing.style import (
    BLUE,
    INK,
    MUTED,
    ON_PAPER,
    ORANGE,
    SKY,
    VERMILLION,
    WIDE_INCHES,
    describe,
    figure,
    words,
)


def pseudo_hypercubes(inner: pd.DataFrame, boxes: pd.DataFrame, dimension: int) -> Figure:
    """Draw four spiky "hypercubes" in the plane and, next to them, the true diameters over the dimension.

    The picture keeps four lengths: half a cube's diagonal (the spikes), the radius of the inscribed ball, which touches
    the faces (the waists), the distance of the balls from the middle, and so the blue ball's radius.
    `inner`: cubes.csv, which must have `dimension`; `boxes`: cubes_boxes.csv.
    """
    row = at_dimension(inner, dimension)
    fig = figure(WIDE_INCHES, 3.7)
    left, right = fig.subplots(1, 2, width_ratios=[1, 1.05])
    half, blue = row["diagonal_edge"] / 2, row["inner_diameter_edge"] / 2
    reach = 1.45 * half
    plane(left, -reach, reach)
    for x, y in product((-1, 1), repeat=2):
        centre = half / np.sqrt(2) * np.array([x, y])
        left.add_patch(Polygon(centre + _star(0.5, half), facecolor=SKY, alpha=0.35, edgecolor=INK, lw=1))
        left.add_patch(Circle(centre, 0.5, facecolor=ORANGE, alpha=0.8, edgecolor=VERMILLION))
    left.add_patch(Circle((0, 0), blue, facecolor=BLUE, alpha=0.35, edgecolor=BLUE, lw=1.5))
    tip = half / np.sqrt(2) * np.array([2, 2])
    left.annotate("", tip, tip / 2, arrowprops={"arrowstyle": "<->", "color": INK, "shrinkA": 0, "shrinkB": 0})
    left.text(*(0.78 * tip + [-0.1 * half, 0.1 * half]), f"√D / 2 = {half:.3g}", ha="right", va="bottom")
    left.text(0, 0.5 * blue, f"diameter\n√D − 1 = {2 * blue:.3g}", color=INK, ha="center", va="bottom")
    left.set_title(f"Pseudo-picture for D = {dimension}: not a true view")
    _diameters(right, inner, boxes, 2 * dimension)
    right.plot(dimension, 2 * blue, "o", color=BLUE, ms=8, mfc="none")
    reached = " and ".join(
        f"{box.box_width_edge} stacked cubes at D = {box.reaches_the_faces_at_dimension}" for box in boxes.itertuples()
    )
    alt = (
        f"Left, a pseudo-picture for {dimension} dimensions: four star-shaped cells with long spikes and narrow waists "
        "meet at their tips; each holds a small orange ball, and a large blue ball in the middle touches all four. "
        "Right, what can be computed: the blue ball's diameter grows with the square root of the dimension, reaches "
        f"the width of {reached}, and leaves them behind."
    )
    return describe(fig, alt=alt)


def true_slices(inner: pd.DataFrame, dimensions: list[int]) -> Figure:
    """Draw exact plane sections of 2^D stacked cubes: along x1 and along the diagonal of all other axes; cubes.csv.

    In this plane the unit balls are circles around (±1/2, ±sqrt(D-1)/2) and the box is a 2 by 2 sqrt(D-1) rectangle.
    """
    fig = figure(WIDE_INCHES, 3.9)
    axes = fig.subplots(1, len(dimensions))
    top = np.sqrt(max(dimensions) - 1) * 1.06
    for ax, d in zip(axes, dimensions, strict=True):
        tall, diameter = np.sqrt(d - 1), at_dimension(inner, d)["inner_diameter_edge"]
        plane(ax, -top, top).set_xlim(-1.85, 1.85)
        ax.add_patch(Circle((0, 0), diameter / 2, facecolor=BLUE, alpha=0.45, edgecolor=BLUE))
        for x, y in product((-1, 1), repeat=2):
            ax.add_patch(Circle((x / 2, y * tall / 2), 0.5, facecolor=ORANGE, alpha=0.6, edgecolor=VERMILLION))
        ax.plot([0, 0], [-tall, tall], color=MUTED, lw=0.7)
        ax.plot([-1, 1], [0, 0], color=MUTED, lw=0.7)
        ax.add_patch(Rectangle((-1, -tall), 2, 2 * tall, fill=False, edgecolor=INK, lw=1.3))
        ax.set_title(f"D = {d}", loc="center")
        ax.text(0, -top, f"blue diameter {diameter:.3g}", color=words(BLUE), ha="center", va="top")
    fig.supxlabel("across: one axis; upward: the diagonal of all other axes; same scale", fontsize=8)
    listed = ", ".join(f"{at_dimension(inner, d)['inner_diameter_edge']:.3g} at D = {d}" for d in dimensions)
    alt = (
        "Exact plane sections through the middle of 2^D stacked unit cubes, along one axis and along the diagonal of "
        "the others. The box is always 2 wide but grows taller with D; the blue ball touching the orange unit balls "
        f"grows too and crosses the sides of the box beyond D = 9. Its diameter is {listed}."
    )
    return describe(fig, alt=alt)


def inner_diameter(inner: pd.DataFrame, boxes: pd.DataFrame, up_to: int) -> Figure:
    """Draw the inner ball's measured diameter, sqrt(D) - 1, and the widths of boxes; cubes.csv, cubes_boxes.csv."""
    fig = figure(WIDE_INCHES, 3.4)
    _diameters(fig.subplots(), inner, boxes, up_to)
    leaves = " and ".join(
        f"{box.box_width_edge} edges wide from D = {box.first_dimension_outside}" for box in boxes.itertuples()
    )
    alt = (
        "The measured diameter of the ball between the stacked unit balls lies on the curve sqrt(D) minus 1. It leaves "
        f"a box {leaves}; one dimension earlier it exactly touches the faces."
    )
    return describe(fig, alt=alt)


def volume_ratio(inner: pd.DataFrame, corners: pd.DataFrame, up_to: int) -> Figure:
    """Draw the share of a cube that its inscribed ball fills, closed form and sample; cubes.csv, cubes_corners.csv."""
    shown = inner[inner["dimension"] <= up_to]
    seen = corners[corners["sampled_share_percent"] > 0]
    fig = figure(WIDE_INCHES, 3.4)
    ax = fig.subplots()
    ax.semilogy(shown["dimension"], shown["ball_share_percent"], color=BLUE, label="closed form")
    ax.errorbar(
        seen["dimension"],
        seen["sampled_share_percent"],
        seen["sampled_share_percent_halfwidth"],
        fmt="o",
        ms=4,
        color=VERMILLION,
        label=f"{seen['points'].iloc[0]:,} random points, 95 % interval",
    )
    ax.set(xlabel="dimension D", ylabel="share of the cube inside its inscribed ball [%]")
    ax.set_ylim(top=105)  # a share ends at 100
    ax.grid(axis="y")
    ax.legend(loc="upper right")
    for d in sorted({3, 10, 20} & set(shown["dimension"])):
        share = at_dimension(inner, d)["ball_share_percent"]
        text = f"D = {d}: {_short(share)} %"
        ax.annotate(text, (d, share), (9, 5), textcoords="offset points", color=MUTED, bbox=ON_PAPER)
    first, last = shown.iloc[0], shown.iloc[-1]
    alt = (
        "On a logarithmic axis the share of a cube's volume inside its inscribed ball falls ever faster with the "
        f"dimension, from {first['ball_share_percent']:.3g} percent at D = {first['dimension']:.0f} to "
        f"{last['ball_share_percent']:.1g} percent at D = {last['dimension']:.0f}; counts of random points agree. "
        "The rest of the volume lies in the corners."
    )
    return describe(fig, alt=alt)


def _short(share: float) -> str:
    """Write a small number as a power of ten."""
    if share >= 1e-3:
        return f"{share:.3g}"
    digits, power = f"{share:.1e}".split("e")
    return rf"${digits}\cdot 10^{{{int(power)}}}$"


def _diameters(ax: Axes, inner: pd.DataFrame, boxes: pd.DataFrame, up_to: int) -> None:
    shown = inner[inner["dimension"] <= up_to]
    smooth = np.linspace(1, up_to, 400)
    ax.plot(smooth, np.sqrt(smooth) - 1, color=BLUE, lw=1, label="√D − 1")
    ax.plot(shown["dimension"], shown["inner_diameter_edge"], "o", ms=3.5, color=BLUE, label="measured")
    for box in boxes.itertuples():
        if box.first_dimension_outside > up_to:
            continue
        ax.axhline(box.box_width_edge, color=VERMILLION, ls="--", lw=1)
        ax.text(1, box.box_width_edge, f"{box.box_width_edge} cubes wide", color=words(VERMILLION), va="bottom")
        late = box.first_dimension_outside > 0.6 * up_to  # its words would pass the end of the axis
        ax.annotate(
            f"outside from D = {box.first_dimension_outside}",
            (box.first_dimension_outside, at_dimension(inner, box.first_dimension_outside)["inner_diameter_edge"]),
            (8, -40) if late else (10, -22),
            textcoords="offset points",
            ha="center" if late else "left",
            arrowprops={"arrowstyle": "-", "color": MUTED},
        )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel="dimension D", ylabel="diameter of the blue ball [cube edges]", xlim=(0, up_to + 1), ylim=0)
    ax.legend(loc="lower right")


def _star(waist: float, spike: float) -> np.ndarray:
    """Give the outline (n, 2) of a star: from its middle `waist` along the axes and `spike` along the diagonals.

    It is a superellipse turned by 45 degrees; for D = 2 it is the unit square itself.
    """
    power = 1 / (0.5 + np.log2(spike / waist))
    angle = np.linspace(0, 2 * np.pi, 721)
    u, v = (spike * np.sign(part) * np.abs(part) ** (2 / power) for part in (np.cos(angle), np.sin(angle)))
    return np.column_stack([u - v, u + v]) / np.sqrt(2)
