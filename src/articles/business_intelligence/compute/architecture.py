"""Sections 5 and 6: more machines, better data models, and one place for all data, counted in steps of work."""

import numpy as np
import pandas as pd


def scaling(rows_per_machine: int, most_machines: int, groups: list[int], limits: list[float]) -> pd.DataFrame:
    """Sum up a report by groups on more and more machines, with as much more data: how near is it to linear?

    Every machine sums up its own rows, group by group; then pairs of machines add up their partial results, in rounds,
    until one has all. One step is one row or one group added. Rows fall into the groups at random.
    Columns: groups, machines (2, 4, … most_machines), limit_percent, efficiency_percent (rows per step and machine, of
    those of a single machine), efficiency_over_limit.
    """
    found = []
    for number in groups:
        steps, machines = float(rows_per_machine), 1
        while 2 * machines <= most_machines:
            steps += distinct(number, rows_per_machine * machines)
            machines *= 2
            efficiency = 100 * rows_per_machine / steps
            for limit in limits:
                row = {"groups": number, "machines": machines, "limit_percent": limit}
                found.append(row | {"efficiency_percent": efficiency, "efficiency_over_limit": efficiency / limit})
    return pd.DataFrame(found)


def distinct(groups: int, rows: float) -> float:
    """Give the expected number of groups that `rows` rows fall into."""
    return -groups * np.expm1(rows * np.log1p(-1 / groups)) if groups > 1 else 1.0


def joins(rows: list[int], hardware_factors: list[int]) -> pd.DataFrame:
    """Match two tables of as many rows, by an unsuitable data model and by a suitable one: how many comparisons?

    Unsuitable: every row with every row. Suitable: both tables sorted by the key, then merged. Columns: rows,
    unsuitable, suitable, gain (their ratio), hardware_factor (how many times as fast the newest hardware is),
    gain_over_hardware, and slower_from: from so many rows on (a power of ten) the unsuitable model on the newest
    hardware takes longer than the suitable one on the old.
    """
    found = []
    for factor in hardware_factors:
        crossing = next(10**power for power in range(1, 40) if gain(10**power) > factor)
        for number in rows:
            row = {"rows": number, "unsuitable": float(number) ** 2, "suitable": merged(number), "gain": gain(number)}
            row |= {"hardware_factor": factor, "gain_over_hardware": gain(number) / factor}
            found.append(row | {"slower_from": float(crossing)})
    return pd.DataFrame(found)


def gain(rows: int) -> float:
    """Give the comparisons of the unsuitable model over those of the suitable one."""
    return float(rows) ** 2 / merged(rows)


def merged(rows: int) -> float:
    """Bound the comparisons that sorting two tables by merging, and merging them, takes: 2 n ⌈log2 n⌉ + 2 n."""
    return 2.0 * rows * int(np.ceil(np.log2(rows))) + 2.0 * rows


def central(sizes: list[int]) -> pd.DataFrame:
    """Count the paths on which data are prepared, from each source to each department, or by way of one central place.

    Columns: sources, departments, direct, central, saved_percent.
    """
    table = pd.DataFrame([(s, d) for s in sizes for d in sizes], columns=["sources", "departments"])
    table["direct"], table["central"] = table.sources * table.departments, table.sources + table.departments
    return table.assign(saved_percent=100 * (1 - table.central / table.direct))
