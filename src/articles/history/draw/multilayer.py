"""Figure of section 1: nets of two layers on XOR."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

COLOURS = (style.VERMILLION, style.BLUE, style.GREEN, style.PURPLE)


def xor(losses: pd.DataFrame, solved: pd.DataFrame, picture: pd.DataFrame) -> Figure:
    """Draw the output of one trained net over the plane, and the loss of all; with the tables of compute.multilayer."""
    fig = style.figure(height_inches=2.9)
    left, right = fig.subplots(1, 2, width_ratios=(1, 1.5))
    plane, corners = picture[picture.label == 0], picture[picture.label != 0]
    x = plane.x1.unique()
    grid = plane.output.to_numpy().reshape(len(x), -1).T
    shown = left.pcolormesh(
        x, x, grid, cmap=style.DIVERGING.removesuffix("_r"), vmin=0, vmax=1, shading="gouraud", rasterized=True
    )
    left.contour(x, x, grid, [0.5], colors=style.INK, linewidths=1.5)
    for label, colour, marker in ((1, style.BLUE, "o"), (-1, style.VERMILLION, "s")):
        group = corners[corners.label == label]
        left.plot(group.x1, group.x2, marker, color=colour, markeredgecolor=style.PAPER, markersize=9)
    fig.colorbar(shown, ax=left, label="output of the net", ticks=[0, 0.5, 1])
    left.set(
        title="XOR, one trained net",
        xlabel="first input",
        ylabel="second input",
        xticks=[0, 1],
        yticks=[0, 1],
        aspect="equal",
    )
    trained = solved[solved.method == "trained"]
    texts = []
    for row, colour in zip(trained.itertuples(), COLOURS, strict=False):
        line = losses[losses.hidden == row.hidden]
        right.fill_between(line.step, line.loss_low, line.loss_high, color=colour, alpha=0.2, linewidth=0)
        words = f"{row.hidden} hidden units: {row.solved_percent:.0f} % of {row.runs} nets solve it"
        right.plot(line.step, line.loss_median, color=colour, label=words)
        texts.append(words)
    right.axhline(np.log(2), color=style.MUTED, linewidth=0.8, linestyle=":")
    right.text(losses.step.max(), np.log(2) * 1.08, "guessing: ln 2", color=style.MUTED, ha="right", va="bottom")
    right.set(
        title="Loss from random weights", xlabel="step of gradient descent", ylabel="cross-entropy [nats]", yscale="log"
    )
    right.set_ylim(top=20)
    right.legend(loc="upper right")
    alt = (
        "Left, the output of a net with one hidden layer over the plane of two inputs. Its border is bent, so that the "
        "corners (0, 1) and (1, 0) lie on one side and (0, 0) and (1, 1) on the other. Right, the median loss of many "
        f"nets falls below that of guessing, with bands of the middle 80 %: {'; '.join(texts)}."
    )
    return style.describe(fig, alt=alt)
