"""Section 3: rooms full of people, drawn at random, beside the values that they estimate."""

import numpy as np
import pandas as pd
from articles.birthdays.compute.chances import all_different

from recomputed.stats import intervals, streams

Z95 = 1.96  # of the normal distribution: half of a 95 % interval in standard errors


def rooms(days: int, people: int, rooms: int, seed: int) -> pd.DataFrame:
    """Draw `rooms` rooms and look for a shared birthday; then let people enter one by one until there is one.

    Columns: quantity (shared: the share of rooms with a shared birthday; first: the person who brings the first one, on
    average), way (closed form, simulation), value, halfwidth (of the 95 % interval; 0 for the closed form), people.
    """
    rng = streams.rng(seed, "birthdays in rooms")
    drawn = np.sort(rng.integers(days, size=(rooms, people)), axis=1)
    hits = int((np.diff(drawn, axis=1) == 0).any(axis=1).sum())
    first = _first_shared(days, rooms, rng)
    different = all_different(days, days + 1)
    rows = [
        ("shared", "closed form", 1 - different[people - 1], 0.0, people),
        ("shared", "simulation", hits / rooms, float(intervals.share_halfwidth(hits, rooms)), people),
        ("first", "closed form", 1 + different.sum(), 0.0, 0),
        ("first", "simulation", first.mean(), Z95 * first.std(ddof=1) / np.sqrt(rooms), 0),
    ]
    return pd.DataFrame(rows, columns=["quantity", "way", "value", "halfwidth", "people"])


def _first_shared(days: int, rooms: int, rng: np.random.Generator) -> np.ndarray:
    """Draw for each room the number of the person who has the birthday of somebody before.

    With n people in the room and no birthday shared, the next one shares one with chance n / days.
    """
    first, waiting, inside = np.zeros(rooms), np.arange(rooms), 0
    while len(waiting):
        shares = rng.random(len(waiting)) < inside / days
        first[waiting[shares]] = inside + 1
        waiting, inside = waiting[~shares], inside + 1
    return first
