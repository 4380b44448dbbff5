"""Section 4: birthdays that are spread over the year like a wave."""

import numpy as np
import pandas as pd


def uneven(days: int, people: int, amplitudes: list[float]) -> pd.DataFrame:
    """Give the chance of a shared birthday where the chance of a day is a wave of each amplitude (a part of the mean).

    Columns: people, amplitude, percent, difference (percentage points, to even days).
    """
    even = chance(np.full(days, 1 / days), people)
    wave = np.cos(2 * np.pi * np.arange(days) / days)
    percent = [100 * chance((1 + amplitude * wave) / days, people) for amplitude in amplitudes]
    table = pd.DataFrame({"people": people, "amplitude": amplitudes, "percent": percent})
    return table.assign(difference=table["percent"] - 100 * even)


def chance(of_day: np.ndarray, people: int) -> float:
    """Give the chance that two of `people` share a birthday; of_day: the chance of each day.

    That all differ is people! times the elementary symmetric polynomial of the chances; it is summed up day by day.
    """
    different = np.zeros(people + 1)  # that k people have different birthdays, all among the days so far
    different[0] = 1
    order = np.arange(1, people + 1)
    for share in of_day:
        different[1:] += order * share * different[:-1]
    return float(1 - different[people])
