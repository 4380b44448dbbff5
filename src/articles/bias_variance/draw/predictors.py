"""How K nearest neighbours depend on many predictors, and the variance of models on up to ten predictors."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

SHOWN = ("all matter equally", "two matter")  # kinds of data
SCALES = {  # least sensitivity of a predictor that remains: name, line, colour
    "relative": ("a tenth of the strongest one's", "o-", style.INK),
    "absolute": ("a hundredth of Var f", "s--", style.GREEN),
}


def sensitivity(predictors: pd.DataFrame, remaining: pd.DataFrame) -> Figure:
    """Draw each predictor's share of the sensitivity, and how many predictors remain, against K."""
    fig = style.figure(height_inches=4.4)
    number = int(predictors.predictor.max())
    axes = fig.subplots(2, len(SHOWN), sharex=True, sharey="row", height_ratios=(2, 1))
    texts = []
    for (share, count), world in zip(axes.T, SHOWN, strict=True):
        own, left = predictors[predictors.world == world], remaining[remaining.world == world]
        for j, line in own.groupby("predictor"):
            color = style.VERMILLION if world == SHOWN[0] or j <= 2 else style.BLUE
            share.plot(line.k, line.share_percent, color=color, linewidth=1, marker="o", markersize=2.5)
        for scale, (name, look, color) in SCALES.items():
            line = left[left.scale == scale]
            half = line.remaining_halfwidth
            count.errorbar(line.k, line.remaining, half, color=color, fmt=look, markersize=3, label=name)
        share.set(title=f"{world[0].upper()}{world[1:]}", ylim=(0, 42))
        count.set(
            xlabel="K (neighbours)",
            xscale="log",
            ylim=(0, number + 1),
            yticks=[0, 5, 10],
            xticks=[1, 10, 100],
            xticklabels=[1, 10, 100],
        )
        ends = own[own.k == own.k.max()].share_percent
        ranges = left.groupby("scale", sort=False).remaining.agg(["min", "max"])
        counts = "; ".join(f"{SCALES[scale][0]}: {low:.1f} to {high:.1f}" for scale, low, high in ranges.itertuples())
        texts.append(
            f"Where {world}, shares at K = {own.k.max()} run from {ends.min():.0f} to {ends.max():.0f} percent; "
            f"predictors with a sensitivity of at least {counts} of {number}, over all K."
        )
    axes[0, 0].set_ylabel("share of the sensitivity, %")
    axes[1, 0].set_ylabel("predictors\nthat remain")
    axes[1, 0].legend(loc="lower left", title="sensitivity of at least", title_fontsize=7.5, alignment="left")
    axes[0, 0].text(1, 13, f"the {number} that matter", color=style.words(style.VERMILLION), fontsize=7.5)
    axes[0, 1].text(1, 23, "the two that matter", color=style.words(style.VERMILLION), fontsize=7.5)
    axes[0, 1].text(1, 3.5, f"the {number - 2} without effect", color=style.words(style.BLUE), fontsize=7.5)
    alt = (
        "Four panels: each predictor's share in how K-nearest-neighbour predictions change, and how many remain. "
        + " ".join(texts)
    )
    return style.describe(fig, alt=alt)


def two_or_ten(table: pd.DataFrame) -> Figure:
    """Draw bias² and variance of least squares and K nearest neighbours against the number of predictors used."""
    worlds, models = list(table.world.unique()), list(table.model.unique())
    fig = style.figure(height_inches=4.8)
    axes = fig.subplots(len(models), len(worlds), sharex=True, sharey="row")
    texts = []
    for line, model in zip(axes, models, strict=True):
        for ax, world in zip(line, worlds, strict=True):
            own = table[(table.model == model) & (table.world == world)]
            for name, label, color, style_ in (
                ("bias2", "bias²", style.BLUE, "-"),
                ("variance", "variance", style.VERMILLION, "-"),
                ("from_noise", "variance from noise alone", style.VERMILLION, ":"),
            ):
                ax.errorbar(own.features, own[name], yerr=own[f"{name}_halfwidth"], color=color, linestyle=style_,
                            marker="o", markersize=2.5, elinewidth=0.8, label=label)  # fmt: skip
            ax.set(title=f"{model[0].upper()}{model[1:]}, {world}", ylim=(0, None))
            last = own[own.features == own.features.max()].iloc[0]
            texts.append(f"{model}, {world}: {last.variance_over_two:.2f} ± {last.variance_over_two_halfwidth:.2f}")
    for ax in axes[-1]:
        ax.set_xlabel("predictors used, of ten")
    for ax in axes[:, 0]:
        ax.set_ylabel("mean square")
    axes[0, 1].legend()
    alt = (
        "Four panels, bias squared and variance against the number of predictors, for least squares and K nearest "
        "neighbours, where all ten predictors matter and where two do. Variance on ten predictors over that on two: "
        f"{'; '.join(texts)}."
    )
    return style.describe(fig, alt=alt)
