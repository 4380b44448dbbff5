"""Values of the symbols of the printed formulas: small years, in which all birthdays can be counted one by one."""

from itertools import product

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.stats import streams

SMALL = ((3, 2), (5, 3), (6, 4), (7, 5))  # days of the year and people


def bindings(seed: int) -> dict[str, Binding]:
    """Give the values for each claim with a formula."""
    counted = [{"d": d, "n": n, "k": 0, "q_n": q, "p_n": 1 - q} for d, n in SMALL for q in [_counted(d, n)]]
    shared = [trial | {"p_n": _counted(trial["d"], trial["n"], shared=True)} for trial in counted]
    x = streams.rng(seed, "numbers of the inequality").normal(scale=3, size=200)
    year = [{"d": 365, "e": np.e, "n": n, "q_n": np.prod(1 - np.arange(n) / 365)} for n in range(1, 121)]
    return {
        "birthdays-04": Binding(counted),
        "birthdays-05": Binding(shared),
        "birthdays-16": Binding([{}]),
        "birthdays-17": Binding([{"x": float(one), "e": np.e} for one in (*x, 0.0)]),
        "birthdays-19": Binding(year),
        "birthdays-21": Binding([{}]),
    }


def _counted(days: int, people: int, shared: bool = False) -> float:
    """Count the part of all combinations of birthdays in which they all differ, or with `shared` two are equal."""
    distinct = [len({*birthdays}) == people for birthdays in product(range(days), repeat=people)]
    return sum(one != shared for one in distinct) / len(distinct)
