"""Figure of section 4: deep nets with and without pretraining layer by layer, and where its effect turns."""

import itertools
from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from recomputed.drawing import style

TICKS = [10, 20, 50, 90]
NAMES = {
    "plain": "trained at once", "autoencoders": "pretrained as autoencoders, then trained",
    "deep belief net": "pretrained as a deep belief net, then trained",
}  # fmt: skip
COLOURS = {"plain": style.VERMILLION, "autoencoders": style.BLUE, "deep belief net": style.GREEN}
MARKERS = "os^Dv"
SAVED = [-1, 0, 1, 10, 100]


def pretraining(
    curves: pd.DataFrame, gradients: pd.DataFrame, nets: pd.DataFrame, effects: pd.DataFrame, starts: pd.DataFrame,
    start_rates: pd.DataFrame, shared: dict,
) -> Figure:  # fmt: skip
    """Draw errors over gains, depths and work, first gradients, and effects over gains; see compute.pretraining.

    Thin lines are single nets, thick ones medians; shared: the settings pretraining.shared.
    """
    fig = style.figure(height_inches=8.2)
    ends, work, turns = fig.subplots(3, 3, gridspec_kw={"height_ratios": [1, 1, 1.25]})
    deep = nets["depth"].max()
    _errors(ends, work, nets, curves[curves["depth"] == deep])
    _first_gradient(work[2], gradients[(gradients["depth"] == deep) & (gradients["first_gain"] == 1)])
    _turns(turns, effects, starts, start_rates)
    fig.legend(*ends[0].get_legend_handles_labels(), loc="outside upper center", ncols=3)
    used = (
        f"{shared['images']:,} for training each net, {shared['validation_images']:,} for validation, all test images "
        "for the errors at the end; pixels averaged in squares of 2 by 2"
    )
    return style.describe(fig, alt=_alt(nets, effects, starts, deep), data=str(nets["data"].iloc[0]), used=used)


def _errors(ends: np.ndarray, work: np.ndarray, nets: pd.DataFrame, deepest: pd.DataFrame) -> None:
    """Draw errors at the end over gains, a panel for each depth, and while the deepest nets learn, for two gains."""
    depths, gains = sorted(nets["depth"].unique()), sorted(nets["first_gain"].unique())
    shown = [*depths[:2], *depths[2:][-1:]]  # the deepest nets among them
    for ax in ends[len(shown) :]:
        ax.set_visible(False)
    for ax, depth in zip(ends, shown, strict=False):
        _lines(ax, nets[nets["depth"] == depth], "first_gain", "test_error_percent")
        ax.set(xscale="log", xlabel="gain of the first weights", title=_layers(depth, "hidden "))
        ax.set_xticks(gains, [f"{gain:g}" for gain in gains])
    for ax, gain in zip(work, (1, gains[-1]), strict=False):
        _lines(ax, deepest[deepest["first_gain"] == gain], "epochs_spent", "validation_error_percent")
        title = f"{_layers(depths[-1])}, gain {gain:g}"
        ax.set(title=title, xlabel="work [epochs of plain nets]", xlim=(0, None))
    for ax in (*ends, *work[:2]):
        ax.set(yscale="log", ylim=(0.9 * min(nets["test_error_percent"].min(), TICKS[0]), 100))
        ax.set_yticks(TICKS, TICKS)
        ax.minorticks_off()
    ends[0].set_ylabel("test error at the end [%]")
    work[0].set_ylabel("validation error [%]")


def _first_gradient(ax: Axes, gradients: pd.DataFrame) -> None:
    _lines(ax, gradients, "layer", "gradient")
    ax.set(title="First gradient, gain 1", xlabel="hidden layer", ylabel="|∂J/∂W|", yscale="log")
    ax.set_xticks(sorted(gradients["layer"].unique()))
    ax.minorticks_off()


def _turns(axes: np.ndarray, effects: pd.DataFrame, starts: pd.DataFrame, start_rates: pd.DataFrame) -> None:
    """Draw where the effects on errors and on the first gradient turn."""
    saved, biases, rates = axes
    _effects(saved, effects, "depth", "lower_percent", _layers)
    _effects(biases, starts, "first_bias", "more_decades", lambda bias: f"bias {bias:g}")
    _effects(rates, start_rates, "pretraining_rate", "more_decades", lambda rate: f"rate {rate:g}")
    saved.set(title="Errors saved", ylabel="points of test error", yscale="symlog")
    saved.set_ylim(2 * min(effects["lower_percent_low"].min(), -1), 1.5 * max(effects["lower_percent_high"].max(), 1))
    saved.set_yticks(SAVED, [f"{points}".replace("-", "−") for points in SAVED])
    saved.minorticks_off()
    both = pd.concat([starts, start_rates])
    for ax, word in ((biases, "biases"), (rates, "rates")):
        ax.set(title=f"First layer, over {word}", ylabel="decades of gradient gained")
        ax.set_ylim(both["more_decades_low"].min() - 0.2, both["more_decades_high"].max() + 0.2)


def _layers(depth: int, kind: str = "") -> str:
    return f"{depth} {kind}layer{'s' if depth > 1 else ''}"


def _lines(ax: Axes, table: pd.DataFrame, x: str, y: str) -> None:
    for arm, colour in COLOURS.items():
        lines = table[table["arm"] == arm].pivot_table(index=x, columns="repeat", values=y)
        ax.plot(lines.index, lines, color=colour, alpha=0.2, linewidth=0.6)
        ax.plot(lines.index, lines.median(axis=1), ".-", color=colour, label=NAMES[arm], markersize=4)


def _effects(ax: Axes, found: pd.DataFrame, series: str, column: str, word: Callable[[float], str]) -> None:
    """Draw effects with their intervals over the gain, a marker for each value of `series`; hollow: not told apart."""
    gains, values = sorted(found["first_gain"].unique()), sorted(found[series].unique())
    kinds = [(arm, value) for arm in COLOURS if arm in set(found["arm"]) for value in values]
    markers = dict(zip(values, itertools.cycle(MARKERS), strict=False))
    ax.axhline(0, color=style.INK, linewidth=0.8)
    for number, (arm, value) in enumerate(kinds):
        own = found[(found["arm"] == arm) & (found[series] == value)].sort_values("first_gain")
        x = np.arange(len(gains)) + 0.8 * ((number + 0.5) / len(kinds) - 0.5)
        ax.vlines(x, own[f"{column}_low"], own[f"{column}_high"], color=COLOURS[arm], linewidth=1)
        for at, height, says in zip(x, own[column], own["says"], strict=True):
            face = style.PAPER if says == "not told apart" else COLOURS[arm]
            ax.plot(at, height, markers[value], color=COLOURS[arm], mfc=face, mew=0.8, markersize=3.5)
    keys = [Line2D([], [], ls="", marker=markers[value], color=style.MUTED, ms=3.5) for value in values]
    names = [word(value).replace("-", "−") for value in values]
    ax.legend(keys, names, loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, columnspacing=0.8, handletextpad=0)
    ax.set(xlabel="gain of the first weights", xlim=(-0.5, len(gains) - 0.5))
    ax.set_xticks(range(len(gains)), [f"{gain:g}" for gain in gains])
    for between in np.arange(len(gains) - 1) + 0.5:
        ax.axvline(between, color=style.FAINT, linewidth=0.6, zorder=0)


def _alt(nets: pd.DataFrame, effects: pd.DataFrame, starts: pd.DataFrame, deep: int) -> str:
    middle = nets[nets["depth"] == deep].groupby(["first_gain", "arm"])["test_error_percent"].median()
    gains = sorted(nets["first_gain"].unique())
    errors = "; ".join(
        f"gain {gain:g}: " + ", ".join(f"{middle[gain, arm]:.1f} % {arm}" for arm in COLOURS) for gain in gains
    )
    counts = [
        f"{(table['says'] == 'above 0').sum()} of {len(table)} conditions above 0 and "
        f"{(table['says'] == 'below 0').sum()} below"
        for table in (effects, starts)
    ]
    return (
        "Six panels of lines compare deep sigmoid nets trained at once with nets pretrained as autoencoders and as "
        "deep belief nets: test errors over the gain of the first weights for each depth, validation errors over work, "
        f"first gradients over layers. Median test errors with {deep} hidden layers: {errors}. Three panels give the "
        f"effect of pretraining for each gain with its interval: on errors {counts[0]}, on the gradient of the first "
        f"layer over gains and first biases {counts[1]}."
    )
