"""Figure of the Karhunen-Loève expansion about the mean and about the origin (sections 1 and 4)."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

ABOUT = {"mean": ("about the mean (PCA)", style.BLUE), "origin": ("about the origin", style.VERMILLION)}


def centring(expansions: pd.DataFrame) -> Figure:
    """Draw the share of every axis and the error that the axes so far leave, with and without centring."""
    fig = style.figure(height_inches=3.0)
    shares, errors = fig.subplots(1, 2)
    axes = sorted(expansions.axis.unique())
    for step, (about, (label, color)) in enumerate(ABOUT.items()):
        part = expansions[expansions.about == about]
        for ax, column in ((shares, "share_percent"), (errors, "error_square")):
            bars = ax.bar(part.axis - 0.2 + 0.4 * step, part[column], 0.36, color=color, label=label)
            ax.bar_label(bars, fmt="%.1f", fontsize=7, padding=1)
            ax.margins(y=0.12)
    shares.set_ylim(0, 106)
    shares.set(title="Share of the mean square", ylabel="share (%)", xlabel="axis")
    shares.set_xticks(axes, [f"$u_{{{axis}}}$" for axis in axes])
    errors.set(title="What the axes so far leave out", ylabel="mean squared error (marks²)", xlabel="axes kept")
    errors.set_xticks(axes)
    shares.legend(loc="upper right", bbox_to_anchor=(1, 0.88))
    mean, origin = (expansions[(expansions.about == about) & (expansions.axis == 1)].iloc[0] for about in ABOUT)
    alt = (
        "Two bar charts of the three axes of the 30 students' printed moments, with and without centring. Of the mean "
        f"square, the first axis holds {mean.share_percent:.1f} % about the mean, {origin.share_percent:.1f} % about "
        f"the origin. Yet the mean squared error it leaves is {mean.error_square:.1f} squared marks in the first case "
        f"and {origin.error_square:.1f} in the second: the larger share is the mean itself, not a better description."
    )
    return style.describe(fig, alt=alt)
