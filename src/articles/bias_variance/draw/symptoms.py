"""The lists of symptoms as a figure: which of the random models show them, by what they suffer from."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

LISTS = {  # symptoms of a list -> its heading in the article
    "high training error, similar test error": "high bias",
    "low training error, very high test error": "high bias",
}
COLOURS = {"high bias": style.BLUE, "high variance": style.ORANGE}
MOST = 105  # the axis ends at 100 %


def table(symptoms: pd.DataFrame) -> Figure:
    """Draw for each list of symptoms the share of models that show it, by diagnosis and by what counts as high.

    symptoms: tendencies_symptoms.csv; of its limits for a similar and a very high test error the middle ones are drawn.
    """
    limits = symptoms[["similar", "very_high"]].drop_duplicates().sort_values("similar").reset_index(drop=True)
    similar, very_high = limits.iloc[len(limits) // 2]
    own = symptoms[(symptoms.similar == similar) & (symptoms.very_high == very_high)]
    fig = style.figure(height_inches=3.4)
    axes = fig.subplots(1, len(LISTS), sharey=True)
    texts = []
    for number, (ax, (symptom, heading)) in enumerate(zip(axes, LISTS.items(), strict=True), 1):
        rows = own[own.symptom == symptom]
        texts += [_bars(ax, rows[rows.diagnosis == name], name, n) for n, name in enumerate(COLOURS)]
        one, other = symptom.split(", ")
        ax.set_title(f"List {number}: {one},\n{other}", fontsize=8)
        ax.text(0, 1.02, f"heading in the article: {heading}", transform=ax.transAxes, va="bottom", fontsize=7.5)
        ax.set_title(ax.get_title(loc="left"), pad=16, fontsize=8)
        ax.set(xlabel="high from here on (noise variances)", ylim=(0, MOST))
        ax.axhline(50, color=style.MUTED, linewidth=0.8, linestyle=":")
    axes[0].set_ylabel("models that show the list [%]")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    alt = (
        f"Two panels, one for each list of symptoms. A test error is similar up to {similar:g} times and very high "
        f"from {very_high:g} times the training error on. Both lists have the heading high bias in the article. "
        f"Share of the models that show the list, at {len(own.level.unique())} levels of what is high: "
        f"{'; '.join(texts)}."
    )
    return style.describe(fig, alt=alt)


def _bars(ax: Axes, rows: pd.DataFrame, name: str, place: int) -> str:
    """Draw the bars of a diagnosis beside those of the other one; give their values in words."""
    rows = rows.sort_values("level")
    at = [n - 0.2 + 0.4 * place for n in range(len(rows))]
    half = (
        rows.shown_halfwidth.clip(upper=rows.shown_percent),
        rows.shown_halfwidth.clip(upper=100 - rows.shown_percent),
    )
    ax.bar(at, rows.shown_percent, 0.38, color=COLOURS[name], label=f"models with {name}")
    ax.errorbar(at, rows.shown_percent, half, fmt="none", ecolor=style.INK, elinewidth=1)
    ax.set_xticks(range(len(rows)), [f"{level:g}" for level in rows.level])
    values = ", ".join(f"{value:.0f} %" for value in rows.shown_percent)
    return f"{rows.symptom.iloc[0]}, models with {name}: {values}"
