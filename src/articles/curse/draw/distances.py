"""Figure of section 2.3: the distances of other points, and their spread."""

import math
from itertools import product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

CENTRE, RANDOM_POINT = "centre", "random point"


def distances(distances: pd.DataFrame) -> Figure:
    """Draw the mean and the spread of distances from the ball's centre and from a random point; distances.csv."""
    fig = style.figure(style.WIDE_INCHES, 3.1)
    left, right = fig.subplots(1, 2)
    ball = distances[distances["law"] == "ball"]
    for origin, colour in ((CENTRE, style.BLUE), (RANDOM_POINT, style.VERMILLION)):
        table = ball[ball["origin"] == origin]
        dimension, mean, sd = (table[name] for name in ("dimension", "mean_r", "sd_r"))
        left.fill_between(dimension, mean - sd, mean + sd, color=colour, alpha=0.25, lw=0)
        left.plot(dimension, mean, color=colour, marker="o", ms=3, lw=1)
    for limit, text in ((1, "limit r"), (math.sqrt(2), "limit √2 r")):
        left.axhline(limit, color=style.MUTED, lw=0.8, ls=":")
        left.text(1.05, limit, text, va="bottom")
    farthest = ball["dimension"].max()
    left.text(farthest, 1.28, "from a random point", color=style.words(style.VERMILLION), va="top", ha="right")
    left.text(farthest, 0.9, "from the centre", color=style.words(style.BLUE), va="top", ha="right")
    left.set(ylabel="distance (r); line: mean, band: ± 1 sd", title="Points of a ball of radius r", ylim=(0, 1.62))
    _relative_spread(right, distances)
    for ax in (left, right):
        ax.set(xscale="log", xlabel="dimension D", xlim=(1, distances["dimension"].max() * 1.05))
        ax.set_xticks([1, 10, 100], ["1", "10", "100"])
    far = ball[ball["origin"] == RANDOM_POINT].iloc[-1]
    near = ball[ball["origin"] == CENTRE].iloc[-1]
    return style.describe(
        fig,
        alt="Left, the distance of random points of a ball over the dimension D. From the centre its mean rises to the "
        f"radius, {near['mean_r']:.3f} r at D = {near['dimension']}; from another random point it rises to the square "
        f"root of two, {far['mean_r']:.3f} r. The bands of one standard deviation narrow. Right, the spread over the "
        "mean, falling in straight lines on logarithmic axes: for two random points like one over the root of D, "
        f"to {far['relative_spread_percent']:.1f} %; from the ball's centre like one over D, to "
        f"{near['relative_spread_percent']:.2f} %.",
    )


def _relative_spread(ax: Axes, distances: pd.DataFrame) -> None:
    colours = iter((style.BLUE, style.VERMILLION, style.GREEN, style.PURPLE))
    for (kind, marker), origin in product((("ball", "o"), ("cube", "s")), (CENTRE, RANDOM_POINT)):
        table = distances[(distances["law"] == kind) & (distances["origin"] == origin)]
        ax.plot(
            table["dimension"],
            table["relative_spread_percent"],
            color=next(colours),
            marker=marker,
            ms=3,
            lw=1,
            label=f"{kind}, from {'the' if origin == CENTRE else 'a'} {origin}",
        )
    dimension = np.array([10, distances["dimension"].max()])
    ax.plot(
        dimension, 50 / np.sqrt(dimension), color=style.INK, lw=0.8, ls="--", label="1/(2√D): theory, ball, large D"
    )
    ax.set(yscale="log", ylabel="standard deviation / mean (%)", title="Others become equally distant")
    ax.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.legend(fontsize=7, loc="lower left")
