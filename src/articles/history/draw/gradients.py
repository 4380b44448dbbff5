"""Figure of section 2: how the gradient vanishes or explodes with depth."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

COLOURS = (style.VERMILLION, style.PURPLE, style.GREEN, style.BLUE)
DASHES = ("-", "-", "--", "--")  # solid: naive
LIMITS = 1e-12, 1e12  # of the lower axis, so that the bands can be seen


def depth_vs_gradient(profile: pd.DataFrame, first_layer: pd.DataFrame, rates: pd.DataFrame) -> Figure:
    """Draw gradients back through the deepest nets, and of the first layer against depth.

    The tables are those of compute.gradients.
    """
    fig = style.figure(height_inches=5.4)
    kinds, names = profile.activation.unique(), profile.initialisation.unique()
    panels = fig.subplots(2, len(kinds), sharey="row", sharex="row")
    for row, (table, x) in enumerate(((profile, "layers_back"), (first_layer, "depth"))):
        for kind, ax in zip(kinds, panels[row], strict=True):
            for name, colour, dash in zip(names, COLOURS, DASHES, strict=True):
                line = table[(table.activation == kind) & (table.initialisation == name)]
                ax.fill_between(line[x], line.low, line.high, color=colour, alpha=0.2, linewidth=0)
                ax.plot(line[x], line["median"], dash, color=colour, label=name)
            ax.axhline(1, color=style.MUTED, linewidth=0.8, linestyle=":")
            ax.set(yscale="log", xlabel="layers back from the last" if row == 0 else "depth [layers]")
    panels[1, 0].set_ylim(*LIMITS)
    _round_ticks(panels[0, 0])
    for kind, ax in zip(kinds, panels[0], strict=True):
        ax.set_title(kind)
        factors = rates[(rates.activation == kind) & (rates.quantity == "profile")].set_index("initialisation")
        for place, (name, colour) in enumerate(zip(names, COLOURS, strict=True)):
            words = f"×{factors.factor_per_layer[name]:.3g} ({factors.theory_factor[name]:.3g})"
            look = {"color": style.words(colour), "va": "top", "fontsize": 7}
            ax.text(0.03, 0.33 - 0.075 * place, words, transform=ax.transAxes, **look)
            x = profile.layers_back.unique()
            ax.plot(x, factors.theory_factor[name] ** x, color=style.INK, linewidth=0.6, linestyle=":")
        ax.text(0.03, 0.41, "a layer (theory)", color=style.MUTED, transform=ax.transAxes, va="top", fontsize=7)
    panels[0, 0].set_ylabel(f"|∂J/∂z| over that of the last layer\n({first_layer.depth.max()} layers)")
    panels[1, 0].set_ylabel("|∂J/∂W| of the first layer\n(axis cut)")
    fig.legend(*panels[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=len(names), title="weights")
    texts = [
        f"{row.activation} with {row.initialisation} {row.factor_per_layer:.3g}"
        for row in rates[rates.quantity == "profile"].itertuples()
    ]
    alt = (
        "Six panels with logarithmic vertical axes: for sigmoid, tanh and ReLU, above the size of the gradient against "
        f"the number of layers back from the last in nets of {first_layer.depth.max()} layers, below that of the first "
        "layer's weights against the depth of the net, on an axis cut at 10^-12 and 10^12. "
        "Nearly all curves are straight lines, that is, exponential. "
        f"The fitted factors a layer are: {'; '.join(texts)}."
    )
    return style.describe(fig, alt=alt)


def _round_ticks(ax: Axes) -> None:
    """Set ticks at one hundredth, thousandth ... as powers of ten in even steps through 1."""
    low, high = np.log10(ax.get_ylim())
    step = next(step for step in (1, 2, 3, 6, 10, 20, 30, 50, 100) if (high - low) / step <= 7)
    powers = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
    ax.set_yticks(10.0**powers)
    ax.minorticks_off()
