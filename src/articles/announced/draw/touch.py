"""Figure of t-SNE that answers: maps by perplexity, one digit at a time, and the neighbourhoods that they keep."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, square, wide

SHOWN = 700  # images on the map
K = 10  # neighbours of the sentence


def maps(layouts: dict[str, np.ndarray], kept: pd.DataFrame) -> Touch:
    """Show one map with one digit drawn strong, and the share of neighbours that each map keeps over their number."""
    names, labels = [str(name) for name in kept["map"].unique()], layouts["labels"][:SHOWN]
    points = [pd.DataFrame({"map": name, "digit": labels, **_scaled(layouts[name][:SHOWN])}) for name in names]
    k = min(kept["k"].unique(), key=lambda value: abs(value - K))
    said = kept[kept["k"] == k].assign(words=kept["map"].map(_words))
    return Touch(
        [
            View(_map(), "Test images as their digits, on the chosen map."),
            View(_curve(), "Share of the nearest neighbours that each map keeps; the chosen map is drawn strong."),
        ],
        {"points": pd.concat(points), "kept": kept[["map", "k", "overlap_percent"]]},
        [
            Control("map", "Map", names, names[0], [_words(name) for name in names]),
            Control("digit", "Digit", [-1, *range(10)], -1, ["all", *map(str, range(10))], True),
        ],
        Answer(
            said,
            ["map"],
            "{words}: of the {k} nearest neighbours of an image {overlap_percent:.1f} % are still among the {k} "
            "nearest on the map (by chance {chance_percent:.2f} %).",
        ),
    )


def _words(name: str) -> str:
    kind, _, perplexity = name.partition(" ")
    return f"{kind}, perplexity {perplexity}" if perplexity else kind


def _scaled(places: np.ndarray) -> dict[str, np.ndarray]:
    """Give places (n, 2) as x and y between -1 and 1."""
    middle, half = (places.max(axis=0) + places.min(axis=0)) / 2, np.ptp(places, axis=0).max() / 2
    x, y = ((places - middle) / half).T
    return {"x": x, "y": y}


def _map() -> alt.Chart:
    scale = alt.Scale(domain=[-1.05, 1.05])
    chart = alt.Chart(rows("points")).transform_filter("datum.map == map")
    chart = chart.transform_calculate(strong="digit < 0 || datum.digit == digit")
    return square(
        chart.mark_text(fontSize=11).encode(
            x=alt.X("x:Q", axis=None, scale=scale),
            y=alt.Y("y:Q", axis=None, scale=scale),
            text="digit:N",
            color=alt.condition("datum.strong && digit >= 0", alt.value("var(--series-2)"), alt.value("var(--ink)")),
            opacity=alt.condition("datum.strong", alt.value(1), alt.value(0.25)),
        ),
        330,
    )


def _curve() -> alt.LayerChart:
    base = alt.Chart(rows("kept")).encode(
        x=alt.X("k:Q", title="nearest neighbours", scale=alt.Scale(type="log")),
        y=alt.Y("overlap_percent:Q", title="kept on the map (%)"),
        detail="map:N",
    )
    others = base.mark_line(color="var(--muted)", opacity=0.5, strokeWidth=1.5)
    chosen = base.transform_filter("datum.map == map").mark_line(color="var(--series-2)", strokeWidth=3, point=True)
    return wide(others + chosen, 260)
