"""Angles between random vectors counted: points of a cube, as the article draws them, and of a ball, as it says.

Counts are integers and a pair follows from its number alone, so shards add up to exactly what one job counts.
"""

import numpy as np
import pandas as pd
from numba import get_num_threads

from articles.curse import kernels
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats.intervals import share_halfwidth
from recomputed.stats.philox import key
from recomputed.workflow.shards import UNSHARDED, run_of

FINE_BINS = 18000  # of 0.01 degrees: moments and shares come from these counts
CHUNK_PAIRS = 4096 * kernels.LANES  # of one call, so that progress can be told; the result does not depend on it


def counts(law: str, dimension: int, pairs: int, seed: int, shard: str = UNSHARDED) -> np.ndarray:
    """Count the angles of `pairs` random pairs in FINE_BINS equal bins over 0 to 180 degrees: int64 (FINE_BINS,).

    `law` is "cube" (coordinates uniform in [-1, 1]) or "ball" (points uniform in the unit ball; their directions are
    normalised Gaussian vectors, and the radius, which no angle depends on, is not drawn). `shard`, "2-of-7", counts its
    own run of the pairs only. Raises BadInput for an unknown law, a dimension below 2, no pairs, or no such shard.
    """
    if law not in kernels.LAWS or dimension < 2 or pairs < 1:
        raise BadInput(
            "cannot draw angles",
            where="curse.angles",
            expected="law cube or ball, dimension 2 or more, 1 pair or more",
            found=(law, dimension, pairs),
            do="change the block in config.yaml",
        )
    words = key(seed, f"curse angles {law}")
    run, total = run_of(pairs, shard, kernels.LANES), np.zeros(FINE_BINS, np.int64)
    for first in track(run[::CHUNK_PAIRS], f"angles, {law}, D = {dimension}"):
        size = min(CHUNK_PAIRS, run.stop - first)
        total += kernels.angle_counts(kernels.LAWS[law], first, size, dimension, *words, FINE_BINS, get_num_threads())
    return total


def sweep(seed: int, dimensions: list[int], pairs: int, shard: str = UNSHARDED) -> dict[str, np.ndarray]:
    """Count a shard of the sweep's pairs: for each law int64 (dimensions, FINE_BINS), which angles.sweep adds up."""
    return {law: np.stack([counts(law, d, pairs, seed, shard) for d in dimensions]) for law in kernels.LAWS}


def histograms(seed: int, dimensions: list[int], pairs: int, bin_deg: float) -> pd.DataFrame:
    """Tabulate the histograms of the angle for both laws.

    Columns: law, dimension, pairs, angle_deg (middle of the bin), bin_deg, count, density_per_deg with its half width.
    Article section 2.2: 10,000 pairs, D = 2, 3, 50, 100.
    Raises BadInput for bins that do not divide 180 degrees into whole fine bins.
    """
    bins = round(180 / bin_deg)
    if FINE_BINS % bins or not np.isclose(bins * bin_deg, 180):
        raise BadInput(
            "bins do not fit",
            where="curse.angles.histograms.bin_deg",
            expected="a divisor of 180, a multiple of 0.01",
            found=bin_deg,
            do="choose 1, 2, 3 or 5",
        )
    edges = np.linspace(0, 180, bins + 1)
    tables = []
    for law in kernels.LAWS:
        for dimension in dimensions:
            count = counts(law, dimension, pairs, seed).reshape(bins, -1).sum(axis=1)
            table = pd.DataFrame({"angle_deg": (edges[1:] + edges[:-1]) / 2, "bin_deg": bin_deg, "count": count})
            table["density_per_deg"] = count / pairs / bin_deg
            table["density_per_deg_halfwidth"] = share_halfwidth(count, pairs) / bin_deg
            for place, (name, value) in enumerate((("law", law), ("dimension", dimension), ("pairs", pairs))):
                table.insert(place, name, value)
            tables.append(table)
    return pd.concat(tables)
