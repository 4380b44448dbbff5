"""Figure of section 2.2: why a right angle is the most likely one in three dimensions."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from articles.curse.draw.angles import angle_axis
from recomputed.drawing import style

# From, to, colour: two bands of equal width, one near u and one at the equator.
BANDS_DEG = ((15, 25, style.ORANGE), (80, 90, style.BLUE))


def bands() -> Figure:
    """Draw a hemisphere with two bands, each 10 degrees of angle to u wide, and the area of such bands, ∝ sin θ."""
    fig = style.figure(style.WIDE_INCHES, 3.2)
    ball, curve = fig.add_subplot(1, 2, 1, projection="3d"), fig.add_subplot(1, 2, 2)
    shares = [50 * (np.cos(np.radians(low)) - np.cos(np.radians(high))) for low, high, _ in BANDS_DEG]
    _hemisphere(ball)
    _band_area(curve, shares)
    return style.describe(
        fig,
        alt="Left, a hemisphere around the vector u, which points up. Two bands of points are marked, each 10 degrees "
        "of angle wide: a small ring near the top, with the cone from the centre that it closes, and a long one at the "
        "equator. Right, the curve of the band's area against the angle, the sine, highest at 90 degrees. "
        f"The ring from {BANDS_DEG[0][0]} to {BANDS_DEG[0][1]} degrees holds {shares[0]:.1f} % of all directions, "
        f"the one from {BANDS_DEG[1][0]} to {BANDS_DEG[1][1]} degrees {shares[1]:.1f} %.",
    )


def _hemisphere(ax: Axes) -> None:
    flat = {"lw": 0, "shade": False, "antialiased": False, "rstride": 1, "cstride": 11}
    azimuth = np.radians(np.linspace(0, 360, 121))
    colours = {(low, high): colour for low, high, colour in BANDS_DEG}
    cuts = sorted({0, 90, *(edge for low, high, _ in BANDS_DEG for edge in (low, high))})
    for low, high in pairwise(cuts):
        polar, turn = np.meshgrid(np.radians(np.linspace(low, high, 12)), azimuth)
        surface = np.sin(polar) * np.cos(turn), np.sin(polar) * np.sin(turn), np.cos(polar)
        colour = colours.get((low, high))
        ax.plot_surface(*surface, color=colour or style.FAINT, alpha=1.0 if colour else 0.45, **flat)
    _cone(ax, BANDS_DEG[0][1])
    ax.quiver(0, 0, 0, 0, 0, 1.45, color=style.INK, arrow_length_ratio=0.08)
    ax.text(0.06, 0, 1.42, "u")
    for (low, high, colour), place, align in zip(
        BANDS_DEG, ((0.62, 0.76), (0.5, -0.03)), ("left", "center"), strict=True
    ):
        text = f"all v with {low}° < θ < {high}°"
        ax.text2D(*place, text, color=style.words(colour), ha=align, transform=ax.transAxes)
    ax.set(xlim=(-0.8, 0.8), ylim=(-0.8, 0.8), zlim=(-0.1, 1.3), title="Directions v at angle θ to u, D = 3")
    ax.set_box_aspect((1.6, 1.6, 1.4), zoom=1.25)
    ax.view_init(elev=24, azim=-60)
    ax.axis("off")


def _cone(ax: Axes, angle_deg: float) -> None:
    """Draw the cone from the centre through all directions at `angle_deg` to u, as lines."""
    for turn in np.radians(np.arange(0, 360, 30)):
        polar = np.radians(angle_deg)
        edge = np.sin(polar) * np.cos(turn), np.sin(polar) * np.sin(turn), np.cos(polar)
        ax.plot(*([0, end] for end in edge), color=style.MUTED, lw=0.6)


def _band_area(ax: Axes, shares: list[float]) -> None:
    angle = np.linspace(0, 180, 361)
    ax.plot(angle, np.sin(np.radians(angle)), color=style.INK)
    for (low, high, colour), share in zip(BANDS_DEG, shares, strict=True):
        inside = np.linspace(low, high, 21)
        ax.fill_between(inside, np.sin(np.radians(inside)), color=colour, lw=0)
        x, height = (low + high) / 2, np.sin(np.radians((low + high) / 2))
        place, align = ((x, height + 0.06), "center") if low > 45 else ((high + 3, 0.03), "left")
        ax.text(*place, f"{low}°–{high}°: {share:.1f} %\nof all directions", ha=align, va="bottom")
    ax.set(ylim=(0, 1.4), ylabel="area of the band at θ, relative to 90°", title="Band area ∝ sin θ")
    angle_axis(ax)
