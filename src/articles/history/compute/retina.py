"""Section 1, first AI boom: a toy of the Mark 1 perceptron, whose eye had 20 × 20 photocells.

One trained unit looks either at the cells straight away or, as in the machine, at association units: each wired to
a few cells at random, excited by some and inhibited by the others, and never trained.
"""

import numpy as np
import pandas as pd

from articles.history.compute.separability import learn, separating_weights, with_ones
from recomputed.stats import streams

TASKS = ("left or right", "flat or upright bar", "disc or square")
MACHINES = ("cells", "association units")


def mark1(seed: int, side: int, images: int, association_units: int, wires: int, passes: int) -> dict:
    """Train both machines on every task: `learning`, `summary` (tables) and `pictures` (arrays).

    Left or right is a disc in one half of the retina; discs and squares of the same areas lie anywhere. Half of the
    `images` are for the test. The bars are all rows and all columns, and there is nothing else to test with.
    learning: task, machine, pass, mistakes_percent. summary: task, machine, inputs, images, separable (linear program),
    solved, passes, test_error_percent (nan for bars). pictures: examples (task, 2, side, side).
    """
    rng = streams.rng(seed, "history retina")
    wiring = _wiring(rng, side**2, association_units, wires)
    learning, summary, examples = [], [], []
    worlds = _halves(rng, side, images), _bars(side), _solids(rng, side, images)
    for task, (x, y, held_out) in zip(TASKS, worlds, strict=True):
        examples.append([x[y == label][side // 3].reshape(side, side) for label in (-1, 1)])
        for machine in MACHINES:
            seen = x if machine == "cells" else (x @ wiring > 0).astype(float)
            train, test = ~held_out, held_out
            found, mistakes = learn(seen[train], y[train], passes)
            labels = {"task": task, "machine": machine}
            percent = 100 * mistakes / train.sum()
            learning.append(
                pd.DataFrame({**labels, "pass": np.arange(1, len(percent) + 1), "mistakes_percent": percent})
            )
            separable = separating_weights(seen[train], y[train]) is not None
            wrong = np.sign(with_ones(seen[test]) @ found) != y[test]
            summary.append(
                {
                    **labels,
                    "inputs": seen.shape[1],
                    "images": int(train.sum()),
                    "separable": "yes" if separable else "no",
                    "solved": "yes" if mistakes[-1] == 0 else "no",
                    "passes": len(mistakes),
                    "test_error_percent": 100 * wrong.mean() if len(wrong) else np.nan,
                }
            )
    pictures = {"task": np.array(TASKS), "examples": np.array(examples)}
    return {"learning": pd.concat(learning), "summary": pd.DataFrame(summary), "pictures": pictures}


def _wiring(rng: np.random.Generator, cells: int, units: int, wires: int) -> np.ndarray:
    """Draw the fixed wires (cells, units): `wires` cells a unit, each plugged in as excitation or inhibition."""
    wiring = np.zeros((cells, units))
    for unit in range(units):
        wiring[rng.choice(cells, wires, replace=False), unit] = rng.choice((-1.0, 1.0), wires)
    return wiring


def _halves(rng: np.random.Generator, side: int, images: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw discs wholly in the left half (-1) or in the right half (1); every second one is held out."""
    y = rng.choice((-1, 1), images)
    x = np.empty((images, side * side))
    for number, label in enumerate(y):
        radius = rng.uniform(0.1, 0.2) * side
        place = side / 2 + label * rng.uniform(radius, side / 2 - radius)
        x[number] = _solid(side, rng.uniform(radius, side - radius), place, radius, round_shape=True)
    return x, y, np.arange(images) % 2 == 1


def _solids(rng: np.random.Generator, side: int, images: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw discs (-1) and squares (1) of random size and place, wholly on the retina; every second one is held out."""
    y = rng.choice((-1, 1), images)
    x = np.empty((images, side * side))
    for number, label in enumerate(y):
        reach = rng.uniform(0.15, 0.3) * side * (1 if label < 0 else np.sqrt(np.pi) / 2)  # the same areas
        row, column = rng.uniform(reach, side - reach, 2)
        x[number] = _solid(side, row, column, reach, round_shape=label < 0)
    return x, y, np.arange(images) % 2 == 1


def _solid(side: int, row: float, column: float, reach: float, round_shape: bool) -> np.ndarray:
    """Light the cells (side²,) whose middle is within `reach` of a place: a disc, or a square."""
    middle = np.arange(side) + 0.5
    off_row, off_column = np.abs(middle - row)[:, None], np.abs(middle - column)
    far = np.hypot(off_row, off_column) if round_shape else np.maximum(off_row, off_column)
    return (far <= reach).astype(float).ravel()


def _bars(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give every row (-1) and every column (1) of the retina, lit alone; none is held out."""
    lines = np.eye(side)
    rows = (lines[:, :, None] * np.ones(side)).reshape(side, -1)
    columns = (lines[:, None, :] * np.ones((side, 1))).reshape(side, -1)
    return np.vstack([rows, columns]), np.repeat([-1, 1], side), np.zeros(2 * side, bool)
