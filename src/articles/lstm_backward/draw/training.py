"""Figures of section 3: learning curves of simple RNN and LSTM, what they solve over longer lags, and the search."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from articles.lstm_backward.draw.cells import COLOURS, MARKS, NAMES, title, used
from recomputed.drawing import style

SOLVED = 0.1  # of the loss of the best constant answer; compute.scores.SOLVED


def curves(curves: pd.DataFrame, tasks: list[str], run_updates: dict) -> Figure:
    """Draw the relative loss over the updates, one panel per task: every net faint, the median of each cell bold.

    curves: recorded, as compute.recorded.whole gives them; run_updates: task -> settings of the run proper.
    """
    fig = style.figure(style.WIDE_INCHES, 2.7)
    axes = np.atleast_1d(fig.subplots(1, len(tasks), sharey=True))
    summaries = []
    for ax, task in zip(axes, tasks, strict=True):
        part = curves[(curves["task"] == task) & curves["cell"].isin(NAMES)]
        for cell, runs in part.groupby("cell", sort=False):
            loss = runs.pivot(index="update", columns="seed", values="relative_loss")
            ax.plot(loss.index, loss, color=COLOURS[cell], lw=0.4, alpha=0.25)
            ax.plot(loss.index, loss.median(axis=1), color=COLOURS[cell], lw=1.8, label=NAMES[cell])
            summaries.append(f"{NAMES[cell]} on {title(task)} {loss.median(axis=1).iloc[-1]:.2g}")
        ax.axhline(1, color=style.MUTED, lw=0.8, ls=":")
        ax.axhline(SOLVED, color=style.MUTED, lw=0.8, ls="--")
        ax.axvline(run_updates[task]["updates"], color=style.FAINT, lw=1, zorder=0)
        last = int(part["update"].max())
        ax.set(yscale="log", xlabel="updates", title=title(task).replace(", ", ",\n"), xlim=(0, last))
        ax.set_xticks([0, last // 2, last])
    axes[0].set(ylabel="loss over that of\nthe best constant answer", ylim=(None, 3))
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside upper right", ncols=len(NAMES))
    return style.describe(
        fig,
        alt=f"{len(tasks)} panels, a task each, of the test loss over the updates, logarithmic: every net of simple "
        f"RNN, wide simple RNN and LSTM faint, {curves['seed'].nunique()} each, medians bold. Medians at the end: "
        f"{', '.join(summaries)}.",
        **used(curves),
    )


def over_lag(run: pd.DataFrame, recorded: pd.DataFrame) -> Figure:
    """Draw the share of nets that solve the adding task over its steps, with exact intervals.

    run, recorded: tables of judged.of_cells.
    """
    fig = style.figure(style.WIDE_INCHES, 2.7)
    axes = fig.subplots(1, 2, sharey=True)
    summaries = []
    for ax, (name, table) in zip(axes, (("This run", run), ("Recorded", recorded)), strict=True):
        adding = table[table["task"].str.startswith("adding") & table["cell"].isin(NAMES)].sort_values("steps")
        for cell, line in adding.groupby("cell", sort=False):
            _shares(ax, cell, line)
            values = ", ".join(f"{row.solved_percent:.0f} % at {row.steps}" for row in line.itertuples())
            summaries.append(f"{name.lower()}, {NAMES[cell]}: {values}")
        steps = sorted(adding["steps"].unique())
        ax.set(xscale="log", xlabel="steps of the adding task", ylim=(-4, 104))
        ax.set_title(f"{name}: {adding['nets'].iloc[0]} nets,\n{adding['updates'].iloc[0]:,} updates")
        ax.set_xticks(steps, [str(n) for n in steps])
        ax.minorticks_off()
    axes[0].set_ylabel("nets that solve it (%)")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside upper right", ncols=len(NAMES))
    return style.describe(
        fig,
        alt="Two panels of the share of nets that solve the adding task over its number of steps, with exact "
        f"intervals, after few and after more updates. {'; '.join(summaries)}.",
    )


def _shares(ax: Axes, cell: str, line: pd.DataFrame) -> None:
    place = list(NAMES).index(cell) - 1
    x, y = line["steps"] * 1.05**place, line["solved_percent"]
    arms = np.maximum(0, [y - line["solved_low"], line["solved_high"] - y])
    look = {"color": COLOURS[cell], "marker": MARKS[cell], "ms": 4, "mfc": "white"}
    ax.errorbar(x, y, yerr=arms, lw=1.2, elinewidth=0.8, label=NAMES[cell], **look)


def search(search: pd.DataFrame, choices: pd.DataFrame, tasks: list[str]) -> Figure:
    """Draw the validation score of every cell over the learning rate, at its better threshold; the chosen one marked.

    search: the recorded table of long_run.search_nets; choices: those from it, of compute.search.
    """
    fig = style.figure(style.WIDE_INCHES, 2.7)
    axes = np.atleast_1d(fig.subplots(1, len(tasks), sharey=True))
    mean = search.groupby(["task", "cell", "rate", "threshold"], sort=False)["score"].mean()
    best = mean.groupby(["task", "cell", "rate"], sort=False).min().reset_index()
    for ax, task in zip(axes, tasks, strict=True):
        for cell, line in best[best["task"] == task].groupby("cell", sort=False):
            colour = COLOURS.get(cell, style.MUTED)
            of_cell = {"color": colour, "lw": 1.6 if cell in COLOURS else 0.6}
            ax.plot(line["rate"], line["score"], label=NAMES.get(cell, "variants of the LSTM"), **of_cell)
            choice = choices[(choices["task"] == task) & (choices["cell"] == cell)]
            ax.plot(choice["rate"], choice["score"], "o", ms=4 if cell in COLOURS else 2.5, color=colour)
        rates = sorted(search["rate"].unique())
        ax.set(xscale="log", xlabel="learning rate", title=title(task).replace(", ", ",\n"))
        ax.set_xticks(rates, [f"{rate:g}" for rate in rates], rotation=90)
        ax.minorticks_off()
    axes[0].set_ylabel("validation loss over that of the\nbest constant answer (log₁₀)")
    handles = dict(zip(*axes[0].get_legend_handles_labels()[::-1], strict=True))
    fig.legend(handles.values(), handles.keys(), loc="outside upper right", ncols=len(handles))
    chosen = choices[choices["task"].isin(tasks)]
    summaries = [f"{NAMES[r.cell]} on {title(r.task)} {r.rate:g}" for r in chosen.itertuples() if r.cell in NAMES]
    return style.describe(
        fig,
        alt=f"{len(tasks)} panels, a task each, of the validation loss over the learning rate, a line for each cell, "
        f"the chosen rate marked. Chosen: {', '.join(summaries)}.",
    )
