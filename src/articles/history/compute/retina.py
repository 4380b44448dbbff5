"""Section 1, first AI boom: a small model of the Mark 1 perceptron, whose eye had 20 × 20 photocells.

One trained unit receives either the cells themselves or, as in the machine, association units: each is wired to a few
random cells, excited by some and inhibited by the others, and is not trained.
"""

import numpy as np
import pandas as pd

from articles.history.compute.separability import learn, separating_weights, with_ones
from recomputed.stats import streams

TASKS = ("left or right", "flat or upright bar", "disc or square")
MACHINES = ("cells", "association units")


def retina(seed: int, side: int, images: int, association_units: int, wires: int, passes: int) -> dict:
    """Train both machines on every task, and give `learning`, `summary` (tables) and `pictures` (arrays).

    Left or right: a disc in one half of the retina. Disc or square: of equal areas, anywhere. Of these `images` every
    second one is for the test. Bars: all rows and all columns, with no others for a test.
    learning: task, machine, pass, mistakes_percent. summary: task, machine, inputs, images, separable (by a linear
    program), solved, exception (1 if solved although no line separates the pictures as the cells see them), passes,
    test_error_percent (nan for bars). pictures: task, examples (task, 2, side, side).
    """
    rng = streams.rng(seed, "history retina")
    wiring = _wiring(rng, side**2, association_units, wires)
    learning, summary, examples = [], [], []
    data = _halves(rng, side, images), _bars(side), _shapes(rng, side, images)
    for task, (x, y, held_out) in zip(TASKS, data, strict=True):
        examples.append([x[y == label][side // 3].reshape(side, side) for label in (-1, 1)])
        for machine in MACHINES:
            inputs = x if machine == "cells" else (x @ wiring > 0).astype(float)
            train, test = ~held_out, held_out
            found, mistakes = learn(inputs[train], y[train], passes)
            labels = {"task": task, "machine": machine}
            percent = 100 * mistakes / train.sum()
            learning.append(
                pd.DataFrame({**labels, "pass": np.arange(1, len(percent) + 1), "mistakes_percent": percent})
            )
            separable = separating_weights(inputs[train], y[train]) is not None
            if machine == "cells":
                seen_separable = separable
            wrong = np.sign(with_ones(inputs[test]) @ found) != y[test]
            summary.append(
                {
                    **labels,
                    "inputs": inputs.shape[1],
                    "images": int(train.sum()),
                    "separable": "yes" if separable else "no",
                    "solved": "yes" if mistakes[-1] == 0 else "no",
                    "exception": int(mistakes[-1] == 0 and not seen_separable),
                    "passes": len(mistakes),
                    "test_error_percent": 100 * wrong.mean() if len(wrong) else np.nan,
                }
            )
    pictures = {"task": np.array(TASKS), "examples": np.array(examples)}
    return {"learning": pd.concat(learning), "summary": pd.DataFrame(summary), "pictures": pictures}


def _wiring(rng: np.random.Generator, cells: int, units: int, wires: int) -> np.ndarray:
    """Draw the fixed wires (cells, units): `wires` random cells for each unit, with weight 1 or -1."""
    wiring = np.zeros((cells, units))
    for unit in range(units):
        wiring[rng.choice(cells, wires, replace=False), unit] = rng.choice((-1.0, 1.0), wires)
    return wiring


def _halves(rng: np.random.Generator, side: int, images: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw discs within the left half (-1) or within the right half (1); every second one is held out."""
    y = rng.choice((-1, 1), images)
    x = np.empty((images, side * side))
    for number, label in enumerate(y):
        radius = rng.uniform(0.1, 0.2) * side
        place = side / 2 + label * rng.uniform(radius, side / 2 - radius)
        x[number] = _shape(side, rng.uniform(radius, side - radius), place, radius, round_shape=True)
    return x, y, np.arange(images) % 2 == 1


def _shapes(rng: np.random.Generator, side: int, images: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw discs (-1) and squares (1) of random size and place within the retina; every second one is held out."""
    y = rng.choice((-1, 1), images)
    x = np.empty((images, side * side))
    for number, label in enumerate(y):
        reach = rng.uniform(0.15, 0.3) * side * (1 if label < 0 else np.sqrt(np.pi) / 2)  # of equal areas
        row, column = rng.uniform(reach, side - reach, 2)
        x[number] = _shape(side, row, column, reach, round_shape=label < 0)
    return x, y, np.arange(images) % 2 == 1


def _shape(side: int, row: float, column: float, reach: float, round_shape: bool) -> np.ndarray:
    """Give cells (side²,), 1 if their middle is within `reach` of the place (row, column): a disc, or a square."""
    middle = np.arange(side) + 0.5
    off_row, off_column = np.abs(middle - row)[:, None], np.abs(middle - column)
    far = np.hypot(off_row, off_column) if round_shape else np.maximum(off_row, off_column)
    return (far <= reach).astype(float).ravel()


def _bars(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give one picture for every row (-1) and for every column (1) of the retina; none is held out."""
    lines = np.eye(side)
    rows = (lines[:, :, None] * np.ones(side)).reshape(side, -1)
    columns = (lines[:, None, :] * np.ones((side, 1))).reshape(side, -1)
    return np.vstack([rows, columns]), np.repeat([-1, 1], side), np.zeros(2 * side, bool)
