"""Seconds to fit and seconds to predict, every classifier a row."""

import pandas as pd
from matplotlib.figure import Figure

from articles import style

STAGES = {
    "fit": ("fit", style.ORANGE, "s"),
    "predict": ("predict", style.BLUE, "o"),
    "total": ("total", style.INK, "|"),
}


def stopwatch(seconds: pd.DataFrame, ratios: pd.DataFrame) -> Figure:
    """Draw seconds at the largest sizes, quickest total first, and the ratios of KNN over all sizes."""
    samples, queries = seconds["samples"].max(), seconds["queries"].max()
    rows = seconds[(seconds["samples"] == samples) & (seconds["queries"] == queries)].sort_values("total_seconds")
    fig = style.figure(height_inches=3.6)
    left, right = fig.subplots(1, 2, width_ratios=[1.6, 1])
    for stage, (name, color, mark) in STAGES.items():
        size = 13 if stage == "total" else 5
        left.plot(
            rows[f"{stage}_seconds"], range(len(rows)), mark, color=color, ms=size, mew=1.6, ls="none", label=name
        )
    names = [f"{row.method}, {row.accuracy_percent:.0f} %" for row in rows.itertuples()]
    left.set_yticks(range(len(rows)), names)
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
    _ratios(right, ratios)
    listed = "; ".join(f"{row.stage} against {row.rivals} rivals: {row.standing}" for row in ratios.itertuples())
    slowest = rows.iloc[-1]
    alt = (
        f"Left, seconds of {len(rows)} classifiers with {samples:,} samples and {queries:,} queries, named with their "
        f"accuracy. {rows.iloc[0]['method']} has the smallest total, {rows.iloc[0]['total_seconds']:.2g} s, "
        f"{slowest['method']} the largest, {slowest['total_seconds']:.2g} s. KNN spends next to nothing on fitting. "
        f"Right, KNN's seconds over those of the quickest rival, over all sizes. {listed}."
    )
    return style.describe(fig, alt=alt, data=seconds["data"].iloc[0])


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
        xlabel="KNN / quickest rival",
        ylim=(len(ratios) - 0.4, -0.6),
        title=f"Grey: less than {far:g}-fold",
    )
