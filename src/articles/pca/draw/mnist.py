"""Figures of the MNIST appendix: first images, eigenvectors as images, contribution ratios, reconstructions."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

WHITE = 255


def first_images(images: dict) -> Figure:
    """Draw the first images of the digit as grey levels, with their numbers in the training set."""
    fig = style.figure(style.WIDE_INCHES * 0.75, 2.2)
    places = images["first_index"]
    for ax, picture, place in zip(fig.subplots(1, len(places)), images["first"], places, strict=True):
        shown = _picture(ax, picture, cmap=style.GREY, vmin=0, vmax=WHITE)
        ax.set_title(f"training image {place}", loc="center", fontweight="normal")
    fig.colorbar(shown, ax=fig.axes, shrink=0.85, pad=0.02, ticks=[0, WHITE], label="grey level")
    alt = (
        f"The first {len(places)} training images of the digit {images['digit']}, {picture.shape[0]} by "
        f"{picture.shape[1]} pixels each, as dark strokes on white. Counted from 0, they are the training images "
        f"{', '.join(map(str, places))}."
    )
    return style.describe(fig, alt=alt, data=str(images["data"]))


def eigenvectors(images: dict) -> Figure:
    """Draw the first eigenvectors as images on one scale centred on zero, each with its share of the variance."""
    vectors, percent = images["eigenvectors"], images["eigenvalue_percent"]
    side = int(np.ceil(np.sqrt(len(vectors))))
    fig = style.figure(5.6, 6.0)
    top = np.abs(vectors).max()
    panels = fig.subplots(-(-len(vectors) // side), side, squeeze=False)
    for place, ax in enumerate(panels.flat):
        ax.set_axis_off()
        if place < len(vectors):
            shown = _picture(ax, vectors[place], cmap=style.DIVERGING, vmin=-top, vmax=top)
            ax.set_title(f"$u_{{{place + 1}}}$   {percent[place]:.1f} %", loc="center", fontweight="normal")
    fig.colorbar(
        shown, ax=list(panels.flat), orientation="horizontal", shrink=0.6, pad=0.02, aspect=40,
        label="entry of the unit eigenvector (blue below zero, red above)",
    )  # fmt: skip
    alt = (
        f"The first {len(vectors)} eigenvectors of the covariance matrix of all images of the digit {images['digit']}, "
        "drawn as images, blue below zero and red above. The first ones are broad curved strokes that still recall the "
        f"digit; towards the last they break up into fine ripples. The first holds {percent[0]:.1f} % of the variance, "
        f"the last of these {percent[-1]:.1f} %, all together {percent.sum():.0f} %."
    )
    return style.describe(fig, alt=alt, data=str(images["data"]))


def cumulative_ratio(ratios: pd.DataFrame, summary: pd.DataFrame) -> Figure:
    """Draw the cumulative contribution ratio over the number of components, with a mark where it reaches the share."""
    fig = style.figure(height_inches=3.4)
    ax, near = fig.subplots(1, 2, width_ratios=(1.5, 1))
    share, latent = summary.share.iloc[0], summary.latent_dimension.iloc[0]
    for panel in (ax, near):
        panel.axhline(share, color=style.MUTED, linewidth=0.8, linestyle=":")
        panel.axvline(latent, color=style.MUTED, linewidth=0.8, linestyle=":")
    sentences = []
    for row, color, place in zip(summary.itertuples(), (style.BLUE, style.VERMILLION), (0.62, 0.40), strict=True):
        name = "all ten digits" if row.digits == "all" else f"digit {row.digits} alone"
        line = ratios[ratios.digits == row.digits]
        for panel in (ax, near):
            panel.plot(line.dimension, line.cumulative_ratio, color=color)
        near.plot(row.dimension_reaching_share, share, "o", color=color, markersize=5)
        near.plot(latent, row.cumulative_ratio, "s", color=color, markersize=5)
        words = (
            f"{name} ({row.images:,} images)\n"
            f"● reaches {share:g} with {row.dimension_reaching_share} components\n"
            f"■ {row.cumulative_ratio:.3f} with {latent}"
        )
        ax.text(0.3, place, words, transform=ax.transAxes, color=style.words(color), va="top", linespacing=1.4)
        sentences.append(
            f"For {name} it reaches {share:g} with {row.dimension_reaching_share} components "
            f"and is {row.cumulative_ratio:.3f} with {latent}."
        )
    _close_up(near, summary)
    ax.text(ratios.dimension.max(), share - 0.015, f"{share:g}", color=style.MUTED, ha="right", va="top")
    ax.text(latent + 6, 0.02, f"{latent} components", color=style.MUTED)
    ax.set(
        xlabel="number of components", ylabel="cumulative contribution ratio",
        xlim=(0, ratios.dimension.max()), ylim=(0, 1.02),
    )  # fmt: skip
    alt = (
        "Two curves of the cumulative contribution ratio against the number of components rise steeply and then "
        f"flatten towards 1 at {ratios.dimension.max()} components. " + " ".join(sentences)
    )
    return style.describe(fig, alt=alt, data=str(summary.data.iloc[0]))


def _close_up(ax, summary: pd.DataFrame) -> None:
    """Show the part of the curves with the marks: the axes end a little beyond them."""
    numbers = [*summary.dimension_reaching_share, *summary.latent_dimension]
    ratios = [*summary.share, *summary.cumulative_ratio]
    wide, high = max(numbers) - min(numbers), max(ratios) - min(ratios)
    ax.set(xlim=(min(numbers) - 0.5 * wide, max(numbers) + 0.5 * wide))
    ax.set(ylim=(min(ratios) - 0.8 * high, max(ratios) + 0.8 * high))
    ax.set(xlabel="number of components", ylabel="cumulative ratio, own scale", title="Close up")


def reconstructions(images: dict, reconstruction: pd.DataFrame) -> Figure:
    """Draw images above their reconstructions from the latent dimension and from all dimensions, with the errors."""
    latent = reconstruction.latent_dimension.unique()
    originals, rebuilt = images["originals"], images["rebuilt"]
    fig = style.figure(height_inches=5.2)
    panels = fig.subplots(1 + len(latent), len(originals), squeeze=False)
    for n, ax in enumerate(panels[0]):
        _picture(ax, originals[n], cmap=style.GREY, vmin=0, vmax=WHITE)
        ax.set_title(f"image {reconstruction.image.iloc[n]}", loc="center", fontweight="normal")
    panels[0, 0].set_ylabel("original")
    for row, count in enumerate(latent):
        errors = reconstruction[reconstruction.latent_dimension == count]
        panels[row + 1, 0].set_ylabel(f"from {count}\ndimensions")
        for n, ax in enumerate(panels[row + 1]):
            _picture(ax, rebuilt[row, n], cmap=style.GREY, vmin=0, vmax=WHITE)
            ax.set_xlabel(f"off by {errors.rmse_grey.iloc[n]:.1f},\n{errors.variance_lost_percent.iloc[n]:.1f} % lost")
    errors_of_all = [
        f"from {row.latent_dimension} dimensions off by {row.rmse_grey:.1f}, {row.variance_lost_percent:.1f} % lost"
        for row in reconstruction[reconstruction.image == "all"].itertuples()
    ]
    fig.suptitle(
        "off by: root mean square error in grey levels, 0 to 255;   lost: share of squared deviation from the mean\n"
        f"all images of {images['digit']} together: {'; '.join(errors_of_all)}",
        fontsize=7.5,
        color=style.MUTED,
    )
    alt = (
        f"{len(originals)} images of the digit {images['digit']} in three rows: the originals, their reconstructions "
        f"from {latent[0]} dimensions, slightly blurred with faint grey specks around the strokes, and those from "
        f"{latent[-1]} dimensions, which look the same as the originals. All images of the digit "
        f"together, in grey levels and share of the squared deviation from the mean: {'; '.join(errors_of_all)}."
    )
    return style.describe(fig, alt=alt, data=str(images["data"]))


def _picture(ax, picture, **how):
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return ax.imshow(picture, interpolation="nearest", **how)
