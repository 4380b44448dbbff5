"""Figures of section 3 that answer: a gradient over the lag, and a descent with a clipping threshold."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, square, wide

COARSE = 8  # every eighth point of the surface is drawn
COLUMNS = ["cell", "setting", "value", "lag", "decades", "low", "high", "bound_decades"]
PATH, START = "#b3261e", "#0b57a4"  # on shades of grey that are the same in the dark


def lags(gradients: pd.DataFrame) -> Touch:
    """Show how the gradient shrinks or grows on its way back, for a gain of the RNN and a bias of the LSTM's gate."""
    is_rnn = gradients["setting"] == "gain"
    table = gradients.assign(cell=np.where(is_rnn, "simple RNN", "LSTM"))
    gains, biases = (sorted(float(v) for v in table.loc[rows, "value"].unique()) for rows in (is_rnn, ~is_rnn))
    seen = "The gradient over the number of steps back, of simple RNNs and LSTMs; dashed, the norm bound of the RNNs."
    return Touch(
        [View(_gradients(), seen)],
        {"gradients": table[COLUMNS]},
        [
            Control("gain", "Gain of the simple RNN", gains, 1.0 if 1.0 in gains else gains[0]),
            Control("bias", "Bias of the LSTM's forget gate", biases, biases[0]),
            Control("bound", "Norm bound of the RNN", ["hidden", "shown"], "hidden", None, True),
        ],
        Answer(
            _ends(table, is_rnn),
            ["gain", "bias"],
            "{lag} steps back, RNN with gain {gain:g}: 10 to the power {decades:.1f} (the bound says "
            "{bound_decades:.1f}); LSTM with bias {bias:g}: 10 to the power {lstm_decades:.1f}.",
        ),
    )


def clipping(slider: pd.DataFrame, grid: dict[str, np.ndarray]) -> Touch:
    """Show a descent over the surface with a cliff, its gradients clipped at the chosen threshold."""
    w, b = grid["w"][::COARSE], grid["b"][::COARSE]
    at_w, at_b = (part.ravel() for part in np.meshgrid(w, b))
    half_w, half_b = (w[1] - w[0]) / 2, (b[1] - b[0]) / 2
    surface = {"w": at_w - half_w, "w2": at_w + half_w, "b": at_b - half_b, "b2": at_b + half_b}
    ends = slider.groupby("threshold").last().reset_index()
    thresholds = [float(t) for t in ends["threshold"]]
    return Touch(
        [
            View(
                _descent([w[0], w[-1]], [b[0], b[-1]]),
                "The loss over weight and bias as shades of grey, with the descent in red and its start in blue.",
            )
        ],
        {
            "surface": pd.DataFrame({**surface, "loss": grid["loss"][::COARSE, ::COARSE].ravel()}),
            "paths": slider[["threshold", "update", "w", "b"]],
        },
        [Control("threshold", "Threshold of the norm", thresholds, thresholds[-1])],
        Answer(
            ends,
            ["threshold"],
            "Threshold {threshold:g}: the longest step is {longest:.3g}, and after {update} updates the loss is "
            "{loss:.2g}.",
        ),
    )


def _ends(table: pd.DataFrame, is_rnn: pd.Series) -> pd.DataFrame:
    """Give the gradient at the largest lag for every pair of a gain and a bias."""
    last = table["lag"] == table["lag"].max()
    rnn = table[last & is_rnn].rename(columns={"value": "gain"})[["gain", "lag", "decades", "bound_decades"]]
    lstm = table[last & ~is_rnn].rename(columns={"value": "bias", "decades": "lstm_decades"})[["bias", "lstm_decades"]]
    return rnn.merge(lstm, how="cross")


def _gradients() -> alt.LayerChart:
    chosen = "datum.setting == 'gain' ? datum.value == gain : datum.value == bias"
    colours = alt.Scale(domain=["LSTM", "simple RNN"], range=["var(--series-1)", "var(--series-2)"])
    x, title = alt.X("lag:Q", title="steps back"), "powers of ten of the gradient"
    base = alt.Chart(rows("gradients")).transform_filter(chosen).encode(x=x)
    colour = alt.Color("cell:N", title=None, scale=colours)
    band = base.mark_area(opacity=0.2).encode(y=alt.Y("low:Q", title=title), y2="high:Q", color=colour)
    bound = base.transform_filter("datum.setting == 'gain'").transform_calculate(
        bounded="bound == 'shown' ? datum.bound_decades : datum.decades"
    )
    dashed = bound.mark_line(strokeDash=[6, 4], color="var(--muted)").encode(y=alt.Y("bounded:Q", title=title))
    return wide(band + dashed + base.mark_line().encode(y=alt.Y("decades:Q", title=title), color=colour))


def _descent(w_range: list[float], b_range: list[float]) -> alt.LayerChart:
    x = alt.X("w:Q", title="weight w", scale=alt.Scale(domain=w_range, nice=False))
    y = alt.Y("b:Q", title="bias b", scale=alt.Scale(domain=b_range, nice=False))
    shades = alt.Color("loss:Q", title="loss", scale=alt.Scale(scheme="greys"))
    ground = alt.Chart(rows("surface")).mark_rect(clip=True).encode(x=x, y=y, x2="w2:Q", y2="b2:Q", color=shades)
    path = alt.Chart(rows("paths")).transform_filter("datum.threshold == threshold").encode(x=x, y=y)
    dots = alt.OverlayMarkDef(color=PATH, size=14)
    line = path.mark_line(clip=True, color=PATH, strokeWidth=2, point=dots).encode(order="update:Q")
    start = path.transform_filter("datum.update == 0").mark_point(filled=True, size=130, opacity=1, color=START)
    return square(ground + line + start, 330)
