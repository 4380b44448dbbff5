"""Figures of the sections 2.2 and 2.3 that answer: angles, and the shell of a ball."""

import altair as alt
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, wide

LAWS = {"ball": "points of the ball", "cube": "points of the cube"}
FORMULAS = {"share_percent": "exponent D", "circle_percent": "exponent 2, as printed"}


def angles(slider: pd.DataFrame) -> Touch:
    """Show the histogram of the angle in a dimension that is chosen, beside the exact density of the ball."""
    half = slider["bin_deg"] / 2
    table = slider.assign(start=slider["angle_deg"] - half, end=slider["angle_deg"] + half)
    said = table.drop_duplicates(["law", "dimension"]).assign(points=lambda t: t["law"].map(LAWS))
    seen = "Histogram of the angle between two random vectors, and the exact density of the ball as a line."
    return Touch(
        [View(_histogram(), seen)],
        {"angles": table.drop(columns="near_percent")},
        [
            Control("D", "Dimensions D", [int(d) for d in slider["dimension"].unique()], 3),
            Control("law", "Vectors", list(LAWS), "ball", list(LAWS.values()), True),
        ],
        Answer(
            said.rename(columns={"dimension": "D"}),
            ["D", "law"],
            "D = {D}, {points}: {near_percent:.1f} % of the angles are within 10° of a right angle.",
        ),
    )


def shells(slider: pd.DataFrame, stated: dict) -> Touch:
    """Show the share of a ball's volume in its shell over D, beside what the printed formula of the circle gives."""
    dimensions = sorted(int(d) for d in slider["dimension"].unique())
    thicknesses = sorted(float(e) for e in slider["epsilon"].unique())
    seen = "Share of a ball's volume in its outer shell over the dimension, by the right and by the printed formula."
    return Touch(
        [View(_shares(), seen)],
        {"shells": slider},
        [
            Control("D", "Dimension D", dimensions, min(dimensions, key=lambda d: abs(d - stated["dimension"]))),
            Control(
                "epsilon",
                "Thickness ε of the shell",
                thicknesses,
                min(thicknesses, key=lambda e: abs(e - 0.01)),
                [f"{100 * e:g} % of r" for e in thicknesses],
            ),
        ],
        Answer(
            slider.rename(columns={"dimension": "D"}).assign(percent=100 * slider["epsilon"]),
            ["D", "epsilon"],
            "D = {D}, ε = {percent:g} %: {share_percent:.1f} % of the volume is in the shell. "
            "The printed formula gives {circle_percent:.2f} % for every D.",
        ),
    )


def _histogram() -> alt.LayerChart:
    look = {"title": "angle (degrees)", "scale": alt.Scale(domain=[0, 180])}
    look["axis"] = alt.Axis(values=[*range(0, 181, 30)])
    base = alt.Chart(rows("angles")).transform_filter("datum.dimension == D && datum.law == law")
    bars = base.mark_bar(color="var(--series-1)", opacity=0.55).encode(
        x=alt.X("start:Q", bin="binned", **look), x2="end:Q", y=alt.Y("percent:Q", title="share of pairs (%)")
    )
    line = base.mark_line(color="var(--series-2)").encode(x=alt.X("angle_deg:Q", **look), y="ball_percent:Q")
    return wide(bars + line)


def _shares() -> alt.LayerChart:
    base = alt.Chart(rows("shells")).transform_filter("datum.epsilon == epsilon")
    colours = alt.Scale(domain=list(FORMULAS), range=["var(--series-1)", "var(--series-2)"])
    words = " : ".join(f"datum.value == '{name}' ? '{text}'" for name, text in FORMULAS.items()) + " : ''"
    legend = alt.Legend(labelExpr=words, direction="vertical")
    folded = base.transform_fold(list(FORMULAS), ["formula", "percent"]).encode(
        x=alt.X("dimension:Q", title="dimension D"),
        y=alt.Y("percent:Q", title="share of the volume (%)", scale=alt.Scale(domain=[0, 100])),
        color=alt.Color("formula:N", title=None, scale=colours, legend=legend),
    )
    marks = folded.transform_filter("datum.dimension == D").mark_point(filled=True, size=90, opacity=1)
    rule = base.transform_filter("datum.dimension == D").mark_rule(color="var(--muted)", strokeDash=[4, 4])
    return wide(rule.encode(x="dimension:Q") + folded.mark_line() + marks)
