"""Figure of section 1: classes that a straight line separates, and classes that it cannot."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

LOOKS = {1: (style.BLUE, "o"), -1: (style.RED, "s")}
TITLES = {"two clusters": "Two clusters", "four clusters": "Four clusters, crosswise"}


def linear_separability(points: pd.DataFrame, lines: pd.DataFrame, mistakes: pd.DataFrame) -> Figure:
    """Draw clusters and gates with the perceptron's line, or the point in both hulls, and its mistakes in each pass.

    The tables are those of compute.separability.scenes.
    """
    fig = style.figure(height_inches=4.9)
    panels = fig.subplots(2, 3)
    scenes = dict(zip(lines["scene"], [*panels[0, :2], *panels[1]], strict=True))
    for row in lines.itertuples():
        _scene(scenes[row.scene], points[points.scene == row.scene], row)
    _mistakes(panels[0, 2], mistakes, lines)
    solved = ", ".join(lines[lines.solved == "yes"].scene)
    unsolved = " and ".join(lines[lines.solved == "no"].scene)
    alt = (
        "Five pictures of two classes in the plane, blue dots and red squares, and one of learning curves. "
        f"In {solved} a straight line found by the perceptron has all dots on one side and all squares on the other. "
        f"In {unsolved} the classes lie crosswise and there is no such line: a cross marks a point that lies between "
        f"the dots and between the squares alike. The learning curves fall to no mistakes for the former and never do "
        f"for the latter, in {mistakes['pass'].max()} passes."
    )
    return style.describe(fig, alt=alt)


def _scene(ax: Axes, points: pd.DataFrame, line) -> None:
    gate = line.scene not in TITLES
    for label, (colour, marker) in LOOKS.items():
        group = points[points.label == label]
        ax.plot(group.x1, group.x2, marker, color=colour, markersize=8 if gate else 3)
    if line.solved == "yes":
        ends = np.array([-3.0, 4.0])
        ax.plot(ends, -(line.offset + line.w1 * ends) / line.w2, color=style.INK)
    else:
        ax.plot(line.common1, line.common2, "X", color=style.INK, markersize=9, markeredgecolor=style.PAPER, zorder=5)
        if gate:
            for label, (colour, _) in LOOKS.items():
                group = points[points.label == label]
                ax.plot(group.x1, group.x2, color=colour, linewidth=1, linestyle="--")
    verdict = "a line parts them" if line.separable == "yes" else "no line can: ✖ lies in both hulls"
    ax.set_title(f"{TITLES.get(line.scene, line.scene)}\n{verdict}", fontsize=7.5)
    ticks = [0, 1] if gate else []
    ax.set(xlim=(-0.7, 1.7), ylim=(-0.7, 1.7), aspect="equal", xticks=ticks, yticks=ticks)
    ax.set(xlabel="first input" if gate else "", ylabel="second input" if gate else "")


def _mistakes(ax: Axes, mistakes: pd.DataFrame, lines: pd.DataFrame) -> None:
    for name, colour in zip(lines["scene"], (style.GREEN, style.PURPLE, style.BLUE, style.INK, style.RED), strict=True):
        rows = mistakes[mistakes.scene == name]
        share = 100 * rows.mistakes / rows.samples
        ax.plot(rows["pass"], share, ".-", color=colour, label=name, linewidth=1, markersize=3)
    ax.set(
        xlabel="pass over the samples", ylabel="mistakes [%]", ylim=(-3, 165), xscale="log", yticks=range(0, 101, 25)
    )
    ax.spines["left"].set_bounds(-3, 103)  # above it is the legend
    ax.set_title("Mistakes of the\nperceptron rule", fontsize=7.5)
    ax.legend(loc="upper right", fontsize=7, ncols=2, columnspacing=0.8, handlelength=1.2)
