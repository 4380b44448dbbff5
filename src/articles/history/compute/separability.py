"""Section 1, first AI boom: which classes are linearly separable, by linear program and by the perceptron rule.

Exactly one of two linear programs has a solution: a line that separates the classes, or a point in the convex hulls of
both classes, which shows that there is no such line. Either solution is a proof.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from articles.history.compute.kernels import perceptron
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.stats import streams

CORNERS = np.array(list(product((0.0, 1.0), repeat=2)))
GATES = {"AND": [-1, -1, -1, 1], "OR": [-1, 1, 1, 1], "XOR": [-1, 1, 1, -1]}
OPTIMAL, INFEASIBLE = 0, 2  # status codes of scipy.optimize.linprog


def separating_weights(x: np.ndarray, y: np.ndarray) -> np.ndarray | None:
    """Find w (D + 1, the offset last) with y (w·x + offset) >= 1 for samples `x` (N, D), `y` of 1 and -1, or None.

    Raises BadInput for samples that are not finite and for other labels.
    """
    x, y = _checked(x, y)
    signed = y[:, None] * with_ones(x)
    return _solve(np.zeros(signed.shape[1]), A_ub=-signed, b_ub=-np.ones(len(y)), bounds=(None, None))


def common_point(x: np.ndarray, y: np.ndarray) -> np.ndarray | None:
    """Find a point (D,) in the convex hulls of both classes, which proves that no line separates them, or None.

    Raises BadInput as `separating_weights` does.
    """
    x, y = _checked(x, y)
    sides = np.vstack([y > 0, y < 0]).astype(float)
    weights = _solve(
        np.zeros(len(y)), A_eq=np.vstack([y * x.T, sides]), b_eq=np.r_[np.zeros(x.shape[1]), 1, 1], bounds=(0, None)
    )
    return None if weights is None else (weights * sides[0]) @ x


def with_ones(x: np.ndarray) -> np.ndarray:
    """Append the constant input of the offset: (N, D) -> (N, D + 1); raises BadInput for other axes."""
    x = arrays.floats(x, "inputs", ("N", "D"), empty=True)
    return np.column_stack([x, np.ones(len(x))])


def learn(x: np.ndarray, y: np.ndarray, passes: int) -> tuple[np.ndarray, np.ndarray]:
    """Train a perceptron from zero weights, for at most so many `passes` over the samples.

    Gives weights (D + 1,) and the number of mistakes in each pass, the last of which is 0 if the rule has ended.
    Raises BadInput as `separating_weights` does, and for fewer than one pass.
    """
    x, y = _checked(x, y)
    weights = np.zeros(x.shape[1] + 1)
    return weights, perceptron(with_ones(x), y, weights, arrays.count(passes, "history: passes", 1))


def boolean_functions(inputs: list[int], passes: int) -> pd.DataFrame:
    """Test every Boolean function of so many `inputs`, one row each.

    Columns: inputs, truth (its values, for inputs in binary order), separable (by linear program), hulls_meet, solved
    (by the perceptron rule), passes (until solved, or until weights repeat), cycle (passes from weights to the same
    weights, after which the rule never ends; 0 if solved), exception (1 if solved and separable differ). Raises
    BadInput if neither happens within `passes`.
    """
    return pd.DataFrame([_function(x, y, passes) for x, y in boolean_samples(inputs)])


def boolean_samples(inputs: list[int]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield every Boolean function of so many `inputs` as samples: inputs in binary order, and labels of 1 and -1."""
    for count in inputs:
        x = np.array(list(product((0.0, 1.0), repeat=count)))
        for truth in product((0, 1), repeat=len(x)):
            yield x, 2 * np.array(truth) - 1


def scenes(seed: int, points: int, spread: float, passes: int) -> dict[str, pd.DataFrame]:
    """Train the perceptron on two clusters, on four clusters like XOR, and on AND, OR and XOR.

    points: number in each cluster scene; spread: standard deviation of a cluster; the centres are corners of the unit
    square. Gives `points` (scene, x1, x2, label), `mistakes` (scene, pass, mistakes, samples) and `lines` (scene,
    separable, solved, w1, w2, offset of the perceptron, and common1, common2, a point in both hulls or nan).
    """
    rng = streams.rng(seed, "history separability")
    tables = {"points": [], "lines": [], "mistakes": []}
    for name, (x, y) in _samples(rng, points, spread).items():
        weights, mistakes = learn(x, y, passes)
        common = common_point(x, y)
        tables["points"].append(pd.DataFrame({"scene": name, "x1": x[:, 0], "x2": x[:, 1], "label": y}))
        tables["mistakes"].append(
            pd.DataFrame({"scene": name, "pass": np.arange(len(mistakes)) + 1, "mistakes": mistakes, "samples": len(y)})
        )
        row = {
            "scene": name,
            "separable": _yes(separating_weights(x, y) is not None),
            "solved": _yes(mistakes[-1] == 0),
        }
        row |= dict(zip(("w1", "w2", "offset"), weights, strict=True))
        row |= dict(zip(("common1", "common2"), [np.nan] * 2 if common is None else common, strict=True))
        tables["lines"].append(pd.DataFrame([row]))
    return {name: pd.concat(parts) for name, parts in tables.items()}


def _samples(rng: np.random.Generator, points: int, spread: float) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    diagonal, corner = rng.integers(0, 2, points), rng.integers(0, 4, points)
    centres = {"two clusters": CORNERS[3 * diagonal], "four clusters": CORNERS[corner]}
    labels = {"two clusters": 2 * diagonal - 1, "four clusters": np.array(GATES["XOR"])[corner]}
    clusters = {name: (centres[name] + spread * rng.normal(size=(points, 2)), labels[name]) for name in centres}
    return clusters | {name: (CORNERS, np.array(y)) for name, y in GATES.items()}


def _function(x: np.ndarray, y: np.ndarray, passes: int) -> dict:
    separable = separating_weights(x, y) is not None
    row = {
        "inputs": x.shape[1],
        "truth": "".join("1" if label > 0 else "0" for label in y),
        "separable": _yes(separable),
        "hulls_meet": _yes(common_point(x, y) is not None),
    }
    solved, done, cycle = _run(x, y, passes)
    return row | {"solved": _yes(solved), "passes": done, "cycle": cycle, "exception": int(solved != separable)}


def _run(x: np.ndarray, y: np.ndarray, passes: int) -> tuple[bool, int, int]:
    """Give whether the rule ends, the passes until then or until its (integer) weights repeat, and the period or 0."""
    weights, seen = np.zeros(x.shape[1] + 1), {}
    for done in range(passes):
        if weights.tobytes() in seen:
            return False, done, done - seen[weights.tobytes()]
        seen[weights.tobytes()] = done
        if perceptron(with_ones(x), y.astype(float), weights, 1)[0] == 0:
            return True, done + 1, 0
    raise BadInput(
        "undecided",
        where="history.separability.functions.passes",
        expected="an end or a cycle",
        found=f"neither in {passes} passes",
        do="raise it in config.yaml",
    )


def _checked(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x = arrays.doubles(x, "history: x", ("N", "D"), finite=True)
    y = arrays.doubles(y, "history: y", (len(x),))
    if not np.isin(y, (-1, 1)).all():
        raise BadInput("unknown class", where="history", expected="labels 1 and -1", found=np.unique(y), do="recode y")
    return x, y


def _solve(costs: np.ndarray, **program) -> np.ndarray | None:
    # HiGHS's simplex (SciPy 1.17) does not decide some programs of the retina; its interior-point method decided all.
    found = linprog(costs, method="highs-ipm", **program)
    if found.status not in (OPTIMAL, INFEASIBLE):
        raise RuntimeError(f"linear program: {found.message}")
    return found.x if found.status == OPTIMAL else None


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
