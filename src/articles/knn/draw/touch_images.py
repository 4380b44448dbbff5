"""Figure of the choice of K that answers: a test image with its neighbours, and the error over K."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, wide

IN_A_ROW, STEP = 5, 31  # pictures in a row; pixels of an image and the gap after it


def images(pictures: dict[str, np.ndarray], errors: pd.DataFrame, ties: str) -> Touch:
    """Show an image with its K nearest neighbours, and the error on all test images over K."""
    number, most = pictures["labels"].shape
    curve = errors[(errors["part"] == "test") & (errors["ties"] == ties)][["k", "error_percent"]]
    names = [f"number {i}, a {t}" for i, t in zip(pictures["index"], pictures["truth"], strict=True)]
    return Touch(
        [
            View(
                _wall(most),
                "A test image, framed, and its nearest neighbours among the training images, nearest first.",
            ),
            View(_curve(), "Error on the test images over K, with the chosen K marked."),
        ],
        {"pictures": _pictures(pictures), "curve": curve},
        [
            Control("K", "Neighbours K", [*range(1, most + 1)], 1),
            Control("image", "Test image", [*range(number)], 0, names, True),
        ],
        Answer(
            _votes(pictures).merge(curve, left_on="K", right_on="k"),
            ["K", "image"],
            "K = {K}: the votes are {votes}; the answer is {predicted}, and the image is a {truth}. "
            "On all test images {error_percent:.2f} % are wrong.",
        ),
    )


def _votes(pictures: dict[str, np.ndarray]) -> pd.DataFrame:
    """Give the votes and the answer for each image and K."""
    rows = []
    for n, labels in enumerate(pictures["labels"]):
        for k in range(1, len(labels) + 1):
            counts = pd.Series(labels[:k]).value_counts()
            votes = ", ".join(f"{count} for {digit}" for digit, count in counts.items())
            rows.append((k, n, votes, int(pictures["predicted"][n, k - 1]), int(pictures["truth"][n])))
    return pd.DataFrame(rows, columns=["K", "image", "votes", "predicted", "truth"])


def _pictures(pictures: dict[str, np.ndarray]) -> pd.DataFrame:
    """Give one row for each picture, its grey levels as a list; rank 0 is the test image."""
    shown = [(n, 0, query.ravel()) for n, query in enumerate(pictures["query"])]
    near = [(n, k, one.ravel()) for n, found in enumerate(pictures["neighbours"]) for k, one in enumerate(found, 1)]
    return pd.DataFrame(shown + near, columns=["image", "rank", "grey"])


def _wall(most: int) -> alt.LayerChart:
    """Give a wall of pictures, the test image first; neighbours that do not vote are pale."""
    base = alt.Chart(rows("pictures")).transform_filter("datum.image == image")
    base = base.transform_calculate(
        left=f"(datum.rank % {IN_A_ROW}) * {STEP}", top=f"floor(datum.rank / {IN_A_ROW}) * {STEP}"
    )
    high, across = STEP * (most // IN_A_ROW + 1), STEP * IN_A_ROW
    place = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-2, across], nice=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[high, -2], nice=False)),
    }
    dots = base.transform_flatten(["grey"]).transform_window(n="row_number()", groupby=["rank"])
    dots = dots.transform_filter("datum.grey > 12").transform_calculate(
        x="datum.left + (datum.n - 1) % 28",
        y="datum.top + floor((datum.n - 1) / 28)",
        x2="datum.x + 1",
        y2="datum.y + 1",
        shade="datum.grey / 255 * (datum.rank <= K ? 1 : 0.2)",
    )
    shade = alt.Opacity("shade:Q", legend=None, scale=None)
    ink = dots.mark_rect(color="var(--ink)").encode(**place, x2="x2:Q", y2="y2:Q", opacity=shade)
    frame = base.transform_filter("datum.rank == 0").transform_calculate(x="-1", y="-1", x2="29", y2="29")
    frame = frame.mark_rect(fill=None, stroke="var(--series-2)", strokeWidth=3).encode(**place, x2="x2:Q", y2="y2:Q")
    return (ink + frame).properties(width=330, height=round(330 * (high + 2) / (across + 2)))


def _curve() -> alt.LayerChart:
    base = alt.Chart(rows("curve")).encode(
        x=alt.X("k:Q", title="K"),
        y=alt.Y("error_percent:Q", title="error on test images (%)", scale=alt.Scale(zero=False)),
    )
    mark = base.transform_filter("datum.k == K").mark_point(filled=True, size=110, opacity=1, color="var(--series-2)")
    return wide(base.mark_line(color="var(--series-1)") + mark, 220)
