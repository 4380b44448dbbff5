"""Figure of section 3: a scene from a moving origin, projected on a screen, and colours in another colour space."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.ticker import MultipleLocator

from recomputed.drawing import style

STEPS = {
    "turning": "rotation",
    "moving origin": "moving origin",
    "projection": "projection",
    "colour space": "these colours",
}
EXACT = 1e-12  # errors below are rounding


def spaces(house: pd.DataFrame, colours: pd.DataFrame, linear: pd.DataFrame) -> Figure:
    """Draw the house seen from above, its picture on the screen, and the colour cube's corners as luma and differences.

    The tables are those of compute.spaces.
    """
    fig = style.figure(height_inches=3.1)
    above, screen, cube = fig.subplots(1, 3)
    _edges(above, house, "x", "z")
    above.plot(0, 0, "^", color=style.BLUE, markersize=8)
    above.annotate("camera", (0, 0), (8, -3), textcoords="offset points", color=style.words(style.BLUE))
    above.set(title="From the moving origin", xlabel="to the right", ylabel="ahead", aspect="equal", xlim=(-2, 2))
    above.yaxis.set_major_locator(MultipleLocator(1))
    _edges(screen, house, "screen_x", "screen_y")
    screen.set(title="Projected on the screen", xlabel="right over ahead", ylabel="up over ahead", aspect="equal")
    _colours(cube, colours)
    for ax in fig.axes:
        ax.set_anchor("N")  # the titles in one line
    errors = linear.set_index("step").largest_error
    said = "; ".join(f"{word}: {'linear' if errors[step] < EXACT else 'not linear'}" for step, word in STEPS.items())
    fig.supxlabel(said, fontsize=8)
    return style.describe(
        fig,
        alt="Left, a wire-frame house seen from above, with the camera as the origin. Middle, the same edges on the "
        "screen, where each coordinate is divided by the distance ahead. Right, the eight corners of the cube of red, "
        f"green and blue by their colour differences, drawn in their own colours, with the luma beside each. {said}.",
    )


def _edges(ax: Axes, house: pd.DataFrame, x: str, y: str) -> None:
    for _, edge in house.groupby("edge"):
        ax.plot(edge[x], edge[y], color=style.INK, linewidth=1)
    ax.margins(0.12)


def _colours(ax: Axes, colours: pd.DataFrame) -> None:
    """Draw the corners in their own colours; black and white share the middle, one above the other."""
    for row in colours.itertuples():
        own = style.WHITE if row.red and row.green and row.blue else (row.red, row.green, row.blue)
        grey = row.red == row.green == row.blue
        shift = (0.055 if row.red else -0.055) if grey else 0.0
        at = row.blue_difference, row.red_difference + shift
        ax.add_patch(Circle(at, 0.045, facecolor=own, edgecolor=style.MUTED, linewidth=0.8))
        side = -1 if row.blue_difference > 0.3 else 1
        look = {"textcoords": "offset points", "ha": "left" if side > 0 else "right", "va": "center", "fontsize": 7}
        ax.annotate(f"{row.luma:.2f}", at, (8 * side, 0), **look)
    ends = np.array([-0.62, 0.62])
    ax.set(title="Colours: luma as a number", xlabel="blue difference", ylabel="red difference")
    ax.set(xlim=ends, ylim=ends, aspect="equal", xticks=[-0.5, 0, 0.5], yticks=[-0.5, 0, 0.5])
