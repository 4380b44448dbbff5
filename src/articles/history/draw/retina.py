"""Figure of section 1: a small model of the Mark 1 with its 400 cells."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

COLOURS = {"cells": style.VERMILLION, "association units": style.BLUE}
NAMES = {"cells": "400 cells alone", "association units": "random association units"}


def mark1(learning: pd.DataFrame, summary: pd.DataFrame, pictures: dict) -> Figure:
    """Draw two pictures of each task above the mistakes of both machines, with the tables of compute.retina."""
    fig = style.figure(height_inches=4.0)
    tasks, texts = pictures["task"], []
    grid = fig.add_gridspec(2, 2 * len(tasks), height_ratios=(1, 1.7))
    cells = pictures["examples"].shape[-1] ** 2
    for number, task in enumerate(tasks):
        for place, picture in enumerate(pictures["examples"][number]):
            ax = fig.add_subplot(grid[0, 2 * number + place])
            ax.imshow(picture, cmap=style.GREY, vmin=0, vmax=1, interpolation="nearest")
            ax.set(xticks=[], yticks=[])
            ax.spines[:].set_visible(True)
            ax.set_title(str(task).split(" or ")[place], loc="center", fontweight="normal")
        ax = fig.add_subplot(grid[1, 2 * number : 2 * number + 2])
        for row in summary[summary.task == task].itertuples():
            line = learning[(learning.task == task) & (learning.machine == row.machine)]
            ax.plot(line["pass"], line.mistakes_percent, ".-", color=COLOURS[row.machine], linewidth=1, markersize=3)
            texts.append(_words(row))
        separable = summary[summary.task == task].set_index("machine").separable
        ax.set(xscale="log", xlabel="pass over the images", ylim=(-3, 132), yticks=range(0, 101, 25))
        ax.spines["left"].set_bounds(-3, 103)  # above it is the legend
        ax.set_xlim(0.9, learning["pass"].max() * 1.1)
        for line, (machine, colour) in enumerate(COLOURS.items()):
            name = f"{cells} cells alone" if machine == "cells" else NAMES[machine]
            can = "separable" if separable[machine] == "yes" else "inseparable"
            ax.text(
                0.98,
                0.985 - 0.08 * line,
                f"{name}: {can}",
                color=style.words(colour),
                transform=ax.transAxes,
                ha="right",
                va="top",
                fontsize=7,
            )
        if number == 0:
            ax.set_ylabel("mistakes in training [%]")
    alt = (
        f"Three tasks for a retina of {cells} cells, each with two example pictures above a plot of the percentage of "
        f"mistakes in each pass of training, for a perceptron on the cells and one on random association "
        f"units. {' '.join(texts)}"
    )
    return style.describe(fig, alt=alt)


def _words(row) -> str:
    end = "makes no mistake" if row.solved == "yes" else "still makes mistakes"
    unseen = (
        "" if pd.isna(row.test_error_percent) else f" and errs on {row.test_error_percent:.0f} % of unseen pictures"
    )
    return f"{row.task}, {row.machine}: {end} after {row.passes} passes{unseen}."
