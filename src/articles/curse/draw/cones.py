"""Figure of section 2.2: the article's own argument, by the areas of cones and of a hemisphere's cross section."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Polygon

from articles.curse.draw.angles import angle_axis
from recomputed.drawing import style

SHOWN = {30: style.VERMILLION, 90: style.BLUE}  # degrees; at 90 the cone is the flat cross section
TILT = 0.26  # height of a drawn rim over its width: the sphere is seen slightly from above


def cones(cones: pd.DataFrame) -> Figure:
    """Draw a cone and the cross section of a hemisphere, the areas over the angle, and counted angles; angle_cones.csv.

    The columns used are angle_deg, section_share, predicted_percent and counted_percent.
    """
    fig = style.figure(style.WIDE_INCHES, 3.0)
    sphere, area, counted = fig.subplots(1, 3, width_ratios=(1.15, 1, 1))
    _sphere(sphere)
    shares = cones.set_index("angle_deg").section_share
    area.plot(cones.angle_deg, cones.section_share, color=style.INK)
    for angle, colour in SHOWN.items():
        area.plot(angle, shares[angle], "o", color=colour, markersize=7)
        text = f"{angle}°: {shares[angle]:.2f}"
        look = {"ha": "center", "va": "bottom"} if angle == 90 else {"ha": "left", "va": "top"}
        area.annotate(
            text, (angle, shares[angle]), (0, 6) if angle == 90 else (7, -3), textcoords="offset points", **look
        )
    area.set(ylim=(0, 1.2), title="Area of the cone", ylabel="over that of the cross section")
    counted.plot(cones.angle_deg, cones.predicted_percent, color=style.INK, label="as the area of the cone")
    some = cones[cones.angle_deg % 15 == 0]
    counted.plot(some.angle_deg, some.counted_percent, "o", color=style.GREEN, markersize=4, label="counted")
    counted.set(ylim=(0, 105), title="Share of the pairs", ylabel="angles up to θ [%]")
    counted.legend(loc="upper left", fontsize=7, handlelength=1.2)
    for ax in (area, counted):
        angle_axis(ax)
    apart = (cones.predicted_percent - cones.counted_percent).abs().max()
    return style.describe(
        fig,
        alt="Left, a hemisphere around the vector u, which points up: a narrow cone of all directions at "
        f"{min(SHOWN)} degrees to u, and the flat cross section, the cone at 90 degrees. Middle, the area of the cone "
        f"over that of the cross section: {shares[min(SHOWN)]:.2f} at {min(SHOWN)} degrees and largest, 1, at 90. "
        "Right, the share of random pairs up to each angle, as counted and as it would be if an angle were as likely "
        f"as the area of its cone; they differ by at most {apart:.2f} percentage points.",
    )


def _sphere(ax: Axes) -> None:
    turn = np.linspace(0, np.pi, 181)
    ax.plot(np.cos(turn), np.sin(turn), color=style.MUTED, lw=1)
    for angle, colour in reversed(SHOWN.items()):
        wide, high = np.sin(np.radians(angle)), np.cos(np.radians(angle))
        if angle < 90:
            ax.add_patch(Polygon([(0, 0), (-wide, high), (wide, high)], facecolor=colour, alpha=0.45, lw=0))
            ax.plot([-wide, 0, wide], [high, 0, high], color=style.INK, lw=0.8)
        rim = Ellipse((0, high), 2 * wide, 2 * wide * TILT, facecolor=colour, alpha=0.6, edgecolor=style.INK)
        ax.add_patch(rim)
    ax.annotate("", (0, 1.42), (0, 0), arrowprops={"arrowstyle": "-|>", "color": style.INK, "shrinkA": 0, "shrinkB": 0})
    ax.text(0.07, 1.36, "u")
    ax.text(0.72, 1.0, f"cone at {min(SHOWN)}°", color=style.words(style.VERMILLION), ha="left", va="bottom")
    ax.text(0, -0.32, "cross section: 90°", color=style.words(style.BLUE), ha="center", va="top")
    ax.set(xlim=(-1.08, 1.55), ylim=(-0.6, 1.5), aspect="equal", title="Directions at θ to u, D = 3", anchor="N")
    ax.axis("off")
