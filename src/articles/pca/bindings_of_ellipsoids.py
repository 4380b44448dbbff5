"""Values for the formulas of section 2: points of ellipsoids that are made without these formulas."""

import numpy as np

from articles.pca.compute.random_clouds import unit_vector
from recomputed.formulas.binding import Binding

NAMES = ("a", "b", "c")
DIMENSIONS = (3, 2, 5)
E = tuple(rf"\boldsymbol{{e}}_{place}" for place in (1, 2, 3))


def bindings(rng: np.random.Generator) -> dict[str, Binding | list[Binding]]:
    """Give the bindings of the formulas about ellipsoids, and of the axes of space."""
    alike = (NAMES,)
    return {
        "pca-01": Binding([_general(rng, size) for size in DIMENSIONS]),
        "pca-03": Binding([_turned(rng, size) | {"D": size} for size in DIMENSIONS]),
        "pca-06": Binding([_axes_of_space()], truths=[np.eye(3)], alike=(E,)),
        "pca-02": Binding([_named(rng, 3) for _ in range(3)], alike=alike),
        "pca-48": Binding([_turned(rng, size) for size in DIMENSIONS], alike=((r"\boldsymbol{x}", "A"),)),
        "pca-49": [Binding([_point(rng, size) for _ in range(3)], alike=alike) for size in (2, 3)],
        "pca-50": Binding([_named(rng, 2) for _ in range(3)], alike=alike),
    }


def _matrix(semi: np.ndarray) -> np.ndarray:
    """Give the A with which (x, Ax) = 1 holds on the ellipsoid along the coordinate axes.

    The map from the unit sphere to the ellipsoid is diag(semi); A undoes it on both sides of the inner product.
    """
    back = np.linalg.inv(np.diag(semi))
    return back.T @ back


def _general(rng: np.random.Generator, size: int) -> dict:
    semi = rng.uniform(0.5, 3.0, size)
    return {"A": _matrix(semi), "a": semi, "D": size}


def _named(rng: np.random.Generator, size: int) -> dict:
    semi = rng.uniform(0.5, 3.0, size)
    return {"A": _matrix(semi), **dict(zip(NAMES, semi, strict=False))}


def _axes_of_space() -> dict:
    return dict(zip(E, np.eye(3), strict=True))


def _turned(rng: np.random.Generator, size: int) -> dict:
    """Make a point of an ellipsoid with random semi-axes in random directions."""
    semi, turn = rng.uniform(0.5, 3.0, size), np.linalg.qr(rng.normal(size=(size, size)))[0]
    return {r"\boldsymbol{x}": turn @ (semi * unit_vector(rng, size)), "A": turn @ _matrix(semi) @ turn.T}


def _point(rng: np.random.Generator, size: int) -> dict:
    """Make a point from angles; a, b and c may be negative."""
    semi = rng.uniform(0.5, 3.0, size) * rng.choice([-1, 1], size)
    return dict(zip(NAMES, semi, strict=False)) | dict(zip("xyz", semi * unit_vector(rng, size), strict=False))
