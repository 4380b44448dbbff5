"""Figure of the section on the trade-off that answers: thirty fits of one model, and the parts of its error."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, wide

PARTS = {"bias2": "bias²", "variance": "variance", "noise": "noise"}
COLOURS = ["var(--series-1)", "var(--series-2)", "var(--muted)"]
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LIMIT = 2.0  # of the vertical axis; fits of high degrees leave it at the ends


def fits(fits: pd.DataFrame, errors: pd.DataFrame) -> Touch:
    """Show the fits of a model to all drawn training sets beside the curve, and its bias², variance and noise."""
    models = fits[["sweep", "value"]].drop_duplicates().reset_index(drop=True)
    models = models.assign(model=models.index, words=_words(models))
    numbered = fits.merge(models, on=["sweep", "value"])
    one = numbered[(numbered["model"] == 0) & (numbered["training_set"] == 0)]
    parts = models.merge(errors, on=["sweep", "value"])
    return Touch(
        [
            View(_lines(len(one)), "The curve to be learned, and the fits of the chosen model to many training sets."),
            View(_bars(), "Bars of bias², variance and noise of the chosen model."),
        ],
        {
            "lines": numbered.groupby(["model", "training_set"], sort=False)["prediction"].agg(list).reset_index(),
            "truth": one[["x", "truth"]],
            "parts": parts.melt("model", list(PARTS), "part", "size").replace({"part": PARTS}),
        },
        [Control("model", "Model", [int(m) for m in models["model"]], 0, list(models["words"]))],
        Answer(
            parts,
            ["model"],
            "{words}: bias² {bias2:.3f} + variance {variance:.3f} + noise {noise:.3f} = test error {test_error:.3f}.",
        ),
    )


def _words(models: pd.DataFrame) -> list[str]:
    degree = models.loc[models["sweep"] == "degree", "value"].max()
    return [
        f"degree {value:.0f}" if sweep == "degree" else f"degree {degree:.0f}, λ = {_penalty(value)}"
        for sweep, value in zip(models["sweep"], models["value"], strict=True)
    ]


def _penalty(value: float) -> str:
    """Write a power of ten beyond 100 or below 0.01 as one."""
    power = np.log10(value) if value > 0 else 0.0
    whole = np.isclose(power, round(power)) and abs(power) > 2
    return f"10{str(round(power)).translate(SUPERSCRIPTS)}" if whole else f"{value:g}"


def _lines(points: int) -> alt.LayerChart:
    x = alt.X("x:Q", title="x", scale=alt.Scale(domain=[-1, 1]))
    y = alt.Y("y:Q", title="y", scale=alt.Scale(domain=[-LIMIT, LIMIT]))
    fitted = alt.Chart(rows("lines")).transform_filter("datum.model == model").transform_flatten(["prediction"], ["y"])
    fitted = fitted.transform_window(n="row_number()", groupby=["training_set"])
    fitted = fitted.transform_calculate(x=f"-1 + 2 * (datum.n - 1) / {points - 1}")
    thin = fitted.mark_line(clip=True, strokeWidth=1, opacity=0.5, color="var(--series-2)")
    true = alt.Chart(rows("truth")).mark_line(strokeWidth=3, color="var(--ink)").encode(x=x, y="truth:Q")
    return wide(thin.encode(x=x, y=y, detail="training_set:N") + true)


def _bars() -> alt.Chart:
    chart, order = alt.Chart(rows("parts")).transform_filter("datum.model == model").mark_bar(), list(PARTS.values())
    return wide(
        chart.encode(
            y=alt.Y("part:N", title=None, sort=order),
            x=alt.X("size:Q", title="squared error", scale=alt.Scale(domain=[0, 0.5], clamp=True)),
            color=alt.Color("part:N", legend=None, scale=alt.Scale(domain=order, range=COLOURS)),
        ),
        150,
    )
