"""Figures of section 2.2: the distribution of the angle between random vectors."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc, Circle

from recomputed.drawing import style

COLOURS = {"cube": style.VERMILLION, "ball": style.BLUE}  # from top to bottom
TITLES = {"cube": "cube: coordinates uniform in [−1, 1]", "ball": "ball: points uniform in the unit ball"}


def disc(histograms: pd.DataFrame) -> Figure:
    """Draw pairs in a disc and, next to them, the flat histogram of their angle; `histograms`: angle_histograms.csv."""
    table = _pick(histograms, "ball", 2)
    fig = style.figure(style.WIDE_INCHES, 2.9)
    left, right = fig.subplots(1, 2, width_ratios=(1, 1.9))
    _pairs_in_disc(left)
    _bars(right, table, "ball")
    right.axhline(1 / 180, color=style.INK)
    right.annotate("every angle alike: 1/180 per degree (1/π per radian)", (90, 1 / 180), (90, 1.36 / 180), ha="center")
    right.set_ylim(0, 1.5 / 180)
    right.set(title=f"{table['pairs'].iloc[0]:,} pairs of points in the disc", ylabel="density per degree")
    low, high = 180 * table["density_per_deg"].min(), 180 * table["density_per_deg"].max()
    return style.describe(
        fig,
        alt="Left, a disc with two pairs of arrows from its centre, one pair at a narrow and one at a wide angle. "
        "Right, the histogram of the angle between random points of the disc from 0 to 180 degrees: it is flat, its "
        f"bars lie between {low:.2f} and {high:.2f} times the uniform density that is drawn as a line.",
    )


def _pairs_in_disc(ax: Axes) -> None:
    ax.add_patch(Circle((0, 0), 1, facecolor="none", edgecolor=style.MUTED))
    for colour, radii, ends in ((style.BLUE, (0.9, 0.6), (20, 60)), (style.VERMILLION, (0.8, 0.7), (150, 290))):
        for radius, end in zip(radii, ends, strict=True):
            tip = radius * np.cos(np.radians(end)), radius * np.sin(np.radians(end))
            arrow = {"arrowstyle": "-|>", "color": colour, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", tip, (0, 0), arrowprops=arrow)
        ax.add_patch(Arc((0, 0), 0.56, 0.56, theta1=ends[0], theta2=ends[1], color=colour))
        middle = np.radians(sum(ends) / 2)
        ax.text(0.38 * np.cos(middle), 0.38 * np.sin(middle), "θ", color=style.words(colour), ha="center", va="center")
    ax.set(xlim=(-1.08, 1.08), ylim=(-1.08, 1.08), aspect="equal", title="Pairs (u, v), D = 2")
    ax.axis("off")


def histograms(histograms: pd.DataFrame, density: pd.DataFrame) -> Figure:
    """Draw the histograms of the angle, one column per dimension, and the ball's exact density over them.

    `histograms`: angle_histograms.csv; `density`: angle_density.csv.
    """
    dimensions, kinds = histograms["dimension"].unique(), list(COLOURS)
    fig = style.figure(style.WIDE_INCHES, 4.0)
    grid = fig.subplots(len(kinds), len(dimensions), sharex=True, squeeze=False)
    tops = _tops(density, dimensions)
    for row, kind in zip(grid, kinds, strict=True):
        for ax, dimension in zip(row, dimensions, strict=True):
            exact = density[density["dimension"] == dimension]
            _bars(ax, _pick(histograms, kind, dimension), kind)
            ax.plot(exact["angle_deg"], exact["density_per_deg"], color=style.INK, lw=1)
            ax.set_ylim(0, tops[dimension])
            ax.tick_params(labelleft=tops[dimension] not in [tops[d] for d in dimensions if d < dimension])
            ax.set_xlabel("angle θ (degrees)" if kind == kinds[-1] else "")
            ax.set_title(f"D = {dimension}" if kind == kinds[0] else "")
        row[0].set_ylabel(f"{kind}\ndensity per degree")
        row[len(row) // 2].set_ylabel("density, own scale")
    pairs = histograms["pairs"].iloc[0]
    rows = f"Top, {TITLES['cube']}; bottom, {TITLES['ball']}."
    fig.suptitle(f"{rows} {pairs:,} pairs each.\nLine: the ball's exact density, ∝ sin$^{{D-2}}$ θ", fontsize=8)
    shares = ", ".join(f"{_near(histograms, 'cube', d):.0f} % for D = {d}" for d in dimensions)
    return style.describe(
        fig,
        alt=f"Eight histograms of the angle between {pairs:,} random pairs of vectors, for D = "
        f"{', '.join(map(str, dimensions))} from left to right, cube above and ball below. They narrow around 90 "
        f"degrees as D grows; in the cube about {shares} of the pairs are less than 10 degrees from 90. "
        "The exact density of the ball, drawn over all of them, fits the lower row everywhere and the upper row but "
        "for small differences at D = 2 and 3.",
    )


def _tops(density: pd.DataFrame, dimensions: np.ndarray) -> dict[int, float]:
    """Give the upper end of the density axis by dimension: one for the wide histograms, one for the rest."""
    peaks = density.groupby("dimension")["density_per_deg"].max()
    half = len(dimensions) // 2
    return {d: 1.25 * peaks[part].max() for part in (dimensions[:half], dimensions[half:]) for d in part}


def sweep(sweep: pd.DataFrame) -> Figure:
    """Draw the mean and the standard deviation of the angle over the dimension, with theory; `sweep`: angles.csv."""
    fig = style.figure(style.WIDE_INCHES, 3.0)
    left, right = fig.subplots(1, 2)
    for kind, marker in (("cube", "s"), ("ball", "o")):
        table = sweep[sweep["law"] == kind]
        look = {"color": COLOURS[kind], "marker": marker, "ls": "none", "ms": 4.5, "mfc": "none", "label": kind}
        shift = 0.97 if kind == "cube" else 1.03  # side by side, so that both intervals can be seen
        left.errorbar(table["dimension"] * shift, table["mean_deg"], table["mean_deg_halfwidth"], **look)
        right.errorbar(table["dimension"] * shift, table["sd_deg"], table["sd_deg_halfwidth"], **look)
    ball = sweep[sweep["law"] == "ball"]
    right.plot(ball["dimension"], ball["theory_sd_deg"], color=style.BLUE, lw=1, label="ball, exact")
    right.plot(ball["dimension"], np.degrees(1 / np.sqrt(ball["dimension"])), **_dashed("1/√D radians, large D"))
    left.axhline(90, color=style.INK, lw=1)
    spread = 1.15 * (sweep["mean_deg"].sub(90).abs() + sweep["mean_deg_halfwidth"]).max()
    left.set(ylim=(90 - spread, 90 + spread), ylabel="mean angle (degrees)", title="Mean: a right angle for every D")
    left.text(ball["dimension"].max(), 90 + spread / 5, "line: theory, 90", ha="right", va="bottom")
    left.yaxis.get_major_formatter().set_useOffset(False)
    right.set(yscale="log", ylabel="standard deviation (degrees)", title="Spread: shrinks like 1/√D")
    right.set_yticks([2, 5, 10, 20, 50], ["2", "5", "10", "20", "50"])
    right.minorticks_off()
    right.legend()
    for ax in (left, right):
        ax.set(xscale="log", xlabel="dimension D")
        ax.set_xticks([2, 5, 10, 20, 50, 100, 200, 500], ["2", "5", "10", "20", "50", "100", "200", "500"])
        ax.minorticks_off()
    first, last = ball.iloc[0], ball.iloc[-1]
    return style.describe(
        fig,
        alt="Two panels over the dimension D on a logarithmic axis, cube and ball. Left, the mean angle stays within "
        f"{spread / 1.15:.2f} degrees of 90. Right, the standard deviation falls from {first['sd_deg']:.1f} degrees at "
        f"D = {first['dimension']} to {last['sd_deg']:.2f} degrees at D = {last['dimension']} for the ball, on the "
        "exact curve; the cube's points lie on it too but for a slight excess in few dimensions.",
    )


def _dashed(label: str) -> dict:
    return {"color": style.MUTED, "lw": 1, "ls": "--", "label": label}


def _pick(histograms: pd.DataFrame, kind: str, dimension: int) -> pd.DataFrame:
    return histograms[(histograms["law"] == kind) & (histograms["dimension"] == dimension)]


def _near(histograms: pd.DataFrame, kind: str, dimension: int) -> float:
    """Give the percent of pairs within 10 degrees of 90; a bin that is cut counts in proportion."""
    table = _pick(histograms, kind, dimension)
    half = table["bin_deg"] / 2
    inside = np.minimum(table["angle_deg"] + half, 100) - np.maximum(table["angle_deg"] - half, 80)
    return float(100 * (inside.clip(0) * table["density_per_deg"]).sum())


def _bars(ax: Axes, table: pd.DataFrame, kind: str) -> None:
    ax.bar(table["angle_deg"], table["density_per_deg"], table["bin_deg"], color=COLOURS[kind], alpha=0.55, lw=0)
    angle_axis(ax)


def angle_axis(ax: Axes) -> None:
    """Make the horizontal axis an axis of angles from 0 to 180 degrees."""
    ax.set(xlim=(0, 180), xticks=(0, 45, 90, 135, 180), xlabel="angle θ (degrees)")
