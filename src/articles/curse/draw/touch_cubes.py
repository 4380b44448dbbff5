"""Figure of section 2.1 that answers: the exact slice through stacked hypercubes in a chosen dimension."""

import altair as alt
import numpy as np
import pandas as pd

from recomputed.drawing.touch import Answer, Control, Touch, View, rows, square

HIGHEST = 30  # dimensions
CIRCLE = np.linspace(0, 2 * np.pi, 49)
KINDS = {"box": "var(--muted)", "balls": "var(--series-2)", "ball in the middle": "var(--series-1)"}


def slices(inner: pd.DataFrame) -> Touch:
    """Show the slice along one axis and the diagonal of all others: box, four unit balls, the ball in the middle."""
    table = inner[inner["dimension"].between(2, HIGHEST)].rename(columns={"dimension": "D"})
    pairs = zip(table["D"], table["inner_diameter_edge"], strict=True)
    seen = "Slice through the middle of the stacked hypercubes: the box of two cubes per edge, four unit balls, "
    return Touch(
        [View(_chart(), f"{seen}and the ball in the middle.")],
        {"outlines": pd.concat([_outlines(int(d), diameter) for d, diameter in pairs])},
        [Control("D", "Dimensions D", [int(d) for d in table["D"]], 4)],
        Answer(
            table.assign(place=[_place(diameter) for diameter in table["inner_diameter_edge"]]),
            ["D"],
            "D = {D}: the ball in the middle has a diameter of {inner_diameter_edge:.2f} edges and {place}. "
            "The ball inscribed in a single cube fills {ball_share_percent:.3g} % of it.",
        ),
    )


def _chart() -> alt.Chart:
    reach = 1.15 * np.sqrt(HIGHEST - 1)
    look = {"scale": alt.Scale(domain=[-reach, reach]), "axis": alt.Axis(grid=False)}
    colours = alt.Scale(domain=list(KINDS), range=list(KINDS.values()))
    lines = alt.Chart(rows("outlines")).transform_filter("datum.D == D").mark_line()
    return square(
        lines.encode(
            x=alt.X("x:Q", title="along one axis (edges)", **look),
            y=alt.Y("y:Q", title="along the diagonal of all others (edges)", **look),
            color=alt.Color("kind:N", title=None, scale=colours),
            detail="part:N",
            order="n:Q",
        ),
        330,
    )


def _outlines(d: int, diameter: float) -> pd.DataFrame:
    """Give the lines of one slice; the box is two edges wide and 2 √(D - 1) high, all lengths in edges."""
    height = np.sqrt(d - 1)
    parts = [("box", np.array([-1, 1, 1, -1, -1]), height * np.array([-1, -1, 1, 1, -1]))]
    for sign_x in (-1, 1):
        for sign_y in (-1, 1):
            parts.append(("balls", (np.cos(CIRCLE) + sign_x) / 2, (np.sin(CIRCLE) + sign_y * height) / 2))
    parts.append(("ball in the middle", diameter / 2 * np.cos(CIRCLE), diameter / 2 * np.sin(CIRCLE)))
    return pd.concat(
        [
            pd.DataFrame({"D": d, "part": part, "kind": kind, "n": range(len(x)), "x": x, "y": y})
            for part, (kind, x, y) in enumerate(parts)
        ]
    )


def _place(diameter: float) -> str:
    if np.isclose(diameter, 2):
        return "touches the faces of the box of two cubes"
    return "stays inside the box of two cubes" if diameter < 2 else "sticks out of the box of two cubes"
