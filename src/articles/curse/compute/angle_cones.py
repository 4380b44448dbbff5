"""Section 2.2: why a right angle is the most likely one in three dimensions, by the areas of cones in a sphere.

All directions at an angle to u form a cone with its tip in the middle of the sphere. At 90 degrees the cone is the flat
cross section of a hemisphere, which has the largest area.
"""

import numpy as np
import pandas as pd

from recomputed import arrays
from recomputed.errors import BadInput

RIM = 720  # corners of the polygon that takes the place of a cone's rim
COLUMNS = ["angle_deg", "cone_area", "section_share", "predicted_percent", "counted_percent", "noise_ratio"]
KOLMOGOROV_999 = 1.949  # 99.9 % point of sqrt(n) times the largest difference of two distribution functions


def cones(count: np.ndarray) -> pd.DataFrame:
    """Compare counted angles in a ball of three dimensions with the areas of cones, at every whole degree.

    count: int64 (bins,), equal bins from 0 to 180 degrees, a multiple of 180 of them. Columns: angle_deg, cone_area
    (sphere of radius 1), section_share (that area over the one at 90 degrees), predicted_percent and counted_percent
    (angles up to angle_deg, if their density were proportional to the area; as counted), noise_ratio (the difference of
    the two over its 99.9 % point under pure chance). Raises BadInput for other bins, and without pairs.
    """
    count = arrays.whole(count, "curse.angles: counts", ("bins",), 0)
    per_degree = len(count) // 180
    if per_degree * 180 != len(count) or not count.sum():
        found, do = f"{len(count)} bins, {count.sum()} pairs", "change the call"
        raise BadInput(
            "no such counts", where="curse.angles: cones", expected="180 bins or a multiple", found=found, do=do
        )
    edges = np.linspace(0, 180, len(count) // max(per_degree // 10, 1) + 1)
    area = np.array([cone_area(deg) for deg in edges])
    below = np.concatenate([[0], np.cumsum((area[1:] + area[:-1]) / 2)])
    whole = np.arange(1, 180)
    predicted = np.interp(whole, edges, below / below[-1])
    counted = np.cumsum(count)[whole * per_degree - 1] / count.sum()
    at = np.interp(whole, edges, area)
    noise = KOLMOGOROV_999 / np.sqrt(count.sum())
    columns = whole, at, at / cone_area(90), 100 * predicted, 100 * counted, np.abs(predicted - counted) / noise
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def cone_area(angle_deg: float) -> float:
    """Add up the triangles between the middle of a unit sphere and the rim of directions at `angle_deg` to an axis."""
    around, angle = np.linspace(0, 2 * np.pi, RIM + 1), np.radians(angle_deg)
    rim = np.stack([np.sin(angle) * np.cos(around), np.sin(angle) * np.sin(around), np.full(RIM + 1, np.cos(angle))])
    return float(np.linalg.norm(np.cross(rim[:, :-1].T, rim[:, 1:].T), axis=1).sum() / 2)
