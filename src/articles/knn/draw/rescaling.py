"""One feature in another unit: the errors of KNN and of a decision tree."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

METHODS = {"knn": ("KNN", style.BLUE, "o"), "tree": ("decision tree", style.VERMILLION, "s")}
PANELS = {"mnist": "MNIST, one pixel rescaled", "clouds": "Two clouds, the useless feature rescaled"}


def rescaling(rescaling: pd.DataFrame, images: int) -> Figure:
    """Draw the error against the factor by which one feature is multiplied."""
    fig = style.figure(height_inches=3.1)
    texts = []
    for ax, (dataset, title) in zip(fig.subplots(1, 2, sharey=True), PANELS.items(), strict=True):
        for method, (name, color, marker) in METHODS.items():
            rows = rescaling[(rescaling["dataset"] == dataset) & (rescaling["method"] == method)].sort_values("factor")
            halfwidth = rows["error_percent_halfwidth"]
            ax.errorbar(rows["factor"], rows["error_percent"], halfwidth, color=color, marker=marker, ms=4, lw=1.2)
            first, last = rows.iloc[0], rows.iloc[-1]
            ax.annotate(
                name,
                (last["factor"], last["error_percent"]),
                (7, 0),
                textcoords="offset points",
                color=style.words(color),
                va="center",
                bbox=style.ON_PAPER,
            )
            texts.append(
                f"{title}, {name}: {first['error_percent']:.1f} % at factor 1, {last['error_percent']:.1f} % at factor "
                f"{last['factor']}, where {last['changed_percent']:.1f} % of the predictions have changed."
            )
        ax.set(xscale="log", xlabel="factor on one feature", title=title, ylim=(0, None))
        ax.set_xlim(0.8, rescaling["factor"].max() * 7)
        ticks = sorted(rescaling["factor"].unique())
        ax.set_xticks(ticks, map(str, ticks))
        ax.minorticks_off()
        ax.grid(axis="y")
    fig.axes[0].set_ylabel("error [%]")
    alt = "Error over the factor by which one feature is multiplied, with 95 % intervals. " + " ".join(texts)
    own = rescaling[rescaling["dataset"] == "mnist"]
    used = f"{own['queries'].iloc[0]:,} queries, up to {images:,} training images"
    return style.describe(fig, alt=alt, data=own["data"].iloc[0], used=used)
