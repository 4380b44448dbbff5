"""The printed formulas of the article as expressions, with inputs to test them and their edits."""

import math
from itertools import product

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist

from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

TRIALS = 5


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of failing formulas, perturb the others; see recomputed.formulas.edits.tables."""
    rng = streams.rng(seed, "curse formulas")
    return tables([*_cells(), *_ball_set(rng), *_cubes(rng), *_shells(rng), *_angles(rng)])


def _cells() -> list[Formula]:
    counted = len(set(product(range(10), repeat=3)))  # visited one by one
    return [Formula("curse-02", "100 ** 3", [{}], [counted], whole=True)]


def _ball_set(rng: np.random.Generator) -> list[Formula]:
    """Points inside and outside of balls of random centre and radius; the true set has those inside."""
    inputs, inside = [], np.arange(200) < 100
    for dimension in (2, 3, 10):
        c, r, sphere = rng.normal(size=dimension), rng.uniform(0.5, 2), rng.normal(size=(200, dimension))
        reach = np.where(inside, rng.uniform(0, 1, 200), rng.uniform(1, 2, 200))
        x = c + r * reach[:, None] * sphere / np.linalg.norm(sphere, axis=1, keepdims=True)
        inputs.append({"x": x, "c": c, "r": r, "norm": lambda v: np.linalg.norm(v, axis=-1)})
    return [Formula("curse-06", "norm(x - c) == r", inputs, [inside] * 3, most=1)]


def _cubes(rng: np.random.Generator) -> list[Formula]:
    """Cubes of random edge; the true lengths are measured on their corners and on the centres of their balls."""
    inputs, diagonals, inner = [], [], []
    for dimension in (2, 3, 4, 7):
        edge, signs = rng.uniform(0.5, 2), np.array(list(product((-1.0, 1.0), repeat=dimension)))
        inputs.append({"D": dimension, "edge": edge, "sqrt": math.sqrt})
        diagonals.append(pdist(edge * signs / 2).max())
        inner.append(2 * (np.linalg.norm(edge * signs / 2, axis=1).min() - edge / 2))
    return [
        Formula("curse-07", "sqrt(D) * edge", inputs[:2], diagonals[:2], counts=("D",)),
        Formula("curse-08", "(sqrt(D) - 1) * edge", inputs[:2], inner[:2], counts=("D",)),
        Formula("curse-10", "(sqrt(D) - 1) * edge", inputs, inner, counts=("D",)),
    ]


def _shells(rng: np.random.Generator) -> list[Formula]:
    """Random radii, thicknesses and dimensions; the true share is 1 - (1 - epsilon)^D, which needs no volume."""
    ball, inputs = "4 / 3 * pi", []
    for _ in range(TRIALS):
        r, eps, d = rng.uniform(0.5, 2), rng.uniform(0.001, 0.2), int(rng.integers(3, 50))
        inputs.append({"pi": math.pi, "r": r, "eps": eps, "D": d})
    three, shell = [1 - 0.99**3] * TRIALS, [-math.expm1(v["D"] * math.log1p(-v["eps"])) for v in inputs]
    constants = [{"pi": math.pi, "gamma": math.gamma, "D": d} for d in (2, 3)]
    return [
        Formula("curse-23", f"({ball} * r ** 3 - {ball} * (0.99 * r) ** 2) / ({ball} * r ** 2)", inputs, three),
        Formula(
            "curse-24", "(pi * r ** 2 - pi * ((1 - eps) * r) ** 2) / (pi * r ** 2)", inputs, shell, alike=(("2", "D"),)
        ),
        Formula("curse-32", "(pi * r ** 2 - pi * (0.99 * r) ** 2) / (pi * r ** 2)", inputs, [1 - 0.99**2] * TRIALS),
        Formula("curse-25", "pi ** (D / 2) / gamma(D / 2 + 1)", constants, [math.pi, 4 / 3 * math.pi], counts=("D",)),
    ]


def _angles(rng: np.random.Generator) -> list[Formula]:
    """Pairs of vectors built with a known angle."""
    inputs, truths = [], []
    for dimension in (2, 3, 10, 100):
        a, b = np.linalg.qr(rng.normal(size=(dimension, 2)))[0].T
        angle, (length_u, length_v) = rng.uniform(0, np.pi), rng.uniform(0.1, 10, 2)
        inputs.append(
            {"u": length_u * a, "v": length_v * (np.cos(angle) * a + np.sin(angle) * b), "norm": np.linalg.norm}
        )
        truths.append(np.cos(angle))
    return [Formula("curse-30", "(u @ v) / (norm(u) * norm(v))", inputs, truths, alike=(("u", "v"),))]
