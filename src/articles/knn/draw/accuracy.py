"""Accuracy of KNN and of the usual classifiers on each dataset."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

PANELS = {"raw": "Features as they come", "standardised": "Standardised: mean 0, sd 1"}


def accuracy(accuracy: pd.DataFrame) -> Figure:
    """Draw one row per dataset and one mark per classifier: KNN filled, with its interval, the others in grey."""
    methods = [name for name in accuracy["method"].unique() if name != "KNN"]
    marks = dict(zip(methods, "v^sDXP", strict=True))
    tables = list(accuracy["dataset"].unique())
    fig = style.figure(height_inches=3.4)
    texts = []
    for ax, (features, title) in zip(fig.subplots(1, 2, sharex=True, sharey=True), PANELS.items(), strict=True):
        for place, name in enumerate(tables):
            rows = accuracy[(accuracy["features"] == features) & (accuracy["dataset"] == name)].set_index("method")
            others = rows.drop("KNN")["accuracy_percent"]
            ax.axhline(place, color=style.FAINT, lw=0.6, zorder=0)
            for method, value in others.items():
                ax.plot(value, place - 0.16, marks[method], color=style.MUTED, ms=5, mfc="none", clip_on=False)
            knn = rows.loc["KNN"]
            halfwidth = knn["accuracy_percent_halfwidth"]
            interval = [[halfwidth], [min(halfwidth, 100 - knn["accuracy_percent"])]]
            ax.errorbar(
                knn["accuracy_percent"], place + 0.16, xerr=interval, fmt="o", color=style.BLUE, ms=6, capsize=2
            )
            texts.append(
                f"{title}, {name}: KNN {knn['accuracy_percent']:.1f} %, {(others > knn['accuracy_percent']).sum()} of "
                f"{len(others)} others better."
            )
        ax.set(xlabel="accuracy [%], cross-validated", title=title, yticks=range(len(tables)), yticklabels=tables)
        ax.set_ylim(len(tables) - 0.5, -0.5)
    fig.axes[0].plot([], [], "o", color=style.BLUE, label="KNN, 95 % interval")
    for method, mark in marks.items():
        fig.axes[0].plot([], [], mark, color=style.MUTED, mfc="none", ls="none", label=method)
    fig.legend(loc="outside upper center", ncols=4)
    own = accuracy[accuracy["dataset"] == "MNIST"]
    used = f"{own['queries'].iloc[0]:,} images" if len(own) else ""
    alt = "One row for each table. " + " ".join(texts)
    return style.describe(fig, alt=alt, data=accuracy["data"].iloc[0], used=used)
