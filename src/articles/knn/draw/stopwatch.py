"""Seconds to fit and to predict, of KNN and of the usual classifiers."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.spread_labels import spread

STAGES = {
    "fit": ("fit", style.VERMILLION, "s"),
    "predict": ("predict", style.BLUE, "o"),
    "total": ("total", style.INK, "|"),
}
MARKS = "ovs^DPX*"


def stopwatch(seconds: pd.DataFrame, ratios: pd.DataFrame) -> Figure:
    """Draw seconds at the largest sizes, the ratios of KNN to the quickest rival, and total seconds against samples."""
    samples, queries = seconds["samples"].max(), seconds["queries"].max()
    rows = seconds[(seconds["samples"] == samples) & (seconds["queries"] == queries)].sort_values("total_seconds")
    fig = style.figure(height_inches=5.6)
    grid = fig.add_gridspec(2, 2, width_ratios=[1.6, 1])
    left, right, growth = (fig.add_subplot(part) for part in (grid[0, 0], grid[0, 1], grid[1, :]))
    grown = _growth(growth, seconds[seconds["queries"] == queries])
    for stage, (name, color, mark) in STAGES.items():
        size = 13 if stage == "total" else 5
        left.plot(
            rows[f"{stage}_seconds"], range(len(rows)), mark, color=color, ms=size, mew=1.6, ls="none", label=name
        )
    ticks = [f"{row.method}, {row.accuracy_percent:.0f} %" for row in rows.itertuples()]
    left.set_yticks(range(len(rows)), ticks)
    for label in left.get_yticklabels():
        label.set_fontweight("bold" if label.get_text().startswith("KNN") else "normal")
    left.set(
        xscale="log",
        xlabel="seconds of one core",
        ylim=(len(rows) - 0.4, -0.6),
        title=f"{samples:,} samples, {queries:,} queries",
    )
    left.grid(axis="x")
    fig.legend(*left.get_legend_handles_labels(), loc="outside upper left", ncols=3, handletextpad=0.2)
    ratios = ratios[ratios["far"] == sorted(ratios["far"])[len(ratios) // 2]]  # one of the thresholds, in the middle
    _ratios(right, ratios)
    listed = "; ".join(f"{row.stage} against {row.rivals} rivals: {row.standing}" for row in ratios.itertuples())
    slowest = rows.iloc[-1]
    alt = (
        f"Left, seconds of {len(rows)} classifiers with {samples:,} samples and {queries:,} queries, named with their "
        f"accuracy: {rows.iloc[0]['method']} has the smallest total, {rows.iloc[0]['total_seconds']:.2g} s, "
        f"{slowest['method']} the largest, {slowest['total_seconds']:.2g} s. "
        f"Right, KNN's seconds over those of the quickest rival, over all sizes. {listed}. Below, total seconds for "
        f"{queries:,} queries over the number of samples: {grown}."
    )
    used = f"up to {samples:,} training and {queries:,} test images"
    return style.describe(fig, alt=alt, data=seconds["data"].iloc[0], used=used)


def _ratios(ax, ratios: pd.DataFrame) -> None:
    far = ratios["far"].iloc[0]
    ax.axvspan(1 / far, far, color=style.FAINT, lw=0)
    ax.axvline(1, color=style.MUTED, lw=0.8)
    labels = {"all": "any accuracy", "matched": "KNN's accuracy"}
    for place, row in enumerate(ratios.itertuples()):
        color = style.BLUE if row.rivals == "matched" else style.INK
        ax.plot([row.smallest_ratio, row.largest_ratio], [place, place], color=color, lw=3, marker="|", ms=7)
    ax.set_yticks(range(len(ratios)), [f"{row.stage}, {labels[row.rivals]}" for row in ratios.itertuples()])
    ax.set(
        xscale="log",
        xlabel="ratio of seconds",
        ylim=(len(ratios) - 0.4, -0.6),
        title=f"KNN over quickest rival\n(grey: less than {far:g}-fold)",
    )


def _growth(ax, seconds: pd.DataFrame) -> str:
    """Draw total seconds against samples, each line with its name at its end; give first and last values as text."""
    ends, labels = [], []
    methods = seconds[seconds["samples"] == seconds["samples"].max()].sort_values("total_seconds")["method"]
    for method, mark in zip(reversed(methods.tolist()), MARKS, strict=True):
        rows = seconds[seconds["method"] == method].sort_values("samples")
        color = style.BLUE if method.startswith("KNN") else style.MUTED
        ax.plot(
            rows["samples"], rows["total_seconds"], color=color, marker=mark, mfc="none", ms=5, lw=1.1, label=method
        )
        labels.append((method, rows.iloc[-1], style.words(color)))
        first, last = rows["total_seconds"].iloc[0], rows["total_seconds"].iloc[-1]
        ends.append(f"{method} from {first:.2g} to {last:.2g} s")
    ticks = sorted(seconds["samples"].unique())
    ax.set(
        xscale="log",
        yscale="log",
        xlabel="training samples",
        ylabel="total seconds",
        title=f"Over the number of samples, {seconds['queries'].iloc[0]:,} queries",
    )
    ax.set_xticks(ticks, [f"{n:,}" for n in ticks])
    ax.minorticks_off()
    ax.grid(axis="y")
    heights = 10 ** np.array(spread([np.log10(end["total_seconds"]) for _, end, _ in labels], gap=0.2))
    for (method, end, color), height in zip(labels, heights, strict=True):
        place = {"textcoords": "offset points", "va": "center", "fontsize": 7, "color": color}
        ax.annotate(method, (end["samples"], height), (8, 0), **place, bbox=style.ON_PAPER)
    ax.set_xlim(right=1.7 * max(ticks))
    return "; ".join(ends)
