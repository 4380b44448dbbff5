"""Figures of the autoencoders: the linear one approaching the principal subspace, the deep one compared with PCA."""

import pandas as pd
from matplotlib.figure import Figure

from articles.announced.draw.digits import diverging, picture
from recomputed.drawing import style
from recomputed.drawing.spread_labels import spread

COLOURS = {"PCA": style.BLUE, "autoencoder": style.VERMILLION}
CODES = (style.BLUE, style.VERMILLION, style.GREEN, style.PURPLE, style.ORANGE, style.SKY)
WHITE = 255


def linear(learning: pd.DataFrame, end: pd.DataFrame, pictures: dict) -> Figure:
    """Draw the largest principal angle and the excess loss over the steps, and two bases of one subspace as images."""
    fig = style.figure(height_inches=4.6)
    above, below = fig.subfigures(2, 1, height_ratios=(2.4, 1))
    angle, excess = above.subplots(1, 2)
    for colour, row in zip(CODES, end.itertuples(), strict=False):
        line = learning[(learning.code == row.code) & (learning.step > 0)]
        angle.plot(line.step, line.largest_angle_deg, color=colour, label=f"code of {row.code} numbers")
        excess.plot(line.step, line.excess_loss, color=colour)
    for ax in (angle, excess):
        ax.set(xscale="log", yscale="log", xlabel="steps of gradient descent")
    angle.set(title="Largest angle to the principal subspace", ylabel="principal angle [degrees]")
    excess.set(title="Squared error above that of PCA", ylabel="share of PCA's error")
    angle.legend(loc="lower left")
    count = len(pictures["decoder"])
    panels = below.subplots(1, 2 * count)
    for place, (kind, word) in enumerate({"decoder": "decoder, unit", "axes": "principal axis"}.items()):
        for number, image in enumerate(pictures[kind]):
            diverging(panels[place * count + number], image)
            panels[place * count + number].set_xlabel(f"{word} {number + 1}")
    last = "; ".join(f"code of {row.code}: {row.largest_angle_deg:.2g}°" for row in end.itertuples())
    alt = (
        "Two panels over the steps of gradient descent, both axes logarithmic: the largest principal angle between "
        "what the linear decoder spans and the first principal axes stays near 90° and then falls; after "
        f"{end.step.iloc[0]} steps it is for a {last}. The squared error above that of PCA falls to "
        f"{end.excess_loss.max():.1g} of it or less. Below, the {count} columns of the smallest decoder as images and "
        "as many principal axes: other pictures, the same subspace."
    )
    return style.describe(fig, alt=alt, data=str(learning.data.iloc[0]))


def errors(learning: pd.DataFrame, errors: pd.DataFrame, images: int) -> Figure:
    """Draw the errors of both methods over the code size, and the test error of the deep net over the epochs."""
    fig = style.figure(height_inches=3.3)
    by_code, by_epoch = fig.subplots(1, 2, sharey=True)
    for method, colour in COLOURS.items():
        for part, line in errors[errors.method == method].groupby("part"):
            how = {"linestyle": "-" if part == "test" else ":", "marker": "o" if part == "test" else "."}
            by_code.plot(line.code, line.rmse_grey, color=colour, label=f"{method}, {part} images", **how)
    codes = sorted(errors.code.unique())
    by_code.set(xscale="log", xticks=codes, xticklabels=codes, xlabel="numbers in the code")
    by_code.set(ylabel="RMS error per pixel [grey levels]", title="Error of rebuilt images")
    by_code.minorticks_off()
    by_code.legend(loc="lower left")
    test = errors[errors.part == "test"].set_index(["code", "method"]).rmse_grey
    epochs = learning.epoch.max()
    for code in codes:
        line = learning[learning.code == code]
        by_epoch.plot(line.epoch, line.rmse_grey, color=COLOURS["autoencoder"])
        by_epoch.hlines(test[code, "PCA"], 0, epochs, color=COLOURS["PCA"], linewidth=0.9, linestyle="--")
    top = 1.05 * max(errors.rmse_grey.max(), learning.rmse_grey.max())
    ends = [(code, method) for code in codes for method in COLOURS]
    for (code, method), height in zip(ends, spread([test[end] for end in ends], gap=0.06 * top), strict=True):
        tone = style.words(COLOURS[method])
        by_epoch.text(epochs * 1.03, height, f"{method}, {code}", va="center", color=tone)
    by_code.set_ylim(0, top)
    by_epoch.set(xlabel="epochs", title="Test error while the net learns", xlim=(0, epochs * 1.4))
    by_epoch.set_xticks(range(0, epochs + 1, max(1, epochs // 4)))
    listed = "; ".join(f"{code} numbers {test[code, 'PCA']:.1f} and {test[code, 'autoencoder']:.1f}" for code in codes)
    alt = (
        "Two panels. Left, root mean square error of rebuilt images against the size of the code, in grey levels; on "
        f"test images PCA and the deep autoencoder reach: {listed}. Right, the net's test error over the epochs falls "
        "steeply at first and is nearly flat at the end; dashed lines are PCA's."
    )
    return style.describe(fig, alt=alt, data=str(errors.data.iloc[0]), used=_used(images))


def pictures(pictures: dict, errors: pd.DataFrame, images: int) -> Figure:
    """Draw one image of each digit above its reconstructions by both methods, one row per code size and method."""
    test = errors[errors.part == "test"].set_index(["code", "method"]).rmse_grey
    rows = [("original", pictures["originals"], style.INK)]
    for place, code in enumerate(pictures["codes"]):
        rows += [
            (f"{method}\n{code} numbers\noff by {test[code, method]:.0f}", pictures[method][place], style.words(colour))
            for method, colour in COLOURS.items()
        ]
    fig = style.figure(height_inches=0.68 * len(rows) + 0.5)
    panels = fig.subplots(len(rows), len(pictures["originals"]), squeeze=False)
    for line, (name, drawn, colour) in zip(panels, rows, strict=True):
        for ax, image in zip(line, drawn, strict=True):
            picture(ax, image, cmap=style.GREY, vmin=0, vmax=WHITE)
        line[0].set_ylabel(name, rotation=0, ha="right", va="center", color=colour, fontsize=7)
    note = "off by: root mean square error per pixel over all test images, in grey levels of 255"
    fig.suptitle(note, fontsize=7.5, color=style.MUTED)
    smallest, largest = pictures["codes"][0], pictures["codes"][-1]
    alt = (
        f"{len(pictures['originals'])} test images, one of each digit, and their reconstructions by PCA and by a deep "
        f"autoencoder through codes of {', '.join(map(str, pictures['codes']))} numbers. From {smallest} numbers PCA "
        f"gives grey blurs and the autoencoder clearer strokes, some of another digit; from {largest} both are easily "
        "read, the autoencoder's with a cleaner ground."
    )
    return style.describe(fig, alt=alt, data=str(pictures["data"]), used=_used(images))


def _used(images: int) -> str:
    return f"up to {images:,} for training, all test images"
