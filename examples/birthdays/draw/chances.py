"""Figure of sections 1 and 2."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style


def curve(chances: pd.DataFrame, marked: int) -> Figure:
    """Draw the chance over the number of people, exactly and by the short formula, with a line at `marked` people."""
    fig = style.figure()
    ax = fig.add_subplot()
    ax.plot(chances["people"], chances["percent"], label="exact")
    ax.plot(chances["people"], chances["short"], linestyle="--", label="short formula")
    ax.axvline(marked, linestyle=":", color=style.MUTED)
    ax.set(xlabel="people", ylabel="chance of a shared birthday (%)")
    ax.legend()
    percent = chances.set_index("people")["percent"][marked]
    return style.describe(fig, alt=f"The chance grows with the number of people; for {marked} it is {percent:.1f} %.")
