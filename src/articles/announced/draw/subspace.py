"""Figures of the generalised KL expansion and of the subspace method."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from articles.announced.draw.digits import diverging, picture
from recomputed.drawing import style

COLOURS = {"correlation": style.VERMILLION, "covariance": style.BLUE}
NAMES = {"correlation": "correlation matrix, about the origin", "covariance": "covariance matrix, about the mean"}
RULES = {"CLAFIC": style.VERMILLION, "compound similarity": style.PURPLE, "flats": style.BLUE}
SINGLE = {"nearest mean": style.MUTED, "KNN": style.INK}
SHOWN = 20  # axes in the figure of the expansions


def expansions(spectra: pd.DataFrame, summary: pd.DataFrame) -> Figure:
    """Draw both spectra of all images, and the error of reconstructed images over the number of axes."""
    fig = style.figure(height_inches=3.3)
    values, errors = fig.subplots(1, 2)
    every = spectra[spectra.digits == "all"]
    for matrix, colour in COLOURS.items():
        line = every[every.matrix == matrix]
        shown = line[(line.dimension > 0) & (line.dimension <= SHOWN)]
        values.plot(shown.dimension, shown.eigenvalue, "o-", color=colour, markersize=3, linewidth=0.8)
        few = line[line.dimension <= SHOWN]
        errors.plot(few.dimension, few.rmse_grey, "o-", color=colour, markersize=3, linewidth=0.8, label=NAMES[matrix])
    values.set(xlabel="number of the axis", ylabel="eigenvalue [grey levels²]", yscale="log", title="Spectra")
    values.set_xticks([1, 5, 10, 15, 20])
    errors.set(
        xlabel="number of axes", ylabel="RMS error per pixel [grey levels]", ylim=(0, None), xticks=[0, 5, 10, 15, 20]
    )
    errors.set(title="Error of rebuilt images", xticks=[0, 5, 10, 15, 20])
    fig.legend(*errors.get_legend_handles_labels(), loc="outside upper center", ncols=2)
    whole = summary[summary.digits == "all"].iloc[0]
    start = every[every.dimension == 0].set_index("matrix").rmse_grey
    one = every[every.dimension == 1].set_index("matrix").rmse_grey
    alt = (
        "Two panels for all images together. Left, the eigenvalues of the correlation matrix, the first far above the "
        "rest, and those of the covariance matrix, each between two of the correlation matrix. Right, root mean square "
        f"errors of rebuilt images: about the origin {start['correlation']:.0f} grey levels with no axis and "
        f"{one['correlation']:.0f} with one; about the mean {start['covariance']:.0f} with none; then both curves fall "
        f"together. The first axis of the correlation matrix lies {whole.mean_axis_deg:.1f}° from the mean image."
    )
    return style.describe(fig, alt=alt, data=str(summary.data.iloc[0]))


def axes(pictures: dict) -> Figure:
    """Draw the mean image of a digit above the first eigenvectors of either matrix."""
    count = len(pictures["correlation"])
    fig = style.figure(height_inches=2.9)
    panels = fig.subplots(2, count + 1)
    for row, matrix in zip(panels, COLOURS, strict=True):
        for number, (ax, vector) in enumerate(zip(row[1:], pictures[matrix], strict=True), 1):
            diverging(ax, vector)
            ax.set_title(f"$u_{{{number}}}$", loc="center", fontweight="normal")
        row[1].set_ylabel(f"{matrix}\nmatrix", color=style.words(COLOURS[matrix]))
        row[0].set_axis_off()
    picture(panels[1, 0], pictures["mean"], cmap=style.GREY)
    panels[1, 0].set_title("mean image", loc="center", fontweight="normal")
    alt = (
        f"The mean image of the digit {pictures['digit']} and, in two rows, the first {count} eigenvectors as images, "
        "blue below zero and red above. The first of the correlation matrix looks like the mean image. "
        f"{_likeness(pictures)}"
    )
    return style.describe(fig, alt=alt, data=str(pictures["data"]))


def _likeness(pictures: dict) -> str:
    """Describe, for each axis of the correlation matrix after the first, the nearest axis of the covariance matrix."""
    one, other = (pictures[name].reshape(len(pictures[name]), -1) for name in COLOURS)
    cosine = np.minimum(np.abs(one[1:] @ other.T), 1)
    listed = ", ".join(
        f"{number}: {nearest + 1} at {np.degrees(np.arccos(row[nearest])):.0f}°"
        for number, (row, nearest) in enumerate(zip(cosine, cosine.argmax(axis=1), strict=True), 2)
    )
    return f"Beside each of the others, the nearest of the covariance matrix and the angle between them: {listed}."


def errors(errors: pd.DataFrame, comparison: pd.DataFrame) -> Figure:
    """Draw test errors over the dimension of the subspaces, with chosen dimensions; nearest mean and KNN as lines."""
    fig = style.figure(height_inches=3.8)
    ax = fig.add_subplot()
    test = errors[errors.part == "test"]
    most = test.dimension.max()
    found = comparison.set_index("method")
    for name, colour in SINGLE.items():
        ax.axhline(found.error_percent[name], color=colour, linewidth=1, linestyle="--")
        words = f"{name}\n{found.error_percent[name]:.1f} %"
        ax.text(most * 1.03, found.error_percent[name], words, color=colour, va="center")
    for rule, colour in RULES.items():
        line, best = test[test.method == rule], found.loc[rule]
        low, high = (line.error_percent + sign * line.error_percent_halfwidth for sign in (-1, 1))
        ax.fill_between(line.dimension, low, high, color=colour, alpha=0.15, linewidth=0)
        name = "flats (covariance matrix)" if rule == "flats" else f"{rule} (correlation matrix)"
        ax.plot(line.dimension, line.error_percent, color=colour,
                label=f"{name}: {best.error_percent:.1f} % with {best.dimension:.0f} dimensions")  # fmt: skip
        ax.plot(best.dimension, best.error_percent, "o", color=colour, markersize=6)
    ax.set(xlabel="dimension of each digit's subspace", ylabel="test error [%]", yscale="log", xlim=(0, most * 1.02))
    ticks = [3, 5, 10, 20]
    ax.set(ylim=(min(2.5, 0.8 * test.error_percent.min()), 30), yticks=ticks, yticklabels=ticks)
    ax.minorticks_off()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    found_by = "● dimension chosen on held-out images"
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", title=found_by, alignment="left")
    listed = "; ".join(
        f"{rule} {found.error_percent[rule]:.1f} % with {found.dimension[rule]} dimensions" for rule in RULES
    )
    alt = (
        f"Test error against the dimension of each digit's subspace, 1 to {most}, on a logarithmic scale. At the "
        f"dimensions chosen on held-out images: {listed}. Dashed lines: nearest mean "
        f"{found.error_percent['nearest mean']:.1f} %, KNN {found.error_percent['KNN']:.1f} %. From its best to {most} "
        f"dimensions CLAFIC's error changes by {found.rise_percent['CLAFIC']:+.1f} percentage points, that of compound "
        f"similarity by {found.rise_percent['compound similarity']:+.1f}."
    )
    return style.describe(fig, alt=alt, data=str(errors.data.iloc[0]))
