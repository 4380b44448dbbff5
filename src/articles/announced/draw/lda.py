"""Figures of discriminant analysis: two axes of LDA and of PCA, errors over the dimension and the shrinkage."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, NullLocator

from articles.announced.draw.digits import MOST_MARKS, diverging, scatter
from recomputed.drawing import style

COLOURS = {"PCA": style.BLUE, "LDA": style.VERMILLION}


def projections(projections: dict, errors: pd.DataFrame) -> Figure:
    """Draw the same images on the first two axes of PCA and of LDA, and the axes themselves as images."""
    fig = style.figure(height_inches=4.9)
    grid = fig.add_gridspec(2, 4, height_ratios=(4, 1.1))
    two = errors[errors.dimension == 2].set_index("method").error_percent
    labels = projections["labels"][: MOST_MARKS // len(COLOURS)]
    for place, name in enumerate(COLOURS):
        ax = fig.add_subplot(grid[0, 2 * place : 2 * place + 2])
        scatter(ax, projections[name.lower()][: len(labels)], labels, size=9)
        ax.set_title(f"{name}: error with these two axes {two[name]:.0f} %")
        unit = "grey levels" if name == "PCA" else "standard deviations within digits"
        ax.set(xlabel=f"first axis [{unit}]", ylabel=f"second axis [{unit}]")
        for number, image in enumerate(projections[f"{name.lower()}_axes"]):
            below = fig.add_subplot(grid[1, 2 * place + number])
            diverging(below, image)
            below.set_xlabel(f"{name}, {('first', 'second')[number]} axis")
    alt = (
        f"{len(labels)} of {len(projections['labels'])} test images as their digits in two scatter plots. "
        "On the first two axes of PCA "
        f"only a few digits stand apart (error {two['PCA']:.0f} %); on those of LDA they form tighter groups that "
        f"still overlap (error {two['LDA']:.0f} %). Below, the axes as images, blue below zero and red above: those of "
        "PCA are broad strokes, those of LDA finer patterns."
    )
    used = f"{len(labels):,} of {len(projections['labels']):,} test images drawn"
    return style.describe(fig, alt=alt, data=str(projections["data"]), used=used)


def errors(errors: pd.DataFrame, shrinkage: pd.DataFrame, summary: pd.DataFrame) -> Figure:
    """Draw the test errors of LDA and PCA over the number of axes, and of LDA over the shrinkage."""
    fig = style.figure(height_inches=3.5)
    left, right = fig.subplots(1, 2, width_ratios=(3, 2))
    for name, colour in COLOURS.items():
        line = errors[errors.method == name]
        half = line.error_percent_halfwidth
        left.errorbar(line.dimension, line.error_percent, half, color=colour, marker="o", markersize=3, linewidth=1)
    ends = {name: errors[errors.method == name].iloc[-1] for name in COLOURS}
    left.annotate(f"LDA, {ends['LDA'].dimension} axes: {ends['LDA'].error_percent:.1f} %",
                  (ends["LDA"].dimension, ends["LDA"].error_percent), (-8, -16), textcoords="offset points",
                  ha="right", color=style.words(COLOURS["LDA"]), bbox=style.ON_PAPER)  # fmt: skip
    left.annotate(f"PCA, {ends['PCA'].dimension} axes: {ends['PCA'].error_percent:.1f} %",
                  (ends["PCA"].dimension, ends["PCA"].error_percent), (0, 10), textcoords="offset points",
                  ha="right", color=style.words(COLOURS["PCA"]), bbox=style.ON_PAPER)  # fmt: skip
    ticks = [1, 2, 5, 10, 20, 50, 100, 200]
    left.set(xscale="log", xticks=ticks, xticklabels=ticks, ylim=(0, None))
    left.set(xlabel="number of axes", ylabel="test error [%]", title="The same rule on both coordinates")
    left.minorticks_off()
    right.errorbar(shrinkage.shrinkage, shrinkage.error_percent, shrinkage.error_percent_halfwidth,
                   color=COLOURS["LDA"], marker="o", markersize=3, linewidth=1)  # fmt: skip
    best = shrinkage[shrinkage.chosen == "yes"].iloc[0]
    right.plot(best.shrinkage, best.error_percent, "o", color=COLOURS["LDA"], markersize=7)
    below = best.shrinkage, best.error_percent - best.error_percent_halfwidth
    right.annotate("chosen on\nheld-out images", below, (6, -6), textcoords="offset points",
                   ha="right", va="top", color=style.MUTED)  # fmt: skip
    right.set(
        xscale="log",
        xlabel="shrinkage γ",
        ylabel="test error [%], own scale",
        ylim=(0, None),
        title="LDA, all its axes",
    )
    right.yaxis.set_major_locator(MaxNLocator(integer=True))
    right.xaxis.set_minor_locator(NullLocator())
    rest = summary.iloc[0]
    alt = (
        "Left, test error against the number of axes under one rule: with 1, 2 and 9 axes LDA errs on "
        f"{_at(errors, 'LDA', (1, 2, 9))}, PCA on {_at(errors, 'PCA', (1, 2, 9))}; PCA with "
        f"{ends['PCA'].dimension} axes on {ends['PCA'].error_percent:.1f} %. Right, LDA's error over the shrinkage, "
        f"from {shrinkage.error_percent.min():.1f} to {shrinkage.error_percent.max():.1f} %; held-out images choose "
        f"{best.shrinkage:g}. The scatter within digits has rank {rest['rank']} of {rest.pixels}."
    )
    return style.describe(fig, alt=alt, data=str(errors.data.iloc[0]))


def _at(errors: pd.DataFrame, method: str, dimensions: tuple[int, ...]) -> str:
    found = errors[(errors.method == method) & np.isin(errors.dimension, dimensions)].error_percent
    return ", ".join(f"{error:.0f} %" for error in found)
