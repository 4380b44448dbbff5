"""Figure of the step-by-step guide that answers: K and the rule for tied votes on the toy map."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, square

RULES = {
    "nearest": "nearest decides",
    "lowest": "minus wins",
    "highest": "plus wins",
    "reported": "no answer",
}
CIRCLE = np.linspace(0, 2 * np.pi, 73)


def toy(points: pd.DataFrame, outcomes: pd.DataFrame) -> Touch:
    """Show the K nearest samples of the query in a circle, and what they answer."""
    ties = [rule for rule in RULES if rule in set(outcomes["ties"])]
    radii = outcomes.drop_duplicates("k")
    circles = [
        pd.DataFrame({"K": k, "n": range(len(CIRCLE)), "x": r * np.cos(CIRCLE), "y": r * np.sin(CIRCLE)})
        for k, r in zip(radii["k"], radii["radius"], strict=True)
    ]
    at = points[points["rank"] == 0].iloc[0]
    said = outcomes.rename(columns={"k": "K"}).assign(answer=outcomes["predicted"].replace("tie", "open: a tied vote"))
    return Touch(
        [
            View(
                _chart(1.08 * float(radii["radius"].max())),
                "The query in the colour of its answer, samples of two classes, and a circle around the K nearest.",
            )
        ],
        {
            "points": points[points["rank"] > 0],
            "circles": pd.concat(circles),
            "answers": said.assign(x=at["x"], y=at["y"]),
        },
        [
            Control("K", "Neighbours K", [int(k) for k in radii["k"]], int(radii["k"].iloc[0])),
            Control("ties", "Tied votes", ties, ties[0], [RULES[rule] for rule in ties], True),
        ],
        Answer(
            said,
            ["K", "ties"],
            "K = {K}: {minus} minus and {plus} plus; the answer is {answer}. The true class is plus: {outcome}.",
        ),
    )


def _chart(reach: float) -> alt.LayerChart:
    scale, kinds = alt.Scale(domain=[-reach, reach]), ["minus", "plus"]
    x, y = alt.X("x:Q", title=None, scale=scale), alt.Y("y:Q", title=None, scale=scale)
    colours = alt.Scale(domain=kinds, range=["var(--series-2)", "var(--series-1)"])
    shapes = alt.Scale(domain=kinds, range=["stroke", "cross"])
    samples = alt.Chart(rows("points")).encode(
        x=x, y=y, color=alt.Color("label:N", title=None, scale=colours), shape=alt.Shape("label:N", scale=shapes)
    )
    far = samples.transform_filter("datum.rank > K").mark_point(size=150, strokeWidth=3, opacity=0.45)
    near = samples.transform_filter("datum.rank <= K").mark_point(size=230, strokeWidth=5, opacity=1)
    circle = alt.Chart(rows("circles")).transform_filter("datum.K == K")
    line = circle.mark_line(color="var(--muted)", strokeDash=[5, 4]).encode(x=x, y=y, order="n:Q")
    answer = alt.Chart(rows("answers")).transform_filter("datum.K == K && datum.ties == ties")
    colour = "datum.predicted == 'plus' ? 'var(--series-1)' : datum.predicted == 'minus' ? 'var(--series-2)' : 'none'"
    query = answer.transform_calculate(colour=colour).mark_circle(
        size=330, opacity=1, stroke="var(--ink)", strokeWidth=2
    )
    return square(line + far + near + query.encode(x=x, y=y, fill=alt.Fill("colour:N", scale=None)), 320)
