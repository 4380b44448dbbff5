"""Figures of t-SNE, PCA and LDA: their maps, and how well these keep neighbourhoods and distances."""

import pandas as pd
from matplotlib.figure import Figure

from articles.announced.draw.digits import MOST_MARKS, scatter
from recomputed.drawing import style

COLOURS = {"PCA": style.BLUE, "LDA": style.GREEN}
COLUMNS = 3
NOT_SHOWN = """Not shown by a t-SNE map:

·  how far groups are from each other
·  how large or dense they are
·  that a gap is a gap in the data
·  any axis or scale
·  a place for a new image"""


def maps(layouts: dict, summary: pd.DataFrame) -> Figure:
    """Draw every map, with the images as their digits, and a note on what a t-SNE map does not show."""
    names = list(summary["map"])
    labels = layouts["labels"][: MOST_MARKS // len(names)]
    rows = -(-len(names) // COLUMNS)
    fig = style.figure(height_inches=2.6 * rows + 0.4)
    panels = fig.subplots(rows, COLUMNS, squeeze=False).ravel()
    for ax, name in zip(panels, names, strict=False):
        scatter(ax, layouts[name][: len(labels)], labels, size=8)
        ax.set(xticks=[], yticks=[], title=_title(name))
        ax.spines[:].set_visible(False)
    for ax in panels[len(names) :]:
        ax.set_axis_off()
    if len(names) < len(panels):
        panels[len(names)].text(
            0, 0.9, NOT_SHOWN, transform=panels[len(names)].transAxes, va="top", color=style.MUTED, linespacing=1.5
        )
    alt = (
        f"{len(labels)} of {len(layouts['labels'])} test images as their digits on {len(names)} maps. "
        "On those of PCA and LDA most "
        "digits overlap. On those of t-SNE most digits form an island or two of their own, broken into "
        "bits and threads at low perplexity, rounder and closer together at high. A note lists what such a map does "
        "not show: distances between groups, their size and density, whether gaps are real, axes, places of new "
        "images."
    )
    used = f"{len(labels):,} of {len(layouts['labels']):,} test images drawn"
    return style.describe(fig, alt=alt, data=str(layouts["data"]), used=used)


def kept(kept: pd.DataFrame, summary: pd.DataFrame) -> Figure:
    """Draw overlap and trustworthiness over the number of neighbours, and the rank correlation of distances."""
    fig = style.figure(height_inches=3.3)
    overlap, trust, far = fig.subplots(1, 3, width_ratios=(3, 3, 2))
    colours = _colours(list(summary["map"]))
    for name, colour in colours.items():
        line = kept[kept["map"] == name]
        for ax, column in ((overlap, "overlap_percent"), (trust, "trustworthiness")):
            low, high = (line[column] + sign * line[f"{column}_halfwidth"] for sign in (-1, 1))
            ax.fill_between(line.k, low, high, color=colour, alpha=0.15, linewidth=0)
            ax.plot(line.k, line[column], ".-", color=colour, markersize=4, linewidth=1.2, label=_title(name))
    chance = kept[kept["map"] == summary["map"].iloc[0]]
    overlap.plot(chance.k, chance.chance_percent, ":", color=style.MUTED, label="a random map")
    overlap.set(title="Neighbours kept", ylabel="of the K nearest [%]", ylim=(0, None))
    trust.set(title="No strangers among them", ylabel="trustworthiness", ylim=(None, 1))
    for ax in (overlap, trust):
        ax.set(xscale="log", xlabel="neighbours K", xticks=[1, 10, 100], xticklabels=[1, 10, 100])
    places = range(len(summary))
    far.barh(places, summary.distance_correlation, color=list(colours.values()))
    far.set(yticks=places, yticklabels=summary["map"], title="Far pairs kept far")
    far.set(xlabel="rank correlation", xlim=(0, 1), xticks=[0, 0.5, 1])
    far.invert_yaxis()
    far.tick_params(axis="y", length=0)
    fig.legend(
        *overlap.get_legend_handles_labels(), loc="outside upper center", ncols=len(colours) + 1, columnspacing=1
    )
    middle = kept.k[(kept.k - 10).abs().idxmin()]
    at = kept[kept.k == middle].set_index("map")
    both = "; ".join(
        f"{_title(name)} {at.overlap_percent[name]:.0f} % and {at.trustworthiness[name]:.2f}" for name in colours
    )
    spread = ", ".join(f"{_title(row.map)} {row.distance_correlation:.2f}" for row in summary.itertuples())
    alt = (
        f"Three panels. Of the {middle} nearest neighbours each map keeps this share, with this trustworthiness: "
        f"{both}. A random map would keep {at.chance_percent.iloc[0]:.1f} %. Rank correlation of the distances of all "
        f"pairs on the map with those of their pixels: {spread}."
    )
    return style.describe(fig, alt=alt, data=str(kept.data.iloc[0]), used=f"{kept.images.iloc[0]:,} test images")


def _title(name: str) -> str:
    return name.replace("t-SNE ", "t-SNE, perplexity ")


def _colours(names: list[str]) -> dict[str, str]:
    shades = iter(style.SHADES)  # for t-SNE, one per perplexity
    return {name: COLOURS.get(name) or next(shades) for name in names}
