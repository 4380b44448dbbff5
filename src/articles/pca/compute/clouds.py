"""Clouds of correlated samples (sections 2 and 3), the axes fitted to them, and their projections on these axes."""

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from methods.pca.fit import fit
from recomputed import arrays
from recomputed.stats import streams

COORDINATES = ("x", "y", "z")


def clouds(points: int, sparse_points: int, ellipse: list, ellipsoid: list, bend: float, seed: int) -> pd.DataFrame:
    """Draw normal clouds in 2-D and 3-D, a sparse one for projection lines, and a bent one that is no ellipse.

    `ellipse` (2 x 2) and `ellipsoid` (3 x 3): covariance matrices; the sparse samples have the first one exactly.
    `bend`: curvature of the bent cloud. Returns columns cloud, x, y, z (z is nan in two dimensions).
    """
    rngs = [streams.rng(seed, "pca samples", k) for k in range(4)]
    few = rngs[2].standard_normal((sparse_points, 2))
    few = (few - few.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(few, rowvar=False, bias=True))).T
    along = np.sqrt(3) * rngs[3].uniform(-1, 1, points)  # unit variance
    tables = {
        "ellipse": rngs[0].standard_normal((points, 2)) @ np.linalg.cholesky(ellipse).T,
        "ellipsoid": rngs[1].standard_normal((points, 3)) @ np.linalg.cholesky(ellipsoid).T,
        "sparse": few @ np.linalg.cholesky(ellipse).T,
        "bent": np.column_stack([2 * along, 0.4 * rngs[3].standard_normal(points) + bend * (along**2 - 1)]),
    }
    frames = [
        pd.DataFrame(table, columns=COORDINATES[: table.shape[1]]).assign(cloud=name) for name, table in tables.items()
    ]
    return pd.concat(frames)[["cloud", *COORDINATES]]


def tables(clouds: pd.DataFrame, share: float) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: axes, projections; see the functions of these names."""
    return {"axes": axes(clouds, share), "projections": projections(clouds)}


def axes(clouds: pd.DataFrame, share: float) -> pd.DataFrame:
    """Fit mean and axes to every cloud, and the ellipse or ellipsoid with `share` (0 to 1) of a normal cloud inside.

    One row for each cloud and component: sd, radius_sd (semi-axis over sd: root of the χ² quantile with D degrees of
    freedom), share_inside_percent (counted), mean_x … mean_z, u_x … u_z.
    """
    _check(clouds)
    if not 0 < share < 1:
        raise arrays.bad("share out of range", "pca.clouds", "a number between 0 and 1", share)
    rows = []
    for name, table in clouds.groupby("cloud", sort=False):
        points = table[list(COORDINATES)].dropna(axis=1, how="all").to_numpy()
        pca = fit(points)
        if pca.variances[-1] <= np.finfo(float).eps * pca.variances[0]:
            raise arrays.bad("flat cloud", f"pca.clouds: {name}", "some variance in every direction", "none in one")
        radius = np.sqrt(2 * gammaincinv(points.shape[1] / 2, share))  # root of the χ² quantile
        inside = ((pca.transform(points) ** 2 / pca.variances).sum(axis=1) <= radius**2).mean()
        for k, variance in enumerate(pca.variances):
            row = {"cloud": name, "component": k + 1, "sd": np.sqrt(variance), "radius_sd": radius}
            row |= {"share_inside_percent": 100 * inside}
            row |= {f"mean_{c}": value for c, value in zip(COORDINATES, pca.mean, strict=False)}
            row |= {f"u_{c}": value for c, value in zip(COORDINATES, pca.axes[:, k], strict=False)}
            rows.append(row)
    return pd.DataFrame(rows)


def projections(clouds: pd.DataFrame) -> pd.DataFrame:
    """Project every sample on the axes of its cloud: columns cloud, coordinate_1 … coordinate_3, and the samples."""
    _check(clouds)
    frames = []
    for _, table in clouds.groupby("cloud", sort=False):
        points = table[list(COORDINATES)].dropna(axis=1, how="all").to_numpy()
        coordinates = fit(points).transform(points)
        frames.append(table.assign(**{f"coordinate_{k + 1}": column for k, column in enumerate(coordinates.T)}))
    return pd.concat(frames)


def _check(clouds: pd.DataFrame) -> None:
    arrays.check_table(clouds, "pca.clouds", ("cloud", "z"), finite=("x", "y"))
