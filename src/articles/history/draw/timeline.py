"""Figure of all sections: the dated events of the article."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

LANES = ("research", "machines", "film")
ROWS = {"research": 8, "machines": 3, "film": 5}
BEND = "angle,angleA=90,angleB=0,rad=0"  # down from the first event, then across to the second
ARROW = {"arrowstyle": "<->", "color": style.RED, "shrinkA": 5, "shrinkB": 5, "connectionstyle": BEND}
CHARACTER_YEARS = 1.02  # width of a character of the labels, in years on the axis
FIRST, LAST = 1922, 2043


def timeline(events: pd.DataFrame, checks: pd.DataFrame, periods: list[dict]) -> Figure:
    """Draw every event at its year in three lanes, over booms and winters, and mark the dates that fail a check.

    The tables are those of compute.timeline.
    """
    fig = style.figure(height_inches=4.6)
    ax = fig.add_subplot()
    top = sum(ROWS.values()) + len(LANES)
    _periods(ax, periods, top)
    places, start = {}, top
    for lane in LANES:
        start -= ROWS[lane] + 1
        ax.text(FIRST, start + ROWS[lane] - 0.1, lane, fontweight="bold", color=style.MUTED, va="center")
        ax.axhline(start + ROWS[lane] + 0.45, color=style.FAINT, linewidth=0.8)
        places |= _lane(ax, events[events.kind == lane].sort_values("year"), start, ROWS[lane])
    failed = checks[checks.holds == "no"]
    for check in failed.itertuples():
        (x, _), (_, y) = places[check.first], places[check.second]
        ax.annotate("", places[check.second], places[check.first], arrowprops=ARROW)
        ax.text(x, y - 0.2, f"{check.years} years", color=style.words(style.RED), fontsize=7, va="top")
    ax.set(xlim=(FIRST, LAST), ylim=(-0.6, top + 1.1), yticks=[], xlabel="year", xticks=range(1930, 2021, 10))
    ax.spines["left"].set_visible(False)
    ax.plot([], [], "o", color=style.INK, markersize=4, label="dated event")
    if len(failed):
        name = "dates that contradict what the article says of the two"
        ax.plot([], [], "D", color=style.RED, markersize=5, label=name)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 0.0), frameon=False)  # the bands go on under it
    listed = "; ".join(f"{row.event} {row.year}" for row in events.sort_values("year").itertuples())
    wrong = "; ".join(f"{row.first} and {row.second}, {row.years} years apart" for row in failed.itertuples())
    alt = (
        f"A time axis with the article's {len(events)} dated events in three lanes, research, machines and film, over "
        f"shaded booms and winters: {listed}. {len(checks)} statements about two of them were checked; contradicted: "
        f"{wrong or 'none'}."
    )
    return style.describe(fig, alt=alt)


def _periods(ax: Axes, periods: list[dict], top: float) -> None:
    colours = {"boom": style.ORANGE, "winter": style.SKY}
    for period in periods:
        colour = colours["winter" if "winter" in period["period"] else "boom"]
        ax.axvspan(period["from"], period["to"], color=colour, alpha=0.16, linewidth=0)
        middle = (period["from"] + period["to"]) / 2
        ax.text(middle, top + 0.5, period["period"].replace(" ", "\n"), ha="center", va="center", fontsize=7)


def _lane(ax: Axes, events: pd.DataFrame, start: float, rows: int) -> dict[str, tuple[float, float]]:
    """Draw each event in the first free row of its lane, its name to the right of its mark; give the places by name."""
    free, places = [FIRST] * rows, {}
    for event in events.itertuples():
        row = next((n for n in range(rows) if free[n] <= event.year), free.index(min(free)))
        free[row] = event.year + 3 + CHARACTER_YEARS * len(f"{event.event} {event.year}")
        wrong = event.contradicted == "yes"
        colour, y = style.RED if wrong else style.INK, start + rows - 1 - row
        ax.plot(event.year, y, "D" if wrong else "o", color=colour, markersize=5 if wrong else 4)
        name = f"{event.event} {event.year}"
        ax.text(event.year + (1.6 if wrong else 1.1), y, name, color=style.words(colour), va="center", fontsize=7)
        places[event.event] = (event.year, y)
    return places
