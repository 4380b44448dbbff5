"""Values for the symbols of the printed formulas, and truths found in other ways: counted, measured, integrated."""

import math
from itertools import product

import numpy as np
from scipy.integrate import quad

from articles.curse.compute.stacked_cubes import random_stack
from recomputed.formulas.binding import Binding
from recomputed.stats import streams

TRIALS = 10
U, V, X, C = (rf"\boldsymbol{{{letter}}}" for letter in "uvxc")


def bindings(seed: int) -> dict:
    """Bind the symbols of every claim with a formula, see recomputed.formulas.binding."""
    rng = streams.rng(seed, "curse formulas")
    return {**_cells(), **_spheres(rng), **_cubes(rng), **_angles(rng), **_outer_parts(rng), **_balls(rng)}


def _cells() -> dict:
    """Count the cells of grids with ten cells along each axis, one by one."""
    counted = [len(set(product(range(10), repeat=axes))) for axes in (1, 2, 3)]
    one, two, three = (Binding([{}], [cells], whole=True) for cells in counted)
    return {"curse-36": [one, two], "curse-02": three}


def _spheres(rng: np.random.Generator) -> dict:
    """Turn the points ±r on the first axis in random directions, and move them by random centres."""
    trials = []
    for dimension in (1, 2, 3, 10, 100):
        c, r = rng.normal(size=dimension), rng.uniform(0.5, 2)
        turn = np.linalg.qr(rng.normal(size=(dimension, dimension)))[0]
        trials.append({X: c + turn @ (r * np.eye(dimension)[0]), C: c, "r": r})
    return {"curse-40": Binding(trials)}


def _cubes(rng: np.random.Generator) -> dict:
    """Measure stacked cubes of random edge, place and direction, in edges."""
    dimensions = (2, 3, 4, 7, 10)
    stacks = {d: [random_stack(rng, d) for _ in range(3)] for d in dimensions}

    def truths(d, length):
        return [stack[length] / stack["edge"] for stack in stacks[d]]

    def fixed(length):
        return [Binding([{}] * 3, truths(d, length)) for d in (2, 3)]

    any_dimension = [{"D": d} for d in dimensions for _ in range(3)]
    inner = [truth for d in dimensions for truth in truths(d, "inner diameter")]
    return {
        "curse-07": fixed("diagonal"),
        "curse-08": fixed("inner diameter"),
        "curse-10": Binding(any_dimension, inner, counts=("D",)),
    }


def _angles(rng: np.random.Generator) -> dict:
    """Build pairs of vectors of random length with a known angle: v = cos a + sin b for orthonormal a and b."""
    trials = []
    for dimension in (2, 3, 10, 100):
        a, b = np.linalg.qr(rng.normal(size=(dimension, 2)))[0].T
        angle, (length_u, length_v) = rng.uniform(0, np.pi), rng.uniform(0.1, 10, 2)
        v = length_v * (np.cos(angle) * a + np.sin(angle) * b)
        trials.append({r"\theta": angle, U: length_u * a, V: v})
    return {"curse-30": Binding(trials, alike=((U, V),))}


def _outer_parts(rng: np.random.Generator) -> dict:
    """Draw radii, thicknesses and dimensions; areas are integrated over circles, and shares need no volume."""
    trials = [
        {"r": r, r"\epsilon": epsilon, "D": int(d)}
        for r, epsilon, d in zip(
            rng.uniform(0.5, 2, TRIALS), rng.uniform(0.001, 0.2, TRIALS), rng.integers(4, 50, TRIALS), strict=True
        )
    ]
    radii = [(t["r"], t["r"] - t["r"] * t[r"\epsilon"]) for t in trials]  # outer and inner
    disc = [_ring_area(0, r) for r, _ in radii]
    ring = [_ring_area(inner, r) for r, inner in radii]
    thin = [_ring_area(0.99 * r, r) for r, _ in radii]
    return {
        "curse-53": Binding(trials, ring),
        ("curse-53", "conditional"): Binding(trials, disc),
        "curse-54": [
            Binding(trials, [r - inner for r, inner in radii]),
            Binding(trials, [_ring_area(0, inner) for _, inner in radii]),
            Binding(trials, [inner for _, inner in radii]),
        ],
        "curse-55": Binding(trials, thin),
        "curse-32": Binding(trials, [a / b for a, b in zip(thin, disc, strict=True)]),
        "curse-24": Binding(
            trials, [-math.expm1(t["D"] * math.log1p(-t[r"\epsilon"])) for t in trials], alike=(("2", "D"),)
        ),
    }


def _balls(rng: np.random.Generator) -> dict:
    """Compare volumes with those of slices: a ball is made of balls of one dimension less."""
    radii = rng.uniform(0.5, 2, TRIALS)
    dimensions = [int(d) for d in rng.integers(1, 12, TRIALS)]
    volumes = [_unit_volume(d) * r**d for d, r in zip(dimensions, radii, strict=True)]
    trials = [{"r": r, "D": d} for r, d in zip(radii, dimensions, strict=True)]
    only_radius = [{"r": r} for r in radii]
    return {
        "curse-56": Binding(only_radius, [_unit_volume(3) * r**3 for r in radii]),
        "curse-23": Binding(only_radius),
        "curse-25": [Binding([{"D": d}], [_unit_volume(d)], counts=("D",)) for d in (2, 3)],
        "curse-58": Binding(trials, volumes, counts=("D",)),
    }


def _ring_area(inner: float, outer: float) -> float:
    """Integrate the circumference over the radii from `inner` to `outer`."""
    return quad(lambda radius: math.tau * radius, inner, outer)[0]


def _unit_volume(dimension: int) -> float:
    """Multiply the integrals of cos^k, k = 1 to `dimension`: slices of a ball of radius 1 at the height sin t."""
    right = math.pi / 2
    return math.prod(quad(lambda t, k=k: math.cos(t) ** k, -right, right)[0] for k in range(1, dimension + 1))
