"""Figure of section 4 that answers: what a cell keeps while its gates are held by hand."""

import altair as alt
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, wide

OUTPUT = [0.0, 0.25, 0.5, 0.75, 1.0]
PARTS = {"cell": "the cell", "kept": "what is left of its first value", "output": "the output"}
COLOURS = ["var(--series-1)", "var(--series-3)", "var(--series-2)"]
DASHES = [[1, 0], [3, 3], [8, 4]]


def gates(by_hand: pd.DataFrame) -> Touch:
    """Show the cell and the output over the steps, for the gates that are chosen."""
    forget, feed = (sorted(float(value) for value in by_hand[name].unique()) for name in ("forget", "input"))
    last = int(by_hand["step"].max())
    end = by_hand[by_hand["step"] == last].rename(columns={"forget": "f", "input": "i"})
    return Touch(
        [View(_chart(), "The cell, what is left of its first value, and the output over the time steps.")],
        {"cells": by_hand},
        [
            Control("f", "Forget gate f", forget, max(f for f in forget if f < 1)),
            Control("i", "Input gate i", feed, feed[0]),
            Control("o", "Output gate o", OUTPUT, OUTPUT[-1]),
        ],
        Answer(
            pd.concat([end.assign(o=o, given=o * end["squashed"], last=last) for o in OUTPUT]),
            ["f", "i", "o"],
            "f = {f:g}, i = {i:g}, o = {o:g}: after {last} steps the cell is {cell:.3g}, "
            "{kept_percent:.3g} % of its first value is left, and the output is {given:.3g}.",
        ),
    )


def _chart() -> alt.Chart:
    base = alt.Chart(rows("cells")).transform_filter("datum.forget == f && datum.input == i")
    base = base.transform_calculate(output="o * datum.squashed", kept="datum.kept_percent / 100")
    words = " : ".join(f"datum.value == '{name}' ? '{text}'" for name, text in PARTS.items()) + " : ''"
    colours, dashes = (alt.Scale(domain=list(PARTS), range=values) for values in (COLOURS, DASHES))
    return wide(
        base.transform_fold(list(PARTS), ["part", "size"])
        .mark_line()
        .encode(
            x=alt.X("step:Q", title="time step"),
            y=alt.Y("size:Q", title="value"),
            color=alt.Color(
                "part:N", title=None, scale=colours, legend=alt.Legend(labelExpr=words, direction="vertical")
            ),
            strokeDash=alt.StrokeDash("part:N", title=None, scale=dashes),
        )
    )
