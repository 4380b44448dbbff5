"""The example of three neighbours: for each K a circle, the votes, and the prediction of each rule for ties."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from recomputed.drawing import style

SHOWN = (1, 2, 3)
COLOURS = {"minus": style.BLUE, "plus": style.RED}
MARKERS = {"minus": "_", "plus": "+"}
SIGNS = {"minus": "−", "plus": "+", "tie": "tie"}
RULES = {"nearest": "nearest decides a tie", "lowest": "lowest label decides", "reported": "tie only reported"}


def toy(points: pd.DataFrame, outcomes: pd.DataFrame) -> Figure:
    """Draw query and samples, a circle around the K nearest for K = 1, 2, 3, and the predictions below."""
    fig = style.figure(height_inches=2.9)
    texts = []
    for ax, k in zip(fig.subplots(1, len(SHOWN)), SHOWN, strict=True):
        rows = outcomes[outcomes["k"] == k].set_index("ties")
        votes = rows.iloc[0]
        _scene(ax, points, k, votes["radius"])
        winner = "plus" if votes["plus"] > votes["minus"] else "minus"
        tied = votes["plus"] == votes["minus"]
        ax.set_title(f"K = {k}", loc="center")
        if tied:
            lines = [f"{words}: {_said(rows.loc[rule])}" for rule, words in RULES.items()]
        else:
            lines = [f"{SIGNS[winner]} wins: {votes['outcome']}", "under every tie rule"]
        lines.insert(0, f"votes: {votes['minus']} for −, {votes['plus']} for +")
        ax.text(0.5, -0.04, "\n".join(lines), transform=ax.transAxes, ha="center", va="top", linespacing=1.4)
        texts.append(f"K = {k}, {'; '.join(lines)}.")
    alt = (
        "Three panels with the same query, a diamond with its true class, plus, inside, and labelled samples around "
        "it, minus in blue and plus in red. A circle reaches the K-th nearest sample. " + " ".join(texts)
    )
    return style.describe(fig, alt=alt)


def _said(row: pd.Series) -> str:
    return "no answer" if row["outcome"] == "tie" else f"{SIGNS[row['predicted']]}, {row['outcome']}"


def _scene(ax: Axes, points: pd.DataFrame, k: int, radius: float) -> None:
    query = points[points["rank"] == 0].iloc[0]
    ax.add_patch(
        Circle((query["x"], query["y"]), radius, facecolor=style.FAINT, alpha=0.6, edgecolor=style.INK, zorder=0)
    )
    for row in points[points["rank"] > 0].itertuples():
        inside = row.rank <= k
        ax.plot([query["x"], row.x], [query["y"], row.y], color=style.MUTED, lw=0.8 * inside, zorder=1)
        alpha, size = (1.0, 11) if inside else (0.45, 9)
        ax.plot(row.x, row.y, MARKERS[row.label], color=COLOURS[row.label], ms=size, mew=2.6, alpha=alpha)
    ax.plot(query["x"], query["y"], "D", color=style.PAPER, mec=style.RED, mew=1.4, ms=9)
    ax.plot(query["x"], query["y"], "+", color=style.RED, mew=1.4, ms=6)
    ax.annotate("query", (query["x"], query["y"]), (8, -9), textcoords="offset points", fontsize=7)
    wide, high = 1.12 * points[["x", "y"]].abs().max()
    ax.set(xlim=(-wide, wide), ylim=(-high, high), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
