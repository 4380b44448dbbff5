"""Section 2.3, the empty chocolate: the share of a ball's volume in its outer shell, in closed form."""

import math

import numpy as np
import pandas as pd

from articles.curse.compute.ball_volume import unit_volume
from articles.curse.compute.inner_chance import almost_zero, squashed
from recomputed.errors import BadInput


def tables(
    epsilon: float,
    dimension_max: int,
    passing_percent: list[float],
    volume_dimension_max: int,
    steps_per_dimension: int,
    zero_range_percent: list[float],
    stated_dimension: int,
    same_range_percent: list[float],
    slider_epsilons: list[float],
    slider_dimensions: list[int],
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule; see the functions of these names."""
    return {
        "shells": shells(epsilon, dimension_max),
        "passing": passing(epsilon, passing_percent),
        "ball_volumes": ball_volumes(volume_dimension_max, steps_per_dimension),
        "almost_zero": almost_zero(epsilon, zero_range_percent),
        "squashed": squashed(stated_dimension, same_range_percent),
        "slider": slider(slider_epsilons, dimension_max, slider_dimensions),
    }


def shells(epsilon: float, dimension_max: int) -> pd.DataFrame:
    """Tabulate the share of a D-ball's volume in its outer shell of thickness epsilon r, for D = 1 to `dimension_max`.

    Columns: dimension, epsilon, share, share_percent, inner_percent (the rest). Article section 2.3.
    """
    check_epsilon(epsilon)
    dimension = np.arange(1, dimension_max + 1)
    log_inner = dimension * math.log1p(-epsilon)  # the volume scales with r^D
    share = -np.expm1(log_inner)
    return pd.DataFrame(
        {
            "dimension": dimension,
            "epsilon": epsilon,
            "share": share,
            "share_percent": 100 * share,
            "inner_percent": 100 * np.exp(log_inner),
        }
    )


def slider(epsilons: list[float], dimension_max: int, dimensions: list[int], places: int = 50) -> pd.DataFrame:
    """Tabulate the outer share for several thicknesses at `dimensions` and about `places` others up to `dimension_max`.

    Columns: epsilon, dimension, share_percent, and circle_percent, what the printed formula of the circle gives.
    """
    chosen = {*dimensions, *np.geomspace(1, dimension_max, places).round().astype(int)}
    tables = []
    for epsilon in epsilons:
        table, circle = shells(epsilon, dimension_max), shells(epsilon, 2)["share_percent"].iloc[-1]
        part = table[table["dimension"].isin(chosen)][["epsilon", "dimension", "share_percent"]]
        tables.append(part.assign(circle_percent=circle))
    return pd.concat(tables, ignore_index=True)


def passing(epsilon: float, passing_percent: list[float]) -> pd.DataFrame:
    """Tabulate the first dimension in which the outer shell holds more than each of `passing_percent` (0 to 100).

    Columns: passed_percent, dimension, share_percent (there), share_before_percent (one dimension less).
    """
    check_epsilon(epsilon)
    log_inner, rows = math.log1p(-epsilon), []
    for percent in passing_percent:
        dimension = math.floor(math.log1p(-percent / 100) / log_inner) + 1
        there, before = (-100 * math.expm1(d * log_inner) for d in (dimension, dimension - 1))
        rows.append((percent, dimension, there, before))
    return pd.DataFrame(rows, columns=["passed_percent", "dimension", "share_percent", "share_before_percent"])


def ball_volumes(dimension_max: int, steps_per_dimension: int) -> pd.DataFrame:
    """Tabulate the unit ball's volume for D from 0, with `steps_per_dimension` values of the formula per dimension."""
    dimension = np.arange(dimension_max * steps_per_dimension + 1) / steps_per_dimension
    return pd.DataFrame({"dimension": dimension, "unit_volume": unit_volume(dimension)})


def check_epsilon(epsilon: float) -> None:
    """Raise BadInput unless the thickness of the shell, in radii, lies between 0 and 1."""
    if not 0 < epsilon < 1:
        where, do = "curse.shells.epsilon", "change it in config.yaml"
        raise BadInput("bad shell thickness", where=where, expected="between 0 and 1", found=epsilon, do=do)
