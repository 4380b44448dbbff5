"""How often models from disjoint training sets disagree, and how often they err, against K."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

PANELS = {"mnist": "Held-out MNIST images, two halves", "clouds": "Two overlapping normal clouds"}


def stability_vs_k(stability: pd.DataFrame) -> Figure:
    """Draw disagreement and error against K, for MNIST and for two overlapping normal classes."""
    fig = style.figure(height_inches=3.2)
    texts = []
    for ax, (dataset, title) in zip(fig.subplots(1, 2), PANELS.items(), strict=True):
        rows = stability[stability["dataset"] == dataset]
        low, high = (rows["disagreement_percent"] + s * rows["disagreement_percent_halfwidth"] for s in (-1, 1))
        ax.fill_between(rows["k"], low, high, color=style.BLUE, alpha=0.18, lw=0)
        ax.plot(rows["k"], rows["disagreement_percent"], color=style.BLUE, label="the two models disagree")
        ax.plot(rows["k"], rows["error_percent"], color=style.VERMILLION, ls="--", label="a model is wrong")
        best = {}
        for column, color in (("disagreement_percent", style.BLUE), ("error_percent", style.VERMILLION)):
            best[column] = rows.loc[rows[column].idxmin()]
            ax.plot(best[column]["k"], best[column][column], "o", color=color, ms=5)
        ax.set(xscale="log", xlabel="K, number of neighbours", title=title, ylim=(0, None))
        ticks = [k for k in (1, 2, 3, 5, 10, 20, 50, 100) if k <= rows["k"].max()]
        ax.set_xticks(ticks, map(str, ticks))
        ax.minorticks_off()
        ax.grid(axis="y")
        first = rows.set_index("k")["disagreement_percent"]
        texts.append(
            f"{title}: disagreement is {first[1]:.1f} % at K = 1, {first[3]:.1f} % at K = 3, and smallest at K "
            f"= {best['disagreement_percent']['k']}; the error is smallest at K = {best['error_percent']['k']}."
        )
    fig.axes[0].set_ylabel("share of queries [%]")
    fig.axes[1].set_ylabel("share of queries [%], own scale")
    fig.legend(
        *fig.axes[1].get_legend_handles_labels(), loc="outside upper left", ncols=2, alignment="left",
        title="dots: smallest value; band: 95 % interval", title_fontsize=7.5,
    )  # fmt: skip
    own = stability[stability["dataset"] == "mnist"]
    alt = "Two panels over K on a logarithmic axis, disagreement solid and error dashed. " + " ".join(texts)
    return style.describe(fig, alt=alt, data=own["data"].iloc[0], used=f"{own['queries'].iloc[0]:,} queries")
