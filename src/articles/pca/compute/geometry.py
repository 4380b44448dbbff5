"""Exact constructions of sections 2 to 4: ellipsoids, a deviation on an axis, a rotation, a mapped sphere."""

import numpy as np
import pandas as pd

from methods.pca.fit import eigen, fit
from recomputed import arrays
from recomputed.errors import BadInput

COORDINATES = ("x", "y", "z")


def tables(
    matrices: list[list[list[float]]], covariance: list[list[str]], point: list[float], divisor: float
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: ellipsoids, rotation, mapped_sphere; see the functions of these names."""
    return {
        "ellipsoids": ellipsoids(matrices),
        "rotation": rotation(covariance, point),
        "mapped_sphere": mapped_sphere(covariance, divisor),
        "mapping": mapping(covariance, divisor),
    }


def ellipsoids(matrices: list[list[list[float]]]) -> pd.DataFrame:
    """Give the axes of the ellipsoid (x, Ax) = 1 about the origin for each symmetric positive definite A (section 2).

    One row for each matrix and axis: dimension, component, eigenvalue, semi_axis = 1/sqrt(eigenvalue), u_x … u_z.
    Raises BadInput for an A that is not positive definite.
    """
    rows = []
    for matrix in matrices:
        values, axes = eigen(np.array(matrix, dtype=float))
        if values[-1] <= 0:
            raise BadInput(
                "no ellipsoid",
                where="pca.geometry.ellipsoids",
                expected="eigenvalues above 0",
                found=values[-1],
                do="choose another A",
            )
        for k, value in enumerate(values):
            row = {"dimension": len(values), "component": k + 1, "eigenvalue": value, "semi_axis": 1 / np.sqrt(value)}
            rows.append(row | _direction(axes[:, k]))
    return pd.DataFrame(rows)


def deviation(clouds: pd.DataFrame, mean: list[float]) -> pd.DataFrame:
    """Shift the sparse cloud to `mean`; project all its samples and the mean on u1 through the origin (section 3).

    Columns: x, y, role (cloud; sample, the one that lies far out on both axes; mean), coordinate (u1ᵀx), foot_x,
    foot_y. The deviation of the sample is the difference of its coordinate and that of the mean.
    """
    arrays.check_table(clouds, "pca.geometry: clouds", ("cloud",), finite=("x", "y"))
    points = clouds.loc[clouds.cloud == "sparse", ["x", "y"]].to_numpy()
    points = points - points.mean(axis=0) + mean
    axes = fit(points).axes
    u1 = axes[:, 0]
    chosen = np.argmax((points - mean) @ axes.sum(axis=1))  # far along both axes
    table = pd.DataFrame(np.vstack([points, [mean]]), columns=["x", "y"])
    table["role"] = ["sample" if n == chosen else "cloud" for n in range(len(points))] + ["mean"]
    table["coordinate"] = table[["x", "y"]].to_numpy() @ u1
    return table.assign(foot_x=table.coordinate * u1[0], foot_y=table.coordinate * u1[1])


def rotation(covariance: list[list[str]], point: list[float]) -> pd.DataFrame:
    """Give the coordinates of one `point` on the axes e_i and on the eigenvectors u_i of the printed V (section 4).

    One row for each axis: basis (e, u), component, coordinate (e_iᵀx or u_iᵀx), u_x … u_z.
    """
    _, axes = eigen(np.array(covariance, dtype=float))
    rows = [
        {"basis": basis, "component": k + 1, "coordinate": directions[:, k] @ np.array(point)}
        | _direction(directions[:, k])
        for basis, directions in (("e", np.eye(len(point))), ("u", axes))
        for k in range(len(point))
    ]
    return pd.DataFrame(rows)


def mapped_sphere(covariance: list[list[str]], divisor: float) -> pd.DataFrame:
    """Give the eigenpairs of A = V / `divisor` (section 4): component, eigenvalue, u_x … u_z."""
    values, axes = eigen(np.array(covariance, dtype=float) / divisor)
    return pd.DataFrame([{"component": k + 1, "eigenvalue": v} | _direction(axes[:, k]) for k, v in enumerate(values)])


def mapping(covariance: list[list[str]], divisor: float) -> pd.DataFrame:
    """Ask what V and A = V / `divisor` do to unit vectors in every direction (section 4).

    Columns: matrix (V or V/divisor), least_stretch and largest_stretch (length of the image), largest_turn_deg (angle
    between a vector and its image), does (those of turns, lengthens and shortens that happen to some vector).
    """
    v, sphere = np.array(covariance, dtype=float), _sphere()
    rows = []
    for name, matrix in (("V", v), (f"V/{divisor:g}", v / divisor)):
        images = sphere @ matrix
        stretch = np.linalg.norm(images, axis=1)
        turn = np.degrees(np.arccos(np.clip(np.sum(images * sphere, axis=1) / stretch, -1, 1)))
        happens = {"turns": turn.max() > 1, "lengthens": stretch.max() > 1, "shortens": stretch.min() < 1}
        does = " ".join(word for word, true in happens.items() if true) or "nothing"
        rows.append((name, stretch.min(), stretch.max(), turn.max(), does))
    return pd.DataFrame(rows, columns=["matrix", "least_stretch", "largest_stretch", "largest_turn_deg", "does"])


def _sphere(count: int = 20000) -> np.ndarray:
    """Spread unit vectors evenly over the sphere, by the golden angle: (count, 3)."""
    z = 1 - (2 * np.arange(count) + 1) / count
    angle, radius = np.arange(count) * np.pi * (3 - np.sqrt(5)), np.sqrt(1 - z**2)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle), z])


def _direction(axis: np.ndarray) -> dict[str, float]:
    return {f"u_{name}": value for name, value in zip(COORDINATES, axis, strict=False)}
