"""Figures of section 3: LSTM and simple RNN in training on three tasks, and over longer lags."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from articles.lstm_backward.draw.cells import COLOURS, MARKS, NAMES
from articles.lstm_backward.nets import SIMPLE
from recomputed.drawing import style

TITLES = {"adding": "Adding: remember", "reset": "Reset: forget", "mnist": "Digits, row by row"}


def curves(curves: dict[str, pd.DataFrame], images: int, test_images: int) -> Figure:
    """Draw relative loss and accuracy over the updates, one column per task.

    curves: path -> table of training.train_nets.
    """
    table = pd.concat(curves.values(), ignore_index=True)
    fig = style.figure(style.WIDE_INCHES, 4.2)
    axes = fig.subplots(2, table["task"].nunique(), sharex="col", sharey="row")
    summaries = []
    for (upper, lower), (task, part) in zip(axes.T, table.groupby("task", sort=False), strict=True):
        for cell, runs in part.groupby("cell", sort=False):
            loss = runs.pivot(index="update", columns="seed", values="relative_loss")
            _band(upper, 10 ** np.log10(loss).mean(axis=1), loss, cell)
            accuracy = runs.pivot(index="update", columns="seed", values="accuracy_percent")
            _band(lower, accuracy.mean(axis=1), accuracy, cell)
            summaries.append(f"{NAMES[cell]} on {task} {accuracy.mean(axis=1).iloc[-1]:.0f} %")
        upper.axhline(1, color=style.MUTED, lw=0.8, ls=":")
        upper.set(yscale="log", title=f"{TITLES[task]}\n{part['steps'].iloc[0]} steps")
        upper.set_ylim(top=3)
        lower.set(xlabel="updates", ylim=(0, 102))
    axes[0, 0].set_ylabel("loss over that of\nthe best constant answer")
    axes[1, 0].set_ylabel("correct answers (%)")
    fig.legend(*axes[1, -1].get_legend_handles_labels(), loc="outside upper right", ncols=len(NAMES))
    seeds, used = table["seed"].nunique(), f"up to {images:,} for training and {test_images:,} for the test"
    data = next((str(t["data"].iloc[0]) for t in curves.values() if "data" in t), "")
    return style.describe(
        fig,
        alt="Over the updates of training, for each task, above the loss, logarithmic, below the share of correct "
        f"answers. Means and ranges of {seeds} seeds for simple RNN and LSTM. Correct at the end: "
        f"{', '.join(summaries)}.",
        data=data,
        used=used if data else "",
    )


def over_lag(lags: pd.DataFrame, runs: dict[str, pd.DataFrame]) -> Figure:
    """Draw the final relative loss of every net on the adding task over its steps, and their medians.

    lags: `scores` of contrast.lags_contrast; runs: path -> table of training.lags.
    """
    fig = style.figure(style.COLUMN_INCHES + 1, 2.8)
    ax = fig.subplots()
    summaries = []
    for cell, table in pd.concat(runs.values()).groupby("cell", sort=False):
        final = table[table["update"] == table["update"].max()]
        middle, look = final.groupby("steps")["relative_loss"].median(), {"color": COLOURS[cell]}
        beside = 0.97 if cell == SIMPLE else 1.03
        ax.plot(
            final["steps"] * beside, final["relative_loss"], ls="none", marker=MARKS[cell], ms=3, mfc="none", **look
        )
        ax.plot(middle.index, middle, **look)
        place = {"textcoords": "offset points", "va": "center", "color": style.words(COLOURS[cell])}
        ax.annotate(NAMES[cell], (middle.index[-1], middle.iloc[-1]), (10, 0), **place)
        values = ", ".join(f"{loss:.2g} at {n}" for n, loss in middle.items())
        summaries.append(f"{NAMES[cell]}: {values}")
    ax.plot([lags["steps"].min(), lags["steps"].max()], [1, 1], color=style.MUTED, lw=0.8, ls=":")
    place = {"textcoords": "offset points", "fontsize": 7, "bbox": style.ON_PAPER}
    ax.annotate("best constant answer", (lags["steps"].min(), 1), (0, 6), **place)
    steps = sorted(lags["steps"].unique())
    ax.set(xscale="log", yscale="log", xlim=(steps[0] * 0.9, steps[-1] * 2), xlabel="steps of the adding task")
    ax.set_xticks(steps, [str(n) for n in steps])
    ax.minorticks_off()
    ax.set_ylabel("final loss over that of\nthe best constant answer")
    return style.describe(
        fig,
        alt="The final loss on the adding task, relative to the best constant answer, over the number of steps, both "
        f"axes logarithmic, {lags['nets'].iloc[0]} nets each. Medians: {'; '.join(summaries)}.",
    )


def _band(ax: Axes, middle: pd.Series, runs: pd.DataFrame, cell: str) -> None:
    ax.plot(middle.index, middle, color=COLOURS[cell], label=NAMES[cell])
    ax.fill_between(middle.index, runs.min(axis=1), runs.max(axis=1), color=COLOURS[cell], alpha=0.2, lw=0)
