"""Figures of section 2.3: the outer shell of a ball, the ball's volume, and the shell's share over the dimension."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Wedge

from recomputed.drawing import style

BROWN = "#8c5a2b"  # chocolate, as in the article's picture
DRAWN_EPSILON = 0.12  # thickness of the drawn ring, in radii; one of 1 % could not be seen


def ring(shells: pd.DataFrame) -> Figure:
    """Draw a circle with its brown outer ring, thicker than the computed one and labelled so; `shells`: shells.csv."""
    epsilon = shells["epsilon"].iloc[0]
    circle, ball = (shells.loc[shells["dimension"] == d, "share"].item() for d in (2, 3))
    fig = style.figure(style.COLUMN_INCHES, 3.3)
    ax = fig.subplots()
    ax.add_patch(Circle((0, 0), 1 - DRAWN_EPSILON, facecolor=style.FAINT, lw=0))
    ax.add_patch(Wedge((0, 0), 1, 0, 360, width=DRAWN_EPSILON, facecolor=BROWN, lw=0))
    _measure(ax, (0, 0), (-math.cos(0.6), math.sin(0.6)), "r", (-0.36, 0.36))
    _measure(ax, (0, 0), (1 - DRAWN_EPSILON, 0), "(1 − ε) r", (0.42, 0.08))
    ax.annotate("ε r", (1 - DRAWN_EPSILON / 2, -0.02), (1.16, -0.28), arrowprops={"arrowstyle": "-"}, va="center")
    ax.text(
        0,
        -0.42,
        f"ring at ε = {epsilon:g}:\n{circle:.4f} of the circle\n(3-ball: {ball:.4f})",
        ha="center",
        va="center",
    )
    ax.set_title(f"Outer ring of thickness ε r (drawn with ε = {DRAWN_EPSILON:g})", fontsize=8)
    ax.set(xlim=(-1.05, 1.35), ylim=(-1.05, 1.05), aspect="equal")
    ax.axis("off")
    return style.describe(
        fig,
        alt=f"A circle of radius r whose outer ring, from (1 − ε) r to r, is brown. The ring is drawn "
        f"{DRAWN_EPSILON:g} r thick so that it can be seen; at ε = {epsilon:g} it holds {circle:.4f} of the "
        f"circle's area, and the corresponding shell {ball:.4f} of a 3-ball's volume.",
    )


def _measure(ax: Axes, start: tuple, end: tuple, text: str, place: tuple) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "<->", "shrinkA": 0, "shrinkB": 0})
    ax.text(*place, text, ha="center", va="center")


def volume(volumes: pd.DataFrame) -> Figure:
    """Draw the unit ball's volume over the dimension, with its formula; `volumes`: ball_volumes.csv."""
    whole = volumes[volumes["dimension"] % 1 == 0]
    top, last = whole.loc[whole["unit_volume"].idxmax()], whole.iloc[-1]
    fig = style.figure(5.2, 3.1)
    ax = fig.subplots()
    ax.plot(volumes["dimension"], volumes["unit_volume"], color=style.words(style.SKY), lw=1, zorder=1)
    ax.scatter(whole["dimension"], whole["unit_volume"], color=style.BLUE, s=14, zorder=2)
    for dimension, text in ((2, "π"), (3, "4π/3")):
        there = whole.loc[whole["dimension"] == dimension, "unit_volume"].item()
        ax.scatter([dimension], [there], color=style.VERMILLION, s=30, zorder=3)
        ax.annotate(f"{text} ≈ {there:.3f}", (dimension, there), (7, -2), textcoords="offset points", va="top")
    peak = f"largest at D = {top['dimension']:.0f}: {top['unit_volume']:.3f}"
    ax.annotate(peak, (top["dimension"], top["unit_volume"]), (6, 5), textcoords="offset points")
    formula = r"$V_D(r)=\frac{\pi^{D/2}}{\Gamma\left(\frac{D}{2}+1\right)}\,r^D$"
    ax.text(0.97, 0.72, formula, transform=ax.transAxes, ha="right", va="center", fontsize=15)
    ax.set(xlim=(-0.5, whole["dimension"].max() + 0.5), ylim=(0, 1.15 * top["unit_volume"]))
    ax.set_xticks(range(0, int(whole["dimension"].max()) + 1, 2 if whole["dimension"].max() <= 30 else 20))
    ax.set(xlabel="dimension D", ylabel="volume of the unit ball (r = 1)")
    ax.set_title("Volume of a D-ball of radius 1")
    return style.describe(
        fig,
        alt="The volume of the ball of radius 1 against its dimension D, with the formula: pi to the power D/2 over "
        "gamma of D/2 + 1. It is pi at D = 2 and four thirds of pi at D = 3, largest at "
        f"D = {top['dimension']:.0f} with {top['unit_volume']:.3f}, and falls to {last['unit_volume']:.2g} at "
        f"D = {last['dimension']:.0f}.",
    )


def proportion(shells: pd.DataFrame, distances: pd.DataFrame, passing: pd.DataFrame, stated: dict) -> Figure:
    """Draw the outer shell's share over D: closed form, random points, dimensions passed, and the article's claim.

    shells.csv, distances.csv, shells_passing.csv; `stated`: the claim, `percent` at `dimension`.
    """
    sample = distances[(distances["law"] == "ball") & (distances["origin"] == "centre")]
    sample = sample[sample["dimension"] <= shells["dimension"].max()]
    epsilon = shells["epsilon"].iloc[0]
    fig = style.figure(style.WIDE_INCHES, 3.7)
    ax = fig.subplots()
    ax.plot(shells["dimension"], shells["share_percent"], color=style.BLUE, label=f"closed form 1 − (1 − {epsilon:g})ᴰ")
    ax.errorbar(
        sample["dimension"], sample["outer_percent"], sample["outer_percent_halfwidth"],
        color=style.INK, ls="none", marker="o", ms=3.5, mfc=style.PAPER, capsize=2, zorder=3,
        label=f"{sample['pairs'].iloc[0]:,} random points of the ball each, 95 % interval",
    )  # fmt: skip
    for mark in passing[passing["dimension"] <= shells["dimension"].max()].itertuples():
        ax.plot([mark.dimension] * 2, [0, mark.share_percent], color=style.MUTED, lw=0.8, ls=":")
        text = f"{mark.passed_percent:g} %\npassed at\nD = {mark.dimension}"
        ax.text(mark.dimension + 3, 4, text, color=style.MUTED, va="bottom")
    alt_stated = _stated(ax, shells, **stated)
    ax.set(xlim=(0, 1.02 * shells["dimension"].max()), ylim=(0, 106), xlabel="dimension D")
    ax.set_ylabel(f"share of the volume in the outer {100 * epsilon:g} % (%)")
    ax.set_title(f"Almost all of a high-dimensional ball lies in its outer shell, {epsilon:g} r thick")
    fig.legend(*ax.get_legend_handles_labels(), loc="outside lower right", ncols=2)
    marks = ", ".join(f"{mark.passed_percent:g} % at D = {mark.dimension}" for mark in passing.itertuples())
    return style.describe(
        fig,
        alt=f"The share of a ball's volume in its outer shell of {epsilon:g} r rises with the dimension D from "
        f"{shells['share_percent'].iloc[0]:.3g} % towards 100 %. It passes {marks}. Random points of the ball agree "
        f"with the closed form. {alt_stated}",
    )


def _stated(ax: Axes, shells: pd.DataFrame, dimension: int, percent: float) -> str:
    there = shells.loc[shells["dimension"] == dimension, "share_percent"]
    if there.empty:
        return ""
    ax.scatter([dimension], [percent], marker="x", s=45, color=style.VERMILLION, zorder=4)
    text = f"article: around {percent:g} % over D = {dimension}\n(recomputed there: {there.item():.1f} %)"
    ax.text(
        dimension,
        percent - 5,
        text,
        color=style.words(style.VERMILLION),
        ha="center",
        va="top",
        bbox={"color": style.PAPER, "pad": 1},
    )
    return (
        f"A cross marks the article's statement, around {percent:g} % at D = {dimension}, where the "
        f"curve is at {there.item():.1f} %."
    )
