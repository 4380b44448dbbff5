"""Figure of section 2: the norm of a vector over many multiplications."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.spread_labels import spread

TITLES = {
    "matrix power": "One matrix, again and again",
    "simple RNN": "Jacobians of a simple RNN",
    "cell highway": "Forget gates of an LSTM",
}
LETTERS = {"matrix power": "gain", "simple RNN": "gain", "cell highway": "forget bias"}
LOWEST = -32  # decades; lower values are outside the axes


def multiplication(norms: pd.DataFrame, shares: pd.DataFrame) -> Figure:
    """Draw the norm over the number of multiplications; tables of compute.multiplication."""
    fig = style.figure(style.WIDE_INCHES, 3.0)
    axes = fig.subplots(1, len(TITLES), sharey=True)
    for ax, (kind, title) in zip(axes, TITLES.items(), strict=True):
        table = norms[norms["kind"] == kind]
        lines = list(table.groupby("value"))
        heights = spread([line["decades"].iloc[-1] for _, line in lines], gap=2.2)
        for colour, (value, line), height in zip(style.PALETTE, lines, heights, strict=False):
            ax.plot(line["depth"], line["decades"], color=colour)
            ax.fill_between(line["depth"], line["low"], line["high"], color=colour, alpha=0.2, lw=0)
            look = {"textcoords": "offset points", "color": style.words(colour), "va": "center", "fontsize": 7}
            ax.annotate(f"{LETTERS[kind]} {value:g}", (line["depth"].iloc[-1], height), (3, 0), **look)
        ax.plot([0, norms["depth"].max()], [0, 0], color=style.MUTED, lw=0.8, zorder=0)
        ax.set(title=title, xlabel="multiplications", xlim=(0, norms["depth"].max() * 1.55))
        ax.set_xticks([n for n in ax.get_xticks() if n <= norms["depth"].max()])
    axes[0].set(ylabel="norm, decades from the start (log₁₀)", ylim=(LOWEST, norms["high"].max() + 2))
    row = (of_all := shares[shares["weights"] == "gain 1/2 to 2"]).iloc[len(of_all) // 2]
    last = norms[norms["depth"] == norms["depth"].max()].set_index(["kind", "value"])["decades"]
    ends = "; ".join(
        f"{kind}: " + ", ".join(f"{last[kind, v]:.1f} at {LETTERS[kind]} {v:g}" for v in last[kind].index)
        for kind in TITLES
    )
    return style.describe(
        fig,
        alt=f"{len(TITLES)} panels of the norm of a vector, on a logarithmic scale, over the number of "
        f"multiplications. After {norms['depth'].max()} of them, in decades: {ends}. Of {row['nets']} simple RNNs with "
        f"gains from 1/2 to 2, over {row['depth']} steps {row['vanished_percent']:.0f} % shrank and "
        f"{row['exploded_percent']:.0f} % grew by more than a factor of {row['factor']:g}.",
    )
