"""Sections 1 and 2: the chance that two people share a birthday, exactly and by the short formula."""

import numpy as np
import pandas as pd


def all_different(days: int, most_people: int) -> np.ndarray:
    """Give the chance that the birthdays of n people all differ, for n from 1 to `most_people`."""
    return np.cumprod(1 - np.arange(most_people) / days)


def chances(days: int, most_people: int, thresholds: list[float]) -> dict[str, pd.DataFrame]:
    """Tabulate the chance of a shared birthday, and the least number of people for each threshold (percent).

    `chances`: people, percent, short (percent, by the short formula), off_by (percentage points). `growth`, from three
    people on: people, gain_change (percentage points: what the last person adds, less what the one before adds), twice
    (the chance with twice as many people, over that with these). `thresholds`: percent, people.
    """
    people = np.arange(1, most_people + 1)
    different = all_different(days, 2 * most_people)
    percent = 100 * (1 - different[:most_people])
    table = pd.DataFrame({"people": people, "percent": percent})
    table["short"] = 100 * -np.expm1(-people * (people - 1) / (2 * days))
    table["off_by"] = (table["short"] - percent).abs()
    gain_change, twice = np.diff(percent, n=2), 100 * (1 - different[2 * people[2:] - 1]) / percent[2:]
    growth = pd.DataFrame({"people": people[2:], "gain_change": gain_change, "twice": twice})
    longest = all_different(days, days + 1)
    least = [int(np.argmax(longest <= 1 - threshold / 100)) + 1 for threshold in thresholds]
    return {"chances": table, "growth": growth, "thresholds": pd.DataFrame({"percent": thresholds, "people": least})}
