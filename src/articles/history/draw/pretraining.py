"""Figure of section 4: deep nets with and without greedy pretraining."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

TICKS = [2, 5, 10, 20, 50, 90]
COLOURS = {"plain": style.VERMILLION, "pretrained": style.BLUE}


def pretraining(curves: pd.DataFrame, gradients: pd.DataFrame, images: int, validation_images: int) -> Figure:
    """Draw errors against depth and work, and gradients of the layers, with the tables of compute.pretraining.

    Lines are medians; bands reach from the least to the greatest value over seeds.
    """
    fig = style.figure(height_inches=5.2)
    (by_depth, by_work), (by_layer, over_time) = fig.subplots(2, 2, sharey="row")
    deepest = curves.depth.max()
    last = curves.groupby(["arm", "depth", "repeat"], as_index=False).last()
    deep, slopes = curves[curves.depth == deepest], gradients[gradients.depth == deepest]
    start = slopes[slopes.epochs_spent == slopes.groupby("arm").epochs_spent.transform("min")]
    _bands(by_depth, last, "depth", "test_error_percent")
    _bands(by_work, deep, "epochs_spent", "test_error_percent")
    _bands(by_layer, start, "layer", "gradient")
    _bands(over_time, slopes[slopes.layer == 1], "epochs_spent", "gradient")
    by_depth.set(title="At the end of the budget", xlabel="hidden layers", xticks=sorted(curves.depth.unique()))
    by_work.set(title=f"{deepest} hidden layers", xlabel="work [training epochs of the plain net]")
    by_layer.set(
        title=f"First gradient from the labels, {deepest} layers", xlabel="hidden layer, counted from the input"
    )
    by_layer.set(xticks=sorted(start.layer.unique()), ylabel="|∂J/∂W|", yscale="log")
    over_time.set(title="Gradient of the first layer", xlabel=by_work.get_xlabel(), ylabel="|∂J/∂W|", yscale="log")
    for ax in (by_depth, by_work):
        ax.set(ylabel="test error [%]", yscale="log", ylim=(2, 105), yticks=TICKS, yticklabels=TICKS)
        ax.minorticks_off()
    for ax in (by_work, over_time):
        ax.set_xlim(left=0)
    by_work.axvspan(0, deep[deep.arm == "pretrained"].epochs_spent.min(), color=style.FAINT, alpha=0.6, linewidth=0)
    by_work.text(0.15, 2.2, "layers as\nauto-\nencoders", color=style.MUTED, fontsize=7)
    fig.legend(*by_depth.get_legend_handles_labels(), loc="outside upper center", ncols=2)
    used = f"up to {images:,} for training and {validation_images:,} to choose rates, and the test images"
    return style.describe(fig, alt=_alt(last, start, deepest), data=str(curves.data.iloc[0]), used=used)


def _bands(ax: Axes, table: pd.DataFrame, x: str, y: str) -> None:
    names = {"plain": "trained at once", "pretrained": "pretrained layer by layer, then trained"}
    for arm, colour in COLOURS.items():
        group = table[table.arm == arm].groupby(x)[y]
        low, high = group.min(), group.max()
        ax.fill_between(low.index, low, high, color=colour, alpha=0.25, linewidth=0)
        ax.plot(group.median().index, group.median(), ".-", color=colour, label=names[arm], markersize=4)


def _alt(last: pd.DataFrame, start: pd.DataFrame, deepest: int) -> str:
    errors = last.groupby(["depth", "arm"]).test_error_percent.median()
    listed = "; ".join(
        f"{depth} hidden layers {errors[depth, 'plain']:.1f} % and {errors[depth, 'pretrained']:.1f} %"
        for depth in sorted(last.depth.unique())
    )
    first = start.groupby(["layer", "arm"]).gradient.median()
    return (
        "Four panels compare deep sigmoid nets trained at once with nets pretrained layer by layer. Median test errors "
        f"at the end of the same budget, trained at once and pretrained: {listed}. As training with labels begins, the "
        f"gradient of the first of {deepest} layers is {first[1, 'plain']:.2g} where trained at once and "
        f"{first[1, 'pretrained']:.2g} after pretraining, that of the last {first[deepest, 'plain']:.2g} and "
        f"{first[deepest, 'pretrained']:.2g}."
    )
