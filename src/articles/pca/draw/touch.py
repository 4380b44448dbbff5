"""Figure of the appendix that answers: an image rebuilt from more and more axes."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, square, wide

START = 20
SIDE = 120  # pixels of a picture: two are side by side on a phone


def axes(frames: dict[str, np.ndarray], ratios: pd.DataFrame, summary: pd.DataFrame) -> Touch:
    """Show an image and its reconstruction from a chosen number of axes, and the cumulative contribution ratio."""
    digit, counts = str(summary["digits"].iloc[0]), [int(count) for count in frames["axes"]]
    one = ratios[ratios["digits"].astype(str) == digit]
    images = [f"image {n + 1}" for n in range(len(frames["original"]))]
    reached = {"share": 100 * summary["share"].iloc[0], "reaching": summary["dimension_reaching_share"].iloc[0]}
    said = pd.DataFrame({"axes": counts, "kept": 100 * frames["cumulative_ratio"], "digit": digit, "all": len(one)})
    return Touch(
        [
            View(_picture("originals", "datum.image == image", "original"), "The original image."),
            View(
                _picture("rebuilt", "datum.image == image && datum.axes == axes", "rebuilt"),
                "The image rebuilt from the chosen number of axes.",
            ),
            View(_curve(), "Cumulative contribution ratio over the number of axes, with the chosen number marked."),
        ],
        _pictures(frames, counts)
        | {"curve": pd.DataFrame({"dimension": one["dimension"], "percent": 100 * one["cumulative_ratio"]})},
        [
            Control("axes", "Number of axes", counts, min(counts, key=lambda c: abs(c - START))),
            Control("image", "Image", [*range(len(images))], 0, images, True),
        ],
        Answer(
            said.assign(**reached),
            ["axes"],
            "{axes} of {all} axes keep {kept:.1f} % of the variance of the {digit}s; "
            "{share:.0f} % are reached with {reaching} axes.",
        ),
    )


def _pictures(frames: dict[str, np.ndarray], counts: list[int]) -> dict[str, pd.DataFrame]:
    """Give one row for each picture, its grey levels as a list."""
    original = [(n, picture.ravel()) for n, picture in enumerate(frames["original"])]
    rebuilt = [
        (count, n, picture.ravel())
        for count, shown in zip(counts, frames["rebuilt"], strict=True)
        for n, picture in enumerate(shown)
    ]
    return {
        "originals": pd.DataFrame(original, columns=["image", "grey"]),
        "rebuilt": pd.DataFrame(rebuilt, columns=["axes", "image", "grey"]),
    }


def _picture(table: str, condition: str, title: str) -> alt.Chart:
    pixels = alt.Chart(rows(table), title=title).transform_filter(condition).transform_flatten(["grey"])
    pixels = pixels.transform_window(n="row_number()")
    pixels = pixels.transform_calculate(x="(datum.n - 1) % 28", y="floor((datum.n - 1) / 28)")
    shades = alt.Scale(domain=[0, 255], range=["#000000", "#ffffff"])
    chart = pixels.mark_rect().encode(
        x=alt.X("x:O", axis=None, scale=alt.Scale(padding=0)),
        y=alt.Y("y:O", axis=None, scale=alt.Scale(padding=0)),
        color=alt.Color("grey:Q", legend=None, scale=shades),
    )
    return square(chart, SIDE)


def _curve() -> alt.LayerChart:
    base = alt.Chart(rows("curve")).encode(
        x=alt.X("dimension:Q", title="number of axes", scale=alt.Scale(nice=False)),
        y=alt.Y("percent:Q", title="variance kept (%)", scale=alt.Scale(domain=[0, 100])),
    )
    here = base.transform_filter("datum.dimension == axes")
    mark = here.mark_point(filled=True, size=110, opacity=1, color="var(--series-2)")
    return wide(base.mark_line(color="var(--series-1)") + mark, 200)
