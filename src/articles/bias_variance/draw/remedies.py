"""Symptoms and remedies as errors: two models (patients), four settings (knobs), each changed in both directions."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

STEPS = 2  # values of a sweep between a knob as found and as drawn
TITLES = {"underfitting": "High bias", "overfitting": "High variance"}
NAMES = {"features": "predictors", "degree": "polynomial degree", "penalty": "penalty λ", "samples": "samples"}
ADVISED = {  # the article's lists of remedies
    "underfitting": {("features", "more"), ("degree", "more"), ("penalty", "less")},
    "overfitting": {("samples", "more"), ("features", "less"), ("penalty", "more")},
}
PARTS = (("noise", style.FAINT, "noise"), ("bias2", style.BLUE, "bias²"), ("variance", style.ORANGE, "variance"))


def table(remedies: pd.DataFrame) -> Figure:
    """Draw the test error of each patient, split into its parts, as found and after each change of each knob."""
    fig = style.figure(height_inches=4.6)
    axes = fig.subplots(1, 2)
    texts, rows = [], {patient: _rows(remedies[remedies.patient == patient]) for patient in TITLES}
    most = max((own.test_error + own.test_error_halfwidth).max() for own in rows.values())  # one scale for both
    for ax, (patient, title) in zip(axes, TITLES.items(), strict=True):
        texts.append(_panel(ax, rows[patient], patient, title, most))
    handles, labels = axes[0].get_legend_handles_labels()
    fig.legend(handles, labels, loc="outside upper center", ncols=len(labels))
    fig.supxlabel("mean squared error    (► bold: the direction that the article recommends)", fontsize=8)
    alt = "Two panels of bars, test error split into noise, bias squared and variance. " + " ".join(texts)
    return style.describe(fig, alt=alt)


def samples(remedies: pd.DataFrame) -> Figure:
    """Draw training and test error of both patients against the number of samples."""
    fig = style.figure(height_inches=3.0)
    axes = fig.subplots(1, 2, sharey=True)
    texts = []
    for ax, (patient, title) in zip(axes, TITLES.items(), strict=True):
        own = remedies[(remedies.patient == patient) & (remedies.knob == "samples")].sort_values("value")
        for name, text, color in (
            ("test_error", "test error", style.VERMILLION),
            ("train_error", "training error", style.BLUE),
        ):
            ax.errorbar(
                own.value, own[name], yerr=own[f"{name}_halfwidth"], fmt="o-", markersize=3.5, color=color, label=text
            )
        ax.axhline(own.noise.iloc[0], color=style.MUTED, linestyle=":", label="noise σ²")
        first, last = own.iloc[0], own.iloc[-1]
        ax.set(title=title, xlabel="training samples", xscale="log")
        ax.set_xticks(own.value, [f"{v:g}" for v in own.value], minor=False)
        ax.minorticks_off()
        texts.append(
            f"{title}: from {first.value:g} to {last.value:g} samples the test error goes from {first.test_error:.2f} "
            f"to {last.test_error:.2f}, the training error from {first.train_error:.2f} to {last.train_error:.2f}."
        )
    axes[0].set(ylabel="mean squared error", ylim=(0, None))
    axes[1].legend()
    return style.describe(fig, alt="Two panels, errors against the number of training samples. " + " ".join(texts))


def regularisation(remedies: pd.DataFrame) -> Figure:
    """Draw bias², variance and test error of both patients against the penalty, and mark the least error."""
    fig = style.figure(height_inches=3.2)
    axes = fig.subplots(1, 2, sharey=True)
    texts = []
    for ax, (patient, title) in zip(axes, TITLES.items(), strict=True):
        own = (
            remedies[(remedies.patient == patient) & (remedies.knob == "penalty")]
            .sort_values("value")
            .reset_index(drop=True)
        )
        for name, text, color in (
            ("bias2", "bias²", style.BLUE),
            ("variance", "variance", style.VERMILLION),
            ("test_error", "test error", style.INK),
        ):
            ax.errorbar(own.index, own[name], yerr=own[f"{name}_halfwidth"], fmt="o-", ms=3, color=color, label=text)
        found, best = own[own.step == 0].iloc[0], own.loc[own.test_error.idxmin()]
        ax.axvline(best.name, color=style.GREEN, linewidth=6, alpha=0.25, zorder=0)
        ax.axvline(found.name, color=style.MUTED, linewidth=0.8, linestyle="--", zorder=0)
        ax.set(title=f"{title}: λ = {found.value:g} as found (dashed)", xlabel="penalty λ (0, then growing)")
        ax.set_xticks(own.index, [f"{v:g}" for v in own.value])
        texts.append(
            f"{title}: the test error is {found.test_error:.2f} as found at λ = {found.value:g}, least "
            f"({best.test_error:.2f}) at {best.value:g}, {own.test_error.iloc[0]:.2f} at the smallest penalty and "
            f"{own.test_error.iloc[-1]:.2f} at the largest."
        )
    axes[0].set(ylabel="mean square", ylim=(0, None))
    axes[0].legend()
    alt = "Two panels, bias squared, variance and test error over the penalty. " + " ".join(texts)
    return style.describe(fig, alt=alt)


def _rows(own: pd.DataFrame) -> pd.DataFrame:
    """Give one patient's rows as found and with each knob up to STEPS values lower and higher, named in `name`."""
    found = own[own.step == 0].iloc[[0]].assign(name="as found", knob="")
    rows = [found]
    for knob in NAMES:
        sweep = own[own.knob == knob]
        for side in (-1, 1):
            reached = sweep[(side * sweep.step > 0) & (side * sweep.step <= STEPS)]
            if len(reached):
                rows.append(reached.loc[[(side * reached.step).idxmax()]])
    table = pd.concat(rows, ignore_index=True)
    before = {knob: own[(own.knob == knob) & (own.step == 0)].value.iloc[0] for knob in NAMES}
    table.loc[1:, "name"] = [
        f"{NAMES[k]} {before[k]:g} → {v:g}" for k, v in zip(table.knob[1:], table.value[1:], strict=True)
    ]
    return table


def _panel(ax: Axes, rows: pd.DataFrame, patient: str, title: str, most: float) -> str:
    # A gap before each knob, so that the bars of its two directions form a pair.
    places = [n + 0.45 * ((n + 1) // 2) for n in range(len(rows))]
    left = 0
    for name, color, label in PARTS:
        ax.barh(places, rows[name], left=left, color=color, height=0.78, label=label)
        left = left + rows[name]
    ax.errorbar(rows.test_error, places, xerr=rows.test_error_halfwidth, fmt="none", ecolor=style.INK, elinewidth=1)
    ax.plot(
        rows.train_error,
        places,
        "D",
        color=style.PAPER,
        markeredgecolor=style.INK,
        markersize=4.5,
        label="training error",
    )
    found = rows.iloc[0]
    ax.axvline(found.test_error, color=style.MUTED, linewidth=0.8, linestyle="--", zorder=0)
    limit = 1.32 * most
    labels = []
    for place, row in zip(places, rows.itertuples(), strict=True):
        advised = (row.knob, row.direction) in ADVISED[patient]
        labels.append(f"► {row.name}" if advised else row.name)
        text = f"{row.test_error:.2f}" if not row.knob else f"{row.test_error_change_percent:+.0f} %".replace("-", "−")
        end = max(row.test_error + row.test_error_halfwidth, row.train_error) + 0.025 * limit
        paper = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8}
        ax.text(end, place, text, va="center", fontsize=7, fontweight="bold" if advised else "normal", bbox=paper)
    ax.set_yticks(places, labels)
    for tick, row in zip(ax.get_yticklabels(), rows.itertuples(), strict=True):
        tick.set_fontweight("bold" if (row.knob, row.direction) in ADVISED[patient] else "normal")
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.set(xlim=(0, limit))
    ax.set_title(title, pad=16)
    errors = f"training {found.train_error:.2f}, test {found.test_error:.2f}, noise {found.noise:.2f}"
    ax.text(0, 1.02, errors, transform=ax.transAxes, fontsize=7.5)
    changes = "; ".join(f"{row.name}, {row.test_error_change_percent:+.0f} %" for row in rows.iloc[1:].itertuples())
    return (
        f"{title}: training error {found.train_error:.2f}, test error {found.test_error:.2f}. "
        f"Change of the test error: {changes}."
    )
